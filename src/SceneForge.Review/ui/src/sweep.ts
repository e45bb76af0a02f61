import type { ImagePoints } from "./compositor";
import { project } from "./lens";
import { compose, invert, matrixOf, transform } from "./math";
import type { CameraModel, PictureLabels, SweepLabels, Vec3 } from "./types";

/** A sweep's points: docs/dataset.md, 32 bytes each. */
export class Sweep {
  private readonly view: DataView;
  readonly count: number;
  /** The records as 8 floats each, of which the first 3 are x, y, z. */
  readonly floats: Float32Array;

  constructor(bytes: ArrayBuffer) {
    this.view = new DataView(bytes);
    this.count = Math.floor(bytes.byteLength / recordBytes);
    this.floats = new Float32Array(bytes, 0, this.count * recordFloats);
  }

  position = (i: number): Vec3 => [this.floats[i * recordFloats]!, this.floats[i * recordFloats + 1]!, this.floats[i * recordFloats + 2]!];
  intensity = (i: number): number => this.view.getFloat32(i * recordBytes + 12, true);
  timeNs = (i: number): number => this.view.getInt32(i * recordBytes + 16, true);
  instance = (i: number): number => this.view.getUint16(i * recordBytes + 24, true);
  classId = (i: number): number => this.view.getUint8(i * recordBytes + 26);
  cause = (i: number): number => this.view.getUint8(i * recordBytes + 28);
}

const recordBytes = 32;
export const recordFloats = recordBytes / 4;

/** Ego motion at the picture's time, world frame: metres a second. */
export type Velocity = Vec3;

/** Points as the camera sees them. Points of an uncompensated sweep are first carried to the picture's time by the ego vehicle's velocity. */
export function projectSweep(sweep: Sweep, labels: SweepLabels, picture: PictureLabels, camera: CameraModel, velocity: Velocity, compensated: boolean): ImagePoints {
  const camera_from_world = invert(picture.world_from_camera);
  const m = matrixOf(compose(camera_from_world, labels.world_from_lidar));
  const drift = transform({ translation: [0, 0, 0], rotation: camera_from_world.rotation }, velocity);
  const out = new Float32Array(sweep.count * 3);
  let n = 0;
  for (let i = 0; i < sweep.count; i++) {
    const x = sweep.floats[i * recordFloats]!, y = sweep.floats[i * recordFloats + 1]!, z = sweep.floats[i * recordFloats + 2]!;
    const seconds = compensated ? 0 : sweep.timeNs(i) * 1e-9;
    const at = project(camera, [
      m[0]! * x + m[1]! * y + m[2]! * z + m[3]! + drift[0] * seconds,
      m[4]! * x + m[5]! * y + m[6]! * z + m[7]! + drift[1] * seconds,
      m[8]! * x + m[9]! * y + m[10]! * z + m[11]! + drift[2] * seconds,
    ]);
    if (!at) {
      continue;
    }
    const [u, v] = at;
    if (u >= 0 && v >= 0 && u < camera.width && v < camera.height) {
      out[n++] = u;
      out[n++] = v;
      out[n++] = Math.sqrt(x * x + y * y + z * z);
    }
  }
  return out.subarray(0, n);
}
