import type { App } from "../app";
import type { Pane } from "./pane";
import { toImage } from "./view";

const asDrag = 3; // CSS pixels: less is a click

/** Pointing, selecting, panning, zooming, and dragging of boxes, on the panes that are drawn now. */
export function listenToPointer(app: App, surface: HTMLCanvasElement, current: () => Pane[]): void {
  const { display, frameView, selection } = app;
  const { editor } = selection;
  const { view } = display;
  let pan: { x: number; y: number; pane: Pane; moved: boolean } | null = null;
  const paneAt = (x: number, y: number) => current().find(p => x >= p.x && y >= p.y && x < p.x + p.width && y < p.y + p.height);

  surface.addEventListener("pointerdown", event => {
    const pane = paneAt(event.offsetX, event.offsetY);
    const { frame } = frameView;
    if (!pane || !frame || event.button > 1) {
      return;
    }
    surface.setPointerCapture(event.pointerId);
    const { object } = selection;
    const isEditable = event.button === 0 && editor.shape && object && pane === current()[0];
    if (isEditable && editor.press(pane, frame.camera, object.label, event.offsetX, event.offsetY, event.shiftKey)) {
      return;
    }
    pan = { x: event.offsetX, y: event.offsetY, pane, moved: false };
  });
  surface.addEventListener("pointermove", event => {
    const [x, y] = [event.offsetX, event.offsetY];
    const { frame } = frameView;
    if (!frame) {
      return;
    }
    if (editor.dragging) {
      editor.move(frame.camera, frame.labels, x, y);
    } else if (pan) {
      if (pan.moved || Math.hypot(x - pan.x, y - pan.y) > asDrag) {
        view.panBy(x - pan.x, y - pan.y, pan.pane.scale);
        pan = { ...pan, x, y, moved: true };
        display.changed();
      }
    } else {
      const pane = paneAt(x, y);
      selection.pointer = pane ? toImage(pane, x, y) : null;
      selection.hovered = selection.pointer ? pick(app, ...selection.pointer) : null;
    }
    selection.changed();
  });
  surface.addEventListener("pointerup", () => {
    if (editor.dragging) {
      editor.release();
    } else if (pan && !pan.moved) {
      const id = selection.pointer ? pick(app, ...selection.pointer) : null;
      if (!(editor.shape && id === null)) {
        selection.id = id;
      }
    }
    pan = null;
    selection.changed();
  });
  surface.addEventListener("pointercancel", () => { editor.cancel(); pan = null; selection.changed(); });
  surface.addEventListener("pointerleave", () => {
    if (!pan && !editor.dragging) {
      selection.hovered = null;
      selection.changed();
    }
  });
  surface.addEventListener("dblclick", () => {
    if (frameView.frame) {
      view.fit(frameView.frame.camera, true);
      display.changed();
    }
  });
  surface.addEventListener("wheel", event => {
    event.preventDefault();
    const pane = paneAt(event.offsetX, event.offsetY);
    if (pane) {
      view.zoomAt(Math.exp(-event.deltaY * 0.0015), ...toImage(pane, event.offsetX, event.offsetY));
      display.changed();
    }
  }, { passive: false });
}

/** The object at an image place: exactly by the instance channel, else the smallest 2D box around it. */
function pick({ frameView: { frame, objects } }: App, u: number, v: number): number | null {
  const { width, height } = frame!.camera;
  const x = Math.floor(u), y = Math.floor(v);
  if (x < 0 || y < 0 || x >= width || y >= height) {
    return null;
  }
  const id = frame!.channels.instance?.data[y * width + x];
  if (id && objects.some(o => o.label.id === id && !o.deleted)) {
    return id;
  }
  const area = (b: readonly number[]) => (b[2]! - b[0]!) * (b[3]! - b[1]!);
  const holds = (b: readonly number[]) => u >= b[0]! && v >= b[1]! && u < b[2]! && v < b[3]!;
  const boxes = objects.filter(o => o.label.visible_box && holds(o.label.visible_box));
  return boxes.sort((a, b) => area(a.label.visible_box!) - area(b.label.visible_box!))[0]?.label.id ?? null;
}
