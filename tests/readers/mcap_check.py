"""mcap_check.py PACKAGE DATASET: checksums, indices and messages against the store; then the mcap library."""
import base64
import glob
import json
import os
import struct
import sys
import zlib

import readers
from mcap_records import MAGIC, records, text

root, store = os.path.join(sys.argv[1], "mcap"), readers.Dataset(sys.argv[2])


def read(data):
    """Messages by topic as (time, JSON), after every checksum and index was compared."""
    assert data.startswith(MAGIC) and data.endswith(MAGIC)
    topics, messages, places, chunks, indexed = {}, {}, {}, {}, 0
    footer = len(data) - 8 - 29
    summary, offsets, crc = struct.unpack_from("<QQI", data, footer + 9)
    assert data[footer] == 2 and zlib.crc32(data[summary:footer + 25]) == crc
    for op, at, body in records(data, 8, summary):
        if op == 4:
            topics[struct.unpack_from("<H", body)[0]] = text(body, 4)[0]
        elif op == 6:
            start, end, size, check = struct.unpack_from("<QQQI", body)
            compression, place = text(body, 28)
            content = body[place + 8:]
            assert compression == "" and struct.unpack_from("<Q", body, place)[0] == size == len(content) and zlib.crc32(content) == check
            chunks[at], places, times = (start, end, 9 + len(body), size), {}, []
            for inner, offset, message in records(content, 0, size):
                channel, sequence, log, publish = struct.unpack_from("<HIQQ", message)
                assert inner == 5 and log == publish and sequence == len(messages.setdefault(topics[channel], []))
                messages[topics[channel]].append((log, json.loads(message[22:])))
                places.setdefault(channel, []).append((log, offset))
                times.append(log)
            assert (start, end) == (min(times), max(times))
        elif op == 7:
            channel, length = struct.unpack_from("<HI", body)
            assert list(struct.iter_unpack("<QQ", body[6:6 + length])) == places.pop(channel)
        elif op == 15:
            assert not places and struct.unpack("<I", body)[0] == zlib.crc32(data[:at])
    counts = None
    for op, at, body in records(data, summary, offsets):
        if op == 8:
            start, end, place, length = struct.unpack_from("<QQQQ", body)
            assert chunks[place][:3] == (start, end, length)
            indexed += 1
        elif op == 11:
            counts = struct.unpack_from("<Q", body)[0]
    groups = [struct.unpack("<BQQ", body) for op, _, body in records(data, offsets, footer)]
    assert indexed == len(chunks) and counts == sum(map(len, messages.values())) and sum(g[2] for g in groups) == offsets - summary
    return messages


def quaternion(q):
    return [q["w"], q["x"], q["y"], q["z"]]


def vector(v):
    return [v["x"], v["y"], v["z"]]


paths = sorted(glob.glob(os.path.join(root, "*", "*.mcap")))
assert len(paths) == len(store.sequences)
cubes = pictures = sweeps = boxes = 0
for path in paths:
    sequence, messages = int(os.path.basename(path)[:-5]), read(open(path, "rb").read())
    rig, objects_of = store.json(sequence, "rig.json"), {}
    for i, frame in enumerate(store.labels(sequence)):
        time, transforms = messages["/tf"][i]
        assert time == frame["time_ns"]
        poses = {t["child_frame_id"]: t for t in transforms["transforms"]}
        stored = {"vehicle": frame["world_from_vehicle"]} | {c["name"]: c["vehicle_from_camera"] for c in rig["cameras"]} | {c["name"]: c["vehicle_from_lidar"] for c in rig["lidars"]}
        assert poses.keys() == stored.keys()
        assert all(quaternion(poses[n]["rotation"]) == p["rotation"] and vector(poses[n]["translation"]) == p["translation"] for n, p in stored.items())
        entities = {int(e["id"]): e for e in messages["/boxes"][i][1]["entities"]}
        everything = {o["id"]: o for o in frame["objects"] + [o for c in frame["cameras"] for o in c["objects"]]}
        assert entities.keys() == everything.keys()
        for number, o in everything.items():
            (cube,) = entities[number]["cubes"]
            assert vector(cube["size"]) == o["size"] and vector(cube["pose"]["position"]) == o["world_from_box"]["translation"] and quaternion(cube["pose"]["orientation"]) == o["world_from_box"]["rotation"]
            cubes += 1
        for camera in frame["cameras"]:
            image = messages[f"/{camera['camera']}/image"][i][1]
            assert readers.same_picture(base64.b64decode(image["data"]), store.bytes(sequence, camera["files"]["rgb"]))
            model = next(c for c in rig["cameras"] if c["name"] == camera["camera"])
            calibration, lens = messages[f"/{camera['camera']}/calibration"][i][1], model.get("distortion", {})
            assert calibration["K"] == [model["fx"], 0, model["cx"], 0, model["fy"], model["cy"], 0, 0, 1]
            order = {"pinhole": [], "kannala_brandt": ["k1", "k2", "k3", "k4"], "brown_conrady": ["k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6"]}[model["model"]]
            assert calibration["D"] == ([lens[k] for k in order] or [0] * 5) and (calibration["width"], calibration["height"]) == (model["width"], model["height"])
            drawn = messages[f"/{camera['camera']}/annotations"][i][1]["points"]
            seen = [o["visible_box"] for o in camera["objects"] if o["visible_box"]]
            assert [[p["points"][0]["x"], p["points"][0]["y"], p["points"][2]["x"], p["points"][2]["y"]] for p in drawn] == seen
            pictures, boxes = pictures + 1, boxes + len(seen)
        for sweep in frame["lidars"]:
            cloud = messages[f"/{sweep['lidar']}/points"][i][1]
            assert cloud["point_stride"] == 32 and base64.b64decode(cloud["data"]) == store.bytes(sequence, sweep["file"])
            sweeps += 1
assert pictures and (cubes or store.is_empty())
print(f"equal to the store: {cubes} cubes, {pictures} pictures, {boxes} boxes, {sweeps} sweeps in {len(paths)} files")

try:
    from mcap.reader import make_reader
except ImportError:
    readers.missing("mcap")
try:
    import jsonschema
except ImportError:
    jsonschema = None


def official(name):
    """Foxglove's own schema of a message (schemas/jsonschema of foxglove/foxglove-sdk, in a folder foxglove beside the readers), or None."""
    path = readers.find(os.path.join("foxglove", name.removeprefix("foxglove.") + ".json"))
    return json.load(open(path)) if path and jsonschema else None


read_back = validated = 0
official_schemas = {}
for path in paths:
    with open(path, "rb") as stream:
        reader = make_reader(stream, validate_crcs=True)
        statistics = reader.get_summary().statistics
        last = -1
        for schema, channel, message in reader.iter_messages():
            assert channel.message_encoding == "json" and schema.encoding == "jsonschema" and json.loads(schema.data)["type"] == "object" and message.log_time >= last
            last, read_back = message.log_time, read_back + 1
            if official_schemas.setdefault(schema.name, official(schema.name)):
                jsonschema.validate(json.loads(message.data), official_schemas[schema.name])
                validated += 1
    assert statistics.message_count > 0
print(f"mcap: {read_back} messages, {validated} of them compared with Foxglove's own schemas")
