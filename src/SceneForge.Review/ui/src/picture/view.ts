import type { Pane } from "./pane";
import type { Base } from "./layers";
import type { CameraModel } from "../server/types";

const minZoom = 0.5;
const maxZoom = 60;

/** One zoom and one place for all panes and all frames: what was looked at stays in view. */
export class View {
  zoom = 1; // 1: the whole image fits
  u = 640;
  v = 360;
  private size: [number, number] = [0, 0];

  /** Centres the image where it has another size than the one before; else leaves the view alone. */
  fit(camera: CameraModel, force = false): void {
    if (force || this.size[0] !== camera.width || this.size[1] !== camera.height) {
      this.size = [camera.width, camera.height];
      [this.zoom, this.u, this.v] = [1, camera.width / 2, camera.height / 2];
    }
  }

  scaleOf(width: number, height: number): number {
    return this.zoom * Math.min(width / this.size[0], height / this.size[1]);
  }

  panBy(dx: number, dy: number, scale: number): void {
    this.u = Math.max(0, Math.min(this.size[0], this.u - dx / scale));
    this.v = Math.max(0, Math.min(this.size[1], this.v - dy / scale));
  }

  /** Zooms so that the image place (u, v) stays under the pointer. */
  zoomAt(factor: number, u: number, v: number): void {
    const next = Math.max(minZoom, Math.min(maxZoom, this.zoom * factor));
    const f = this.zoom / next;
    this.u = u + (this.u - u) * f;
    this.v = v + (this.v - v) * f;
    this.zoom = next;
    this.panBy(0, 0, 1);
  }

  /** Moves to a place and shows it large. */
  focus(u: number, v: number, span: number): void {
    this.zoom = Math.max(1, Math.min(12, Math.min(...this.size) / Math.max(40, span * 2.2)));
    [this.u, this.v] = [u, v];
  }
}

export type Cell = { kind: Base | "points" | "cloud"; x: number; y: number; width: number; height: number };

/** Where panes stand: one, or the picture with depth, normals and LiDAR (or classes, where there is none). */
export function arrange(
  width: number, height: number, { side, cloud, base }: { side: boolean; cloud: boolean; base: Base }, hasSweep: boolean): Cell[] {
  const gap = 1;
  const cells: Cell["kind"][] = side ? ["rgb", "depth", "normal", cloud ? "cloud" : hasSweep ? "points" : "classes"]
    : cloud ? [base, "cloud"] : [base];
  const columns = cells.length === 1 ? 1 : cells.length === 2 && width < 1.6 * height ? 1 : 2;
  const rows = Math.ceil(cells.length / columns);
  const w = (width - gap * (columns - 1)) / columns;
  const h = (height - gap * (rows - 1)) / rows;
  return cells.map((kind, i) => ({ kind, x: (i % columns) * (w + gap), y: Math.floor(i / columns) * (h + gap), width: w, height: h }));
}

/** Panes for the cells that show the image. */
export function panes(view: View, cells: Cell[]): Pane[] {
  return cells.filter(c => c.kind !== "cloud").map(c => ({
    base: c.kind === "points" ? "rgb" : c.kind as Base,
    x: c.x, y: c.y, width: c.width, height: c.height,
    scale: view.scaleOf(c.width, c.height),
    centerU: view.u, centerV: view.v,
    overlays: cells.length <= 2 || c.kind === "rgb",
    points: c.kind === "points",
  }));
}

export const toImage = (pane: Pane, x: number, y: number): [number, number] =>
  [pane.centerU + (x - pane.x - pane.width / 2) / pane.scale, pane.centerV + (y - pane.y - pane.height / 2) / pane.scale];

export const toScreen = (pane: Pane, u: number, v: number): [number, number] =>
  [pane.x + pane.width / 2 + (u - pane.centerU) * pane.scale, pane.y + pane.height / 2 + (v - pane.centerV) * pane.scale];
