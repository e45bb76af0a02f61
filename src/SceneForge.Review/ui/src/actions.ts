import type { RetakeChange } from "./api";
import { cloudColors, type App } from "./app";
import { addCompareActions } from "./compare-actions";
import { showGate, showHelp, showPeople, showQueueDialog, showTrends } from "./dialogs";
import { addBox } from "./labeling";
import { showSets, vouch } from "./sets";
import { toggleTheme } from "./theme";

const bases = ["rgb", "depth", "normal", "flow", "classes"] as const;

/** Everything that keys do. */
export function addActions(app: App): void {
  const add = (group: string, key: string, id: string, title: string, run: () => void) => app.keys.add({ group, key, id, title, run });

  add("Judge", "ArrowRight", "accept", "Accept, next frame", () => app.verdict("accept"));
  add("Judge", "ArrowLeft", "reject", "Reject, next frame", () => app.verdict("reject"));
  add("Judge", "x", "cannot_judge", "Cannot judge, next frame", () => app.verdict("cannot_judge"));
  add("Judge", "z", "undo", "Undo my last act, on whichever frame", () => app.outbox.undo());
  for (const [i, defect] of app.dataset.defects.entries()) {
    // 1 to 9, 0, then the same with Shift.
    const key = `${i >= 10 ? "Shift+" : ""}${(i + 1) % 10}`;
    add("Mark a defect (of the selected object, else at the pointer)", i < 20 ? key : "", `defect.${defect.id}`, `${defect.title} (${defect.severity})`, () => app.mark(defect.id));
  }

  add("Move", "ArrowDown", "next", "Next frame of the queue", () => app.walk(1));
  add("Move", "ArrowUp", "previous", "Previous frame of the queue", () => app.walk(-1));
  add("Move", ".", "later", "Next frame of the sequence", () => app.step(1));
  add("Move", ",", "earlier", "Previous frame of the sequence", () => app.step(-1));
  add("Move", "Space", "play", "Play the sequence, stop", () => app.play(!app.playing));
  add("Move", "Shift+q", "frames", "Choose which frames: to do, accepted, rejected, \u2026; Tab: their order", () => document.querySelector<HTMLElement>("header select")!.focus());
  if (!app.dataset.gate) {
    add("Move", "q", "queue", "Choose what is in the queue", () => showQueueDialog(app));
  }

  for (const layer of app.layers) {
    add("Show", layer.key, `layer.${layer.id}`, layer.title, () => { layer.on = !layer.on; lastLayer = layer.id; app.prefetch(); app.changed(); });
  }
  let lastLayer = app.layers[0]!.id;
  const fade = (by: number) => {
    const layer = app.layer(lastLayer);
    layer.opacity = Math.max(0.1, Math.min(1, Math.round(10 * (layer.opacity + by)) / 10));
    app.changed();
  };
  add("Show", "[", "fainter", "Last switched layer fainter", () => fade(-0.1));
  add("Show", "]", "stronger", "Last switched layer stronger", () => fade(0.1));
  add("Show", "v", "side", "Picture, depth, normals and LiDAR side by side", () => { app.side = !app.side; app.prefetch(); app.changed(); });
  add("Show", "t", "cloud", "3D view", () => { app.cloud = !app.cloud; app.prefetch(); app.changed(); });
  add("Show", "o", "cloud.color", "Colour of the 3D points: range, height, intensity, class, cause", () => {
    app.cloudColor = cloudColors[(cloudColors.indexOf(app.cloudColor) + 1) % cloudColors.length]!;
    app.changed();
  });
  add("Show", "g", "ground", "What fills the picture: RGB, depth, normals, flow, classes", () => {
    app.base = bases[(bases.indexOf(app.base) + 1) % bases.length]!;
    app.changed();
  });
  add("Show", "a", "fit", "Whole image", () => { if (app.frame) { app.view.fit(app.frame.camera, true); app.changed(); } });
  add("Show", "w", "focus", "Zoom to the selected object", () => {
    const box = app.selectedObject()?.label.visible_box;
    if (box) {
      app.view.focus((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, Math.max(box[2] - box[0], box[3] - box[1]));
      app.changed();
    }
  });
  const zoom = (factor: number) => { app.view.zoomAt(factor, ...(app.pointer ?? [app.view.u, app.view.v])); app.changed(); };
  add("Show", "+", "zoom.in", "Zoom in", () => zoom(1.25));
  add("Show", "-", "zoom.out", "Zoom out", () => zoom(0.8));

  add("Correct", "Tab", "object.next", "Select the next object", () => app.selectNext(1));
  add("Correct", "Shift+Tab", "object.previous", "Select the previous object", () => app.selectNext(-1));
  const shape = (s: "2d" | "3d") => {
    if (app.selected === null) {
      app.selectNext(1);
    }
    app.editor.shape = app.editor.shape === s ? null : s;
    app.changed();
  };
  add("Correct", "e", "edit", "Edit the selected 3D box", () => shape("3d"));
  add("Correct", "Shift+e", "edit2", "Edit the selected 2D box", () => shape("2d"));
  add("Correct", "Enter", "numbers", "Type the selected object's numbers", () => {
    if (app.selected === null) {
      app.selectNext(1);
    }
    document.dispatchEvent(new CustomEvent("review-numbers"));
  });
  add("Correct", "p", "add", "Add a 3D box on the ground under the pointer", () => addBox(app));
  add("Correct", "Delete", "delete", "Delete the selected object's label", () => app.deleteSelected());
  add("Correct", "m", "comment", "Pin a comment to the pixel, or 3D point, under the pointer", () => document.dispatchEvent(new CustomEvent("review-comment")));
  add("Correct", "Escape", "escape", "Leave editing, clear the selection", () => {
    if (app.editor.dragging) {
      app.editor.cancel();
    } else if (app.retaking.leave()) {
      return;
    } else if (app.editor.shape) {
      app.editor.shape = null;
    } else {
      app.selected = null;
    }
    app.changed();
  });

  if (!app.dataset.gate) {
    addCompareActions(app);
    add("Page", "Shift+s", "sets", "Gold set and quarantine", () => showSets(app));
    if (app.session.role === "lead") {
      add("Judge", "Shift+g", "gold", "Vouch for the frame: gold, or gold no more", () => vouch(app));
    }
  }
  if (app.dataset.retakes) {
    const retake = (key: string, change: RetakeChange, title: string) => add("Render again, to tell a fault from chance", key, `retake.${change}`, title, () => void app.retaking.take(change));
    retake("j", "seed", "With another seed; once more: the next");
    retake("Shift+l", "light", "At another time of day: noon, low sun, night");
    retake("Shift+w", "weather", "Without weather; with rain where there was none");
    retake("Shift+v", "viewpoint", "From another place: left, right, higher");
    retake("Shift+j", "nothing", "Unchanged");
  }
  if (app.dataset.references) {
    const group = "Real pictures beside the frame";
    add(group, "Shift+r", "reference", "Show them, hide them", () => void app.references.toggle());
    add(group, "Shift+ArrowRight", "reference.next", "The next one, less alike in brightness", () => app.references.walk(1));
    add(group, "Shift+ArrowLeft", "reference.previous", "The one before", () => app.references.walk(-1));
    add(group, "Shift+k", "reference.pin", "Keep this one while frames change", () => app.references.pin());
  }
  if (app.session.role !== "reviewer") {
    add("Page", "Shift+f", "findings", "What rejections and corrections say; the export", () => showTrends(app));
    if (app.dataset.gate) {
      add("Page", "Shift+g", "gate", "Where the gate stands", () => showGate(app));
    }
  }
  if (app.session.role === "lead") {
    add("Page", "Shift+p", "people", "Accounts, and the share of double review", () => showPeople(app));
  }
  add("Page", "u", "theme", "Light, dark", () => toggleTheme());
  add("Page", "?", "help", "All keys", () => showHelp(app));
}

// What a held key does again and again. All else would judge frames unseen, add boxes by the dozen, or end as chance has it.
const repeating = new Set(["next", "previous", "later", "earlier", "fainter", "stronger", "zoom.in", "zoom.out", "pairs.in", "pairs.out", "ranking.in", "ranking.out", "object.next", "object.previous"]);

/** Sends key presses to actions, except while somebody types. */
export function listenToKeys(app: App): void {
  window.addEventListener("keydown", event => {
    const target = event.target as HTMLElement;
    const typing = target instanceof HTMLInputElement && target.type !== "range" && target.type !== "checkbox" || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
    if (typing) {
      if (event.key === "Escape") {
        target.blur();
      }
      return;
    }
    if (document.querySelector("dialog[open]")) {
      return;
    }
    // Enter does what a focused button says.
    if (event.key === "Enter" && target.closest("button, a")) {
      return;
    }
    const action = app.keys.find(event, app.comparing.scope);
    if (action) {
      event.preventDefault();
      if (!event.repeat || repeating.has(action.id)) {
        action.run();
      }
    }
  });
}
