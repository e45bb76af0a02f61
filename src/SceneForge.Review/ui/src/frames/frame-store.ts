import { getBytes, getFrame, getLabels, getSequence } from "../server/api";
import type { FrameDocument, PictureLabels, SequenceTables } from "../server/types";
import { Decoder } from "./decoder";
import { Frame, keyOf, type ChannelName } from "./frame";

const bitmaps: ChannelName[] = ["rgb", "normal"];

/** Loads frames, ahead of need too, and keeps the latest. */
export class FrameStore {
  private readonly decoder = new Decoder(Math.max(2, Math.min(4, (navigator.hardwareConcurrency || 2) - 1)));
  private readonly frames = new Map<string, Promise<Frame>>();
  private readonly loaded = new Map<string, Frame>();
  private readonly tables = new Map<number, Promise<SequenceTables>>();
  private readonly jobs = new Map<string, Promise<void>>();

  /** @param changed called when a file of a frame has arrived. */
  constructor(private readonly changed: (frame: Frame) => void, private readonly kept = 14) {}

  /** The frame, with its picture decoded; the other channels follow. */
  async open(sequence: number, camera: string, frame: number): Promise<Frame> {
    const opened = await this.describe(sequence, camera, frame);
    await this.channel(opened, "rgb", true);
    return opened;
  }

  /** The frame if it can be shown at once. */
  ready(key: string): Frame | undefined {
    const frame = this.loaded.get(key);
    return frame?.channels.rgb ? frame : undefined;
  }

  /** Loads a frame that will be wanted soon, with the channels that are shown now, and with its sweeps if these are. */
  async prefetch(sequence: number, camera: string, frame: number, channels: Iterable<ChannelName>, sweeps: boolean): Promise<void> {
    const opened = await this.describe(sequence, camera, frame);
    for (const sensor of sweeps ? Object.keys(opened.document.sweeps) : []) {
      this.sweep(opened, sensor).catch(() => undefined);
    }
    for (const channel of channels) {
      this.channel(opened, channel, false).catch(() => undefined);
    }
  }

  /** Loads one channel of a frame; resolves at once where it is there. */
  channel(frame: Frame, name: ChannelName, urgent: boolean): Promise<void> {
    const url = frame.document.channels[name];
    if (!url || frame.channels[name]) {
      return Promise.resolve();
    }
    if (urgent) {
      this.decoder.hurry(url);
    }
    return this.once(url, async () => {
      if (bitmaps.includes(name)) {
        frame.channels[name as "rgb"] = await this.decoder.bitmap(url, urgent);
      } else {
        frame.channels[name as "depth"] = await this.decoder.samples(url, urgent);
      }
      this.changed(frame);
    });
  }

  /** Loads a sweep's points: they need no decoding, and wait for no decoder. */
  sweep(frame: Frame, sensor: string): Promise<void> {
    const url = frame.document.sweeps[sensor];
    return !url || frame.points.has(sensor) ? Promise.resolve() : this.once(url, async () => {
      frame.points.set(sensor, await getBytes(url));
      this.changed(frame);
    });
  }

  /** Labels of another frame of the same sequence, for poses over time. */
  async labelsOf(sequence: number, camera: string, frame: number): Promise<PictureLabels> {
    return (await this.describe(sequence, camera, frame)).labels;
  }

  /** Takes what the server says about a frame now. */
  update(document: FrameDocument): Frame | undefined {
    const frame = this.loaded.get(keyOf(document.sequence, document.camera, document.frame));
    if (frame) {
      frame.document = document;
    }
    return frame;
  }

  async refresh(frame: Frame): Promise<void> {
    const { sequence, camera, frame: number } = frame.document;
    frame.document = await getFrame(sequence, camera, number);
  }

  private describe(sequence: number, camera: string, number: number): Promise<Frame> {
    const key = keyOf(sequence, camera, number);
    let promise = this.frames.get(key);
    if (promise) {
      this.frames.delete(key);
    } else {
      promise = this.load(sequence, camera, number);
      promise.catch(() => this.frames.delete(key));
    }
    this.frames.set(key, promise); // Now the latest.
    this.forget();
    return promise;
  }

  private async load(sequence: number, camera: string, number: number): Promise<Frame> {
    let tables = this.tables.get(sequence);
    if (!tables) {
      this.tables.set(sequence, tables = getSequence(sequence));
      tables.catch(() => this.tables.delete(sequence));
    }
    const document = await getFrame(sequence, camera, number);
    const frame = new Frame(document, await tables, await getLabels(document.labels));
    this.loaded.set(frame.key, frame);
    return frame;
  }

  private forget(): void {
    for (const key of this.frames.keys()) {
      if (this.frames.size <= this.kept) {
        break;
      }
      this.frames.delete(key);
      this.loaded.get(key)?.free();
      this.loaded.delete(key);
    }
  }

  private once(key: string, work: () => Promise<void>): Promise<void> {
    let job = this.jobs.get(key);
    if (!job) {
      job = work().finally(() => this.jobs.delete(key));
      this.jobs.set(key, job);
    }
    return job;
  }
}
