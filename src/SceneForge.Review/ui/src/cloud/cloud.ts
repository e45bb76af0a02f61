import { boxLines, crossedFront, type Box, type Line } from "point-cloud-view/lines.js";
import { lookingAt, Orbit } from "point-cloud-view/orbit.js";
import { rgbOf } from "point-cloud-view/palette.js";
import { listenToOrbit } from "point-cloud-view/pointer.js";
import { PointCloudView } from "point-cloud-view/view.js";
import type { Frame } from "../frames/frame";
import { compose, invert, rotate, transform } from "../geometry/math";
import type { Shown } from "../labels/corrections";
import type { CloudPoint } from "../labels/selection";
import type { CloudColor } from "../picture/display";
import { colorOf } from "../picture/overlay";
import type { ClassInfo, Vec3 } from "../server/types";
import { cloudPalette, colorings } from "./cloud-colors";
import { CloudPins } from "./cloud-pins";
import { framePoints, pointsSource } from "./frame-points";

const reach = 5; // CSS pixels around the pointer in which a point or a box's line counts as pointed at
// Above and behind the vehicle, looking ahead: the road and what stands on it fill the view.
const firstView = lookingAt([-9, 0, 7], [12, 0, 0], 55);
const look = { background: [0x14 / 255, 0x17 / 255, 0x1a / 255] as Vec3, pointSize: { metres: 0, smallest: 2, largest: 2 }, colorings };

/** What the 3D view shows of a frame. */
export interface CloudContent { frame: Frame; objects: Shown[]; selected: number | null; color: CloudColor }

/** The sweep (or the depth image as points) in the vehicle's frame, with the 3D boxes. */
export class Cloud {
  private readonly view: PointCloudView;
  private readonly pins = new CloudPins();
  private readonly orbit = new Orbit(firstView);
  private source: unknown;
  private isSweep = false;
  private origin: Vec3 = [0, 0, 0];
  private color: CloudColor = "range";
  private boxes = "";
  private drawn = "";

  /**
   * @param cell holds the canvas alone.
   * @param select takes the object that was clicked.
   * @param point takes the point under the pointer.
   */
  constructor(cell: HTMLElement, canvas: HTMLCanvasElement, classes: ReadonlyMap<number, ClassInfo>,
    select: (id: number) => void, point: (at: CloudPoint | null) => void) {
    this.view = new PointCloudView(canvas, this.orbit, look);
    this.view.setPalette(cloudPalette(classes));
    cell.append(this.pins.element);
    listenToOrbit(cell, this.orbit, {
      moved: () => this.draw(),
      click: (x, y) => {
        const id = this.view.ownerAt(x, y, reach);
        if (id !== undefined) {
          select(id);
        }
      },
      hover: (x, y) => point(this.pointAt(x, y)),
      leave: () => point(null),
    });
  }

  show({ frame, objects, selected, color }: CloudContent): void {
    const { clientWidth, clientHeight } = this.view.canvas;
    const source = pointsSource(frame);
    const bytes = source && ("bytes" in source ? source.bytes : source.depth);
    if (bytes && bytes !== this.source) {
      this.source = bytes;
      this.load(frame);
    }
    // A depth image knows places only.
    this.color = this.isSweep || color === "height" ? color : "range";
    const vehicle_from_world = invert(frame.labels.world_from_vehicle);
    const comments = frame.document.acts.filter(a => a.kind === "comment").map((a, i) => ({ number: i + 1, point: a.act.point }));
    const pins = comments.flatMap(({ number, point }) => (point ? [{ number, place: transform(vehicle_from_world, point) }] : []));
    const pinsChanged = this.pins.set(pins);
    const boxes = JSON.stringify([frame.key, selected, objects.map(o => [o.label.id, o.deleted, o.label.size, o.label.camera_from_box])]);
    const boxesChanged = boxes !== this.boxes;
    if (boxesChanged) {
      this.boxes = boxes;
      this.view.setLines([...groundLines, ...thingLines(frame, objects, selected)]);
    }
    const drawn = JSON.stringify([frame.key, this.color, clientWidth, clientHeight, devicePixelRatio, this.isSweep, this.view.points?.count]);
    if (pinsChanged || boxesChanged || drawn !== this.drawn) {
      this.drawn = drawn;
      this.draw();
    }
  }

  /** Draws again at the next showing: a canvas that was away may have lost its picture. */
  invalidate(): void {
    this.drawn = "";
  }

  private draw(): void {
    this.view.draw(colorings.findIndex(c => c.name === this.color), null);
    this.pins.draw(place => this.view.pixelOf(place));
  }

  private load(frame: Frame): void {
    const loaded = framePoints(frame);
    this.view.setPoints(loaded?.points ?? null);
    this.isSweep = loaded?.isSweep === true;
    const placing = loaded?.points.placing;
    this.origin = placing ? [placing[12]!, placing[13]!, placing[14]!] : [0, 0, 0];
    document.documentElement.dataset["points"] = String(loaded?.points.count ?? 0);
    this.drawn = "";
  }

  private pointAt(x: number, y: number): CloudPoint | null {
    const { points } = this.view;
    const at = this.view.pointAt(x, y, reach);
    if (!points || at < 0) {
      return null;
    }
    const vehicle = points.place(at);
    const point = { vehicle, range: Math.hypot(...vehicle.map((v, i) => v - this.origin[i]!)) };
    return this.isSweep
      ? { ...point, sweep: { intensity: points.intensity(at), instance: points.object(at), classId: points.classId(at), cause: points.cause(at) } }
      : point;
  }
}

// A grid of 10 m on the ground up to 100 m, the lines through the vehicle brighter, and its axes, 2 m each.
const groundLines: Line[] = [
  ...Array.from({ length: 21 }, (_, i) => 10 * (i - 10)).flatMap((at): Line[] => {
    const color: Line["color"] = at === 0 ? [0x4a, 0x53, 0x5c, 255] : [0x2c, 0x33, 0x39, 255];
    return [{ from: [-100, at, 0], to: [100, at, 0], color, width: 1 }, { from: [at, -100, 0], to: [at, 100, 0], color, width: 1 }];
  }),
  { from: [0, 0, 0], to: [2, 0, 0], color: [255, 77, 0, 255], width: 1 },
  { from: [0, 0, 0], to: [0, 2, 0], color: [77, 255, 0, 255], width: 1 },
  { from: [0, 0, 0], to: [0, 0, 2], color: [0, 77, 255, 255], width: 1 },
];

// What the camera sees, and around it every thing within the LiDAR's range.
function thingLines(frame: Frame, objects: Shown[], selected: number | null): Line[] {
  const vehicle_from_world = invert(frame.labels.world_from_vehicle);
  const vehicle_from_camera = compose(vehicle_from_world, frame.labels.world_from_camera);
  const seen = new Set(objects.map(o => o.label.id));
  const unseen = (frame.labelsFile.objects ?? []).filter(o => !seen.has(o.id));
  return [
    ...objects.filter(o => !o.deleted).map(({ label }) => ({ label, pose: compose(vehicle_from_camera, label.camera_from_box) })),
    ...unseen.map(label => ({ label, pose: compose(vehicle_from_world, label.world_from_box) })),
  ].flatMap(({ label, pose }) => {
    const half = (axis: Vec3): Vec3 => rotate(pose.rotation, axis);
    const [length, width, height] = label.size;
    const box: Box = { center: pose.translation, ahead: half([length / 2, 0, 0]), left: half([0, width / 2, 0]), up: half([0, 0, height / 2]) };
    const rgb = rgbOf(label.id === selected ? "#ffffff" : colorOf(label.class));
    return boxLines(box, crossedFront, { color: [...rgb, 255], width: 1, owner: label.id });
  });
}
