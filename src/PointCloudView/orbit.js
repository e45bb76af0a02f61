/** @typedef {[number, number, number]} Vec3 */

/**
 * Where a view looks from: around a place, in the vehicle frame (x ahead, y left, z up; metres).
 * @typedef {{ target: Vec3, yaw: number, pitch: number, distance: number, angle: number }} Viewpoint yaw and pitch of the look in
 * radians, pitch upwards; angle between top and bottom of the view, degrees.
 */

const [near, far] = [0.2, 1500]; // metres

/** A camera that people turn around a place. */
export class Orbit {
  /** @param {Viewpoint} from */
  constructor(from) {
    /** @type {Vec3} */
    this.target = [...from.target];
    this.yaw = from.yaw;
    this.pitch = from.pitch;
    this.distance = from.distance;
    this.angle = from.angle;
  }

  /** @param {Viewpoint} view */
  set(view) {
    Object.assign(this, { ...view, target: [...view.target] });
  }

  /** @param {number} dx radians to the left  @param {number} dy radians downwards */
  turn(dx, dy) {
    this.yaw -= dx;
    this.pitch = Math.max(-Math.PI / 2 + 1e-3, Math.min(1.2, this.pitch - dy));
  }

  /** @param {number} factor of the distance */
  zoom(factor) {
    this.distance = Math.max(0.5, Math.min(400, this.distance * factor));
  }

  /**
   * Over the ground: ahead and right as the view has them, in shares of the distance.
   * @param {number} ahead  @param {number} right
   */
  move(ahead, right) {
    const [c, s] = [Math.cos(this.yaw), Math.sin(this.yaw)];
    this.target[0] += this.distance * (ahead * c + right * s);
    this.target[1] += this.distance * (ahead * s - right * c);
  }

  /** Column-major clip_from_vehicle, as OpenGL has clip coordinates.  @param {number} aspect width for a height of 1 */
  matrix(aspect) {
    const [cy, sy, cp, sp] = [Math.cos(this.yaw), Math.sin(this.yaw), Math.cos(this.pitch), Math.sin(this.pitch)];
    const [f, r, u] = [[cp * cy, cp * sy, sp], [sy, -cy, 0], [-sp * cy, -sp * sy, cp]];
    const eye = this.target.map((t, i) => t - f[i] * this.distance);
    const shift = (/** @type {number[]} */ axis) => -(axis[0] * eye[0] + axis[1] * eye[1] + axis[2] * eye[2]);
    const scale = 1 / Math.tan(this.angle * Math.PI / 360);
    const [za, zb] = [(far + near) / (far - near), -2 * far * near / (far - near)];
    const x = scale / aspect;
    return new Float32Array([
      r[0] * x, u[0] * scale, f[0] * za, f[0],
      r[1] * x, u[1] * scale, f[1] * za, f[1],
      r[2] * x, u[2] * scale, f[2] * za, f[2],
      shift(r) * x, shift(u) * scale, shift(f) * za + zb, shift(f)]);
  }
}

/**
 * The viewpoint whose eye is at one place and looks at another.
 * @param {Vec3} eye  @param {Vec3} target  @param {number} angle degrees between top and bottom
 * @returns {Viewpoint}
 */
export function lookingAt(eye, target, angle) {
  const [x, y, z] = [target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]];
  return { target, yaw: Math.atan2(y, x), pitch: Math.atan2(z, Math.hypot(x, y)), distance: Math.hypot(x, y, z), angle };
}

/**
 * Clip coordinates of a place.
 * @param {ArrayLike<number>} m column-major 4 x 4  @param {Vec3} p
 * @returns {[number, number, number, number]}
 */
export const toClip = (m, p) => [
  m[0] * p[0] + m[4] * p[1] + m[8] * p[2] + m[12],
  m[1] * p[0] + m[5] * p[1] + m[9] * p[2] + m[13],
  m[2] * p[0] + m[6] * p[1] + m[10] * p[2] + m[14],
  m[3] * p[0] + m[7] * p[1] + m[11] * p[2] + m[15],
];

/**
 * Product of two column-major 4 x 4 matrices.
 * @param {ArrayLike<number>} a  @param {ArrayLike<number>} b
 */
export function multiplyMatrices(a, b) {
  const product = new Float32Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      for (let k = 0; k < 4; k++) {
        product[4 * column + row] += a[4 * k + row] * b[4 * column + k];
      }
    }
  }
  return product;
}
