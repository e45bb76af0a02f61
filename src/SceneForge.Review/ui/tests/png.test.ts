import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { decodePng } from "../src/frames/png";

/** A PNG of 16-bit numbers (or 8-bit ones) whose rows are stored with given filters and bytes. */
function png(width: number, height: number, depth: number, color: number, rows: number[][]): Uint8Array {
  const chunk = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(type, 4, "ascii");
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, depth, color, 0, 0, 0]);
  const data = deflateSync(Buffer.from(rows.flat()));
  return new Uint8Array(Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk("IHDR", header), chunk("IDAT", data.subarray(0, 5)), chunk("IDAT", data.subarray(5)), chunk("IEND", Buffer.alloc(0)),
  ]));
}

test("16-bit grey keeps all its bits through every filter", async () => {
  // Each row is 258, 772 with its filter undone: 0x0102, 0x0304.
  const { width, height, channels, data } = await decodePng(png(2, 5, 16, 0, [
    [0, 1, 2, 3, 4], // none
    [1, 1, 2, 2, 2], // the pixel to the left
    [2, 0, 0, 0, 0], // the row above
    [3, 1, 1, 1, 1], // the mean of both, rounded down: 1 - 0/2, 2 - 2/2, 3 - (1 + 3)/2, 4 - (2 + 4)/2
    [4, 0, 0, 0, 0], // Paeth: above wins here
  ]));
  assert.deepEqual([width, height, channels], [2, 5, 1]);
  assert.deepEqual([...data], [258, 772, 258, 772, 258, 772, 258, 772, 258, 772]);
});

test("RGB has three numbers a pixel, and 8 bits are read as they are", async () => {
  assert.deepEqual([...(await decodePng(png(1, 1, 16, 2, [[0, 0, 1, 0, 2, 1, 0]]))).data], [1, 2, 256]);
  assert.deepEqual([...(await decodePng(png(3, 1, 8, 0, [[0, 7, 8, 255]]))).data], [7, 8, 255]);
});

test("What is no PNG, or of another kind, is refused", async () => {
  await assert.rejects(decodePng(new Uint8Array(16)), /no PNG/);
  await assert.rejects(decodePng(png(1, 1, 16, 6, [[0, 0, 0, 0, 0, 0, 0, 0, 0]])), /not among those/);
  await assert.rejects(decodePng(png(1, 1, 8, 0, [[9, 0]])), /damaged/);
});
