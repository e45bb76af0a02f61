import { buildPalette, causeColors, paletteEntries, rampColor, rgbOf, type Coloring, type Rgb } from "point-cloud-view/palette.js";
import type { CloudColor } from "../picture/display";
import type { ClassInfo } from "../server/types";

/** From near, high or bright to far, low or dark. */
export const ramp: Rgb[] = [
  [255, 244, 184], [255, 196, 87], [246, 133, 60], [213, 73, 92], [148, 44, 127], [90, 60, 150], [70, 70, 150],
];

/** What a return came from, by its number (docs/dataset.md). */
export const causes = ["surface", "fog", "rain", "snow", "spray", "noise"].map((name, i) => ({ name, color: causeColors[i]! }));

/** The ways to colour points; ends of ranges and heights in metres. */
export const colorings: (Coloring & { name: CloudColor })[] = [
  { name: "range", measure: "range", low: 2, high: 150 },
  { name: "height", measure: "height", low: 4.5, high: -0.5 },
  { name: "intensity", measure: "intensity", exponent: 0.5 },
  { name: "class", measure: "class" },
  { name: "cause", measure: "cause" },
];

/** What the ramp's ends stand for. */
export const rampEnds: Partial<Record<CloudColor, [string, string]>> = {
  range: ["2 m", "150 m"], height: ["4.5 m", "\u22120.5 m"], intensity: ["1", "0"],
};

/** The colours of all ways to colour, as the 3D view takes them. Bright returns have the ramp's begin. */
export function cloudPalette(classes: ReadonlyMap<number, ClassInfo>): Uint8Array {
  const share = (entry: number) => entry / (paletteEntries - 1);
  return buildPalette([
    entry => rampColor(ramp, share(entry)),
    entry => rampColor(ramp, share(entry)),
    entry => rampColor(ramp, 1 - share(entry)),
    entry => rgbOf(classes.get(entry)?.color ?? "#808080"),
    entry => rgbOf(causes[entry]?.color ?? "#ffffff"),
  ]);
}
