import { Changes } from "../base/changes";
import type { ChannelName } from "../frames/frame";
import { defaultLayers, type Base, type Layer } from "./layers";
import { View } from "./view";

/** What the colour of a 3D point says. */
export type CloudColor = (typeof cloudColors)[number];
export const cloudColors = ["range", "height", "intensity", "class", "cause"] as const;

const bases: readonly Base[] = ["rgb", "depth", "normal", "flow", "classes"];

/** How frames are shown: the same for all of them. */
export class Display extends Changes {
  readonly view = new View();
  readonly layers: Layer[] = defaultLayers();
  /** Channels side by side. */
  side = false;
  /** The 3D view. */
  cloud = false;
  cloudColor: CloudColor = "range";
  base: Base = "rgb";
  private last: Layer = this.layers[0]!;

  layer(id: Layer["id"]): Layer {
    return this.layers.find(l => l.id === id)!;
  }

  toggle(layer: Layer): void {
    layer.on = !layer.on;
    this.last = layer;
    this.changed();
  }

  /** Makes the layer that was switched last stronger, or fainter. */
  fade(by: number): void {
    this.last.opacity = Math.max(0.1, Math.min(1, Math.round(10 * (this.last.opacity + by)) / 10));
    this.changed();
  }

  nextBase(): void {
    this.base = bases[(bases.indexOf(this.base) + 1) % bases.length]!;
    this.changed();
  }

  nextCloudColor(): void {
    this.cloudColor = cloudColors[(cloudColors.indexOf(this.cloudColor) + 1) % cloudColors.length]!;
    this.changed();
  }

  /** Channels that a frame needs now. */
  get channels(): ChannelName[] {
    const layered = this.layers.filter(l => l.on).flatMap(l => l.channels);
    return [...new Set<ChannelName>(["rgb", ...layered, ...(this.side ? ["depth", "normal", "segment"] as const : [])])];
  }

  /** Whether a frame's sweeps are shown now. */
  get sweeps(): boolean {
    return this.side || this.cloud || this.layer("lidar").on;
  }
}
