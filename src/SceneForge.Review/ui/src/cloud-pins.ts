import { CanvasTexture, Group, Sprite, SpriteMaterial, SRGBColorSpace } from "three";
import type { Vec3 } from "./types";

export interface Pin { number: number; place: Vec3 }

/** Comments' numbers at the points that they speak of: before all else, and of one size on the screen. */
export class CloudPins {
  readonly object = new Group();
  private shown = "";

  /** Whether anything is other than before. */
  show(pins: Pin[]): boolean {
    const state = JSON.stringify(pins);
    if (state === this.shown) {
      return false;
    }
    this.shown = state;
    for (const old of this.object.children as Sprite[]) {
      old.material.map?.dispose();
      old.material.dispose();
    }
    this.object.clear();
    for (const { number, place } of pins) {
      const map = new CanvasTexture(picture(number));
      map.colorSpace = SRGBColorSpace;
      const sprite = new Sprite(new SpriteMaterial({ map, sizeAttenuation: false, depthTest: false }));
      sprite.position.set(...place);
      sprite.center.set(0.5, 0);
      sprite.scale.setScalar(0.07);
      this.object.add(sprite);
    }
    return true;
  }
}

// A drop whose tip is the place.
function picture(number: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const c = canvas.getContext("2d")!;
  c.beginPath();
  c.moveTo(32, 63);
  c.arc(32, 23, 20, Math.PI * 0.85, Math.PI * 0.15);
  c.closePath();
  c.fillStyle = "#f0e442";
  c.fill();
  c.lineWidth = 3;
  c.strokeStyle = "#1c2126";
  c.stroke();
  c.fillStyle = "#1c2126";
  c.font = "bold 25px system-ui, sans-serif";
  c.textAlign = "center";
  c.fillText(String(number), 32, 32);
  return canvas;
}
