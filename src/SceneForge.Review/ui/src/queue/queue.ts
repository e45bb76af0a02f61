import { Changes } from "../base/changes";
import { keyOf } from "../frames/frame";
import type { FrameView } from "../frames/frame-view";
import { getQueue, takeFrames } from "../server/api";
import type { QueueEntry, QueueRequest } from "../server/types";
import type { Notices } from "../session/notices";
import type { Session } from "../session/session";

const pageFrames = 500; // in one answer of a queue that is walked through
const takenFrames = 10; // at a time, of those that wait for a verdict
const ahead = 3; // frames that are loaded before they are wanted

/** Which frames the person walks through, and how far they are. */
export class Queue extends Changes {
  request: QueueRequest = { order: "dataset", status: "mine_open" };
  total = 0;
  judged = 0;
  /** The queue's frames that are known so far, and the place of the one that was shown last. */
  trail: QueueEntry[] = [];
  private position = -1;
  private taking: Promise<void> | null = null;
  private atEnd = false;

  constructor(private readonly session: Session, private readonly view: FrameView, private readonly notices: Notices) {
    super();
    view.onAccept(() => { if (!view.playing) { this.prefetch(); } });
  }

  /** Begins a queue at its first frame, or at a given one. */
  async start(request: QueueRequest, at?: { sequence: number; camera: string; frame: number }): Promise<void> {
    const held = this.request.status === "mine_open" ? this.trail.map(e => e[0]) : [];
    this.request = request;
    this.trail = [];
    this.position = -1;
    [this.total, this.judged, this.atEnd] = [0, 0, false];
    this.taking = null;
    if (request.status === "mine_open") {
      await this.takeMore(held);
    } else {
      if (held.length > 0) {
        await takeFrames(request, 0, [], held);
      }
      await this.takeMore();
    }
    if (at) {
      this.position = this.trail.findIndex(e => keyOf(e[1], e[2], e[3]) === keyOf(at.sequence, at.camera, at.frame));
      await this.view.show(at.sequence, at.camera, at.frame);
    } else if (this.trail.length > 0) {
      await this.go(0);
    } else {
      this.notices.say("No frame matches.");
    }
    await this.session.refresh();
    this.changed();
  }

  /** To the next or previous frame of the queue. */
  walk(by: number): void {
    void this.go(Math.max(0, this.onTrail || by < 0 ? this.position + by : this.position));
  }

  /** To the frame behind the one that was just judged. */
  next(): void {
    void this.go(this.onTrail ? this.position + 1 : Math.max(0, this.position));
  }

  /** Loads the next frames with what is shown now, so that they show at once. */
  prefetch(): void {
    this.view.loadAhead(this.trail.slice(this.position + 1, this.position + 1 + ahead));
    if (this.trail.length - this.position < 2 * ahead) {
      void this.takeMore();
    }
  }

  private get onTrail(): boolean {
    return this.trail[this.position]?.[0] === this.view.frame?.document.index;
  }

  private async go(position: number): Promise<void> {
    if (position >= this.trail.length) {
      await this.takeMore();
    }
    const entry = this.trail[position];
    if (!entry) {
      if (position > 0) {
        this.position = this.trail.length;
        this.notices.say(this.judged >= this.total
          ? `The queue is done: ${this.total} frames judged.`
          : "No further frame is free: others work on the rest.");
      }
      return;
    }
    this.position = position;
    await this.view.show(entry[1], entry[2], entry[3]);
  }

  private takeMore(release: number[] = []): Promise<void> {
    const isToDo = this.request.status === "mine_open";
    if (!isToDo && this.atEnd) {
      return Promise.resolve();
    }
    return this.taking ??= (async () => {
      const request = this.request;
      // Judged frames come no more: only those that were passed over must be named.
      const passed = this.trail.filter(e => !["accept", "reject", "disputed"].includes(e[4])).map(e => e[0]);
      const page = isToDo
        ? await takeFrames(request, takenFrames, passed, release)
        : await getQueue(request, this.trail.at(-1)?.[0] ?? null, pageFrames);
      if (request === this.request) {
        this.atEnd = page.frames.length === 0;
        const known = new Set(this.trail.map(e => e[0]));
        this.trail.push(...page.frames.filter(f => !known.has(f[0])));
        this.total = page.total;
        // Verdicts on their way count as given.
        this.judged = Math.max(this.judged, page.judged);
      }
    })().finally(() => { this.taking = null; this.changed(); });
  }
}
