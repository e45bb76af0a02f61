import { Changes, watch } from "../base/changes";
import type { FrameView } from "../frames/frame-view";
import { getReferences, type ReferencePicture } from "../server/api";
import type { Beside } from "./beside";
import { PictureStore } from "./picture-store";
import { wholePicture } from "./picture-view";

/** The user's own real pictures, beside the frame in view: those that are as bright come first. */
export class References extends Changes {
  /** Stays while frames change; else the picture that is most alike in brightness comes with each frame. */
  pinned = false;
  pictures: ReferencePicture[] = [];
  leftOut = 0;
  problem = "";
  readonly place = wholePicture();
  readonly files = new PictureStore(6);

  private order: ReferencePicture[] = [];
  private at = 0;
  private frame = "";
  private brightness: number | null = null;

  constructor(private readonly beside: Beside, private readonly view: FrameView) {
    super();
    watch([beside, view, this], () => this.follow());
  }

  get open(): boolean {
    return this.beside.shown === "references";
  }

  get picture(): ReferencePicture | undefined {
    return this.order[this.at];
  }

  /** Place of the picture in the order, from 1. */
  get rank(): number {
    return this.at + 1;
  }

  async toggle(): Promise<void> {
    if (this.open) {
      this.beside.close("references");
      return;
    }
    this.frame = "";
    this.beside.show("references");
    try {
      const page = await getReferences();
      [this.pictures, this.leftOut, this.problem] = [page.pictures, page.left_out, ""];
      this.frame = "";
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.changed();
  }

  walk(by: number): void {
    if (this.open && this.order.length > 0) {
      this.at = (this.at + by + this.order.length) % this.order.length;
      this.changed();
    }
  }

  pin(): void {
    this.pinned = !this.pinned;
    this.frame = "";
    this.changed();
  }

  // Sorts by likeness to the frame in view, once its picture is there.
  private follow(): void {
    const frame = this.view.frame;
    const bitmap = frame?.channels.rgb;
    if (!this.open || !frame || !bitmap || this.frame === frame.key || this.pictures.length === 0) {
      return;
    }
    this.frame = frame.key;
    const shown = this.picture;
    this.brightness = brightnessOf(bitmap);
    const distance = (p: ReferencePicture) => (p.brightness === null ? 2 : Math.abs(p.brightness - this.brightness!));
    this.order = [...this.pictures].sort((a, b) => distance(a) - distance(b) || a.id - b.id);
    this.at = this.pinned && shown ? Math.max(0, this.order.findIndex(p => p.id === shown.id)) : 0;
    this.changed();
  }
}

/** Mean luma (Rec. 709 weights on sRGB values), 0 to 1, of the picture made small. */
function brightnessOf(bitmap: ImageBitmap): number {
  const [width, height] = [64, 36];
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) {
    sum += 0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!;
  }
  return sum / (255 * width * height);
}
