import { add, scale, subtract } from "./math";
import type { CameraModel, Vec3 } from "./types";

const nearPlane = 0.05; // metres
const curvePieces = 16;

/** Where a point of the camera frame lies in the image (docs/cameras.md), or null where the lens does not see it. */
export function project(camera: CameraModel, p: Vec3): [number, number] | null {
  const at = onPlane(camera, p);
  return at && [camera.fx * at[0] + camera.cx, camera.fy * at[1] + camera.cy];
}

function onPlane(camera: CameraModel, [x, y, z]: Vec3): [number, number] | null {
  const { model, distortion: k, max_angle } = camera;
  if (model === "kannala_brandt") {
    const across = Math.hypot(x, y);
    const angle = Math.atan2(across, z);
    if (Math.hypot(across, z) < nearPlane || angle > (max_angle ?? Math.PI)) {
      return null;
    }
    const s = across === 0 ? 0 : fisheyeRadius(k ?? {}, angle) / across;
    return [x * s, y * s];
  }
  if (z < nearPlane || (max_angle !== undefined && Math.atan2(Math.hypot(x, y), z) > max_angle)) {
    return null;
  }
  return model === "brown_conrady" ? brownConrady(k ?? {}, x / z, y / z) : [x / z, y / z];
}

/** Direction of a pixel's ray in the camera frame; null where the lens sees nothing there. */
export function ray(camera: CameraModel, u: number, v: number): Vec3 | null {
  const x = (u - camera.cx) / camera.fx, y = (v - camera.cy) / camera.fy;
  const k = camera.distortion ?? {};
  if (camera.model === "kannala_brandt") {
    const radius = Math.hypot(x, y);
    let low = 0, high = camera.max_angle ?? Math.PI;
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
  let at: [number, number] = [x, y];
  if (camera.model === "brown_conrady") {
    for (let i = 0; i < 20; i++) {
      const bent = brownConrady(k, ...at);
      at = [at[0] + x - bent[0], at[1] + y - bent[1]];
    }
  }
  return [at[0], at[1], 1];
}

type Coefficients = Partial<Record<string, number>>;

function fisheyeRadius({ k1 = 0, k2 = 0, k3 = 0, k4 = 0 }: Coefficients, t: number): number {
  const s = t * t;
  return t * (1 + s * (k1 + s * (k2 + s * (k3 + s * k4))));
}

function brownConrady({ k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0, p1 = 0, p2 = 0 }: Coefficients, x: number, y: number): [number, number] {
  const s = x * x + y * y;
  const radial = (1 + s * (k1 + s * (k2 + s * k3))) / (1 + s * (k4 + s * (k5 + s * k6)));
  return [x * radial + 2 * p1 * x * y + p2 * (s + 2 * x * x), y * radial + p1 * (s + 2 * y * y) + 2 * p2 * x * y];
}

/** A straight line of the world as runs of image places: one line through a pinhole, a curve in pieces through a lens. */
export function projectLine(camera: CameraModel, a: Vec3, b: Vec3): [number, number][][] {
  const bent = camera.model !== "pinhole";
  if (!bent) {
    if (a[2] < nearPlane && b[2] < nearPlane) {
      return [];
    }
    const cut = (from: Vec3, to: Vec3): Vec3 => (from[2] >= nearPlane ? from : add(from, scale(subtract(to, from), (1.0001 * nearPlane - from[2]) / (to[2] - from[2]))));
    const ends = [project(camera, cut(a, b)), project(camera, cut(b, a))];
    return ends[0] && ends[1] ? [[ends[0], ends[1]]] : [];
  }
  const runs: [number, number][][] = [[]];
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
