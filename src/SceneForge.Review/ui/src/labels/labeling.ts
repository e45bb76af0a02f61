import type { App } from "../app";
import { firstAddedId, stateOf, withState } from "./corrections";
import { boxOnGround, extentOf } from "./box-editor";
import type { ObjectState } from "../server/types";

/** Adds a 3D box on the ground under the pointer, with its extent as the 2D box. */
export function addBox(app: App): void {
  if (!app.frameView.frame || !app.selection.pointer) {
    app.notices.say("Point at the place on the ground where the box belongs.");
    return;
  }
  if (app.frameView.lensProblem) {
    app.notices.say(app.frameView.lensProblem, true);
    return;
  }
  const like = app.frameView.objects.find(o => o.label.id === app.selection.id)?.label;
  const classId =
    like?.class ?? app.session.dataset.classes.find(c => c.name === "car")?.id ?? app.session.dataset.classes.find(c => c.thing)?.id ?? 1;
  const state = boxOnGround(
    app.frameView.frame.camera,
    app.frameView.frame.labels,
    ...app.selection.pointer,
    like?.size ?? [4.4, 1.8, 1.5],
    classId,
  );
  if (!state) {
    app.notices.say("There is no ground under the pointer.");
    return;
  }
  const blank = { size: state.size!, camera_from_box: { translation: state.translation!, rotation: state.rotation! } };
  const extent = extentOf(app.frameView.frame.camera, blank);
  const id = Math.max(firstAddedId - 1, ...app.frameView.objects.map(o => o.label.id)) + 1;
  app.acts.correct(id, null, extent ? { ...state, box2: extent } : state);
  app.selection.id = id;
  app.selection.editor.shape = "3d";
  app.selection.changed();
}

/** Replaces a part of the selected object's state by typed values. */
export function edit(app: App, change: Partial<ObjectState>): void {
  const shown = app.selection.object;
  if (shown && app.frameView.frame) {
    const before = stateOf(shown.label);
    const label = withState(shown.label, { ...before, ...change }, app.frameView.frame.labels);
    app.acts.correct(shown.label.id, before, stateOf(label));
  }
}
