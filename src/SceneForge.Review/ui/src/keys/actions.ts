import { verdicts } from "../acts/verdict-mark";
import type { App } from "../app";
import { addCompareActions } from "../compare/compare-actions";
import { showFindings } from "../findings/findings-dialog";
import { showGate } from "../gate/gate-dialog";
import { showSets, vouch } from "../gold/sets-dialog";
import { addBox } from "../labels/labeling";
import { showQueueDialog } from "../queue/queue-dialog";
import type { RerenderChange } from "../server/api";
import { showPeople } from "../session/people-dialog";
import { toggleTheme } from "../base/theme";
import { showHelp } from "./help-dialog";

/** Adds a key's action: its group in the list of keys, the key, its name, what it does in words, and what it does. */
type Add = (group: string, key: string, id: string, title: string, run: () => void) => void;

/** Everything that keys do. */
export function addActions(app: App): void {
  const add: Add = (group, key, id, title, run) => app.keys.add({ group, key, id, title, run });
  addJudging(app, add);
  addMoving(app, add);
  addShowing(app, add);
  addCorrecting(app, add);
  addBesides(app, add);
  addDialogs(app, add);
}

function addJudging(app: App, add: Add): void {
  const { acts } = app;
  for (const { verdict, key, title } of verdicts) {
    add("Judge", key, verdict, `${title}, next frame`, () => acts.judge(verdict));
  }
  add("Judge", "z", "undo", "Undo my last act, on whichever frame", () => acts.outbox.undo());
  for (const [i, defect] of app.session.dataset.defects.entries()) {
    // 1 to 9, 0, then the same with Shift.
    const key = i < 20 ? `${i >= 10 ? "Shift+" : ""}${(i + 1) % 10}` : "";
    add("Mark a defect (of the selected object, else at the pointer)", key, `defect.${defect.id}`, `${defect.title} (${defect.severity})`,
      () => acts.mark(defect.id));
  }
}

function addMoving(app: App, add: Add): void {
  const { queue, strip } = app;
  add("Move", "ArrowDown", "next", "Next frame of the queue", () => queue.walk(1));
  add("Move", "ArrowUp", "previous", "Previous frame of the queue", () => queue.walk(-1));
  add("Move", ".", "later", "Next frame of the sequence", () => strip.step(1));
  add("Move", ",", "earlier", "Previous frame of the sequence", () => strip.step(-1));
  add("Move", "Space", "play", "Play the sequence, stop", () => strip.play(!app.frameView.playing));
  add("Move", "Shift+q", "frames", "Choose which frames: to do, accepted, rejected, \u2026; Tab: their order",
    () => document.querySelector<HTMLElement>("header select")!.focus());
  if (!app.session.dataset.gate) {
    add("Move", "q", "queue", "Choose what is in the queue", () => showQueueDialog(app));
  }
}

function addShowing(app: App, add: Add): void {
  const { display, queue, selection } = app;
  for (const layer of display.layers) {
    add("Show", layer.key, `layer.${layer.id}`, layer.title, () => { display.toggle(layer); queue.prefetch(); });
  }
  add("Show", "[", "fainter", "Last switched layer fainter", () => display.fade(-0.1));
  add("Show", "]", "stronger", "Last switched layer stronger", () => display.fade(0.1));
  const open = (what: "side" | "cloud") => {
    display[what] = !display[what];
    queue.prefetch();
    display.changed();
  };
  add("Show", "v", "side", "Picture, depth, normals and LiDAR side by side", () => open("side"));
  add("Show", "t", "cloud", "3D view", () => open("cloud"));
  add("Show", "o", "cloud.color", "Colour of the 3D points: range, height, intensity, class, cause", () => display.nextCloudColor());
  add("Show", "g", "ground", "What fills the picture: RGB, depth, normals, flow, classes", () => display.nextBase());
  add("Show", "a", "fit", "Whole image", () => {
    if (app.frameView.frame) {
      display.view.fit(app.frameView.frame.camera, true);
      display.changed();
    }
  });
  add("Show", "w", "focus", "Zoom to the selected object", () => {
    const box = selection.object?.label.visible_box;
    if (box) {
      display.view.focus((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, Math.max(box[2] - box[0], box[3] - box[1]));
      display.changed();
    }
  });
  const zoom = (factor: number) => {
    display.view.zoomAt(factor, ...(selection.pointer ?? [display.view.u, display.view.v]));
    display.changed();
  };
  add("Show", "+", "zoom.in", "Zoom in", () => zoom(1.25));
  add("Show", "-", "zoom.out", "Zoom out", () => zoom(0.8));
}

function addCorrecting(app: App, add: Add): void {
  const { selection, rerendering } = app;
  const { editor } = selection;
  const selectAny = () => {
    if (selection.id === null) {
      selection.selectNext(1);
    }
  };
  const shape = (s: "2d" | "3d") => {
    selectAny();
    editor.shape = editor.shape === s ? null : s;
    selection.changed();
  };
  add("Correct", "Tab", "object.next", "Select the next object", () => selection.selectNext(1));
  add("Correct", "Shift+Tab", "object.previous", "Select the previous object", () => selection.selectNext(-1));
  add("Correct", "e", "edit", "Edit the selected 3D box", () => shape("3d"));
  add("Correct", "Shift+e", "edit2", "Edit the selected 2D box", () => shape("2d"));
  add("Correct", "Enter", "numbers", "Type the selected object's numbers", () => {
    selectAny();
    document.dispatchEvent(new CustomEvent("review-numbers"));
  });
  add("Correct", "p", "add", "Add a 3D box on the ground under the pointer", () => addBox(app));
  add("Correct", "Delete", "delete", "Delete the selected object's label", () => app.acts.deleteSelected());
  add("Correct", "m", "comment", "Pin a comment to the pixel, or 3D point, under the pointer",
    () => document.dispatchEvent(new CustomEvent("review-comment")));
  add("Correct", "Escape", "escape", "Leave editing, clear the selection", () => {
    if (editor.dragging) {
      editor.cancel();
    } else if (rerendering.leave()) {
      return;
    } else if (editor.shape) {
      editor.shape = null;
    } else {
      selection.id = null;
    }
    selection.changed();
  });
}

// Pictures to compare the frame with.
function addBesides(app: App, add: Add): void {
  const { dataset, role } = app.session;
  if (!dataset.gate) {
    addCompareActions(app);
    add("Page", "Shift+s", "sets", "Gold set and quarantine", () => showSets(app));
    if (role === "lead") {
      add("Judge", "Shift+g", "gold", "Vouch for the frame: gold, or gold no more", () => vouch(app));
    }
  }
  if (dataset.rerendering) {
    const rerender = (key: string, change: RerenderChange, title: string) =>
      add("Render again, to tell a fault from chance", key, `rerender.${change}`, title, () => void app.rerendering.render(change));
    rerender("j", "seed", "With another seed; once more: the next");
    rerender("Shift+l", "light", "At another time of day: noon, low sun, night");
    rerender("Shift+w", "weather", "Without weather; with rain where there was none");
    rerender("Shift+v", "viewpoint", "From another place: left, right, higher");
    rerender("Shift+j", "nothing", "Unchanged");
  }
  if (dataset.references) {
    const group = "Real pictures beside the frame";
    add(group, "Shift+r", "reference", "Show them, hide them", () => void app.references.toggle());
    add(group, "Shift+ArrowRight", "reference.next", "The next one, less alike in brightness", () => app.references.walk(1));
    add(group, "Shift+ArrowLeft", "reference.previous", "The one before", () => app.references.walk(-1));
    add(group, "Shift+k", "reference.pin", "Keep this one while frames change", () => app.references.pin());
  }
}

function addDialogs(app: App, add: Add): void {
  const { dataset, role } = app.session;
  if (role !== "reviewer") {
    add("Page", "Shift+f", "findings", "What rejections and corrections say; the export", () => showFindings(app));
    if (dataset.gate) {
      add("Page", "Shift+g", "gate", "Where the gate stands", () => showGate(app));
    }
  }
  if (role === "lead") {
    add("Page", "Shift+p", "people", "Accounts, and the share of double review", () => showPeople(app.session));
  }
  add("Page", "u", "theme", "Light, dark", () => toggleTheme());
  add("Page", "?", "help", "All keys", () => showHelp(app));
}
