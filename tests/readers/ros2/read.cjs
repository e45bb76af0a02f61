// read.cjs BAG...: for each bag, of every topic the number of messages and the last one; long arrays as their length and sum.
const fs = require("fs");
const { McapIndexedReader } = require("@mcap/core");
const { parse } = require("@foxglove/rosmsg");
const { MessageReader } = require("@foxglove/rosmsg2-serialization");

function plain(value) {
  if (ArrayBuffer.isView(value)) {
    return { $length: value.length, $sum: value.reduce((s, v) => s + (Number.isFinite(v) ? v : 0), 0) };
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  return value;
}

async function read(path) {
  const data = fs.readFileSync(path);
  const readable = {
    size: async () => BigInt(data.length),
    read: async (offset, length) => new Uint8Array(data.buffer, data.byteOffset + Number(offset), Number(length)),
  };
  const bag = await McapIndexedReader.Initialize({ readable });
  if (bag.header.profile !== "ros2") throw new Error(`profile ${bag.header.profile}`);
  const readers = new Map();
  const topics = {};
  for await (const message of bag.readMessages({ validateCrcs: true })) {
    const channel = bag.channelsById.get(message.channelId);
    if (!readers.has(channel.schemaId)) {
      const schema = bag.schemasById.get(channel.schemaId);
      readers.set(channel.schemaId, new MessageReader(parse(new TextDecoder().decode(schema.data), { ros2: true })));
    }
    const topic = (topics[channel.topic] ??= { count: 0 });
    topic.count++;
    topic.last = readers.get(channel.schemaId).readMessage(message.data);
  }
  for (const topic of Object.values(topics)) topic.last = plain(topic.last);
  return topics;
}

(async () => console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(read)))))().catch((e) => {
  console.error(e);
  process.exit(1);
});
