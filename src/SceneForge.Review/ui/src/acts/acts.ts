import { Changes } from "../base/changes";
import { keyOf } from "../frames/frame";
import type { FrameView } from "../frames/frame-view";
import type { Strip } from "../frames/strip";
import { stateOf } from "../labels/corrections";
import type { Selection } from "../labels/selection";
import { Pace } from "../queue/pace";
import type { Queue } from "../queue/queue";
import type { CommentAct, CorrectionAct, DefectMark, DoneAct, FrameDocument, ObjectState, Status, Verdict, VerdictAct } from "../server/types";
import type { Notices } from "../session/notices";
import type { Session } from "../session/session";
import { Outbox } from "./outbox";

/** The parts that acts change, or that say what they are about. */
export interface ActsParts { session: Session; notices: Notices; frameView: FrameView; selection: Selection; strip: Strip; queue: Queue }

/** Verdicts, corrections and comments of the person. Each shows at once; the server's answer replaces it. */
export class Acts extends Changes {
  readonly pace = new Pace();
  readonly outbox: Outbox;
  /** Defects that are marked in the frame in view. */
  marks: DefectMark[] = [];
  /** Reject was pressed before a defect was named: the next mark completes it. */
  rejecting = false;
  /** Version of the gold set that verdicts cite. */
  citing: number | null = null;
  /** Acts that the server has not acknowledged. */
  unsaved = 0;
  offline = false;
  signedOut = false;
  private readonly storing: ((path: string, answer: unknown) => void)[] = [];
  private readonly undoing: ((kind: string | null, onFrame: boolean) => void)[] = [];

  constructor(private readonly parts: ActsParts) {
    super();
    const { session, notices, frameView, selection } = parts;
    frameView.onAccept(() => {
      this.rejecting = false;
      this.marks = this.ownVerdict()?.defects ?? [];
      this.changed();
    });
    selection.editor.onCommit((before, label) => this.correct(label.id, before, stateOf(label)));
    const { dataset } = session;
    this.outbox = new Outbox([dataset.gate ? "gate" : "dataset", dataset.scenario, dataset.spec_sha256, session.name], {
      saved: document => { frameView.update(document); this.setStatus(document.index, document.status, document.marks); },
      posted: (path, answer) => this.storing.forEach(listener => listener(path, answer)),
      undone: (kind, document) => this.takenBack(kind, document),
      conflict: (sequence, camera, frame) => {
        notices.say(`Somebody else changed ${keyOf(sequence, camera, frame)} meanwhile: your act was not stored. Look again.`, true);
        void frameView.reopen(sequence, camera, frame);
      },
      refused: message => notices.say(message, true),
      signedOut: () => { this.signedOut = true; this.changed(); },
      pending: (count, offline) => { this.unsaved = count; this.offline = offline; this.changed(); },
    });
  }

  /** Hears what the server stored that belongs to no single frame. */
  onStored(listener: (path: string, answer: unknown) => void): void {
    this.storing.push(listener);
  }

  /** Hears which kind of act was taken back, and whether it was one on a frame, which then comes into view. */
  onUndone(listener: (kind: string | null, onFrame: boolean) => void): void {
    this.undoing.push(listener);
  }

  /** The person's standing verdict on the frame in view. */
  ownVerdict(): VerdictAct | null {
    const acts = this.parts.frameView.frame?.document.acts;
    const own = acts?.findLast(a => a.kind === "verdict" && a.person === this.parts.session.name && !a.outdated);
    return own?.kind === "verdict" ? own.act : null;
  }

  /** Judges the frame in view, and goes on to the next. */
  judge(verdict: Verdict): void {
    const { session, notices, frameView, queue } = this.parts;
    if (!frameView.frame || frameView.playing || frameView.loading) {
      return;
    }
    if (verdict === "reject" && this.marks.length === 0) {
      this.rejecting = true;
      this.changed();
      notices.say("What is wrong? Press a defect's key.");
      return;
    }
    this.rejecting = false;
    const { document } = frameView.frame;
    const own = this.ownVerdict();
    const act: VerdictAct = { verdict, queue: queue.request.order };
    if (verdict === "reject") {
      act.defects = this.marks;
    }
    if (this.citing !== null) {
      act.gold = this.citing;
    }
    if (document.status === "disputed" && session.role === "lead" && (!own || own.settles)) {
      act.settles = true;
    }
    // The same verdict again says nothing new.
    if (JSON.stringify(own) !== JSON.stringify(act)) {
      this.outbox.act(document, "verdict", act);
      this.assume("verdict", act);
      this.setStatus(document.index, verdict);
    }
    if (!own) {
      queue.judged++;
      this.pace.count();
    }
    queue.changed();
    this.changed();
    queue.next();
  }

  /** Marks or unmarks a defect, on the selected object where there is one. */
  mark(kind: string): void {
    const { id: object, pointer } = this.parts.selection;
    const same = (m: DefectMark) => m.kind === kind && (m.object ?? null) === object;
    const pixel = pointer?.map(x => Math.round(10 * x) / 10) as [number, number] | undefined;
    const mark: DefectMark = object !== null ? { kind, object } : pixel ? { kind, pixel } : { kind };
    this.marks = this.marks.some(same) ? this.marks.filter(m => !same(m)) : [...this.marks, mark];
    if (this.rejecting) {
      this.judge("reject");
    }
    this.changed();
  }

  /** Corrects a label: without a state before it is added, without one after it is taken away. */
  correct(object: number, before: ObjectState | null, after: ObjectState | null): void {
    const { frameView } = this.parts;
    if (!frameView.frame) {
      return;
    }
    const act = { object, ...(before ? { before } : {}), ...(after ? { after } : {}) };
    this.outbox.act(frameView.frame.document, "correction", act);
    this.assume("correction", act);
    frameView.refreshObjects();
  }

  deleteSelected(): void {
    const { frameView, selection } = this.parts;
    const shown = frameView.objects.find(o => o.label.id === selection.id);
    if (shown && !shown.deleted) {
      this.correct(shown.label.id, stateOf(shown.label), null);
    }
  }

  /** Returns whether there is a frame to say it of. */
  comment(text: string, at: Pick<CommentAct, "pixel" | "point">): boolean {
    const { frame } = this.parts.frameView;
    if (!frame) {
      return false;
    }
    const act: CommentAct = { text: text.trim(), ...at };
    this.outbox.act(frame.document, "comment", act);
    return true;
  }

  private assume(kind: "verdict" | "correction", act: VerdictAct | CorrectionAct): void {
    const frame = this.parts.frameView.frame!;
    const done = { number: Number.MAX_SAFE_INTEGER, person: this.parts.session.name, time: "", outdated: false, kind, act } as DoneAct;
    frame.document = { ...frame.document, acts: [...frame.document.acts, done] };
    this.parts.frameView.changed();
  }

  private takenBack(kind: string | null, document: FrameDocument | undefined): void {
    const { notices, frameView, queue } = this.parts;
    notices.say(kind ? `Taken back: ${kind}.` : "There is nothing left to take back.");
    this.undoing.forEach(listener => listener(kind, document !== undefined));
    if (document) {
      frameView.update(document);
      this.setStatus(document.index, document.status, document.marks);
      if (kind === "verdict") {
        queue.judged = Math.max(0, queue.judged - 1);
        this.pace.takeBack();
        queue.changed();
      }
      void frameView.show(document.sequence, document.camera, document.frame);
    }
  }

  private setStatus(index: number, status: Status, marks?: string): void {
    const { strip, queue } = this.parts;
    for (const entry of [...strip.entries, ...queue.trail]) {
      if (entry[0] === index) {
        entry[4] = status;
        entry[5] = marks ?? entry[5];
      }
    }
    strip.changed();
  }
}
