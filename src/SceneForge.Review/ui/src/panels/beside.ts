import type { App } from "../app";
import type { RetakeChange } from "../api";
import { h, replace, type Child } from "../dom";
import { PictureView, type Place } from "../picture";
import { referencePanel } from "./reference";
import { shortName } from "./value-name";
import { actionButton, capOf } from "./action-button";

/** The stage, and below it a picture to compare the frame with: rendered again, or a real one. */
export function centre(app: App, stage: HTMLElement): HTMLElement {
  const caption = h("span", { className: "stage-caption" });
  const part = h("div", { className: "centre" }, stage, caption, app.dataset.retakes && retakePanel(app), app.dataset.references && referencePanel(app));
  app.onChange(() => {
    caption.textContent = app.retaking.open ? "In the dataset" : app.references.open ? "Simulated" : "";
    part.classList.toggle("split", app.retaking.open || app.references.open);
  });
  return part;
}

/** The frame's zoom and place for another picture of the same view. */
export const framePlace = (app: App): Place => ({
  get zoom() { return app.view.zoom; },
  set zoom(value) { app.view.zoom = value; },
  get x() { return app.view.u / (app.frame?.camera.width ?? 1); },
  set x(value) { app.view.u = value * (app.frame?.camera.width ?? 1); },
  get y() { return app.view.v / (app.frame?.camera.height ?? 1); },
  set y(value) { app.view.v = value * (app.frame?.camera.height ?? 1); },
});

const words: Record<RetakeChange, string> = { nothing: "Unchanged", seed: "Seed", light: "Light", weather: "Weather", viewpoint: "Viewpoint" };

function retakePanel(app: App): HTMLElement {
  const { retaking } = app;
  const view = new PictureView(framePlace(app), () => app.changed());
  const state = h("span", {});
  const message = h("p", { className: "message", role: "status" });
  const buttons = (Object.keys(words) as RetakeChange[]).map(change => ({ change, element: actionButton(app, `retake.${change}`, words[change]) }));
  const leave = h("button", { onclick: () => retaking.leave() });
  const leaveCap = capOf(app, "escape");
  const changes = h("div", { className: "changes" });
  const panel = h("section", { className: "beside retake", "aria-label": "Rendered again", hidden: true },
    h("div", { className: "bar" }, h("b", { className: "outside" }, "Not in the dataset"), state, h("div", { className: "spring" }), ...buttons.map(b => b.element), leave),
    h("div", { className: "body" }, view.canvas, message, changes));
  let wanted = "";
  let listed: unknown = null;
  app.onChange(() => {
    panel.hidden = !retaking.open;
    if (panel.hidden) {
      return;
    }
    const { retake } = retaking;
    for (const { change, element } of buttons) {
      element.setAttribute("aria-pressed", String(change === retaking.change));
      element.disabled = retaking.running;
    }
    replace(leave, retaking.running ? "Stop " : "Close ", leaveCap);
    message.textContent = retaking.problem || (retaking.running ? `${retaking.first ? "Loading the scene and rendering" : "Rendering"}\u2026 ${retaking.seconds} s` : "");
    message.classList.toggle("alarm", retaking.problem !== "");
    state.textContent = retake ? `${retake.seconds.toFixed(1)} s \u00b7 ${retake.renderer}` : "";
    state.title = state.textContent;
    if (listed !== retake) {
      listed = retake;
      replace(changes, ...list(app, retake?.changes ?? null));
    }
    const url = retake?.picture ?? "";
    if (url !== wanted) {
      wanted = url;
      view.show(null);
      if (url) {
        retaking.pictures.get(url).then(b => { if (wanted === url) { view.show(b); } }, () => app.say("The picture cannot be shown.", true));
      }
    }
    view.draw();
  });
  return panel;
}

// Named parameters first: they are what the scenario's author varies on purpose.
const sorted = <T extends { name: string }>(changes: T[]): T[] => {
  const rank = (name: string) => (name.startsWith("/parameters/") ? 1 : name.startsWith("/") ? 2 : 0);
  return [...changes].sort((a, b) => rank(a.name) - rank(b.name));
};

function list(app: App, changes: { name: string; before: string; after: string }[] | null): Child[] {
  return changes === null ? []
    : changes.length === 0 ? [h("p", { className: "quiet" }, "Nothing was changed: the pictures should be the same.")]
    : [h("table", {}, h("thead", {}, h("tr", {}, h("th", {}, "Changed"), h("th", {}, "stored"), h("th", {}, "here"))),
      h("tbody", {}, ...sorted(changes).map(c => h("tr", {},
        h("td", { title: c.name }, c.name.startsWith("/") ? shortName(c.name, app.frame?.tables.scenario ?? {}) : c.name), h("td", {}, c.before), h("td", {}, c.after)))))];
}
