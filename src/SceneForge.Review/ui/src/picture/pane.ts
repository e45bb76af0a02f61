import type { Base } from "./layers";

/** A rectangle of the canvas, CSS pixels from its top left, and the part of the image that it shows. */
export interface Pane {
  base: Base;
  x: number;
  y: number;
  width: number;
  height: number;
  /** CSS pixels for an image pixel. */
  scale: number;
  /** Image place at the pane's centre. */
  centerU: number;
  centerV: number;
  /** Whether overlays are laid over it. */
  overlays: boolean;
  /** Whether it shows LiDAR points whatever the layer says. */
  points: boolean;
}
