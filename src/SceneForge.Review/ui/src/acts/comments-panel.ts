import type { App } from "../app";
import { watch } from "../base/changes";
import { fixed, h, replace } from "../base/dom";
import { transform } from "../geometry/math";
import { capOf } from "../keys/action-button";
import type { CommentAct, CorrectionAct, DoneAct, Vec3 } from "../server/types";
import { verdictMark } from "./verdict-mark";

/** Comments and what else was done to the frame. */
export function commentsPanel(app: App): HTMLElement {
  const list = h("div", { className: "thread" });
  const input = h("input", { type: "text", maxLength: 4000, placeholder: "Comment, Enter to save", "aria-label": "Comment", autocomplete: "off" });
  let at: Pick<CommentAct, "pixel" | "point"> = {};
  input.addEventListener("keydown", event => {
    // What was typed before a frame came stays where it is.
    if (event.key === "Enter" && input.value.trim() && app.acts.comment(input.value, at)) {
      input.value = "";
      input.blur();
    }
  });
  input.addEventListener("blur", () => { at = {}; input.placeholder = "Comment, Enter to save"; });
  document.addEventListener("review-comment", () => {
    const { pointer, cloudPoint } = app.selection;
    const { frame } = app.frameView;
    if (app.display.cloud && cloudPoint && frame) {
      at = { point: transform(frame.labels.world_from_vehicle, cloudPoint.vehicle).map(x => Number(x.toFixed(3))) as Vec3 };
      input.placeholder = `Comment on the point ${cloudPoint.vehicle.map(x => fixed(x, 1)).join(", ")} m`;
    } else if (pointer) {
      at = { pixel: [Math.round(pointer[0] * 10) / 10, Math.round(pointer[1] * 10) / 10] };
      input.placeholder = `Comment on pixel ${Math.floor(pointer[0])}, ${Math.floor(pointer[1])}`;
    } else {
      input.placeholder = "Comment on the frame";
    }
    input.focus();
  });
  let shown: unknown = null;
  watch([app.frameView], () => {
    const acts = app.frameView.frame?.document.acts;
    if (!acts || acts === shown) {
      return;
    }
    shown = acts;
    let pin = 0;
    replace(
      list,
      ...acts.map(done => {
        const number = done.kind === "comment" ? ++pin : null;
        return h(
          "p",
          { className: done.kind },
          number !== null && h("b", { className: "pin" }, String(number)),
          describe(app, done),
          h(
            "small",
            {},
            `${done.person}${done.time ? ` ${done.time.slice(11, 16)}` : ""}${done.outdated ? ", on an earlier version of the files" : ""}`,
          ),
        );
      }),
    );
  });
  return h("section", {}, h("h2", {}, "Comments and acts ", capOf(app, "comment")), list, input);
}

function describe(app: App, done: DoneAct): string {
  const nameOf = (id: number) => app.frameView.objects.find(o => o.label.id === id)?.label.name ?? `object ${id}`;
  switch (done.kind) {
    case "verdict": {
      const defects = (done.act.defects ?? []).map(
        d => `${app.session.dataset.defects.find(k => k.id === d.kind)?.title ?? d.kind}${d.object ? ` (${nameOf(d.object)})` : ""}`,
      );
      const { symbol, text } = verdictMark(done.act.verdict);
      return `${symbol} ${text}${done.act.settles ? ", settled" : ""}${defects.length > 0 ? `: ${defects.join(", ")}` : ""}`;
    }
    case "correction":
      return `${correctionWord(done.act)} ${nameOf(done.act.object)}`;
    case "comment":
      return done.act.text;
    case "gold":
      return done.act.withdrawn ? "Gold no more" : `\u2605 Gold${done.act.note ? `: ${done.act.note}` : ""}`;
    default:
      return done.kind;
  }
}

const correctionWord = ({ before, after }: CorrectionAct): string =>
  !before ? "Added" : !after ? "Deleted" : before.class !== after.class ? "Class changed:" : "Corrected";
