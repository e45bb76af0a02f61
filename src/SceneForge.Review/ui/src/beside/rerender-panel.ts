import { watch } from "../base/changes";
import type { App } from "../app";
import type { RerenderChange } from "../server/api";
import { h, replace, type Child } from "../base/dom";
import { PictureView, type Place } from "./picture-view";
import { shortName } from "../base/value-name";
import { actionButton, capOf } from "../keys/action-button";

/** The frame's zoom and place for another picture of the same view. */
export const framePlace = (app: App): Place => ({
  get zoom() { return app.display.view.zoom; },
  set zoom(value) { app.display.view.zoom = value; },
  get x() { return app.display.view.u / (app.frameView.frame?.camera.width ?? 1); },
  set x(value) { app.display.view.u = value * (app.frameView.frame?.camera.width ?? 1); },
  get y() { return app.display.view.v / (app.frameView.frame?.camera.height ?? 1); },
  set y(value) { app.display.view.v = value * (app.frameView.frame?.camera.height ?? 1); },
});

const words: Record<RerenderChange, string> = { nothing: "Unchanged", seed: "Seed", light: "Light", weather: "Weather", viewpoint: "Viewpoint" };

/** The frame rendered again, below the stage. */
export function rerenderPanel(app: App): HTMLElement {
  const { rerendering } = app;
  const view = new PictureView(framePlace(app), () => app.display.changed());
  const state = h("span", {});
  const message = h("p", { className: "message", role: "status" });
  const buttons = (Object.keys(words) as RerenderChange[]).map(change => ({
    change,
    element: actionButton(app, `rerender.${change}`, words[change]),
  }));
  const leave = h("button", { onclick: () => rerendering.leave() });
  const leaveCap = capOf(app, "escape");
  const changes = h("div", { className: "changes" });
  const panel = h(
    "section",
    { className: "beside rerender", "aria-label": "Rendered again", hidden: true },
    h(
      "div",
      { className: "bar" },
      h("b", { className: "outside" }, "Not in the dataset"),
      state,
      h("div", { className: "spring" }),
      ...buttons.map(b => b.element),
      leave,
    ),
    h("div", { className: "body" }, view.canvas, message, changes),
  );
  let wanted = "";
  let listed: unknown = null;
  watch([app.beside, app.rerendering, app.display], () => {
    panel.hidden = !rerendering.open;
    if (panel.hidden) {
      return;
    }
    const { rendered } = rerendering;
    for (const { change, element } of buttons) {
      element.setAttribute("aria-pressed", String(change === rerendering.change));
      element.disabled = rerendering.running;
    }
    replace(leave, rerendering.running ? "Stop " : "Close ", leaveCap);
    message.textContent =
      rerendering.problem
      || (rerendering.running ? `${rerendering.first ? "Loading the scene and rendering" : "Rendering"}\u2026 ${rerendering.seconds} s` : "");
    message.classList.toggle("alarm", rerendering.problem !== "");
    state.textContent = rendered ? `${rendered.seconds.toFixed(1)} s \u00b7 ${rendered.renderer}` : "";
    state.title = state.textContent;
    if (listed !== rendered) {
      listed = rendered;
      replace(changes, ...list(app, rendered?.changes ?? null));
    }
    const url = rendered?.picture ?? "";
    if (url !== wanted) {
      wanted = url;
      view.show(null);
      if (url) {
        rerendering.pictures.get(url).then(
          b => {
            if (wanted === url) {
              view.show(b);
            }
          },
          () => app.notices.say("The picture cannot be shown.", true),
        );
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
  return changes === null
    ? []
    : changes.length === 0
      ? [h("p", { className: "quiet" }, "Nothing was changed: the pictures should be the same.")]
      : [
          h(
            "table",
            {},
            h("thead", {}, h("tr", {}, h("th", {}, "Changed"), h("th", {}, "stored"), h("th", {}, "here"))),
            h(
              "tbody",
              {},
              ...sorted(changes).map(c =>
                h(
                  "tr",
                  {},
                  h("td", { title: c.name }, c.name.startsWith("/") ? shortName(c.name, app.frameView.frame?.tables.scenario ?? {}) : c.name),
                  h("td", {}, c.before),
                  h("td", {}, c.after),
                ),
              ),
            ),
          ),
        ];
}
