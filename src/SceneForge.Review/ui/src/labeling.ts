import type { App } from "./app";
import { firstAddedId, stateOf, withState } from "./corrections";
import { boxOnGround, extentOf } from "./editor";
import type { ObjectState } from "./types";

/** Adds a 3D box on the ground under the pointer, with its extent as the 2D box. */
export function addBox(app: App): void {
  if (!app.frame || !app.pointer) {
    app.say("Point at the place on the ground where the box belongs.");
    return;
  }
  const like = app.objects.find(o => o.label.id === app.selected)?.label;
  const classId = like?.class ?? app.dataset.classes.find(c => c.name === "car")?.id ?? app.dataset.classes.find(c => c.thing)?.id ?? 1;
  const state = boxOnGround(app.frame.camera, app.frame.labels, ...app.pointer, like?.size ?? [4.4, 1.8, 1.5], classId);
  if (!state) {
    app.say("There is no ground under the pointer.");
    return;
  }
  const blank = { size: state.size!, camera_from_box: { translation: state.translation!, rotation: state.rotation! } };
  const extent = extentOf(app.frame.camera, blank);
  const id = Math.max(firstAddedId - 1, ...app.objects.map(o => o.label.id)) + 1;
  app.correct(id, null, extent ? { ...state, box2: extent } : state);
  app.selected = id;
  app.editor.shape = "3d";
  app.changed();
}

/** Replaces a part of the selected object's state by typed values. */
export function edit(app: App, change: Partial<ObjectState>): void {
  const shown = app.selectedObject();
  if (shown && app.frame) {
    const before = stateOf(shown.label);
    const label = withState(shown.label, { ...before, ...change }, app.frame.labels);
    app.correct(shown.label.id, before, stateOf(label));
  }
}
