import type { App } from "../app";
import { watch } from "../base/changes";
import { h, replace } from "../base/dom";

/** What is special about the frame, where anything is. */
export function marksPanel(app: App): HTMLElement {
  const part = h("section", { className: "marks", hidden: true });
  let shown = "";
  watch([app.frameView, app.acts], () => {
    const document = app.frameView.frame?.document;
    const words = document?.marks.split(" ") ?? [];
    const state = JSON.stringify([words, document?.origin, app.acts.citing]);
    if (state === shown) {
      return;
    }
    shown = state;
    const lines = [
      words.includes("gold") && h("b", { className: "gold" }, "\u2605 Gold"),
      words.includes("gold_changed") && h("b", { className: "alarm" }, "\u2606 Gold no more: its files changed"),
      words.includes("quarantined") && h("b", { className: "alarm" }, "\u2298 In quarantine"),
      document?.origin === "corrected by a person" && h("span", {}, "\u270e Corrected by a person"),
      app.acts.citing !== null && h("span", { className: "quiet" }, `Verdicts cite gold version ${app.acts.citing}`),
    ].filter(l => l !== false);
    part.hidden = lines.length === 0;
    replace(part, ...lines);
  });
  return part;
}
