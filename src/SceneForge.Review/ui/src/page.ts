import { sidePanel } from "./acts/side-panel";
import type { App } from "./app";
import { h } from "./base/dom";
import { centre } from "./beside/centre";
import { comparePanel } from "./compare/compare-panel";
import { stripPanel } from "./frames/strip-panel";
import { objectsPanel } from "./labels/objects-panel";
import { layersPanel } from "./picture/layers-panel";
import { buildStage } from "./picture/stage";
import { topBar } from "./queue/top-bar";

/** Puts the page together. Each part draws itself again when what it shows changes. */
export function buildPage(app: App, root: HTMLElement): void {
  root.replaceChildren(
    topBar(app),
    h("main", {},
      h("nav", {}, layersPanel(app), objectsPanel(app)),
      centre(app, buildStage(app)),
      sidePanel(app)),
    stripPanel(app),
    ...(app.session.dataset.gate ? [] : [comparePanel(app)]));
}
