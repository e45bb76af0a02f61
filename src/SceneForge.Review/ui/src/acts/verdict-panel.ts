import type { App } from "../app";
import { h, replace } from "../base/dom";
import { watch } from "../base/changes";
import { capOf } from "../keys/action-button";
import { verdictMark } from "./verdict-mark";

/** The verdict on the frame in view. */
export function verdictPanel(app: App): HTMLElement {
  const state = h("div", { className: "state" });
  const button = (verdict: "accept" | "reject" | "cannot_judge", text: string) =>
    h(
      "button",
      { className: `verdict ${verdict}`, title: app.keys.all.find(a => a.id === verdict)!.title, onclick: () => app.acts.judge(verdict) },
      text,
      capOf(app, verdict),
    );
  const buttons = [button("reject", "\u2715 Reject"), button("cannot_judge", "? Unsure"), button("accept", "\u2713 Accept")];
  watch([app.frameView, app.acts, app.strip], () => {
    const document = app.frameView.frame?.document;
    if (!document) {
      return;
    }
    const entry = app.strip.entries.find(e => e[0] === document.index);
    const mark = verdictMark(entry?.[4] ?? document.status);
    const own = app.acts.ownVerdict();
    (["reject", "cannot_judge", "accept"] as const).forEach((id, i) => buttons[i]!.setAttribute("aria-pressed", String(own?.verdict === id)));
    replace(
      state,
      h("b", { className: mark.className }, `${mark.symbol} ${mark.text}`),
      document.double && h("span", { className: "quiet" }, "two people judge this frame"),
    );
  });
  return h("section", { className: "judge" }, state, h("div", { className: "buttons" }, ...buttons));
}

/** Kinds of defects; a click marks one. */
export function defectPanel(app: App): HTMLElement {
  const rows = app.session.dataset.defects.map(defect => {
    const row = h(
      "button",
      { className: `defect ${defect.severity}`, onclick: () => app.acts.mark(defect.id), title: `${defect.title}: ${defect.severity}` },
      capOf(app, `defect.${defect.id}`),
      h("span", {}, defect.title),
      h("small", {}, defect.severity),
    );
    watch([app.frameView, app.acts], () => {
      const marks = app.acts.marks.filter(m => m.kind === defect.id);
      row.setAttribute("aria-pressed", String(marks.length > 0));
      row.classList.toggle("asked", app.acts.rejecting);
      const names = marks.map(m =>
        m.object
          ? (app.frameView.objects.find(o => o.label.id === m.object)?.label.name ?? `object ${m.object}`)
          : m.pixel
            ? m.pixel.map(Math.floor).join(", ")
            : "frame",
      );
      row.querySelector("small")!.textContent = names.length > 0 ? names.join(", ") : defect.severity;
    });
    return row;
  });
  return h("section", { className: "defects" }, ...rows);
}
