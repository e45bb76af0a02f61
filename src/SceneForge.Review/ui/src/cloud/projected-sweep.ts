import { project } from "../geometry/lens";
import { compose, invert, matrixOf, transform } from "../geometry/math";
import type { CameraModel, PictureLabels, SweepLabels, Vec3 } from "../server/types";
import { storedLayout } from "point-cloud-view/point-set.js";

/** Projected LiDAR points: u, v in pixels, range in metres, for each. */
export type ImagePoints = Float32Array;

/** Ego motion at the picture's time, world frame: metres a second. */
export type Velocity = Vec3;

const recordWords = storedLayout.stride / 4;
const timeWord = 4; // of a record: ns from the sweep's time

/**
 * A sweep's points, as they are stored (docs/dataset.md), as the camera sees them. Points of an uncompensated sweep are first carried to the
 * picture's time by the ego vehicle's velocity.
 */
export function projectSweep(
  bytes: ArrayBuffer, labels: SweepLabels, picture: PictureLabels, camera: CameraModel, velocity: Velocity, compensated: boolean): ImagePoints {
  const count = Math.floor(bytes.byteLength / storedLayout.stride);
  const floats = new Float32Array(bytes, 0, count * recordWords);
  const words = new Int32Array(bytes, 0, count * recordWords);
  const camera_from_world = invert(picture.world_from_camera);
  const m = matrixOf(compose(camera_from_world, labels.world_from_lidar));
  const drift = transform({ translation: [0, 0, 0], rotation: camera_from_world.rotation }, velocity);
  const out = new Float32Array(count * 3);
  let n = 0;
  for (let i = 0; i < count; i++) {
    const x = floats[i * recordWords]!, y = floats[i * recordWords + 1]!, z = floats[i * recordWords + 2]!;
    const seconds = compensated ? 0 : words[i * recordWords + timeWord]! * 1e-9;
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
