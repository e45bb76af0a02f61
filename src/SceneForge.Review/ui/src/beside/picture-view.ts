import { h } from "../base/dom";

const minZoom = 0.5;
const maxZoom = 60;

/** Which part of pictures is in view, as shares of their size, so that pictures of different sizes can share it. Zoom 1: the whole picture fits. */
export interface Place { zoom: number; x: number; y: number }

export const wholePicture = (): Place => ({ zoom: 1, x: 0.5, y: 0.5 });

/** Zooms so that the given share of the picture stays where it is. */
export function zoomPlace(place: Place, factor: number, x: number, y: number): void {
  const next = Math.max(minZoom, Math.min(maxZoom, place.zoom * factor));
  const f = place.zoom / next;
  place.x = x + (place.x - x) * f;
  place.y = y + (place.y - y) * f;
  place.zoom = next;
}

/** A picture alone, without labels. Several share a place: what is looked at in one is looked at in all. */
export class PictureView {
  readonly canvas = h("canvas", { className: "picture" });
  private bitmap: ImageBitmap | null = null;
  private drawn: unknown[] = [];

  /** @param moved called when the person has changed the place. */
  constructor(private readonly place: Place, moved: () => void) {
    new ResizeObserver(() => {
      this.canvas.width = Math.round(this.canvas.clientWidth * devicePixelRatio);
      this.canvas.height = Math.round(this.canvas.clientHeight * devicePixelRatio);
      this.draw();
    }).observe(this.canvas);
    this.listen(moved);
  }

  show(bitmap: ImageBitmap | null): void {
    this.bitmap = bitmap;
    this.draw();
  }

  draw(): void {
    const { canvas, bitmap, place } = this;
    const state = [bitmap, canvas.width, canvas.height, place.zoom, place.x, place.y];
    if (state.every((v, i) => v === this.drawn[i])) {
      return;
    }
    this.drawn = state;
    const context = canvas.getContext("2d")!;
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (bitmap && canvas.width > 0) {
      const scale = this.scale() * devicePixelRatio;
      // Large pixels stay pixels.
      context.imageSmoothingEnabled = scale < 3;
      context.imageSmoothingQuality = "high";
      context.drawImage(
        bitmap,
        canvas.width / 2 - place.x * bitmap.width * scale,
        canvas.height / 2 - place.y * bitmap.height * scale,
        bitmap.width * scale,
        bitmap.height * scale,
      );
    }
  }

  // Page pixels per pixel of the picture.
  private scale(): number {
    const { width, height } = this.bitmap!;
    return this.place.zoom * Math.min(this.canvas.clientWidth / width, this.canvas.clientHeight / height);
  }

  private listen(moved: () => void): void {
    const { canvas, place } = this;
    let from: [number, number] | null = null;
    canvas.addEventListener("pointerdown", event => {
      from = [event.offsetX, event.offsetY];
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", event => {
      if (from && this.bitmap) {
        const scale = this.scale();
        place.x = Math.max(0, Math.min(1, place.x - (event.offsetX - from[0]) / scale / this.bitmap.width));
        place.y = Math.max(0, Math.min(1, place.y - (event.offsetY - from[1]) / scale / this.bitmap.height));
        from = [event.offsetX, event.offsetY];
        moved();
      }
    });
    for (const end of ["pointerup", "pointercancel"] as const) {
      canvas.addEventListener(end, () => { from = null; });
    }
    canvas.addEventListener("dblclick", () => { Object.assign(place, wholePicture()); moved(); });
    canvas.addEventListener("wheel", event => {
      event.preventDefault();
      if (this.bitmap) {
        const scale = this.scale();
        zoomPlace(place, Math.exp(-event.deltaY * 0.0015),
          place.x + (event.offsetX - canvas.clientWidth / 2) / scale / this.bitmap.width,
          place.y + (event.offsetY - canvas.clientHeight / 2) / scale / this.bitmap.height);
        moved();
      }
    }, { passive: false });
  }
}
