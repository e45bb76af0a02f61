import { watch } from "../base/changes";
import type { App } from "../app";
import { h, replace } from "../base/dom";
import type { Cloud } from "../cloud/cloud";
import { cloudLegend } from "../cloud/cloud-legend";
import { framePoints, pointsSource } from "../cloud/frame-points";
import { projectSweep, type Velocity } from "../cloud/projected-sweep";
import type { ChannelName, Frame } from "../frames/frame";
import { egoVelocity } from "../frames/ego-velocity";
import { Compositor } from "./compositor";
import { Overlay } from "./overlay";
import type { Pane } from "./pane";
import { describePixel, describePoint } from "./readout";
import { listenToPointer } from "./stage-pointer";
import { arrange, panes, type Cell } from "./view";

const titles: Record<Cell["kind"], string> = {
  rgb: "Picture", depth: "Depth", normal: "Normals", flow: "Flow", classes: "Classes", points: "LiDAR", cloud: "3D",
};

/** The centre of the page: panes with the image, lines above them, and the 3D view. */
export function buildStage(app: App): HTMLElement {
  const { session, notices, display, frameView, selection, acts } = app;
  const image = h("canvas", { className: "image" });
  const lines = h("canvas", { className: "lines" });
  const compositor = new Compositor(image, session.dataset.classes);
  const overlay = new Overlay(lines);
  const cloudCanvas = h("canvas", { className: "cloud" });
  const cloudCell = h("div", { className: "cloud-cell", hidden: true }, cloudCanvas);
  const captions = h("div", { className: "captions" });
  const readout = h("output", { className: "readout" });
  const notice = h("div", { className: "notice", role: "status" });
  const problem = h("div", { className: "problem", role: "alert", hidden: true });
  const stage = h("section", { className: "stage", "aria-label": "Frame" }, image, lines, cloudCell, captions, problem, notice, readout);
  let cells: Cell[] = [];
  let drawn: Pane[] = [];
  let cloud: Cloud | null = null;
  let isCloudLoading = false;
  let projected: ArrayBuffer | null = null;
  let projection = 0; // counts what was projected
  const composed = new Memory();
  const lined = new Memory();
  const captioned = new Memory();

  const resize = () => {
    const ratio = devicePixelRatio;
    for (const canvas of [image, lines]) {
      canvas.width = Math.round(stage.clientWidth * ratio);
      canvas.height = Math.round(stage.clientHeight * ratio);
    }
    display.changed();
  };
  new ResizeObserver(resize).observe(stage);
  window.addEventListener("review-theme", () => display.changed());
  listenToPointer(app, lines, () => drawn);

  watch([notices, frameView], () => {
    notice.textContent = notices.current?.text ?? (frameView.loading && !frameView.frame ? "Loading\u2026" : "");
    notice.classList.toggle("alarm", notices.current?.alarm === true);
    problem.textContent = frameView.lensProblem;
    problem.hidden = frameView.lensProblem === null;
  });
  watch([frameView, display, selection, acts], () => {
    const { frame } = frameView;
    if (!frame || stage.clientWidth === 0) {
      return;
    }
    cells = arrange(stage.clientWidth, stage.clientHeight, display, Object.keys(frame.document.sweeps).length > 0);
    drawn = panes(display.view, cells);
    projectPoints(frame);
    // What a picture depends on: as long as none of it changed, nothing is drawn again.
    const { view, layers } = display;
    const place = [frame.key, image.width, image.height, view.zoom, view.u, view.v, JSON.stringify(cells), ...layers.flatMap(l => [l.on, l.opacity])];
    const color = stageColor(stage);
    if (composed.differs([...place, projection, color.join(), ...shownChannels(drawn).map(n => frame.channels[n])])) {
      compositor.draw(frame, drawn, layers, color);
    }
    const { object, id } = selection;
    if (lined.differs([...place, object, id, selection.hovered, frameView.objects, frame.document.acts, acts.marks, selection.editor.shape])) {
      drawLines(frame);
    }
    captionPanes(frame);
    const { cloudPoint } = selection;
    readout.textContent =
      display.cloud && cloudPoint ? describePoint(session.classes, frame, cloudPoint) : describePixel(session.classes, frame, selection.pointer);
    drawCloud(frame);
  });
  return stage;

  function shownChannels(shown: Pane[]): ChannelName[] {
    const bases = shown.map(p => (p.base === "classes" ? "segment" : p.base) as ChannelName);
    return [...new Set([...bases, ...display.layers.filter(l => l.on).flatMap(l => l.channels)])];
  }

  function drawLines(frame: Frame): void {
    const { object, id, hovered, editor } = selection;
    overlay.draw(drawn, {
      camera: frame.camera,
      labels: frame.labels,
      objects: frameView.objects.map(o => (o.label.id === object?.label.id ? object : o)),
      classes: session.classes,
      layers: display.layers,
      selected: id,
      hovered,
      acts: frame.document.acts,
      marks: acts.marks,
      editing: editor.shape === "2d",
    });
    if (editor.shape && object && drawn[0]) {
      editor.draw(lines.getContext("2d")!, drawn[0], frame.camera, object.label);
    }
  }

  function captionPanes(frame: Frame): void {
    const source = display.cloud ? pointsSource(frame) : undefined;
    const sweep = source && "bytes" in source ? source.bytes : undefined;
    if (!captioned.differs([JSON.stringify(cells), display.cloudColor, sweep])) {
      return;
    }
    const legend = () => cloudLegend(display.cloudColor, sweep ? framePoints(frame)!.points : null, session.classes);
    replace(captions, ...(cells.length > 1 ? cells : []).map(c =>
      h("div", { style: { left: `${c.x + 6}px`, top: `${c.y + 4}px` } }, ...(c.kind === "cloud" ? legend() : [titles[c.kind]]))));
  }

  // A sweep has up to some 100,000 points: they are projected only where they are shown.
  function projectPoints(frame: Frame): void {
    const wanted = drawn.some(p => p.points) || display.layer("lidar").on;
    const [sensor, bytes] = wanted ? [...frame.points][0] ?? [] : [];
    if ((bytes ?? null) === projected) {
      return;
    }
    projected = bytes ?? null;
    projection++;
    const labels = frame.labelsFile.lidars?.find(l => l.lidar === sensor);
    if (!bytes || !labels) {
      compositor.setPoints(new Float32Array(0));
      return;
    }
    const isCompensated = frame.tables.rig.lidars?.find(l => l.name === sensor)?.compensated === true;
    const put = (velocity: Velocity) => {
      if (projected === bytes) {
        compositor.setPoints(projectSweep(bytes, labels, frame.labels, frame.camera, velocity, isCompensated));
        projection++;
        frameView.changed();
      }
    };
    put([0, 0, 0]);
    void egoVelocity(frameView.store, frame).then(put, () => undefined);
  }

  function drawCloud(frame: Frame): void {
    const cell = cells.find(c => c.kind === "cloud");
    if (cell && cloudCell.hidden) {
      cloud?.invalidate();
    }
    cloudCell.hidden = !cell;
    if (!cell) {
      return;
    }
    Object.assign(cloudCell.style, { left: `${cell.x}px`, top: `${cell.y}px`, width: `${cell.width}px`, height: `${cell.height}px` });
    if (cloud) {
      cloud.show({ frame, objects: frameView.objects, selected: selection.id, color: display.cloudColor });
    } else if (!isCloudLoading) {
      isCloudLoading = true;
      void import("../cloud/cloud").then(({ Cloud }) => {
        const point = (at: typeof selection.cloudPoint) => { selection.cloudPoint = at; selection.changed(); };
        cloud = new Cloud(cloudCell, cloudCanvas, session.classes, id => selection.select(id), point);
        display.changed();
      });
    }
  }
}

/** What something was made of the last time. */
class Memory {
  private last: unknown[] = [];

  /** Whether it is another now, which is kept. */
  differs(now: unknown[]): boolean {
    const { last } = this;
    this.last = now;
    return now.length !== last.length || now.some((x, i) => x !== last[i]);
  }
}

const stageColor = (stage: Element): [number, number, number] => {
  const text = getComputedStyle(stage).getPropertyValue("--stage").trim();
  return [1, 3, 5].map(i => parseInt(text.slice(i, i + 2), 16) / 255) as [number, number, number];
};
