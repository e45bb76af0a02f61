import { h, replace } from "../base/dom";
import type { Vec3 } from "../server/types";

export interface Pin { number: number; place: Vec3 }

/** Comments' numbers at the points that they speak of: before all else, and of one size. */
export class CloudPins {
  readonly element = h("div", { className: "cloud-pins" });
  private pins: Pin[] = [];

  /** Returns whether anything is other than before. */
  set(pins: Pin[]): boolean {
    const differ = JSON.stringify(pins) !== JSON.stringify(this.pins);
    this.pins = pins;
    return differ;
  }

  /** @param pixelOf gives a place's pixel in the view, or null behind the eye. */
  draw(pixelOf: (place: Vec3) => [number, number] | null): void {
    replace(this.element, ...this.pins.map(({ number, place }) => {
      const at = pixelOf(place);
      return at && h("b", { style: { left: `${at[0]}px`, top: `${at[1]}px` } }, String(number));
    }));
  }
}
