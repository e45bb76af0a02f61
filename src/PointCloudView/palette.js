/**
 * What the colour of a point says: the measure, and where its scale begins and ends. `exponent` bends the scale.
 * @typedef {{ name: string, measure: Measure, low?: number, high?: number, exponent?: number }} Coloring
 * @typedef {"range" | "height" | "intensity" | "class" | "instance" | "cause"} Measure
 * @typedef {[number, number, number]} Rgb
 */

/** As the shader numbers them.  @type {Measure[]} */
export const measures = ["range", "height", "intensity", "class", "instance", "cause"];

/** Of surfaces, fog, rain, snow, spray and noise, by the number that points carry (docs/dataset.md): Okabe and Ito's, where they are colours. */
export const causeColors = ["#8f9aa5", "#f0e442", "#56b4e9", "#ffffff", "#00c08b", "#ff6a3a"];

export const paletteEntries = 256;

/** @param {string} text #rrggbb  @returns {Rgb} */
export const rgbOf = text => [parseInt(text.slice(1, 3), 16), parseInt(text.slice(3, 5), 16), parseInt(text.slice(5, 7), 16)];

/** A colour of a scale between its stops.  @param {Rgb[]} stops  @param {number} share 0 to 1  @returns {Rgb} */
export function rampColor(stops, share) {
  const at = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  const mix = (/** @type {number} */ k) => Math.round(stops[i][k] + (stops[i + 1][k] - stops[i][k]) * (at - i));
  return [mix(0), mix(1), mix(2)];
}

/** RGBA, 256 entries a row, a row for each way to colour.  @param {((entry: number) => Rgb)[]} rows */
export function buildPalette(rows) {
  const palette = new Uint8Array(4 * paletteEntries * rows.length);
  rows.forEach((colorOf, row) => {
    for (let i = 0; i < paletteEntries; i++) {
      palette.set([...colorOf(i), 255], 4 * (paletteEntries * row + i));
    }
  });
  return palette;
}

/** The entry of an object's id: 0 is for what is no thing; ids beyond 255 share colours.  @param {number} id */
export const instanceEntry = id => id === 0 ? 0 : 1 + (id - 1) % 255;
