import type { App } from "./app";
import type { Cloud } from "./cloud";
import type { Pane } from "./compositor";
import { fixed, h, replace } from "./dom";
import type { ChannelName, Frame } from "./frames";
import { cloudLegend } from "./panels/cloud-legend";
import type { CloudPoint } from "./point-cloud";
import { causes } from "./point-colors";
import { Sweep, projectSweep, type Velocity } from "./sweep";
import { arrange, panes, toImage, type Cell } from "./view";

const titles: Record<Cell["kind"], string> = { rgb: "Picture", depth: "Depth", normal: "Normals", flow: "Flow", classes: "Classes", points: "LiDAR", cloud: "3D" };

/** The centre of the page: panes with the image, lines above them, and the 3D view. */
export function buildStage(app: App, image: HTMLCanvasElement, lines: HTMLCanvasElement): HTMLElement {
  const cloudCanvas = h("canvas", { className: "cloud", hidden: true });
  const captions = h("div", { className: "captions" });
  const readout = h("output", { className: "readout" });
  const notice = h("div", { className: "notice", role: "status" });
  const stage = h("section", { className: "stage", "aria-label": "Frame" }, image, lines, cloudCanvas, captions, notice, readout);
  let cells: Cell[] = [];
  let drawn: Pane[] = [];
  let cloud: Cloud | null = null;
  let cloudLoading = false;
  let pointsOf: ArrayBuffer | null = null;
  let pointVersion = 0;
  let lastComposed: unknown[] = [];
  let lastLined: unknown[] = [];

  const resize = () => {
    const ratio = devicePixelRatio;
    for (const canvas of [image, lines]) {
      canvas.width = Math.round(stage.clientWidth * ratio);
      canvas.height = Math.round(stage.clientHeight * ratio);
    }
    app.changed();
  };
  new ResizeObserver(resize).observe(stage);
  window.addEventListener("review-theme", () => app.changed());

  const draw = () => {
    const frame = app.frame;
    notice.textContent = app.notice?.text ?? (app.loading && !frame ? "Loading\u2026" : "");
    notice.classList.toggle("alarm", app.notice?.alarm === true);
    if (!frame || stage.clientWidth === 0) {
      return;
    }
    cells = arrange(stage.clientWidth, stage.clientHeight, app.side, Object.keys(frame.document.sweeps).length > 0, app.cloud, app.base);
    drawn = panes(app.view, cells);
    loadPoints(frame);
    const selected = app.selectedObject();
    // What a picture depends on: as long as none of it changed, nothing is drawn again.
    const place = [frame.key, image.width, image.height, app.view.zoom, app.view.u, app.view.v, app.side, app.cloud, app.base, ...app.layers.flatMap(l => [l.on, l.opacity])];
    const composed = [...place, pointVersion, stageColor(stage).join(), ...shownChannels(drawn, app).map(n => frame.channels[n])];
    if (differs(composed, lastComposed)) {
      lastComposed = composed;
      app.compositor.draw(frame, drawn, app.layers, stageColor(stage));
    }
    captionPanes(frame);
    readout.textContent = app.cloud && app.cloudPoint ? describePoint(app, frame, app.cloudPoint) : describePixel(app, frame);
    drawCloud(frame);
    const lined = [...place, selected, app.selected, app.hovered, app.objects, frame.document.acts, app.marks, app.editor.shape];
    if (!differs(lined, lastLined)) {
      return;
    }
    lastLined = lined;
    app.overlay.draw(drawn, {
      camera: frame.camera,
      labels: frame.labels,
      objects: app.objects.map(o => (o.label.id === selected?.label.id ? selected : o)),
      classes: app.classes,
      layers: app.layers,
      selected: app.selected,
      hovered: app.hovered,
      acts: frame.document.acts,
      marks: app.marks,
      editing: app.editor.shape === "2d",
    });
    const context = lines.getContext("2d")!;
    if (app.editor.shape && selected && drawn[0]) {
      app.editor.draw(context, drawn[0], frame.camera, selected.label);
    }
  };
  app.onChange(draw);

  let captioned: unknown[] = [];
  function captionPanes(frame: Frame): void {
    const sweep = [...frame.points.values()][0];
    const state = [JSON.stringify(cells), app.cloudColor, app.cloud && sweep];
    if (differs(state, captioned)) {
      captioned = state;
      replace(captions, ...(cells.length > 1 ? cells.map(c => h("div", { style: { left: `${c.x + 6}px`, top: `${c.y + 4}px` } }, ...(c.kind === "cloud" ? cloudLegend(app, sweep) : [titles[c.kind]]))) : []));
    }
  }

  function loadPoints(frame: Frame): void {
    // A sweep has up to some 100,000 points: they are projected only where they are shown.
    const wanted = drawn.some(p => p.points) || app.layer("lidar").on;
    const [sensor, bytes] = wanted ? [...frame.points][0] ?? [] : [];
    const key = bytes ?? null;
    if (key === pointsOf) {
      return;
    }
    pointsOf = key;
    pointVersion++;
    const labels = frame.labelsFile.lidars?.find(l => l.lidar === sensor);
    if (!bytes || !labels) {
      app.compositor.setPoints(new Float32Array(0));
      return;
    }
    const put = (velocity: Velocity) => {
      if (pointsOf === bytes) {
        const compensated = frame.tables.rig.lidars?.find(l => l.name === sensor)?.compensated === true;
        app.compositor.setPoints(projectSweep(new Sweep(bytes), labels, frame.labels, frame.camera, velocity, compensated));
        pointVersion++;
        app.changed();
      }
    };
    put([0, 0, 0]);
    void egoVelocity(app, frame).then(put, () => undefined);
  }

  function drawCloud(frame: Frame): void {
    const cell = cells.find(c => c.kind === "cloud");
    if (cell && cloudCanvas.hidden) {
      cloud?.invalidate();
    }
    cloudCanvas.hidden = !cell;
    if (!cell) {
      return;
    }
    Object.assign(cloudCanvas.style, { left: `${cell.x}px`, top: `${cell.y}px`, width: `${cell.width}px`, height: `${cell.height}px` });
    if (cloud) {
      cloud.show(frame, app.objects, app.selected, app.cloudColor, app.classes, cell.width, cell.height);
    } else if (!cloudLoading) {
      cloudLoading = true;
      void import("./cloud").then(({ Cloud }) => {
        cloud = new Cloud(cloudCanvas, id => { app.selected = id; app.changed(); }, point => { app.cloudPoint = point; app.changed(); });
        app.changed();
      });
    }
  }

  listenToPointer(app, lines, () => drawn);
  return stage;
}

const differs = (a: unknown[], b: unknown[]): boolean => a.length !== b.length || a.some((x, i) => x !== b[i]);

/** Channels that the panes show. */
function shownChannels(drawn: Pane[], app: App): ChannelName[] {
  const bases = drawn.map(p => (p.base === "classes" ? "segment" : p.base) as ChannelName);
  return [...new Set([...bases, ...app.layers.filter(l => l.on).flatMap(l => l.channels)])];
}

/** The ego vehicle's velocity at a frame from the frames beside it, world frame, m/s. */
async function egoVelocity(app: App, frame: Frame): Promise<Velocity> {
  const { sequence, camera, frame: number, ego_velocity: known } = frame.document;
  if (known) {
    return known;
  }
  const times = frame.tables.rig.frame_times_ns;
  const other = number + 1 < times.length ? number + 1 : number - 1;
  if (other < 0) {
    return [0, 0, 0];
  }
  const labels = await app.frames.labelsOf(sequence, camera, other);
  const seconds = (times[other]! - times[number]!) * 1e-9;
  const a = frame.labels.world_from_vehicle.translation, b = labels.world_from_vehicle.translation;
  return [(b[0] - a[0]) / seconds, (b[1] - a[1]) / seconds, (b[2] - a[2]) / seconds];
}

const stageColor = (stage: Element): [number, number, number] => {
  const text = getComputedStyle(stage).getPropertyValue("--stage").trim();
  return [1, 3, 5].map(i => parseInt(text.slice(i, i + 2), 16) / 255) as [number, number, number];
};

/** What is known of a point of the 3D view. */
function describePoint(app: App, frame: Frame, { vehicle, range, sweep }: CloudPoint): string {
  const parts = [`${vehicle.map(x => fixed(x, 2)).join(", ")} m`, `range ${fixed(range, 2)} m`];
  if (sweep) {
    const object = frame.tables.segments.objects.find(o => o.id === sweep.instance);
    const cause = causes[sweep.cause]?.name ?? `cause ${sweep.cause}`;
    parts.push(`intensity ${fixed(sweep.intensity, 3)}`, sweep.cause === 0 ? `${app.classes.get(sweep.classId)?.name ?? "?"}${object ? ` \u00b7 ${object.name}` : ""}` : cause);
  }
  return parts.join("   ");
}

/** What stands at the pixel under the pointer, in every channel. */
function describePixel(app: App, frame: Frame): string {
  if (!app.pointer) {
    return "";
  }
  const [u, v] = [Math.floor(app.pointer[0]), Math.floor(app.pointer[1])];
  const { width, height } = frame.camera;
  if (u < 0 || v < 0 || u >= width || v >= height) {
    return "";
  }
  const at = v * width + u;
  const parts = [`${u}, ${v}`];
  const { segment, depth, flow } = frame.channels;
  if (segment) {
    const id = segment.data[at]!;
    const row = frame.tables.segments.segments[id];
    const object = row && frame.tables.segments.objects.find(o => o.id === row.object);
    parts.push(id === 0 ? "sky" : `${app.classes.get(row?.class ?? 0)?.name ?? "?"} · ${object?.name ?? "?"} ${row?.part ?? ""} · segment ${id}`);
  }
  if (depth) {
    const d = depth.data[at]!;
    parts.push(d === 65535 ? "\u2265 255.99 m" : `${fixed(d / 256, 2)} m`);
  }
  if (flow) {
    parts.push(flow.data[3 * at + 2] ? `flow ${fixed((flow.data[3 * at]! - 32768) / 64, 1)}, ${fixed((flow.data[3 * at + 1]! - 32768) / 64, 1)} px` : "no flow");
  }
  return parts.join("   ");
}

function listenToPointer(app: App, surface: HTMLCanvasElement, current: () => Pane[]): void {
  let pan: { x: number; y: number; pane: Pane; moved: boolean } | null = null;
  const paneAt = (x: number, y: number) => current().find(p => x >= p.x && y >= p.y && x < p.x + p.width && y < p.y + p.height);

  surface.addEventListener("pointerdown", event => {
    const pane = paneAt(event.offsetX, event.offsetY);
    if (!pane || !app.frame || event.button > 1) {
      return;
    }
    surface.setPointerCapture(event.pointerId);
    const selected = app.selectedObject();
    if (event.button === 0 && app.editor.shape && selected && pane === current()[0] && app.editor.press(pane, app.frame.camera, selected.label, event.offsetX, event.offsetY, event.shiftKey)) {
      return;
    }
    pan = { x: event.offsetX, y: event.offsetY, pane, moved: false };
  });
  surface.addEventListener("pointermove", event => {
    const [x, y] = [event.offsetX, event.offsetY];
    if (!app.frame) {
      return;
    }
    if (app.editor.dragging) {
      app.editor.move(app.frame.camera, app.frame.labels, x, y);
    } else if (pan) {
      if (pan.moved || Math.hypot(x - pan.x, y - pan.y) > 3) {
        app.view.panBy(x - pan.x, y - pan.y, pan.pane.scale);
        pan = { ...pan, x, y, moved: true };
      }
    } else {
      const pane = paneAt(x, y);
      app.pointer = pane ? toImage(pane, x, y) : null;
      app.hovered = app.pointer ? pick(app, ...app.pointer) : null;
    }
    app.changed();
  });
  surface.addEventListener("pointerup", () => {
    if (app.editor.dragging) {
      app.editor.release();
    } else if (pan && !pan.moved) {
      const id = app.pointer ? pick(app, ...app.pointer) : null;
      if (!(app.editor.shape && id === null)) {
        app.selected = id;
      }
    }
    pan = null;
    app.changed();
  });
  surface.addEventListener("pointercancel", () => { app.editor.cancel(); pan = null; app.changed(); });
  surface.addEventListener("pointerleave", () => {
    if (!pan && !app.editor.dragging) {
      app.hovered = null;
      app.changed();
    }
  });
  surface.addEventListener("dblclick", () => { if (app.frame) { app.view.fit(app.frame.camera, true); app.changed(); } });
  surface.addEventListener("wheel", event => {
    event.preventDefault();
    const pane = paneAt(event.offsetX, event.offsetY);
    if (pane) {
      app.view.zoomAt(Math.exp(-event.deltaY * 0.0015), ...toImage(pane, event.offsetX, event.offsetY));
      app.changed();
    }
  }, { passive: false });
}

/** The object at an image place: exactly by the instance channel, else the smallest 2D box around it. */
function pick(app: App, u: number, v: number): number | null {
  const frame = app.frame!;
  const { width, height } = frame.camera;
  const x = Math.floor(u), y = Math.floor(v);
  if (x < 0 || y < 0 || x >= width || y >= height) {
    return null;
  }
  const id = frame.channels.instance?.data[y * width + x];
  if (id && app.objects.some(o => o.label.id === id && !o.deleted)) {
    return id;
  }
  const area = (b: readonly number[]) => (b[2]! - b[0]!) * (b[3]! - b[1]!);
  const boxes = app.objects.filter(o => o.label.visible_box && u >= o.label.visible_box[0] && v >= o.label.visible_box[1] && u < o.label.visible_box[2] && v < o.label.visible_box[3]);
  return boxes.sort((a, b) => area(a.label.visible_box!) - area(b.label.visible_box!))[0]?.label.id ?? null;
}

