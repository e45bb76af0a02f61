import { h } from "./dom";

type TableCell = string | number | Node;

/** Columns of figures stand to the right, so that digits of one place stand below each other. */
export function table(head: string[], rows: TableCell[][]): HTMLElement {
  const isFigure = (column: number) =>
    rows.length > 0 && rows.every(r => typeof r[column] === "number" || /^[\d.]+( of \d+| %)?$/.test(String(r[column])));
  const alignment = head.map((_, i) => ({ className: isFigure(i) ? "number" : "" }));
  return h("table", {},
    h("thead", {}, h("tr", {}, ...head.map((t, i) => h("th", alignment[i], t)))),
    h("tbody", {}, ...rows.map(r => h("tr", {}, ...r.map((c, i) => h("td", alignment[i], c instanceof Node ? c : String(c)))))));
}

export const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
