import { toClip } from "./orbit.js";

/** @import { Vec3 } from "./orbit.js" */

/**
 * A line of the view: vehicle frame, metres; RGBA of 0 to 255; width in CSS pixels; whose it is, where it is a thing's.
 * @typedef {{ from: Vec3, to: Vec3, color: [number, number, number, number], width: number, owner?: number }} Line
 */

/** A box in the vehicle frame: its centre, and from there to the front, the left side and the top.
 * @typedef {{ center: Vec3, ahead: Vec3, left: Vec3, up: Vec3 }} Box */

/**
 * Lines in shares of a box's half axes that say where it faces.
 * @typedef {[Vec3, Vec3][]} HeadingMark
 */

/** An arrow on the floor.  @type {HeadingMark} */
export const floorArrow = [[[0, 0, -1], [1, 0, -1]], [[1, 0, -1], [0.7, 0.35, -1]], [[1, 0, -1], [0.7, -0.35, -1]]];

/** A cross on the front face.  @type {HeadingMark} */
export const crossedFront = [[[1, -1, -1], [1, 1, 1]], [[1, 1, -1], [1, -1, 1]]];

/** A place in a box by shares of its half axes: (1, 0, 0) is the middle of its front.
 * @param {Box} box  @param {Vec3} shares  @returns {Vec3} */
export const boxPlace = (box, [x, y, z]) => [
  box.center[0] + x * box.ahead[0] + y * box.left[0] + z * box.up[0],
  box.center[1] + x * box.ahead[1] + y * box.left[1] + z * box.up[1],
  box.center[2] + x * box.ahead[2] + y * box.left[2] + z * box.up[2],
];

/** The twelve edges of a box, and what says where it faces.
 * @param {Box} box  @param {HeadingMark} mark  @param {Omit<Line, "from" | "to">} style  @returns {Line[]} */
export function boxLines(box, mark, style) {
  /** @type {[Vec3, Vec3][]} */
  const pairs = [...mark];
  for (const [a, b] of [[-1, -1], [-1, 1], [1, -1], [1, 1]]) {
    pairs.push([[-1, a, b], [1, a, b]], [[a, -1, b], [a, 1, b]], [[a, b, -1], [a, b, 1]]);
  }
  return pairs.map(([from, to]) => ({ ...style, from: boxPlace(box, from), to: boxPlace(box, to) }));
}

/** A circle on the ground around the vehicle.  @param {number} radius  @param {Omit<Line, "from" | "to">} style  @returns {Line[]} */
export function ringLines(radius, style) {
  const pieces = 96;
  const at = (/** @type {number} */ k) => /** @type {Vec3} */ (
    [radius * Math.cos(2 * k * Math.PI / pieces), radius * Math.sin(2 * k * Math.PI / pieces), 0]);
  return Array.from({ length: pieces }, (_, k) => ({ ...style, from: at(k), to: at(k + 1) }));
}

const nearest = 0.2; // metres before the eye, as the shader cuts lines off

/**
 * Whose line passes nearest to a place of a view within some pixels, or undefined.
 * @param {Line[]} lines  @param {ArrayLike<number>} clipFromVehicle column-major
 * @param {number} x  @param {number} y  @param {number} width  @param {number} height  @param {number} reach
 */
export function ownerAt(lines, clipFromVehicle, x, y, width, height, reach) {
  let [owner, best] = [/** @type {number | undefined} */ (undefined), reach];
  for (const line of lines) {
    if (line.owner === undefined) {
      continue;
    }
    const distance = distanceTo(toClip(clipFromVehicle, line.from), toClip(clipFromVehicle, line.to), x, y, width, height);
    if (distance < best) {
      [owner, best] = [line.owner, distance];
    }
  }
  return owner;
}

/** Pixels from a place to a line whose ends are clip coordinates; Infinity behind the eye.
 * @param {number[]} a  @param {number[]} b  @param {number} x  @param {number} y  @param {number} width  @param {number} height */
function distanceTo(a, b, x, y, width, height) {
  if (a[3] < nearest && b[3] < nearest) {
    return Infinity;
  }
  const cut = (/** @type {number[]} */ from, /** @type {number[]} */ to) =>
    from[3] >= nearest ? from : from.map((v, i) => v + (to[i] - v) * (nearest - from[3]) / (to[3] - from[3]));
  const pixel = (/** @type {number[]} */ c) => [(c[0] / c[3] + 1) / 2 * width, (1 - c[1] / c[3]) / 2 * height];
  const [p, q] = [pixel(cut(a, b)), pixel(cut(b, a))];
  const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
  const along = Math.max(0, Math.min(1, ((x - p[0]) * dx + (y - p[1]) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
  return Math.hypot(p[0] + along * dx - x, p[1] + along * dy - y);
}
