import type { App } from "../app";
import { h, type Child } from "../dom";
import { causes, ramp, rampEnds } from "../point-colors";
import { Sweep } from "../sweep";

/** What the colours of the 3D view's points stand for. Without a sweep the depth image's points have places alone. */
export function cloudLegend(app: App, bytes: ArrayBuffer | undefined): Child[] {
  const color = bytes || app.cloudColor === "height" ? app.cloudColor : "range";
  const ends = rampEnds[color];
  if (ends) {
    const stops = ramp.map(c => `rgb(${c.join(" ")})`).join(", ");
    return [`3D, by ${color}`, h("p", {}, ends[0], h("i", { className: "ramp", style: { background: `linear-gradient(90deg, ${stops})` } }), ends[1])];
  }
  const present = bytes ? new Set(numbers(new Sweep(bytes), color === "class")) : new Set<number>();
  const rows: { id: number; name: string; color: string }[] = color === "class" ? [...app.classes.values()] : causes.map((c, id) => ({ ...c, id }));
  return [`3D, by ${color}`, ...rows.filter(r => present.has(r.id)).map(r => h("p", {}, h("i", { style: { background: r.color } }), r.name.replaceAll("_", " ")))];
}

function* numbers(sweep: Sweep, ofClass: boolean): Generator<number> {
  for (let i = 0; i < sweep.count; i++) {
    if (!ofClass || sweep.cause(i) === 0) {
      yield ofClass ? sweep.classId(i) : sweep.cause(i);
    }
  }
}
