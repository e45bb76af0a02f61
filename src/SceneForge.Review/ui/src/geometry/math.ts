import type { Pose, Quaternion, Vec3 } from "../server/types";

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export function multiply(a: Quaternion, b: Quaternion): Quaternion {
  return [
    a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
    a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
    a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
    a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
  ];
}

export function rotate(q: Quaternion, p: Vec3): Vec3 {
  const [w, x, y, z] = q;
  const t: Vec3 = [2 * (y * p[2] - z * p[1]), 2 * (z * p[0] - x * p[2]), 2 * (x * p[1] - y * p[0])];
  return [p[0] + w * t[0] + y * t[2] - z * t[1], p[1] + w * t[1] + z * t[0] - x * t[2], p[2] + w * t[2] + x * t[1] - y * t[0]];
}

export const conjugate = (q: Quaternion): Quaternion => [q[0], -q[1], -q[2], -q[3]];

export const transform = (pose: Pose, p: Vec3): Vec3 => add(rotate(pose.rotation, p), pose.translation);

/** The pose as 3 rows of 4 numbers, for many points: rotation and translation. */
export function matrixOf(pose: Pose): Float64Array {
  const [x, y, z] = [rotate(pose.rotation, [1, 0, 0]), rotate(pose.rotation, [0, 1, 0]), rotate(pose.rotation, [0, 0, 1])];
  return Float64Array.from([0, 1, 2].flatMap(i => [x[i]!, y[i]!, z[i]!, pose.translation[i]!]));
}

export const compose = (a: Pose, b: Pose): Pose => ({ translation: transform(a, b.translation), rotation: multiply(a.rotation, b.rotation) });

export function invert(pose: Pose): Pose {
  const rotation = conjugate(pose.rotation);
  return { rotation, translation: rotate(rotation, scale(pose.translation, -1)) };
}

/** Yaw, pitch and roll in degrees (intrinsic z, y, x) of a rotation. */
export function toEuler(q: Quaternion): Vec3 {
  const [w, x, y, z] = q;
  const degrees = 180 / Math.PI;
  return [
    Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) * degrees,
    Math.asin(Math.max(-1, Math.min(1, 2 * (w * y - z * x)))) * degrees,
    Math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)) * degrees,
  ];
}

export function fromEuler(yaw: number, pitch: number, roll: number): Quaternion {
  const half = Math.PI / 360;
  const about = (axis: 1 | 2 | 3, angle: number): Quaternion => {
    const q: Quaternion = [Math.cos(angle * half), 0, 0, 0];
    q[axis] = Math.sin(angle * half);
    return q;
  };
  return multiply(multiply(about(3, yaw), about(2, pitch)), about(1, roll));
}

/** Corner i of a box: bits 0, 1, 2 of i choose front, left, top. */
export function corner(size: Vec3, i: number): Vec3 {
  return [(i & 1 ? 0.5 : -0.5) * size[0], (i & 2 ? 0.5 : -0.5) * size[1], (i & 4 ? 0.5 : -0.5) * size[2]];
}

/** The twelve edges of a box as pairs of corners. */
export const boxEdges: [number, number][] = [[0, 1], [2, 3], [4, 5], [6, 7], [0, 2], [1, 3], [4, 6], [5, 7], [0, 4], [1, 5], [2, 6], [3, 7]];

/** A cross on the front face, so that a box's heading shows without colour: pairs of corners. */
export const frontCross: [number, number][] = [[1, 7], [3, 5]];
