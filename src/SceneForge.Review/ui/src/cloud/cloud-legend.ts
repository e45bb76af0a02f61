import type { PointSet } from "point-cloud-view/point-set.js";
import { h, type Child } from "../base/dom";
import type { CloudColor } from "../picture/display";
import type { ClassInfo } from "../server/types";
import { causes, ramp, rampEnds } from "./cloud-colors";

/** What the colours of the 3D view's points stand for. Without a sweep the depth image's points have places alone. */
export function cloudLegend(chosen: CloudColor, sweep: PointSet | null, classes: ReadonlyMap<number, ClassInfo>): Child[] {
  const color = sweep || chosen === "height" ? chosen : "range";
  const ends = rampEnds[color];
  if (ends) {
    const stops = ramp.map(c => `rgb(${c.join(" ")})`).join(", ");
    const scale = h("i", { className: "ramp", style: { background: `linear-gradient(90deg, ${stops})` } });
    return [`3D, by ${color}`, h("p", {}, ends[0], scale, ends[1])];
  }
  const present = sweep ? new Set(numbers(sweep, color === "class")) : new Set<number>();
  const rows: { id: number; name: string; color: string }[] = color === "class" ? [...classes.values()] : causes.map((c, id) => ({ ...c, id }));
  return [
    `3D, by ${color}`,
    ...rows.filter(r => present.has(r.id)).map(r => h("p", {}, h("i", { style: { background: r.color } }), r.name.replaceAll("_", " "))),
  ];
}

function* numbers(sweep: PointSet, ofClass: boolean): Generator<number> {
  for (let i = 0; i < sweep.count; i++) {
    if (!ofClass || sweep.cause(i) === 0) {
      yield ofClass ? sweep.classId(i) : sweep.cause(i);
    }
  }
}
