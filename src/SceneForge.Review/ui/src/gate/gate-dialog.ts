import type { App } from "../app";
import { openLater } from "../base/dialog";
import { h, type Child } from "../base/dom";
import { percent, table } from "../base/table";
import { duration } from "../queue/pace";
import { getGate, type Diversity, type GateStanding } from "../server/api";

/** What is missing for the gate's verdict; the verdict once there is one. */
export function showGate(app: App): void {
  openLater("Gate", getGate().then(gate => standing(app, gate)));
}

function standing(app: App, gate: GateStanding): Child[] {
  const { missing, verdict } = gate;
  const title = (kind: string) => app.session.dataset.defects.find(d => d.id === kind)?.title ?? kind;
  const reviews = missing.reviews + missing.adjudications;
  const work = [
    missing.reviews > 0 && `${missing.reviews} reviews`,
    missing.adjudications > 0 && `${missing.adjudications} frames on which two people disagree`,
    ...missing.checks.map(c => `check \u201c${c}\u201d over every frame`),
    missing.comparison && "the comparison with the version before",
  ].filter(Boolean).join(", ");
  const pace = gate.seconds_left === undefined
    ? " Nobody has reviewed today, so there is no pace."
    : ` At today's pace that takes ${duration(gate.seconds_left / 60)}.`;
  // Where the numbers alone decide, nobody was shown any.
  const planted = (verdict?.recalls ?? []).filter(r => r.planted > 0);
  const word = { accepted: "\u2713 Accepted", pending: "Pending", rejected: "\u2715 Rejected" }[gate.outcome];
  return [
    h(
      "p",
      {},
      h("b", { className: { accepted: "accept", pending: "", rejected: "reject" }[gate.outcome] }, word),
      `: attempt ${gate.attempt}, for \u201c${gate.use}\u201d, consumer's risk ${percent(gate.consumers_risk)}.`,
    ),
    gate.outcome === "pending"
      && work
      && h(
        "p",
        {},
        `Missing: ${work}.${reviews > 0 ? pace : ""}`,
      ),
    missing.collapse.length > 0 && h("p", {}, "Blocked until a lead answers for what got narrower:"),
    missing.collapse.length > 0 && h("ul", {}, ...missing.collapse.map(sentence => h("li", {}, sentence))),
    verdict
      && verdict.reasons.length > 0
      && h("ul", {}, ...verdict.reasons.map(r => h("li", {}, `${r.stratum ? `${r.stratum}: ` : ""}${r.message}`))),
    h("h3", {}, "Strata"),
    table(["Stratum", "Variations", "Drawn"], gate.strata.map(s => [s.name, s.units, s.sample])),
    verdict && verdict.severities.length > 0 && h("h3", {}, "Defects in drawn frames"),
    verdict
      && verdict.severities.length > 0
      && table(
        ["Severity", "Frames", "At most of the variations", "Limit"],
        verdict.severities.map(s => [s.severity, s.frames, percent(s.upper), percent(s.limit)]),
      ),
    planted.length > 0 && h("h3", {}, "Planted defects"),
    planted.length > 0
      && table(
        ["Kind", "Caught", "Recall at least"],
        planted.map(r => [title(r.kind), `${r.caught} of ${r.planted}`, percent(r.lower)]),
      ),
    verdict
      && verdict.false_alarms.controls > 0
      && h("p", { className: "quiet" }, `${verdict.false_alarms.rejected} of ${verdict.false_alarms.controls} clean controls were rejected.`),
    gate.diversity && h("h3", {}, "Diversity"),
    gate.diversity && diversity(gate.diversity.now, gate.diversity.before),
  ];
}

const diversity = (now: Diversity, before: Diversity | null): HTMLElement => {
  const row = (name: string, value: (d: Diversity) => string): string[] => [name, value(now), ...before ? [value(before)] : []];
  return table(["", "This version", ...before ? ["Before"] : []], [
    ...Object.keys(now.entropy).map(facet => row(`Entropy of ${facet}, bits`, d => (d.entropy[facet] ?? 0).toFixed(2))),
    row("Filled cells", d => String(d.filled_cells)),
    row("Cells seen once", d => String(d.tail_cells)),
    row("Near-duplicates", d => String(d.near_duplicates)),
  ]);
};
