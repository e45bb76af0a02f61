import { watch } from "../base/changes";
import type { App } from "../app";
import { h, keyCap } from "../base/dom";
import { display } from "./key-map";

/** The cap of an action's key, whichever the person has given it. */
export function capOf(app: App, id: string): HTMLElement {
  const cap = keyCap("");
  const show = () => { cap.textContent = display(app.keys.keyOf(id)).replace("Shift+", "\u21e7"); };
  show();
  watch([app.keys], show);
  return cap;
}

/** A button that does what an action does, and shows its key. */
export function actionButton(app: App, id: string, text: string): HTMLButtonElement {
  const action = app.keys.all.find(a => a.id === id)!;
  return h("button", { title: action.title, onclick: () => action.run() }, text, " ", capOf(app, id));
}
