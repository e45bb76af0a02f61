import type { CloudColor } from "./app";

/** From near, high or bright to far, low or dark. */
export const ramp: [number, number, number][] = [[255, 244, 184], [255, 196, 87], [246, 133, 60], [213, 73, 92], [148, 44, 127], [90, 60, 150], [70, 70, 150]];

/** What a return came from, by its number (docs/dataset.md). */
export const causes: { name: string; color: string }[] = [
  { name: "surface", color: "#9aa4ad" }, { name: "fog", color: "#f0e442" }, { name: "rain", color: "#56b4e9" },
  { name: "snow", color: "#ffffff" }, { name: "spray", color: "#00c08b" }, { name: "noise", color: "#ff7a1a" },
];

/** What the ramp's ends stand for, as shaders/cloud.vert has them. */
export const rampEnds: Partial<Record<CloudColor, [string, string]>> = { range: ["2 m", "150 m"], height: ["4.5 m", "\u22120.5 m"], intensity: ["1", "0"] };
