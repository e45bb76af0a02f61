import type { App } from "../app";
import { watch } from "../base/changes";
import { h } from "../base/dom";
import { checksPanel } from "../findings/checks-panel";
import { valuesPanel } from "../frames/values-panel";
import { marksPanel } from "../gold/marks-panel";
import { objectForm } from "../labels/object-form";
import { commentsPanel } from "./comments-panel";
import { defectPanel, verdictPanel } from "./verdict-panel";

/** Verdict, defects, the selected object, checks, comments, sampled values. */
export function sidePanel(app: App): HTMLElement {
  const panel = h("aside", {},
    verdictPanel(app), marksPanel(app), defectPanel(app), objectForm(app), checksPanel(app), commentsPanel(app), valuesPanel(app.frameView));
  // While a box is edited its numbers matter more than the list of defects.
  watch([app.selection], () => panel.classList.toggle("editing", app.selection.editor.shape !== null));
  return panel;
}
