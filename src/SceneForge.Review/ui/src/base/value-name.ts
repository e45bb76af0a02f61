import type { SequenceTables } from "../server/types";

/** "/actors/1/behaviour/0/do/cross/heading" as "child cross heading", "/presets/night/lighting/time" as "night lighting time". */
export function shortName(pointer: string, scenario: SequenceTables["scenario"]): string {
  const parts = pointer
    .replace(/^\/parameters\//, "")
    .split("/")
    .filter(p => p !== "");
  const actor = parts[0] === "actors" ? (scenario.actors?.[Number(parts[1]) + 1]?.name ?? parts[1]!) : null;
  const rest = parts
    .slice(actor === null ? 0 : 2)
    .filter(p => !/^\d+$/.test(p) && !["behaviour", "do", "presets"].includes(p))
    .slice(parts[0] === "presets" ? -3 : -2);
  return [...(actor === null ? [] : [actor]), ...rest].join(" ").replaceAll("_", " ");
}
