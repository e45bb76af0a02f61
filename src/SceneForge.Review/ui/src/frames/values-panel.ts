import { watch } from "../base/changes";
import { fixed, h, replace } from "../base/dom";
import { shortName } from "../base/value-name";
import type { FrameView } from "./frame-view";

/** Sampled values and conditions of the sequence. */
export function valuesPanel(view: FrameView): HTMLElement {
  const table = h("dl", {});
  let shown: unknown = null;
  watch([view], () => {
    const scenario = view.frame?.tables.scenario;
    if (!scenario || scenario === shown) {
      return;
    }
    shown = scenario;
    const rows = [...Object.entries(scenario.drawn ?? {}), ...Object.entries(scenario.conditions ?? {})];
    // Named parameters first: they are what the scenario's author varies on purpose.
    const rank = (name: string) => (name.startsWith("/parameters/") ? 0 : name.startsWith("/") ? 2 : 1);
    rows.sort((a, b) => rank(a[0]) - rank(b[0]));
    replace(
      table,
      ...rows.flatMap(([name, value]) => [
        h("dt", { title: name }, shortName(name, scenario)),
        h(
          "dd",
          { title: String(value) },
          typeof value === "number" ? (Number.isInteger(value) ? String(value) : fixed(value, 3)) : minutes(String(value)),
        ),
      ]),
    );
  });
  return h("section", { className: "values" }, h("h2", {}, "Sampled values"), table);
}

/** A time of a day as people read it; other texts as they are. */
const minutes = (text: string): string => text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, "$1 $2");
