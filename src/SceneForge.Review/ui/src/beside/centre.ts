import type { App } from "../app";
import { watch } from "../base/changes";
import { h } from "../base/dom";
import { referencePanel } from "./reference-panel";
import { rerenderPanel } from "./rerender-panel";

/** The stage, and below it a picture to compare the frame with: rendered again, or a real one. */
export function centre(app: App, stage: HTMLElement): HTMLElement {
  const caption = h("span", { className: "stage-caption" });
  const { rerendering, references } = app.session.dataset;
  const part = h("div", { className: "centre" }, stage, caption, rerendering && rerenderPanel(app), references && referencePanel(app));
  watch([app.beside], () => {
    caption.textContent = { rerendering: "In the dataset", references: "Simulated", none: "" }[app.beside.shown ?? "none"];
    part.classList.toggle("split", app.beside.shown !== null);
  });
  return part;
}
