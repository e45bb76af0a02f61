import type { App } from "../app";
import { openLater } from "../base/dialog";
import { h, type Child } from "../base/dom";
import { percent, table } from "../base/table";
import { shortName } from "../base/value-name";
import { showGate } from "../gate/gate-dialog";
import { getFindings, getGate, messageOf, post, type Findings } from "../server/api";
import type { QueueRequest } from "../server/types";

/** What rejections and corrections say about the generator. */
export function showFindings(app: App): void {
  const found = async (): Promise<Child[]> => {
    if (app.session.dataset.gate && (await getGate()).outcome === "pending") {
      return [
        h("p", {}, "Nobody sees what others found before the gate has its verdict: it could be steered, and planted frames be told from others."),
        h("div", { className: "buttons" }, h("button", { onclick: () => { dialog.close(); showGate(app); } }, "Where the gate stands"))];
    }
    return findingsContent(app, await getFindings(), queue => { dialog.close(); void app.queue.start(queue); });
  };
  const dialog = openLater("Findings", found());
}

function findingsContent(app: App, findings: Findings, show: (queue: QueueRequest) => void): Child[] {
  // The server writes every member of a filter; the page's queue names those that are set.
  const setOnly = (filter: QueueRequest) =>
    JSON.parse(JSON.stringify(filter), (_, value: unknown) => (value === null ? undefined : value)) as QueueRequest;
  const lead = app.session.role === "lead" && !app.session.dataset.gate;
  const setAside = (button: HTMLButtonElement, cause: string, queue: QueueRequest) => {
    button.disabled = true;
    post("/api/quarantine", { cause, queue: { ...queue, order: "dataset" }, request: crypto.randomUUID() }).then(
      answer => { button.textContent = `${(answer as { pictures: number }).pictures} frames set aside`; app.strip.reload(); },
      (e: unknown) => { button.textContent = messageOf(e); });
  };
  const titleOf = (cause: (typeof findings.causes)[number]) => {
    const name = Object.keys(cause.filter.values ?? {})[0];
    return name ? cause.title.replace(name, shortName(name, app.frameView.frame?.tables.scenario ?? {})) : cause.title;
  };
  const alarm = (isAlarm: boolean) => (isAlarm ? "\u26a0 alarm" : "");
  const kinds = [["class", "Class"], ["box2", "2D box"], ["box3", "3D box"], ["added", "Missing"], ["deleted", "Too many"]] as const;
  return [
    h(
      "p",
      {},
      findings.judged === 0
        ? "Nobody has judged a frame yet."
        : `${findings.rejected} of ${findings.judged} judged frames were rejected (${percent(findings.rejected / findings.judged)}). `
          + `All were rendered by ${findings.renderer}.`,
    ),
    h("h3", {}, "What rejected frames share: a click shows all frames with it"),
    findings.causes.length > 0
      ? table(
          ["Cause", "Kind", "Rejected with it", "Rejected without", "Times as often", lead ? "All frames with it" : ""],
          findings.causes.map(c => [
            h("button", { title: c.title, onclick: () => show(setOnly(c.filter)) }, titleOf(c)),
            c.kind,
            `${c.rejected} of ${c.judged}`,
            `${c.rejected_without} of ${c.judged_without}`,
            c.lift === null ? "only with it" : c.lift.toFixed(1),
            lead
              ? h(
                  "button",
                  { onclick: (event: Event) => setAside(event.currentTarget as HTMLButtonElement, c.title, setOnly(c.filter)) },
                  "Quarantine",
                )
              : "",
          ]),
        )
      : h(
          "p",
          { className: "quiet" },
          "Nothing stands out: no asset, behaviour, value, class, camera or check has clearly more rejected frames than the rest.",
        ),
    h("h3", {}, "Corrected labels by class, and what was wrong"),
    findings.corrections.length > 0
      ? table(
          ["Class", "Corrected", "Labels judged", "Rate", ...kinds.map(k => k[1]), ""],
          findings.corrections.map(c => [c.name, c.corrected, c.judged, percent(c.rate), ...kinds.map(k => c.kinds[k[0]]), alarm(c.alarm)]),
        )
      : h("p", { className: "quiet" }, "No label was judged yet."),
    h("h3", {}, "Reviewers"),
    findings.reviewers.length > 0
      ? table(
          ["Name", "Judged", "Rejected", "Labels judged", "Corrected", "Rate", ""],
          findings.reviewers.map(r => [r.name, r.judged, r.rejected, r.labels, r.corrections, percent(r.rate), alarm(r.alarm)]),
        )
      : h("p", { className: "quiet" }, "Nobody yet."),
    h(
      "p",
      { className: "quiet" },
      `\u26a0 alarm stands where more than ${percent(findings.alarm_rate)} of the labels were corrected, beyond chance.`,
    ),
    h(
      "div",
      { className: "buttons" },
      h("button", { onclick: () => show({ order: "dataset", status: "reject" }) }, "Show rejected frames"),
      h("a", { href: "/api/export", download: "review.jsonl" }, "Export the log (JSON Lines)")),
  ];
}
