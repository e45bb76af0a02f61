import { multiplyMatrices } from "./orbit.js";

/** @import { Vec3 } from "./orbit.js" */

/**
 * How a point lies in memory; offsets in bytes from its begin, little-endian. x, y, z come first.
 * @typedef {{ stride: number, place: "float32" | "int16", intensity: number, intensityType: "float32" | "uint8",
 *   object: number, classId: number, cause: number }} PointLayout
 */

/** A sweep's record as datasets store it (docs/dataset.md).  @type {PointLayout} */
export const storedLayout = { stride: 32, place: "float32", intensity: 12, intensityType: "float32", object: 24, classId: 26, cause: 28 };

/** A point of the report's previews: places in steps, the byte of the cause has the return above it.  @type {PointLayout} */
export const packedLayout = { stride: 12, place: "int16", intensity: 8, intensityType: "uint8", object: 6, classId: 9, cause: 11 };

const causeBits = 15;

/** Points as they came: nothing is copied or computed for one before it is asked for. */
export class PointSet {
  /**
   * @param {ArrayBuffer} bytes a whole number of points; a rest is left out.
   * @param {PointLayout} layout
   * @param {ArrayLike<number>} placing column-major vehicle_from_points, 4 x 4; scales steps to metres, too.
   */
  constructor(bytes, layout, placing) {
    this.layout = layout;
    this.placing = placing;
    this.count = Math.floor(bytes.byteLength / layout.stride);
    this.view = new DataView(bytes, 0, this.count * layout.stride);
    const size = layout.place === "float32" ? 4 : 2;
    /** Steps from one point's x to the next one's in `values`. */
    this.step = layout.stride / size;
    this.values = size === 4 ? new Float32Array(bytes, 0, this.count * this.step) : new Int16Array(bytes, 0, this.count * this.step);
  }

  /** As it lies in memory.  @param {number} i  @returns {Vec3} */
  stored(i) {
    return [this.values[i * this.step], this.values[i * this.step + 1], this.values[i * this.step + 2]];
  }

  /** Vehicle frame, metres.  @param {number} i  @returns {Vec3} */
  place(i) {
    const m = this.placing;
    const [x, y, z] = this.stored(i);
    return [
      m[0] * x + m[4] * y + m[8] * z + m[12],
      m[1] * x + m[5] * y + m[9] * z + m[13],
      m[2] * x + m[6] * y + m[10] * z + m[14],
    ];
  }

  /** As it lies in memory: a float, or a byte of some scale.  @param {number} i */
  intensity(i) {
    const at = i * this.layout.stride + this.layout.intensity;
    return this.layout.intensityType === "float32" ? this.view.getFloat32(at, true) : this.view.getUint8(at);
  }

  /** @param {number} i */
  object(i) {
    return this.view.getUint16(i * this.layout.stride + this.layout.object, true);
  }

  /** @param {number} i */
  classId(i) {
    return this.view.getUint8(i * this.layout.stride + this.layout.classId);
  }

  /** @param {number} i */
  cause(i) {
    return this.view.getUint8(i * this.layout.stride + this.layout.cause) & causeBits;
  }

  /**
   * The point nearest to a place of a view within some pixels, or -1; of points in one place the one nearer to the eye.
   * @param {ArrayLike<number>} clipFromVehicle column-major
   * @param {number} x  @param {number} y  @param {number} width  @param {number} height  @param {number} reach
   */
  nearest(clipFromVehicle, x, y, width, height, reach) {
    const m = multiplyMatrices(clipFromVehicle, this.placing);
    const { values, step, count } = this;
    let [best, bestDistance] = [-1, reach * reach];
    for (let i = 0; i < count; i++) {
      const a = values[i * step], b = values[i * step + 1], c = values[i * step + 2];
      const w = m[3] * a + m[7] * b + m[11] * c + m[15];
      if (w < 0.2) {
        continue;
      }
      const dx = ((m[0] * a + m[4] * b + m[8] * c + m[12]) / w + 1) / 2 * width - x;
      const dy = (1 - (m[1] * a + m[5] * b + m[9] * c + m[13]) / w) / 2 * height - y;
      const distance = dx * dx + dy * dy + 0.002 * w;
      if (distance < bestDistance) {
        [best, bestDistance] = [i, distance];
      }
    }
    return best;
  }
}
