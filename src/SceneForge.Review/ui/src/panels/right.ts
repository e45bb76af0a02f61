import type { App } from "../app";
import { fixed, h, replace } from "../dom";
import { transform } from "../math";
import type { CommentAct, DoneAct, Vec3 } from "../types";
import { marksPart } from "../sets";
import { checksPart } from "./checks";
import { objectForm } from "./object-form";
import { verdictMark } from "./marks";
import { shortName } from "./value-name";
import { capOf } from "./action-button";

/** Verdict, defects, the selected object, comments, sampled values. */
export function sidePanel(app: App): HTMLElement {
  const panel = h("aside", {}, verdictPart(app), marksPart(app), defectPart(app), objectForm(app), checksPart(app), threadPart(app), valuesPart(app));
  // While a box is edited its numbers matter more than the list of defects.
  app.onChange(() => panel.classList.toggle("editing", app.editor.shape !== null));
  return panel;
}

function verdictPart(app: App): HTMLElement {
  const state = h("div", { className: "state" });
  const button = (verdict: "accept" | "reject" | "cannot_judge", text: string) =>
    h("button", { className: `verdict ${verdict}`, title: app.keys.all.find(a => a.id === verdict)!.title, onclick: () => app.verdict(verdict) }, text, capOf(app, verdict));
  const buttons = [button("reject", "\u2715 Reject"), button("cannot_judge", "? Unsure"), button("accept", "\u2713 Accept")];
  app.onChange(() => {
    const document = app.frame?.document;
    if (!document) {
      return;
    }
    const entry = app.strip.find(e => e[0] === document.index);
    const mark = verdictMark(entry?.[4] ?? document.status);
    const own = app.ownVerdict();
    (["reject", "cannot_judge", "accept"] as const).forEach((id, i) => buttons[i]!.setAttribute("aria-pressed", String(own?.verdict === id)));
    replace(state, h("b", { className: mark.className }, `${mark.symbol} ${mark.text}`), document.double && h("span", { className: "quiet" }, "two people judge this frame"));
  });
  return h("section", { className: "judge" }, state, h("div", { className: "buttons" }, ...buttons));
}

function defectPart(app: App): HTMLElement {
  const rows = app.dataset.defects.map(defect => {
    const row = h("button", { className: `defect ${defect.severity}`, onclick: () => app.mark(defect.id), title: `${defect.title}: ${defect.severity}` },
      capOf(app, `defect.${defect.id}`), h("span", {}, defect.title), h("small", {}, defect.severity));
    app.onChange(() => {
      const marks = app.marks.filter(m => m.kind === defect.id);
      row.setAttribute("aria-pressed", String(marks.length > 0));
      row.classList.toggle("asked", app.rejecting);
      const names = marks.map(m => (m.object ? app.objects.find(o => o.label.id === m.object)?.label.name ?? `object ${m.object}` : m.pixel ? m.pixel.map(Math.floor).join(", ") : "frame"));
      row.querySelector("small")!.textContent = names.length > 0 ? names.join(", ") : defect.severity;
    });
    return row;
  });
  return h("section", { className: "defects" }, ...rows);
}

/** Comments and what else was done to the frame. */
function threadPart(app: App): HTMLElement {
  const list = h("div", { className: "thread" });
  const input = h("input", { type: "text", maxLength: 4000, placeholder: "Comment, Enter to save", "aria-label": "Comment", autocomplete: "off" });
  let at: Pick<CommentAct, "pixel" | "point"> = {};
  input.addEventListener("keydown", event => {
    // What was typed before a frame came stays where it is.
    if (event.key === "Enter" && input.value.trim() && app.comment(input.value, at)) {
      input.value = "";
      input.blur();
    }
  });
  input.addEventListener("blur", () => { at = {}; input.placeholder = "Comment, Enter to save"; });
  document.addEventListener("review-comment", () => {
    const { frame, pointer, cloudPoint } = app;
    if (app.cloud && cloudPoint && frame) {
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
  app.onChange(() => {
    const acts = app.frame?.document.acts;
    if (!acts || acts === shown) {
      return;
    }
    shown = acts;
    let pin = 0;
    replace(list, ...acts.map(done => {
      const number = done.kind === "comment" ? ++pin : null;
      return h("p", { className: done.kind },
        number !== null && h("b", { className: "pin" }, String(number)),
        describe(app, done),
        h("small", {}, `${done.person}${done.time ? ` ${done.time.slice(11, 16)}` : ""}${done.outdated ? ", on an earlier version of the files" : ""}`));
    }));
  });
  return h("section", {}, h("h2", {}, "Comments and acts ", capOf(app, "comment")), list, input);
}

function describe(app: App, done: DoneAct): string {
  const nameOf = (id: number) => app.objects.find(o => o.label.id === id)?.label.name ?? `object ${id}`;
  switch (done.kind) {
    case "verdict": {
      const defects = (done.act.defects ?? []).map(d => `${app.dataset.defects.find(k => k.id === d.kind)?.title ?? d.kind}${d.object ? ` (${nameOf(d.object)})` : ""}`);
      return `${verdictMark(done.act.verdict).symbol} ${verdictMark(done.act.verdict).text}${done.act.settles ? ", settled" : ""}${defects.length > 0 ? `: ${defects.join(", ")}` : ""}`;
    }
    case "correction":
      return `${!done.act.before ? "Added" : !done.act.after ? "Deleted" : done.act.before.class !== done.act.after.class ? "Class changed:" : "Corrected"} ${nameOf(done.act.object)}`;
    case "comment":
      return done.act.text;
    case "gold":
      return done.act.withdrawn ? "Gold no more" : `\u2605 Gold${done.act.note ? `: ${done.act.note}` : ""}`;
    default:
      return done.kind;
  }
}

/** Sampled values and conditions of the sequence. */
function valuesPart(app: App): HTMLElement {
  const table = h("dl", {});
  let shown: unknown = null;
  app.onChange(() => {
    const scenario = app.frame?.tables.scenario;
    if (!scenario || scenario === shown) {
      return;
    }
    shown = scenario;
    const rows = [...Object.entries(scenario.drawn ?? {}), ...Object.entries(scenario.conditions ?? {})];
    // Named parameters first: they are what the scenario's author varies on purpose.
    const rank = (name: string) => (name.startsWith("/parameters/") ? 0 : name.startsWith("/") ? 2 : 1);
    rows.sort((a, b) => rank(a[0]) - rank(b[0]));
    replace(table, ...rows.flatMap(([name, value]) => [
      h("dt", { title: name }, shortName(name, scenario)),
      h("dd", { title: String(value) }, typeof value === "number" ? (Number.isInteger(value) ? String(value) : fixed(value, 3)) : minutes(String(value))),
    ]));
  });
  return h("section", { className: "values" }, h("h2", {}, "Sampled values"), table);
}

/** A time of a day as people read it; other texts as they are. */
const minutes = (text: string): string => text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, "$1 $2");
