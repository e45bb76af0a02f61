import type { CameraModel, Vec3 } from "../server/types";
import { add, scale, subtract } from "./math";

const nearPlane = 0.05; // metres
const curvePieces = 16;

type Coefficients = Partial<Record<string, number>>;
type Place = [number, number];

/** How a lens maps directions to the plane at unit focal length, and back. */
interface Lens {
  /** Whether it keeps straight lines straight. */
  straight: boolean;
  /** Where a point of the camera frame lies on the plane, or null where the lens does not see it. */
  toPlane(k: Coefficients, maxAngle: number | undefined, point: Vec3): Place | null;
  /** The direction that is seen at a place of the plane, or null where there is none. */
  toRay(k: Coefficients, maxAngle: number | undefined, place: Place): Vec3 | null;
}

/** The lenses of docs/cameras.md by their names in rig.json. */
export const lenses: Record<string, Lens> = {
  pinhole: {
    straight: true,
    toPlane: (_, maxAngle, p) => (isBefore(p, maxAngle) ? [p[0] / p[2], p[1] / p[2]] : null),
    toRay: (_, __, [x, y]) => [x, y, 1],
  },
  brown_conrady: {
    straight: false,
    toPlane: (k, maxAngle, p) => (isBefore(p, maxAngle) ? brownConrady(k, p[0] / p[2], p[1] / p[2]) : null),
    toRay: brownConradyRay,
  },
  kannala_brandt: { straight: false, toPlane: kannalaBrandt, toRay: kannalaBrandtRay },
};

/** Why nothing can be projected through a camera's lens here; null where it can. */
export const lensProblem = (camera: CameraModel): string | null => (Object.hasOwn(lenses, camera.model) ? null
  : `The page does not know the lens \u201c${camera.model}\u201d of ${camera.name}: 3D boxes, points and pins over the picture are left out.`);

// Where the lens is unknown, nothing is seen; the page says so (lensProblem).
const lensOf = (camera: CameraModel): Lens | undefined => (Object.hasOwn(lenses, camera.model) ? lenses[camera.model] : undefined);

/** Where a point of the camera frame lies in the image (docs/cameras.md), or null where the lens does not see it. */
export function project(camera: CameraModel, p: Vec3): Place | null {
  const at = lensOf(camera)?.toPlane(camera.distortion ?? {}, camera.max_angle, p);
  return at ? [camera.fx * at[0] + camera.cx, camera.fy * at[1] + camera.cy] : null;
}

/** Direction of a pixel's ray in the camera frame; null where the lens sees nothing there. */
export function ray(camera: CameraModel, u: number, v: number): Vec3 | null {
  const place: Place = [(u - camera.cx) / camera.fx, (v - camera.cy) / camera.fy];
  return lensOf(camera)?.toRay(camera.distortion ?? {}, camera.max_angle, place) ?? null;
}

/** A straight line of the camera frame as runs of image places: one line through a lens that keeps it straight, else a curve in pieces. */
export function projectLine(camera: CameraModel, a: Vec3, b: Vec3): Place[][] {
  const lens = lensOf(camera);
  if (!lens) {
    return [];
  }
  if (lens.straight) {
    if (a[2] < nearPlane && b[2] < nearPlane) {
      return [];
    }
    const cut = (from: Vec3, to: Vec3): Vec3 =>
      (from[2] >= nearPlane ? from : add(from, scale(subtract(to, from), (1.0001 * nearPlane - from[2]) / (to[2] - from[2]))));
    const ends = [project(camera, cut(a, b)), project(camera, cut(b, a))];
    return ends[0] && ends[1] ? [[ends[0], ends[1]]] : [];
  }
  const runs: Place[][] = [[]];
  for (let i = 0; i <= curvePieces; i++) {
    const p = project(camera, add(a, scale(subtract(b, a), i / curvePieces)));
    if (p) {
      runs.at(-1)!.push(p);
    } else if (runs.at(-1)!.length > 0) {
      runs.push([]);
    }
  }
  return runs.filter(r => r.length > 1);
}

const isBefore = ([x, y, z]: Vec3, maxAngle: number | undefined): boolean =>
  z >= nearPlane && (maxAngle === undefined || Math.atan2(Math.hypot(x, y), z) <= maxAngle);

function brownConrady({ k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0, p1 = 0, p2 = 0 }: Coefficients, x: number, y: number): Place {
  const s = x * x + y * y;
  const radial = (1 + s * (k1 + s * (k2 + s * k3))) / (1 + s * (k4 + s * (k5 + s * k6)));
  return [x * radial + 2 * p1 * x * y + p2 * (s + 2 * x * x), y * radial + p1 * (s + 2 * y * y) + 2 * p2 * x * y];
}

function brownConradyRay(k: Coefficients, _: number | undefined, [x, y]: Place): Vec3 {
  let at: Place = [x, y];
  for (let i = 0; i < 20; i++) {
    const bent = brownConrady(k, ...at);
    at = [at[0] + x - bent[0], at[1] + y - bent[1]];
  }
  return [at[0], at[1], 1];
}

function kannalaBrandt(k: Coefficients, maxAngle: number | undefined, [x, y, z]: Vec3): Place | null {
  const across = Math.hypot(x, y);
  const angle = Math.atan2(across, z);
  if (Math.hypot(across, z) < nearPlane || angle > (maxAngle ?? Math.PI)) {
    return null;
  }
  const s = across === 0 ? 0 : fisheyeRadius(k, angle) / across;
  return [x * s, y * s];
}

function kannalaBrandtRay(k: Coefficients, maxAngle: number | undefined, [x, y]: Place): Vec3 | null {
  const radius = Math.hypot(x, y);
  let low = 0, high = maxAngle ?? Math.PI;
  if (radius > fisheyeRadius(k, high)) {
    return null;
  }
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (fisheyeRadius(k, middle) < radius) low = middle; else high = middle;
  }
  const s = radius === 0 ? 0 : Math.sin(low) / radius;
  return [x * s, y * s, Math.cos(low)];
}

function fisheyeRadius({ k1 = 0, k2 = 0, k3 = 0, k4 = 0 }: Coefficients, t: number): number {
  const s = t * t;
  return t * (1 + s * (k1 + s * (k2 + s * (k3 + s * k4))));
}
