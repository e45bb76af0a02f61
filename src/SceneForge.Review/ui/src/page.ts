import type { App } from "./app";
import { Compositor } from "./compositor";
import { h } from "./dom";
import { centre } from "./panels/beside";
import { comparePanel } from "./panels/compare";
import { layersPanel, objectsPanel } from "./panels/left";
import { sidePanel } from "./panels/right";
import { stripPanel } from "./panels/strip";
import { topBar } from "./panels/top";
import { Overlay } from "./overlay";
import { buildStage } from "./stage";

/** Puts the page together. Each part draws itself again when the app changes. */
export function buildPage(app: App, root: HTMLElement): void {
  const image = h("canvas", { className: "image" });
  const lines = h("canvas", { className: "lines" });
  app.compositor = new Compositor(image, app.dataset.classes);
  app.overlay = new Overlay(lines);
  root.replaceChildren(
    topBar(app),
    h("main", {},
      h("nav", {}, layersPanel(app), objectsPanel(app)),
      centre(app, buildStage(app, image, lines)),
      sidePanel(app)),
    stripPanel(app),
    ...(app.dataset.gate ? [] : [comparePanel(app)]));
}
