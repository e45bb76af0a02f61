import { Changes } from "../base/changes";
import { lensProblem } from "../geometry/lens";
import { applyCorrections, type Shown } from "../labels/corrections";
import type { Display } from "../picture/display";
import { ApiError } from "../server/api";
import type { FrameDocument, QueueEntry } from "../server/types";
import type { Notices } from "../session/notices";
import { channelOrder, keyOf, type Frame } from "./frame";
import { FrameStore } from "./frame-store";

const retryMilliseconds = 1500;

/** The frame in view, with its objects. */
export class FrameView extends Changes {
  readonly store = new FrameStore(() => this.changed());
  frame: Frame | null = null;
  objects: Shown[] = [];
  loading = false;
  /** Frames pass by: each comes with what is shown of it alone. */
  playing = false;
  private wanted = "";
  private readonly accepting: ((frame: Frame, before: Frame | null) => void)[] = [];

  constructor(private readonly display: Display, private readonly notices: Notices) {
    super();
  }

  /** What others do as soon as a frame comes into view, before it is drawn. */
  onAccept(listener: (frame: Frame, before: Frame | null) => void): void {
    this.accepting.push(listener);
  }

  /** Why something of the frame cannot be shown: its lens is unknown here. */
  get lensProblem(): string | null {
    return this.frame && lensProblem(this.frame.camera);
  }

  async show(sequence: number, camera: string, number: number): Promise<void> {
    const key = keyOf(sequence, camera, number);
    this.wanted = key;
    const ready = this.store.ready(key);
    if (!ready) {
      this.loading = true;
      this.changed();
    }
    try {
      const frame = ready ?? await this.store.open(sequence, camera, number);
      if (this.wanted === key) {
        this.accept(frame);
      }
    } catch (error) {
      if (!(error instanceof ApiError) && this.wanted === key) {
        // No answer: the server will be back.
        this.notices.say("The server does not answer. Trying again\u2026", true);
        setTimeout(() => { if (this.wanted === key) { void this.show(sequence, camera, number); } }, retryMilliseconds);
        return;
      }
      this.notices.say(`${key} cannot be shown: ${error instanceof Error ? error.message : error}`, true);
    } finally {
      this.loading = false;
      this.changed();
    }
  }

  /** Takes a frame into view; the one in view, to load what it lacks. */
  accept(frame: Frame): void {
    const before = this.frame;
    this.frame = frame;
    this.refreshObjects();
    this.display.view.fit(frame.camera);
    this.accepting.forEach(listener => listener(frame, before));
    history.replaceState(null, "", `#${frame.key}`);
    document.documentElement.dataset["frame"] = frame.key;
    if (!this.playing) {
      void this.complete(frame);
    }
    this.changed();
  }

  /** Asks the server again for a frame, and shows it. */
  async reopen(sequence: number, camera: string, number: number): Promise<void> {
    const frame = await this.store.open(sequence, camera, number);
    await this.store.refresh(frame);
    await this.show(sequence, camera, number);
  }

  /** Takes what the server says of a frame now. */
  update(document: FrameDocument): void {
    this.store.update(document);
    this.refreshObjects();
  }

  refreshObjects(): void {
    this.objects = this.frame ? applyCorrections(this.frame.labels, this.frame.document.acts) : [];
    this.changed();
  }

  /** Loads frames that will be wanted soon, with what is shown now. */
  loadAhead(entries: QueueEntry[]): void {
    const { channels, sweeps } = this.display;
    for (const [, sequence, camera, frame] of entries) {
      this.store.prefetch(sequence, camera, frame, channels, sweeps).catch(() => undefined);
    }
  }

  // Loads all that the frame in view still lacks; again and again while the server does not answer.
  private async complete(frame: Frame): Promise<void> {
    const channels = channelOrder.map(c => this.store.channel(frame, c, true));
    const sweeps = Object.keys(frame.document.sweeps).map(s => this.store.sweep(frame, s));
    const failed = (await Promise.allSettled([...channels, ...sweeps])).filter(p => p.status === "rejected").map(p => p.reason as Error);
    if (this.frame !== frame || failed.length === 0) {
      return;
    }
    if (failed.some(e => e instanceof TypeError)) {
      setTimeout(() => { if (this.frame === frame) { void this.complete(frame); } }, retryMilliseconds);
    } else {
      this.notices.say(`Not all of this frame can be shown: ${failed[0]!.message}`, true);
    }
  }
}
