import { Changes } from "../base/changes";
import { getQueue } from "../server/api";
import type { QueueEntry } from "../server/types";
import type { FrameView } from "./frame-view";
import type { Frame } from "./frame";

const mostFrames = 2000; // that the server gives in one answer
const leastPeriod = 40; // ms: no screen shows more

/** The frames of the sequence in view, by its camera. */
export class Strip extends Changes {
  entries: QueueEntry[] = [];
  private timer = 0;

  constructor(private readonly view: FrameView) {
    super();
    view.onAccept((frame, before) => {
      const { sequence, camera } = frame.document;
      if (before?.document.sequence !== sequence || before.document.camera !== camera) {
        void this.load(frame);
      }
    });
  }

  /** Steps within the sequence. */
  step(by: number): void {
    const at = this.at;
    const entry = this.entries[Math.max(0, Math.min(this.entries.length - 1, at + by))];
    if (entry && at >= 0) {
      void this.view.show(entry[1], entry[2], entry[3]);
      this.view.loadAhead(this.entries.slice(Math.max(0, at + 2 * by), Math.max(0, at + 2 * by + 1)));
    }
  }

  play(on: boolean): void {
    const { view } = this;
    view.playing = on;
    clearTimeout(this.timer);
    if (!on || !view.frame) {
      if (view.frame) {
        view.accept(view.frame);
      }
      view.changed();
      return;
    }
    const times = view.frame.tables.rig.frame_times_ns;
    const period = times.length > 1 ? Math.max(leastPeriod, (times[1]! - times[0]!) / 1e6) : 200;
    const tick = async () => {
      const started = performance.now();
      const at = this.at;
      const next = this.entries[(at + 1) % this.entries.length];
      if (!view.playing || !next) {
        return;
      }
      view.loadAhead([2, 3, 4].map(i => this.entries[(at + i) % this.entries.length]!));
      await view.show(next[1], next[2], next[3]);
      this.timer = window.setTimeout(() => void tick(), Math.max(0, period - (performance.now() - started)));
    };
    void tick();
    view.changed();
  }

  stop(): void {
    if (this.view.playing) {
      this.play(false);
    }
  }

  /** Asks again for what may be other than it was: the strip and the frame in view. */
  reload(): void {
    const { frame } = this.view;
    if (frame) {
      const { sequence, camera, frame: number } = frame.document;
      void this.load(frame);
      void this.view.reopen(sequence, camera, number);
    }
  }

  private get at(): number {
    return this.entries.findIndex(e => e[0] === this.view.frame?.document.index);
  }

  private async load({ document: { sequence, camera } }: Frame): Promise<void> {
    const entries: QueueEntry[] = [];
    for (let after: number | null = null; ; after = entries.at(-1)![0]) {
      const page = await getQueue({ order: "dataset", sequence, camera }, after, mostFrames);
      entries.push(...page.frames);
      if (page.frames.length < mostFrames) {
        break;
      }
    }
    this.entries = entries;
    this.changed();
  }
}
