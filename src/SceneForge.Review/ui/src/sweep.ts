import type { ImagePoints } from "./compositor";
import { project } from "./lens";
import { compose, invert, transform } from "./math";
import type { CameraModel, PictureLabels, SweepLabels, Vec3 } from "./types";

/** A sweep's points: docs/dataset.md, 32 bytes each. */
export class Sweep {
  private readonly view: DataView;
  readonly count: number;

  constructor(bytes: ArrayBuffer) {
    this.view = new DataView(bytes);
    this.count = Math.floor(bytes.byteLength / recordBytes);
  }

  position = (i: number): Vec3 => [this.view.getFloat32(i * recordBytes, true), this.view.getFloat32(i * recordBytes + 4, true), this.view.getFloat32(i * recordBytes + 8, true)];
  intensity = (i: number): number => this.view.getFloat32(i * recordBytes + 12, true);
  timeNs = (i: number): number => this.view.getInt32(i * recordBytes + 16, true);
  instance = (i: number): number => this.view.getUint16(i * recordBytes + 24, true);
  classId = (i: number): number => this.view.getUint8(i * recordBytes + 26);
  cause = (i: number): number => this.view.getUint8(i * recordBytes + 28);
}

const recordBytes = 32;

/** Ego motion at the picture's time, world frame: metres a second. */
export type Velocity = Vec3;

/** Points as the camera sees them. Points of an uncompensated sweep are first carried to the picture's time by the ego vehicle's velocity. */
export function projectSweep(sweep: Sweep, labels: SweepLabels, picture: PictureLabels, camera: CameraModel, velocity: Velocity, compensated: boolean): ImagePoints {
  const camera_from_world = invert(picture.world_from_camera);
  const camera_from_lidar = compose(camera_from_world, labels.world_from_lidar);
  const drift = transform({ translation: [0, 0, 0], rotation: camera_from_world.rotation }, velocity);
  const out = new Float32Array(sweep.count * 3);
  let n = 0;
  for (let i = 0; i < sweep.count; i++) {
    const local = sweep.position(i);
    const p = transform(camera_from_lidar, local);
    const seconds = compensated ? 0 : sweep.timeNs(i) * 1e-9;
    const at = project(camera, [p[0] + drift[0] * seconds, p[1] + drift[1] * seconds, p[2] + drift[2] * seconds]);
    if (!at) {
      continue;
    }
    const [u, v] = at;
    if (u >= 0 && v >= 0 && u < camera.width && v < camera.height) {
      out[n++] = u;
      out[n++] = v;
      out[n++] = Math.hypot(local[0], local[1], local[2]);
    }
  }
  return out.subarray(0, n);
}
