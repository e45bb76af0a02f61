import type { Pane } from "./pane";
import { firstAddedId, type Shown } from "../labels/corrections";
import type { Layer } from "./layers";
import { project, projectLine } from "../geometry/lens";
import { boxEdges, corner, frontCross, invert, transform } from "../geometry/math";
import type { CameraModel, ClassInfo, DefectMark, DoneAct, PictureLabels, Vec3 } from "../server/types";
import { toScreen } from "./view";

// COCO's skeleton over the 17 keypoints.
const bones: [number, number][] = [
  [15, 13],
  [13, 11],
  [16, 14],
  [14, 12],
  [11, 12],
  [5, 11],
  [6, 12],
  [5, 6],
  [5, 7],
  [6, 8],
  [7, 9],
  [8, 10],
  [1, 2],
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
];
const okabeIto = ["#e69f00", "#56b4e9", "#00c08b", "#f0e442", "#4da3e0", "#ff7a1a", "#e08fc0"];

export interface OverlayInput {
  camera: CameraModel;
  labels: PictureLabels;
  objects: Shown[];
  classes: ReadonlyMap<number, ClassInfo>;
  layers: Layer[];
  selected: number | null;
  hovered: number | null;
  acts: DoneAct[];
  marks: DefectMark[];
  editing: boolean;
}

export const colorOf = (id: number): string => okabeIto[id % okabeIto.length]!;

/** Draws what is made of lines and text over the panes: boxes, skeletons, names, pins. */
export class Overlay {
  private readonly context: CanvasRenderingContext2D;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d")!;
  }

  draw(panes: Pane[], input: OverlayInput): void {
    const c = this.context;
    const ratio = this.canvas.width / Math.max(1, this.canvas.clientWidth);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, this.canvas.clientWidth, this.canvas.clientHeight);
    for (const pane of panes) {
      c.save();
      c.beginPath();
      c.rect(pane.x, pane.y, pane.width, pane.height);
      c.clip();
      this.drawPane(pane, input);
      c.restore();
    }
  }

  private drawPane(pane: Pane, input: OverlayInput): void {
    const on = (id: string) => { const l = input.layers.find(x => x.id === id)!; return l.on ? l.opacity : 0; };
    for (const shown of input.objects) {
      const { label } = shown;
      const chosen = label.id === input.selected;
      if (!chosen && label.visible_pixels === 0 && label.id < firstAddedId && !shown.corrected) {
        continue;
      }
      const color = colorOf(label.class);
      this.context.globalAlpha = 1;
      if (on("boxes2") || (chosen && input.editing)) {
        this.box2(pane, shown, color, chosen, label.id === input.hovered, chosen ? 1 : on("boxes2"));
      }
      if (on("boxes3") || chosen) {
        this.context.globalAlpha = chosen ? 1 : on("boxes3");
        this.box3(pane, input.camera, shown, color, chosen);
      }
      if (on("keypoints") && label.keypoints.length > 0) {
        this.context.globalAlpha = on("keypoints");
        this.skeleton(pane, shown, color);
      }
    }
    this.context.globalAlpha = 1;
    if (on("names")) {
      this.names(pane, input, on("names"));
    }
    this.pins(pane, input);
    this.marks(pane, input.marks);
  }

  // A cross where a defect was pointed at.
  private marks(pane: Pane, marks: DefectMark[]): void {
    for (const { pixel } of marks) {
      if (pixel) {
        const [x, y] = toScreen(pane, ...pixel);
        this.context.beginPath();
        this.context.moveTo(x - 6, y - 6); this.context.lineTo(x + 6, y + 6); this.context.moveTo(x + 6, y - 6); this.context.lineTo(x - 6, y + 6);
        this.stroke("#ff7a1a", 2);
      }
    }
  }

  private stroke(color: string, width: number, dash: number[] = []): void {
    const c = this.context;
    c.setLineDash(dash);
    c.lineWidth = width + 2;
    c.strokeStyle = "rgb(0 0 0 / .55)";
    c.stroke();
    c.lineWidth = width;
    c.strokeStyle = color;
    c.stroke();
    c.setLineDash([]);
  }

  private rectangle(pane: Pane, b: readonly number[]): void {
    const [x0, y0] = toScreen(pane, b[0]!, b[1]!);
    const [x1, y1] = toScreen(pane, b[2]!, b[3]!);
    this.context.beginPath();
    this.context.rect(x0, y0, x1 - x0, y1 - y0);
  }

  // Solid around what is visible; dashed around the whole object where that reaches further.
  private box2(pane: Pane, { label, deleted, corrected }: Shown, color: string, chosen: boolean, hovered: boolean, opacity: number): void {
    const c = this.context;
    c.globalAlpha = opacity;
    const v = label.visible_box, a = label.amodal_box;
    if (a[2] > a[0] && (!v || a.some((x, i) => Math.abs(x - v[i]!) > 2)) && (chosen || hovered || !v)) {
      c.globalAlpha = 0.8 * opacity;
      this.rectangle(pane, a);
      this.stroke(color, 1, [5, 4]);
      c.globalAlpha = opacity;
    }
    if (v) {
      this.rectangle(pane, v);
      this.stroke(color, chosen ? 2.5 : hovered ? 2 : 1.3, corrected ? [10, 3] : []);
      if (deleted) {
        const [x0, y0] = toScreen(pane, v[0], v[1]);
        const [x1, y1] = toScreen(pane, v[2], v[3]);
        c.beginPath();
        c.moveTo(x0, y0); c.lineTo(x1, y1); c.moveTo(x1, y0); c.lineTo(x0, y1);
        this.stroke(color, 1.5);
      }
    }
  }

  // All twelve edges; the front face carries a cross, so that the heading shows without colour.
  private box3(pane: Pane, camera: CameraModel, { label, corrected }: Shown, color: string, chosen: boolean): void {
    const points = Array.from({ length: 8 }, (_, i) => transform(label.camera_from_box, corner(label.size, i)));
    const line = (a: Vec3, b: Vec3) => {
      for (const run of projectLine(camera, a, b)) {
        run.forEach((p, i) => this.context[i === 0 ? "moveTo" : "lineTo"](...toScreen(pane, ...p)));
      }
    };
    this.context.beginPath();
    for (const [a, b] of boxEdges) {
      line(points[a]!, points[b]!);
    }
    this.stroke(color, chosen ? 2 : 1.2, corrected ? [10, 3] : []);
    this.context.beginPath();
    for (const [a, b] of frontCross) {
      line(points[a]!, points[b]!);
    }
    this.stroke(color, 1);
  }

  // Filled: visible; hollow: hidden.
  private skeleton(pane: Pane, { label }: Shown, color: string): void {
    const c = this.context;
    const k = label.keypoints;
    c.beginPath();
    for (const [a, b] of bones) {
      if (k[a]?.visibility && k[b]?.visibility) {
        c.moveTo(...toScreen(pane, k[a]!.u, k[a]!.v));
        c.lineTo(...toScreen(pane, k[b]!.u, k[b]!.v));
      }
    }
    this.stroke(color, 1);
    const radius = Math.max(1.5, Math.min(4, pane.scale * 1.5));
    for (const point of k) {
      if (point.visibility > 0) {
        c.beginPath();
        c.arc(...toScreen(pane, point.u, point.v), radius, 0, 7);
        c.lineWidth = 1;
        c.strokeStyle = "#000";
        c.fillStyle = point.visibility === 2 ? color : "#00000080";
        c.fill();
        c.strokeStyle = point.visibility === 2 ? "#000000b0" : color;
        c.stroke();
      }
    }
  }

  // Above the box, never inside it; where two would meet, the lower-ranked name is left out.
  private names(pane: Pane, input: OverlayInput, opacity: number): void {
    const c = this.context;
    c.font = "11px system-ui, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif";
    const taken: [number, number, number, number][] = [];
    const rank = (s: Shown) => (s.label.id === input.selected ? 1e9 : s.label.id === input.hovered ? 1e8 : 0) + s.label.visible_pixels;
    for (const { label, deleted, corrected } of [...input.objects].sort((a, b) => rank(b) - rank(a))) {
      const box = label.visible_box;
      if (!box || (label.visible_pixels < 150 && label.id !== input.selected && label.id < firstAddedId && label.id !== input.hovered)) {
        continue;
      }
      const className = input.classes.get(label.class)?.name ?? `class ${label.class}`;
      const name = label.name.startsWith(className) ? label.name : `${className} ${label.name}`;
      const text = `${name}${corrected ? (deleted ? " (deleted)" : " (corrected)") : ""}`;
      const width = c.measureText(text).width + 8;
      const [x, top] = toScreen(pane, box[0], box[1]);
      const y = top - 16 < pane.y ? toScreen(pane, 0, box[3])[1] + 1 : top - 16;
      const area: [number, number, number, number] = [x, y, x + width, y + 15];
      if (taken.some(t => area[0] < t[2] && t[0] < area[2] && area[1] < t[3] && t[1] < area[3])) {
        continue;
      }
      taken.push(area);
      c.globalAlpha = 0.82 * opacity;
      c.fillStyle = "#0a0c0e";
      c.fillRect(x, y, width, 15);
      c.globalAlpha = opacity;
      c.fillStyle = colorOf(label.class);
      c.fillRect(x, y, 2, 15);
      c.fillStyle = "#f2f4f6";
      c.fillText(text, x + 5, y + 11);
    }
    c.globalAlpha = 1;
  }

  private pins(pane: Pane, { camera, labels, acts }: OverlayInput): void {
    const c = this.context;
    const camera_from_world = invert(labels.world_from_camera);
    let number = 0;
    for (const done of acts) {
      if (done.kind !== "comment") {
        continue;
      }
      number++;
      const pixel = done.act.pixel ?? (done.act.point && project(camera, transform(camera_from_world, done.act.point)));
      if (!pixel) {
        continue;
      }
      const [x, y] = toScreen(pane, pixel[0], pixel[1]);
      c.beginPath();
      c.moveTo(x, y);
      c.lineTo(x - 5, y - 10);
      c.arc(x, y - 15, 8, Math.PI * 0.8, Math.PI * 0.2);
      c.closePath();
      c.fillStyle = "#f0e442";
      c.fill();
      this.stroke("#1c2126", 1);
      c.fillStyle = "#1c2126";
      c.font = "bold 10px system-ui, sans-serif";
      c.textAlign = "center";
      c.fillText(String(number), x, y - 11.5);
      c.textAlign = "start";
    }
  }
}
