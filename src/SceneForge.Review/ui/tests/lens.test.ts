import assert from "node:assert/strict";
import { test } from "node:test";
import { lenses, lensProblem, project, projectLine, ray } from "../src/geometry/lens";
import { rotate } from "../src/geometry/math";
import type { CameraModel, Vec3 } from "../src/server/types";

const camera = (model: string, distortion: Record<string, number> = {}, more: Partial<CameraModel> = {}): CameraModel => ({
  name: "CAM", model, distortion, width: 640, height: 480, fx: 500, fy: 510, cx: 320, cy: 240,
  vehicle_from_camera: { translation: [0, 0, 0], rotation: [1, 0, 0, 0] }, ...more,
});
const near = (actual: readonly number[], expected: readonly number[], tolerance: number) =>
  actual.forEach((x, i) => assert.ok(Math.abs(x - expected[i]!) <= tolerance, `${actual} is not ${expected}`));

test("A pinhole divides by depth", () => {
  assert.deepEqual(project(camera("pinhole"), [2, -1, 4]), [320 + 500 * 0.5, 240 - 510 * 0.25]);
  assert.equal(project(camera("pinhole"), [0, 0, -1]), null);
});

test("A fisheye without coefficients is equidistant, also behind its plane", () => {
  // At 120 degrees from the axis: radius 2/3 pi. 1e-9 px: a few roundings of doubles at 1000 px.
  const angle = (120 * Math.PI) / 180;
  near(project(camera("kannala_brandt"), [Math.sin(angle), 0, Math.cos(angle)])!, [320 + 500 * angle, 240], 1e-9);
  assert.equal(project(camera("kannala_brandt", {}, { max_angle: 2 }), [Math.sin(angle), 0, Math.cos(angle)]), null);
});

test("Brown and Conrady's formula bends by radius and by tilt", () => {
  const [x, y] = [0.3, -0.2], s = x * x + y * y;
  const radial = (1 + -0.2 * s + 0.05 * s * s) / (1 + 0.01 * s);
  const expected = [
    320 + 500 * (x * radial + 2 * 0.001 * x * y + 0.002 * (s + 2 * x * x)),
    240 + 510 * (y * radial + 0.001 * (s + 2 * y * y) + 2 * 0.002 * x * y),
  ];
  // 1e-9 px: a few roundings of doubles at 1000 px.
  near(project(camera("brown_conrady", { k1: -0.2, k2: 0.05, k4: 0.01, p1: 0.001, p2: 0.002 }), [3 * x, 3 * y, 3])!, expected, 1e-9);
});

test("A ray of every lens projects back to its pixel", () => {
  const coefficients: Record<string, Record<string, number>> = {
    pinhole: {}, brown_conrady: { k1: -0.1, k2: 0.02, p1: 0.001 }, kannala_brandt: { k1: 0.02, k2: -0.003 },
  };
  assert.deepEqual(Object.keys(lenses).sort(), Object.keys(coefficients).sort());
  for (const [model, distortion] of Object.entries(coefficients)) {
    for (const [u, v] of [[320, 240], [10.5, 20.25], [600, 470]] as const) {
      const back = project(camera(model, distortion), ray(camera(model, distortion), u, v)!);
      // The inverses are iterated: 20 steps of a contraction by about 0.3, 50 halvings of half a turn; both below 1e-6 px.
      near(back!, [u, v], 1e-6);
    }
  }
});

test("An unknown lens projects nothing and is named", () => {
  const unknown = camera("anamorphic");
  assert.match(lensProblem(unknown)!, /lens \u201canamorphic\u201d of CAM/);
  assert.equal(project(unknown, [0, 0, 5]), null);
  assert.equal(ray(unknown, 320, 240), null);
  assert.deepEqual(projectLine(unknown, [0, 0, 5], [1, 0, 5]), []);
  assert.equal(lensProblem(camera("pinhole")), null);
  assert.notEqual(lensProblem(camera("toString")), null);
});

test("A line through a pinhole is cut where it comes before the camera, and one behind it is left out", () => {
  const [run] = projectLine(camera("pinhole"), [1, 0, 2], [1, 0, -2]);
  assert.deepEqual(run![0], [320 + 250, 240]);
  assert.ok(run![1]![0] > 9000);
  assert.deepEqual(projectLine(camera("pinhole"), [0, 0, -1], [1, 0, -1]), []);
});

test("A line through a fisheye is a curve whose places lie where its points do", () => {
  const fisheye = camera("kannala_brandt");
  const [curve] = projectLine(fisheye, [-1, 1, 1], [1, 1, 1]);
  assert.equal(curve!.length, 17);
  assert.deepEqual(curve![8], project(fisheye, [0, 1, 1]));
});

test("Rotation by a quaternion turns about its axis", () => {
  const quarter: [number, number, number, number] = [Math.SQRT1_2, 0, 0, Math.SQRT1_2];
  // 1e-15: sqrt(1/2) is rounded.
  near(rotate(quarter, [1, 0, 0]), [0, 1, 0] satisfies Vec3, 1e-15);
});
