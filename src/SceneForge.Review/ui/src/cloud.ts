import { AxesHelper, BufferAttribute, BufferGeometry, Color, GridHelper, LineBasicMaterial, LineSegments, PerspectiveCamera, Raycaster, Scene, Vector2, WebGLRenderer } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { Shown } from "./corrections";
import type { Frame } from "./frames";
import { CloudPins } from "./cloud-pins";
import { boxEdges, compose, corner, frontCross, invert, transform } from "./math";
import { colorOf } from "./overlay";
import { PointCloud, type CloudPoint } from "./point-cloud";
import type { CloudColor } from "./app";
import type { ClassInfo } from "./types";

const reach = 5; // CSS pixels around the pointer in which a point counts as pointed at
const boxLines = [...boxEdges, ...frontCross];

/** The sweep (or the depth image as points) in the vehicle's frame, with the 3D boxes. */
export class Cloud {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(55, 1, 0.1, 600);
  private readonly controls: OrbitControls;
  private readonly points = new PointCloud();
  private readonly pins = new CloudPins();
  private readonly lines = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ vertexColors: true }));
  private boxes = "";
  private size = "";
  private owners: number[] = [];

  /**
   * @param select takes the object that was clicked.
   * @param point takes the point under the pointer.
   */
  constructor(canvas: HTMLCanvasElement, select: (id: number) => void, point: (at: CloudPoint | null) => void) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true });
    this.renderer.setPixelRatio(devicePixelRatio);
    // Points and lines need no order; finding one would walk over every point.
    this.renderer.sortObjects = false;
    this.scene.background = new Color(0x14171a);
    // Above and behind the vehicle, looking ahead: the road and what stands on it fill the view.
    this.camera.up.set(0, 0, 1);
    this.camera.position.set(-9, 0, 7);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.target.set(12, 0, 0);
    this.controls.addEventListener("change", () => this.render());
    const grid = new GridHelper(200, 20, 0x4a535c, 0x2c3339);
    grid.rotation.x = Math.PI / 2;
    this.lines.frustumCulled = false;
    this.scene.add(grid, new AxesHelper(2), this.points.object, this.lines, this.pins.object);
    this.controls.update();
    canvas.addEventListener("click", event => {
      const hit = new Raycaster();
      hit.params.Line.threshold = 0.3;
      hit.setFromCamera(new Vector2(2 * event.offsetX / canvas.clientWidth - 1, 1 - 2 * event.offsetY / canvas.clientHeight), this.camera);
      const index = hit.intersectObject(this.lines)[0]?.index;
      if (index !== undefined) {
        select(this.owners[Math.floor(index / (2 * boxLines.length))]!);
      }
    });
    canvas.addEventListener("pointermove", event => {
      if (event.buttons === 0) {
        point(this.points.nearest(this.camera, event.offsetX, event.offsetY, canvas.clientWidth, canvas.clientHeight, reach));
      }
    });
    canvas.addEventListener("pointerleave", () => point(null));
  }

  show(frame: Frame, objects: Shown[], selected: number | null, color: CloudColor, classes: Map<number, ClassInfo>, width: number, height: number): void {
    const size = `${width} ${height}`;
    let changed = size !== this.size;
    if (changed) {
      this.size = size;
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      this.camera.updateProjectionMatrix();
    }
    changed = this.points.show(frame, color, classes) || changed;
    const vehicle_from_world = invert(frame.labels.world_from_vehicle);
    const comments = frame.document.acts.filter(a => a.kind === "comment").map((a, i) => ({ number: i + 1, point: a.act.point }));
    changed = this.pins.show(comments.flatMap(({ number, point }) => (point ? [{ number, place: transform(vehicle_from_world, point) }] : []))) || changed;
    const state = JSON.stringify([frame.key, selected, objects.map(o => [o.label.id, o.deleted, o.label.size, o.label.camera_from_box])]);
    if (state !== this.boxes) {
      this.boxes = state;
      changed = true;
      this.loadBoxes(frame, objects, selected);
    }
    if (changed) {
      this.render();
    }
  }

  /** Draws again at the next showing: a canvas that was away may have lost its picture. */
  invalidate(): void {
    this.size = "";
  }

  private render(): void {
    this.renderer.render(this.scene, this.camera);
  }

  private loadBoxes(frame: Frame, objects: Shown[], selected: number | null): void {
    const vehicle_from_camera = compose(invert(frame.labels.world_from_vehicle), frame.labels.world_from_camera);
    const vehicle_from_world = invert(frame.labels.world_from_vehicle);
    // What the camera sees, and around it every thing within the LiDAR's range.
    const seen = new Set(objects.map(o => o.label.id));
    const shown = [
      ...objects.filter(o => !o.deleted).map(({ label }) => ({ label, pose: compose(vehicle_from_camera, label.camera_from_box) })),
      ...(frame.labelsFile.objects ?? []).filter(o => !seen.has(o.id)).map(label => ({ label, pose: compose(vehicle_from_world, label.world_from_box) })),
    ];
    const positions: number[] = [], colors: number[] = [];
    for (const { label, pose } of shown) {
      const color = new Color(label.id === selected ? "#ffffff" : colorOf(label.class));
      for (const pair of boxLines) {
        for (const i of pair) {
          positions.push(...transform(pose, corner(label.size, i)));
          colors.push(color.r, color.g, color.b);
        }
      }
    }
    this.owners = shown.map(o => o.label.id);
    this.lines.geometry.dispose();
    this.lines.geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(new Float32Array(positions), 3)).setAttribute("color", new BufferAttribute(new Float32Array(colors), 3));
  }
}
