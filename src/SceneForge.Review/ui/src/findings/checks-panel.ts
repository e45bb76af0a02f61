import { watch } from "../base/changes";
import type { App } from "../app";
import { h, replace } from "../base/dom";
import type { Finding } from "../server/types";

const mostReasons = 3;

/** What the checks found in the frame, and what else makes it worth a look. Nothing in a gate's queue: there it would tell planted frames. */
export function checksPanel(app: App): HTMLElement {
  const list = h("div", { className: "findings" });
  const section = h("section", { hidden: true }, h("h2", {}, "Checks"), list);
  let shown: unknown[] = [];
  watch([app.frameView, app.session], () => {
    const document = app.frameView.frame?.document, checks = app.session.dataset.checks;
    section.hidden = !checks || !document;
    if (!checks || !document || shown[0] === document && shown[1] === checks) {
      return;
    }
    shown = [document, checks];
    const found = new Set(document.findings.map(f => f.check));
    const passed = checks.names.filter(c => !found.has(c.name)).map(c => c.name);
    replace(list,
      ...document.findings.map(row),
      ...document.reasons.slice(0, mostReasons).map(reason => h("p", { className: "reason" }, h("b", {}, "\u25c7"), h("span", {}, reason))),
      document.reasons.length > mostReasons
        && h(
          "p",
          { className: "quiet", title: document.reasons.slice(mostReasons).join("\n") },
          h("b", {}, "\u25c7"),
          h("span", {}, `${document.reasons.length - mostReasons} more of these`),
        ),
      checks.state === "current"
        ? passed.length > 0
            && h(
              "p",
              { className: "quiet", title: passed.join(", ") },
              h("b", {}, "\u2713"),
              h("span", {}, `${passed.length} checks found nothing`),
            )
        : h("p", { className: "quiet" }, h("b", {}, "\u2013"), h("span", {}, checks.sentence)),
    );
  });
  return section;
}

function row(finding: Finding): HTMLElement {
  const failed = finding.severity === "critical";
  const number = (x: number) => (Number.isInteger(x) ? String(x) : x.toPrecision(3));
  return h("p", { className: failed ? "failed" : "borderline", title: `${finding.sensor}: ${failed ? "failed" : "borderline"}` },
    h("b", {}, failed ? "\u2715" : "\u25b3"),
    h(
      "span",
      {},
      h("strong", {}, finding.check),
      ` ${failed ? "failed" : "borderline"}: ${number(finding.measured)}, limit ${number(finding.limit)}`,
      h("small", {}, finding.sentence),
    ),
  );
}
