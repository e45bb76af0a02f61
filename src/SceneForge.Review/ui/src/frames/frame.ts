import type { CameraModel, FrameDocument, LabelsFile, PictureLabels, SequenceTables } from "../server/types";
import type { Samples } from "./png";

/** Decoded files of a frame; each appears when it is there. */
export interface Channels {
  rgb?: ImageBitmap;
  normal?: ImageBitmap;
  segment?: Samples;
  instance?: Samples;
  depth?: Samples;
  flow?: Samples;
}

export type ChannelName = keyof Channels;

// In the order in which a frame that just appeared wants them.
export const channelOrder: ChannelName[] = ["rgb", "segment", "instance", "depth", "normal", "flow"];

/** A frame with everything that is known about it. */
export class Frame {
  readonly channels: Channels = {};
  /** Points of its sweeps as they are stored, by sensor. */
  readonly points = new Map<string, ArrayBuffer>();

  constructor(public document: FrameDocument, readonly tables: SequenceTables, readonly labelsFile: LabelsFile) {}

  get key(): string {
    return keyOf(this.document.sequence, this.document.camera, this.document.frame);
  }

  get camera(): CameraModel {
    return this.tables.rig.cameras.find(c => c.name === this.document.camera)!;
  }

  get labels(): PictureLabels {
    return this.labelsFile.cameras.find(c => c.camera === this.document.camera)!;
  }

  free(): void {
    this.channels.rgb?.close();
    this.channels.normal?.close();
  }
}

export const keyOf = (sequence: number, camera: string, frame: number): string => `${sequence}/${camera}/${frame}`;
