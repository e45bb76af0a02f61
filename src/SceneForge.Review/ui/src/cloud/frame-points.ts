import { PointSet, storedLayout } from "point-cloud-view/point-set.js";
import type { Frame } from "../frames/frame";
import { ray } from "../geometry/lens";
import { matrixOf } from "../geometry/math";
import type { Pose } from "../server/types";

const depthStep = 3; // Without a LiDAR, every third pixel's depth is a point.
const farthest = 120; // of these, metres
const recordWords = storedLayout.stride / 4;
const atOrigin: Pose = { translation: [0, 0, 0], rotation: [1, 0, 0, 0] };

/** What the points of a frame are made from: its first sweep, else its depth image; undefined before either is there. */
export function pointsSource(frame: Frame): { sensor: string; bytes: ArrayBuffer } | { depth: Uint16Array } | undefined {
  const [sweep] = frame.points;
  const depth = frame.channels.depth?.data;
  return sweep ? { sensor: sweep[0], bytes: sweep[1] } : depth && { depth };
}

/** The points of a frame in the vehicle's frame. Records of a sweep are taken as they came; a depth image's know places alone. */
export function framePoints(frame: Frame): { points: PointSet; isSweep: boolean } | null {
  const source = pointsSource(frame);
  if (!source) {
    return null;
  }
  const isSweep = "bytes" in source;
  const pose = isSweep ? frame.tables.rig.lidars?.find(l => l.name === source.sensor)?.vehicle_from_lidar : frame.camera.vehicle_from_camera;
  return { points: new PointSet(isSweep ? source.bytes : depthRecords(frame, source.depth), storedLayout, placing(pose ?? atOrigin)), isSweep };
}

/** The pose as a column-major 4 x 4 matrix. */
function placing(pose: Pose): Float32Array {
  const m = matrixOf(pose);
  return Float32Array.from([m[0]!, m[4]!, m[8]!, 0, m[1]!, m[5]!, m[9]!, 0, m[2]!, m[6]!, m[10]!, 0, m[3]!, m[7]!, m[11]!, 1]);
}

// Pixels of a depth image as records of a sweep, in the camera's frame.
function depthRecords(frame: Frame, depth: Uint16Array): ArrayBuffer {
  const { width, height } = frame.camera;
  const out = new Float32Array(recordWords * Math.ceil(width / depthStep) * Math.ceil(height / depthStep));
  let n = 0;
  for (let v = 0; v < height; v += depthStep) {
    for (let u = 0; u < width; u += depthStep) {
      const d = depth[v * width + u]! / 256;
      const r = d < farthest ? ray(frame.camera, u + 0.5, v + 0.5) : null;
      if (r && r[2] > 0.02) {
        out.set([r[0] / r[2] * d, r[1] / r[2] * d, d], recordWords * n++);
      }
    }
  }
  return out.buffer.slice(0, 4 * recordWords * n);
}
