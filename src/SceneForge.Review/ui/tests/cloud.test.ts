import assert from "node:assert/strict";
import { test } from "node:test";
import { boxLines, boxPlace, crossedFront, floorArrow, ownerAt, ringLines } from "point-cloud-view/lines.js";
import { lookingAt, multiplyMatrices, Orbit, toClip, type Vec3 } from "point-cloud-view/orbit.js";
import { buildPalette, instanceEntry, rampColor, rgbOf } from "point-cloud-view/palette.js";
import { packedLayout, PointSet, storedLayout } from "point-cloud-view/point-set.js";
import { projectSweep } from "../src/cloud/projected-sweep";
import type { CameraModel, PictureLabels, Pose, SweepLabels } from "../src/server/types";

const identity = Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
const near = (actual: readonly number[], expected: readonly number[], tolerance: number) =>
  actual.forEach((x, i) => assert.ok(Math.abs(x - expected[i]!) <= tolerance, `${actual} is not ${expected}`));

/** Records as docs/dataset.md has them. */
function records(points: { place: Vec3; intensity?: number; time?: number; instance?: number; classId?: number; cause?: number }[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(32 * points.length));
  points.forEach(({ place, intensity = 0, time = 0, instance = 0, classId = 0, cause = 0 }, i) => {
    place.forEach((x, k) => view.setFloat32(32 * i + 4 * k, x, true));
    view.setFloat32(32 * i + 12, intensity, true);
    view.setInt32(32 * i + 16, time, true);
    view.setUint16(32 * i + 24, instance, true);
    view.setUint8(32 * i + 26, classId);
    view.setUint8(32 * i + 28, cause);
  });
  return view.buffer;
}

test("An orbit sees its target in the middle, and a place to the left on the left", () => {
  const orbit = new Orbit(lookingAt([-9, 0, 7], [12, 0, 0], 55));
  const m = orbit.matrix(2);
  const [x, y, , w] = toClip(m, [12, 0, 0]);
  // 1e-6: the matrix holds 32-bit floats.
  near([x / w, y / w, w], [0, 0, Math.hypot(21, 7)], 3e-6);
  const [left, , , depth] = toClip(m, [12, 1, 0]);
  near([left / depth], [-1 / (Math.hypot(21, 7) * Math.tan((27.5 * Math.PI) / 180) * 2)], 1e-6);
});

test("Turning keeps the target and the distance, zooming keeps the direction", () => {
  const orbit = new Orbit(lookingAt([-10, 0, 0], [0, 0, 0], 50));
  orbit.turn(Math.PI / 2, 0);
  orbit.zoom(0.5);
  const [x, y, , w] = toClip(orbit.matrix(1), [0, 0, 0]);
  near([x, y, w], [0, 0, 5], 1e-6);
});

test("A product of matrices maps as one after the other", () => {
  const move = Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 5, 6, 7, 1]);
  const double = Float32Array.from([2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1]);
  assert.deepEqual(toClip(multiplyMatrices(move, double), [1, 1, 1]), [7, 8, 9, 1]);
});

test("A stored record is read at its offsets, and placed in the vehicle frame", () => {
  const placing = Float32Array.from([0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 2, 1]); // a quarter turn to the left, then (1, 0, 2)
  const points = new PointSet(records([{ place: [3, 4, 5], intensity: 0.25, instance: 1234, classId: 7, cause: 2 }]), storedLayout, placing);
  assert.equal(points.count, 1);
  assert.deepEqual(points.place(0), [-3, 3, 7]);
  assert.deepEqual([points.intensity(0), points.object(0), points.classId(0), points.cause(0)], [0.25, 1234, 7, 2]);
});

test("A packed point keeps its cause apart from the return above it, and steps become metres", () => {
  const view = new DataView(new ArrayBuffer(12 + 5));
  [100, -250, 30].forEach((v, i) => view.setInt16(2 * i, v, true));
  view.setUint16(6, 77, true);
  [128, 9, 3, 2 << 4 | 5].forEach((v, i) => view.setUint8(8 + i, v));
  const points = new PointSet(view.buffer, packedLayout, [0.01, 0, 0, 0, 0, 0.01, 0, 0, 0, 0, 0.01, 0, 0, 0, 0, 1]);
  assert.equal(points.count, 1);
  near(points.place(0), [1, -2.5, 0.3], 1e-15);
  assert.deepEqual([points.object(0), points.intensity(0), points.classId(0), points.cause(0)], [77, 128, 9, 5]);
});

test("The point under the pointer is the nearest one within reach, and of two in one place the foremost", () => {
  const orbit = new Orbit({ target: [0, 0, 0], yaw: 0, pitch: 0, distance: 10, angle: 90 });
  const points = new PointSet(records([{ place: [5, 0, 0] }, { place: [-5, 0, 0] }, { place: [0, -1, 0] }]), storedLayout, identity);
  const m = orbit.matrix(1);
  // 200 pixels for 20 m across at 10 m: a metre to the right is 10 pixels.
  assert.equal(points.nearest(m, 100, 100, 200, 200, 3), 1);
  assert.equal(points.nearest(m, 111, 100, 200, 200, 3), 2);
  assert.equal(points.nearest(m, 150, 100, 200, 200, 3), -1);
});

test("A box has twelve edges and a mark of where it faces, each of its own length", () => {
  const box = { center: [10, 0, 1] as Vec3, ahead: [2, 0, 0] as Vec3, left: [0, 1, 0] as Vec3, up: [0, 0, 0.75] as Vec3 };
  const lines = boxLines(box, crossedFront, { color: [1, 2, 3, 4], width: 1, owner: 5 });
  assert.equal(lines.length, 14);
  const lengths = lines.slice(2).map(l => Math.hypot(...l.to.map((v, i) => v - l.from[i]!))).sort((a, b) => a - b);
  assert.deepEqual(lengths, [1.5, 1.5, 1.5, 1.5, 2, 2, 2, 2, 4, 4, 4, 4]);
  assert.ok(lines.slice(0, 2).every(l => l.from[0] === 12 && l.to[0] === 12));
  assert.deepEqual(boxPlace(box, [0, 0, 1]), [10, 0, 1.75]);
  assert.equal(boxLines(box, floorArrow, { color: [1, 2, 3, 4], width: 1 }).length, 15);
});

test("A click on a box's line finds whose it is, also where the line ends behind the eye", () => {
  const m = new Orbit({ target: [0, 0, 0], yaw: 0, pitch: 0, distance: 10, angle: 90 }).matrix(1);
  const style = { color: [0, 0, 0, 255] as [number, number, number, number], width: 1 };
  const lines = [
    { ...style, from: [0, -5, 0] as Vec3, to: [0, 5, 0] as Vec3, owner: 1 },
    { ...style, from: [-30, -2, -2] as Vec3, to: [10, -2, -2] as Vec3, owner: 2 },
    { ...style, from: [0, -5, 3] as Vec3, to: [0, 5, 3] as Vec3 },
  ];
  assert.equal(ownerAt(lines, m, 80, 101, 200, 200, 4), 1);
  assert.equal(ownerAt(lines, m, 120, 121, 200, 200, 4), 2);
  assert.equal(ownerAt(lines, m, 100, 70, 200, 200, 4), undefined);
});

test("A ring closes", () => {
  const ring = ringLines(20, { color: [0, 0, 0, 255], width: 1 });
  assert.equal(ring.length, 96);
  near(ring.at(-1)!.to, ring[0]!.from, 1e-12);
});

test("A palette has a row of 256 for each way to colour", () => {
  const palette = buildPalette([i => [i, 0, 0], () => rgbOf("#56b4e9")]);
  assert.equal(palette.length, 2 * 256 * 4);
  assert.deepEqual([...palette.slice(4 * 200, 4 * 201)], [200, 0, 0, 255]);
  assert.deepEqual([...palette.slice(4 * 300, 4 * 301)], [0x56, 0xb4, 0xe9, 255]);
  assert.deepEqual([rampColor([[0, 0, 0], [10, 20, 30]], 0.5), rampColor([[0, 0, 0], [10, 20, 30]], 2)], [[5, 10, 15], [10, 20, 30]]);
  assert.deepEqual([0, 1, 255, 256].map(instanceEntry), [0, 1, 255, 1]);
});

test("Points of an uncompensated sweep are carried to the picture's time before they are projected", () => {
  const here: Pose = { translation: [0, 0, 0], rotation: [1, 0, 0, 0] };
  const camera: CameraModel = { name: "C", model: "pinhole", width: 200, height: 200, fx: 100, fy: 100, cx: 100, cy: 100, vehicle_from_camera: here };
  const labels = { world_from_lidar: here } as SweepLabels;
  const picture = { world_from_camera: here } as PictureLabels;
  const sweep = records([{ place: [0, 0, 10], time: 50_000_000 }, { place: [0, 0, -10] }]);
  assert.deepEqual([...projectSweep(sweep, labels, picture, camera, [20, 0, 0], true)], [100, 100, 10]);
  assert.deepEqual([...projectSweep(sweep, labels, picture, camera, [20, 0, 0], false)], [110, 100, 10]);
});
