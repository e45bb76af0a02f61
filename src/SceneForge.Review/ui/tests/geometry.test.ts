import assert from "node:assert/strict";
import { test } from "node:test";
import { compose, fromEuler, invert, matrixOf, toEuler, transform } from "../src/geometry/math";
import { arrange, panes, toImage, toScreen, View } from "../src/picture/view";
import type { CameraModel, Pose } from "../src/server/types";

const near = (actual: readonly number[], expected: readonly number[], tolerance: number) => {
  assert.equal(actual.length, expected.length);
  actual.forEach((x, i) => assert.ok(Math.abs(x - expected[i]!) <= tolerance, `${actual} is not ${expected}`));
};
const pose: Pose = { translation: [1, -2, 3], rotation: fromEuler(30, -20, 10) };

test("Euler angles come back from their quaternion", () => {
  // 1e-12 degrees: a few roundings of doubles.
  near(toEuler(fromEuler(30, -20, 10)), [30, -20, 10], 1e-12);
});

test("A pose with its inverse is the identity, and its matrix does what it does", () => {
  const p = [4, 5, 6] as [number, number, number];
  near(transform(compose(pose, invert(pose)), p), p, 1e-14);
  const m = matrixOf(pose);
  near([0, 1, 2].map(i => m[4 * i]! * 4 + m[4 * i + 1]! * 5 + m[4 * i + 2]! * 6 + m[4 * i + 3]!), transform(pose, p), 1e-14);
});

test("Zooming keeps the place under the pointer", () => {
  const view = new View();
  view.fit({ width: 640, height: 480 } as CameraModel);
  const cells = arrange(800, 600, { side: false, cloud: false, base: "rgb" }, false);
  const before = toScreen(panes(view, cells)[0]!, 200, 300);
  view.zoomAt(2.5, 200, 300);
  const pane = panes(view, cells)[0]!;
  near(toScreen(pane, 200, 300), before, 1e-9);
  near(toImage(pane, ...before), [200, 300], 1e-9);
});

test("Panes fill the stage: one, the picture beside 3D, or four", () => {
  assert.deepEqual(arrange(1000, 500, { side: false, cloud: false, base: "depth" }, true), [{ kind: "depth", x: 0, y: 0, width: 1000, height: 500 }]);
  assert.deepEqual(arrange(1001, 500, { side: false, cloud: true, base: "rgb" }, true).map(c => [c.kind, c.x, c.y, c.width]),
    [["rgb", 0, 0, 500], ["cloud", 501, 0, 500]]);
  assert.deepEqual(arrange(1001, 501, { side: true, cloud: false, base: "rgb" }, false).map(c => [c.kind, c.x, c.y]),
    [["rgb", 0, 0], ["depth", 501, 0], ["normal", 0, 251], ["classes", 501, 251]]);
});
