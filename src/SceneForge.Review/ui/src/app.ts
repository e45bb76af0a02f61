import { ApiError, getDataset, getQueue, takeFrames } from "./api";
import { Comparing } from "./comparing";
import { Compositor } from "./compositor";
import { applyCorrections, stateOf, type Shown } from "./corrections";
import { Editor } from "./editor";
import { channelOrder, FrameStore, keyOf, type ChannelName, type Frame } from "./frames";
import { KeyMap } from "./keys";
import { defaultLayers, type Base, type Layer } from "./layers";
import { Outbox } from "./outbox";
import { Overlay } from "./overlay";
import { Pace } from "./pace";
import type { CloudPoint } from "./point-cloud";
import { References } from "./references";
import { Retaking } from "./retaking";
import type { CommentAct, CorrectionAct, DatasetInfo, DefectMark, DoneAct, ObjectState, QueueEntry, QueueRequest, Session, Status, Verdict, VerdictAct } from "./types";
import { View } from "./view";

/** What the colour of a 3D point says. */
export type CloudColor = (typeof cloudColors)[number];
export const cloudColors = ["range", "height", "intensity", "class", "cause"] as const;

// Frames of one answer: of a queue that is walked through, and the most that the server gives.
const pageFrames = 500;
const mostFrames = 2000;

/** What parts of the page draw from. Parts call `changed`; whoever shows something listens. */
export class App {
  readonly view = new View();
  readonly keys = new KeyMap();
  readonly layers: Layer[] = defaultLayers();
  readonly pace = new Pace();
  readonly frames: FrameStore;
  readonly outbox: Outbox;
  readonly editor: Editor;
  readonly comparing = new Comparing(this);
  readonly classes: Map<number, DatasetInfo["classes"][number]>;
  compositor!: Compositor;
  overlay!: Overlay;

  frame: Frame | null = null;
  objects: Shown[] = [];
  selected: number | null = null;
  hovered: number | null = null;
  pointer: [number, number] | null = null; // image place under the pointer
  cloudPoint: CloudPoint | null = null; // point of the 3D view under the pointer
  side = false;
  cloud = false;
  cloudColor: CloudColor = "range";
  base: Base = "rgb";
  marks: DefectMark[] = [];
  /** Reject was pressed before a defect was named: the next mark completes it. */
  rejecting = false;
  /** Version of the gold set that verdicts cite. */
  citing: number | null = null;
  playing = false;
  queue: QueueRequest = { order: "dataset", status: "mine_open" };
  total = 0;
  judged = 0;
  trail: QueueEntry[] = [];
  position = -1;
  strip: QueueEntry[] = [];
  loading = false;
  notice: { text: string; alarm: boolean } | null = null;
  unsaved = 0;
  offline = false;
  signedOut = false;

  readonly retaking: Retaking;
  readonly references: References;
  private drafted: Shown | undefined;
  private readonly listeners: (() => void)[] = [];
  private scheduled = false;
  private noticeTimer = 0;
  private wanted = "";
  private playTimer = 0;

  constructor(readonly session: Session, public dataset: DatasetInfo) {
    this.classes = new Map(dataset.classes.map(c => [c.id, c]));
    this.retaking = new Retaking(this);
    this.references = new References(this);
    this.frames = new FrameStore(() => this.changed());
    this.editor = new Editor((before, label) => this.correct(label.id, before, stateOf(label)));
    this.outbox = new Outbox([dataset.gate ? "gate" : "dataset", dataset.scenario, dataset.spec_sha256, session.name], {
      saved: document => { this.frames.update(document); this.refreshObjects(); this.setStatus(document.index, document.status, document.marks); },
      posted: (path, answer) => this.comparing.stored(path, answer),
      undone: (kind, document) => {
        this.say(kind ? `Taken back: ${kind}.` : "There is nothing left to take back.");
        if (kind === "preference" || kind === "ranking") {
          this.comparing.again(kind);
        }
        if (document) {
          this.comparing.close();
          this.frames.update(document);
          this.setStatus(document.index, document.status, document.marks);
          if (kind === "verdict") {
            this.judged = Math.max(0, this.judged - 1);
            this.pace.takeBack();
          }
          void this.show(document.sequence, document.camera, document.frame);
        }
      },
      conflict: (sequence, camera, frame) => {
        this.say(`Somebody else changed ${keyOf(sequence, camera, frame)} meanwhile: your act was not stored. Look again.`, true);
        void this.reopen(sequence, camera, frame);
      },
      refused: message => this.say(message, true),
      signedOut: () => { this.signedOut = true; this.changed(); },
      pending: (count, offline) => { this.unsaved = count; this.offline = offline; this.changed(); },
    });
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Draws everything again, once, before the next picture of the screen. */
  changed(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      requestAnimationFrame(() => {
        this.scheduled = false;
        for (const listener of this.listeners) {
          listener();
        }
      });
    }
  }

  say(text: string, alarm = false): void {
    this.notice = { text, alarm };
    clearTimeout(this.noticeTimer);
    this.noticeTimer = window.setTimeout(() => { this.notice = null; this.changed(); }, alarm ? 8000 : 2500);
    this.changed();
  }

  layer(id: Layer["id"]): Layer {
    return this.layers.find(l => l.id === id)!;
  }

  // --- Frames ---

  async show(sequence: number, camera: string, number: number): Promise<void> {
    const key = keyOf(sequence, camera, number);
    this.wanted = key;
    const ready = this.frames.ready(key);
    if (!ready) {
      this.loading = true;
      this.changed();
    }
    try {
      const frame = ready ?? await this.frames.open(sequence, camera, number);
      if (this.wanted === key) {
        this.accept(frame);
      }
    } catch (error) {
      if (!(error instanceof ApiError) && this.wanted === key) {
        // No answer: the server will be back.
        this.say("The server does not answer. Trying again\u2026", true);
        setTimeout(() => { if (this.wanted === key) { void this.show(sequence, camera, number); } }, 1500);
        return;
      }
      this.say(`${key} cannot be shown: ${error instanceof Error ? error.message : error}`, true);
    } finally {
      this.loading = false;
      this.changed();
    }
  }

  private accept(frame: Frame): void {
    const before = this.frame;
    this.frame = frame;
    const { sequence, camera } = frame.document;
    if (before && (before.document.sequence !== sequence || !frame.labels.objects.some(o => o.id === this.selected))) {
      this.selected = null;
      this.editor.shape = null;
    }
    this.editor.cancel();
    this.rejecting = false;
    this.marks = this.ownVerdict()?.defects ?? [];
    this.view.fit(frame.camera);
    this.refreshObjects();
    history.replaceState(null, "", `#${frame.key}`);
    document.documentElement.dataset.frame = frame.key;
    if (before?.document.sequence !== sequence || before.document.camera !== camera) {
      void this.loadStrip(sequence, camera);
    }
    if (!this.playing) {
      void this.complete(frame);
      this.prefetch();
    }
    this.changed();
  }

  /** Loads all that the frame in view still lacks; again and again while the server does not answer. */
  private async complete(frame: Frame): Promise<void> {
    const parts = [...channelOrder.map(c => this.frames.channel(frame, c, true)), ...Object.keys(frame.document.sweeps).map(s => this.frames.sweep(frame, s))];
    const failed = (await Promise.allSettled(parts)).filter(p => p.status === "rejected").map(p => p.reason as Error);
    if (this.frame !== frame || failed.length === 0) {
      return;
    }
    if (failed.some(e => e instanceof TypeError)) {
      setTimeout(() => { if (this.frame === frame) { void this.complete(frame); } }, 1500);
    } else {
      this.say(`Not all of this frame can be shown: ${failed[0]!.message}`, true);
    }
  }

  /** Loads the next frames of the queue with what is shown now, so that they show at once. */
  prefetch(): void {
    this.loadAhead(this.trail.slice(this.position + 1, this.position + 4));
    if (this.trail.length - this.position < 6) {
      void this.takeMore();
    }
  }

  private loadAhead(entries: QueueEntry[]): void {
    const shown: ChannelName[] = ["rgb", ...new Set(this.layers.filter(l => l.on).flatMap(l => l.channels)), ...(this.side ? ["depth", "normal", "segment"] as ChannelName[] : [])];
    const sweeps = this.side || this.cloud || this.layer("lidar").on;
    for (const [, sequence, camera, frame] of entries) {
      this.frames.prefetch(sequence, camera, frame, shown, sweeps).catch(() => undefined);
    }
  }

  refreshObjects(): void {
    this.objects = this.frame ? applyCorrections(this.frame.labels, this.frame.document.acts) : [];
    this.changed();
  }

  private async reopen(sequence: number, camera: string, number: number): Promise<void> {
    const frame = await this.frames.open(sequence, camera, number);
    await this.frames.refresh(frame);
    await this.show(sequence, camera, number);
  }

  private async loadStrip(sequence: number, camera: string): Promise<void> {
    const strip: QueueEntry[] = [];
    for (let after: number | null = null; ; after = strip.at(-1)![0]) {
      const page = await getQueue({ order: "dataset", sequence, camera }, after, mostFrames);
      strip.push(...page.frames);
      if (page.frames.length < mostFrames) {
        break;
      }
    }
    this.strip = strip;
    this.changed();
  }

  /** Asks again for what may be other than it was: the strip and the frame in view. */
  reload(): void {
    if (this.frame) {
      const { sequence, camera, frame } = this.frame.document;
      void this.loadStrip(sequence, camera);
      void this.reopen(sequence, camera, frame);
    }
  }

  private setStatus(index: number, status: Status, marks?: string): void {
    for (const entry of [...this.strip, ...this.trail]) {
      if (entry[0] === index) {
        entry[4] = status;
        entry[5] = marks ?? entry[5];
      }
    }
    this.changed();
  }

  /** Steps within the sequence. */
  step(by: number): void {
    const at = this.strip.findIndex(e => e[0] === this.frame?.document.index);
    const entry = this.strip[Math.max(0, Math.min(this.strip.length - 1, at + by))];
    if (entry && at >= 0) {
      void this.show(entry[1], entry[2], entry[3]);
      this.loadAhead(this.strip.slice(Math.max(0, at + 2 * by), Math.max(0, at + 2 * by + 1)));
    }
  }

  play(on: boolean): void {
    this.playing = on;
    clearTimeout(this.playTimer);
    if (!on || !this.frame) {
      if (this.frame) {
        this.accept(this.frame);
      }
      this.changed();
      return;
    }
    const times = this.frame.tables.rig.frame_times_ns;
    const period = times.length > 1 ? Math.max(40, (times[1]! - times[0]!) / 1e6) : 200;
    const tick = async () => {
      const started = performance.now();
      const at = this.strip.findIndex(e => e[0] === this.frame?.document.index);
      const next = this.strip[(at + 1) % this.strip.length];
      if (!this.playing || !next) {
        return;
      }
      this.loadAhead([2, 3, 4].map(i => this.strip[(at + i) % this.strip.length]!));
      await this.show(next[1], next[2], next[3]);
      this.playTimer = window.setTimeout(() => void tick(), Math.max(0, period - (performance.now() - started)));
    };
    void tick();
    this.changed();
  }

  // --- Queue ---

  /** Begins a queue at its first frame, or at a given one. */
  async start(queue: QueueRequest, at?: { sequence: number; camera: string; frame: number }): Promise<void> {
    const held = this.queue.status === "mine_open" ? this.trail.map(e => e[0]) : [];
    this.queue = queue;
    this.trail = [];
    this.position = -1;
    [this.total, this.judged, this.atEnd] = [0, 0, false];
    this.taking = null;
    if (queue.status === "mine_open") {
      await this.takeMore(held);
    } else {
      if (held.length > 0) {
        await takeFrames(queue, 0, [], held);
      }
      await this.takeMore();
    }
    if (at) {
      this.position = this.trail.findIndex(e => keyOf(e[1], e[2], e[3]) === keyOf(at.sequence, at.camera, at.frame));
      await this.show(at.sequence, at.camera, at.frame);
    } else if (this.trail.length > 0) {
      await this.go(0);
    } else {
      this.say("No frame matches.");
    }
    this.dataset = await getDataset();
    this.changed();
  }

  private taking: Promise<void> | null = null;
  private atEnd = false;

  private takeMore(release: number[] = []): Promise<void> {
    const isToDo = this.queue.status === "mine_open";
    if (!isToDo && this.atEnd) {
      return Promise.resolve();
    }
    return this.taking ??= (async () => {
      const queue = this.queue;
      // Judged frames come no more: only those that were passed over must be named.
      const passed = this.trail.filter(e => !["accept", "reject", "disputed"].includes(e[4])).map(e => e[0]);
      const page = isToDo ? await takeFrames(queue, 10, passed, release) : await getQueue(queue, this.trail.at(-1)?.[0] ?? null, pageFrames);
      if (queue === this.queue) {
        this.atEnd = page.frames.length === 0;
        const known = new Set(this.trail.map(e => e[0]));
        this.trail.push(...page.frames.filter(f => !known.has(f[0])));
        this.total = page.total;
        // Verdicts on their way count as given.
        this.judged = Math.max(this.judged, page.judged);
      }
    })().finally(() => { this.taking = null; this.changed(); });
  }

  async go(position: number): Promise<void> {
    if (position >= this.trail.length) {
      await this.takeMore();
    }
    const entry = this.trail[position];
    if (!entry) {
      if (position > 0) {
        this.position = this.trail.length;
        this.say(this.judged >= this.total ? `The queue is done: ${this.total} frames judged.` : "No further frame is free: others work on the rest.");
      }
      return;
    }
    this.position = position;
    await this.show(entry[1], entry[2], entry[3]);
  }

  /** To the next or previous frame of the queue without a verdict. */
  walk(by: number): void {
    const onTrail = this.trail[this.position]?.[0] === this.frame?.document.index;
    void this.go(Math.max(0, onTrail || by < 0 ? this.position + by : this.position));
  }

  // --- Acts ---

  ownVerdict(): VerdictAct | null {
    const own = this.frame?.document.acts.findLast(a => a.kind === "verdict" && a.person === this.session.name && !a.outdated);
    return own?.kind === "verdict" ? own.act : null;
  }

  verdict(verdict: Verdict): void {
    if (!this.frame || this.playing || this.loading) {
      return;
    }
    if (verdict === "reject" && this.marks.length === 0) {
      this.rejecting = true;
      this.say("What is wrong? Press a defect's key.");
      return;
    }
    this.rejecting = false;
    const document = this.frame.document;
    const first = this.ownVerdict() === null;
    const act: VerdictAct = { verdict, queue: this.queue.order };
    if (verdict === "reject") {
      act.defects = this.marks;
    }
    if (this.citing !== null) {
      act.gold = this.citing;
    }
    if (document.status === "disputed" && this.session.role === "lead" && (first || this.ownVerdict()?.settles)) {
      act.settles = true;
    }
    // The same verdict again says nothing new.
    if (JSON.stringify(this.ownVerdict()) !== JSON.stringify(act)) {
      this.outbox.act(document, "verdict", act);
      this.assume("verdict", act);
      this.setStatus(document.index, verdict);
    }
    if (first) {
      this.judged++;
      this.pace.count();
    }
    const onTrail = this.trail[this.position]?.[0] === document.index;
    void this.go(onTrail ? this.position + 1 : Math.max(0, this.position));
  }

  /** Marks or unmarks a defect, on the selected object where there is one. */
  mark(kind: string): void {
    const object = this.selected;
    const same = (m: DefectMark) => m.kind === kind && (m.object ?? null) === object;
    const pixel = this.pointer?.map(x => Math.round(10 * x) / 10) as [number, number] | undefined;
    const mark: DefectMark = object !== null ? { kind, object } : pixel ? { kind, pixel } : { kind };
    this.marks = this.marks.some(same) ? this.marks.filter(m => !same(m)) : [...this.marks, mark];
    if (this.rejecting) {
      this.verdict("reject");
    }
    this.changed();
  }

  correct(object: number, before: ObjectState | null, after: ObjectState | null): void {
    if (!this.frame) {
      return;
    }
    const act = { object, ...(before ? { before } : {}), ...(after ? { after } : {}) };
    this.outbox.act(this.frame.document, "correction", act);
    this.assume("correction", act);
    this.refreshObjects();
  }

  /** Shows an act at once; the server's answer replaces it. */
  private assume(kind: "verdict" | "correction", act: VerdictAct | CorrectionAct): void {
    const document = this.frame!.document;
    const done = { number: Number.MAX_SAFE_INTEGER, person: this.session.name, time: "", outdated: false, kind, act } as DoneAct;
    this.frame!.document = { ...document, acts: [...document.acts, done] };
  }

  deleteSelected(): void {
    const shown = this.objects.find(o => o.label.id === this.selected);
    if (shown && !shown.deleted) {
      this.correct(shown.label.id, stateOf(shown.label), null);
    }
  }

  /** Returns whether there is a frame to say it of. */
  comment(text: string, at: Pick<CommentAct, "pixel" | "point">): boolean {
    if (!this.frame) {
      return false;
    }
    const act: CommentAct = { text: text.trim(), ...at };
    this.outbox.act(this.frame.document, "comment", act);
    return true;
  }

  /** The selected object as it is shown, with a drag that goes on. */
  selectedObject(): Shown | undefined {
    const shown = this.objects.find(o => o.label.id === this.selected);
    const draft = this.editor.draft;
    if (!shown || draft?.id !== shown.label.id) {
      return shown;
    }
    if (this.drafted?.label !== draft) {
      this.drafted = { ...shown, label: draft };
    }
    return this.drafted;
  }

  selectNext(by: number): void {
    const ids = this.objects.filter(o => o.label.visible_pixels > 0 || o.corrected).map(o => o.label.id);
    if (ids.length > 0) {
      const at = ids.indexOf(this.selected ?? -1);
      this.selected = ids[(at + by + ids.length + (at < 0 && by < 0 ? 1 : 0)) % ids.length]!;
      this.changed();
    }
  }
}
