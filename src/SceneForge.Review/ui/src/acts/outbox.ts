import { ApiError, framePath, post, postAct, postUndo } from "../server/api";
import { keyOf } from "../frames/frame";
import type { FrameDocument } from "../server/types";

/** Something that the person did and that the server has not acknowledged yet. */
type Entry =
  | { kind: "act"; sequence: number; camera: string; frame: number; etag: string; act: string; body: object }
  | { kind: "post"; path: string; body: object }
  | { kind: "undo"; request: string };

export interface OutboxEvents {
  saved(document: FrameDocument): void;
  /** Something that belongs to no single frame was stored. */
  posted(path: string, answer: unknown): void;
  undone(kind: string | null, document: FrameDocument | undefined): void;
  conflict(sequence: number, camera: string, frame: number): void;
  refused(message: string): void;
  signedOut(): void;
  pending(count: number, offline: boolean): void;
}

const storagePrefix = "sceneforge.review.outbox/";
const retryMilliseconds = 1500;

/**
 * Sends acts one after another, in order. What is not acknowledged lies in the browser's storage and is sent again after a lost connection,
 * a killed server or a reloaded page. Each tab keeps its own, and takes over what tabs before it left; where both send an act, the server does
 * it once. A state that somebody else changed meanwhile is never overwritten, since each act names the state that it was made on.
 */
export class Outbox {
  private readonly entries: Entry[];
  private readonly storageKey: string;
  private readonly etags = new Map<string, string>();
  private sending = false;
  private offline = false;

  /** @param scope whose acts, on which dataset: others' are left alone. */
  constructor(scope: readonly string[], private readonly events: OutboxEvents) {
    const place = `${storagePrefix}${scope.map(encodeURIComponent).join("/")}/`;
    this.storageKey = place + crypto.randomUUID();
    const left = Object.keys(localStorage).filter(key => key.startsWith(place));
    this.entries = left.flatMap(entriesIn);
    this.store();
    left.forEach(key => localStorage.removeItem(key));
  }

  get pending(): number {
    return this.entries.length;
  }

  act(frame: FrameDocument, act: string, body: object): void {
    const { sequence, camera, frame: number, etag } = frame;
    this.push({ kind: "act", sequence, camera, frame: number, etag, act, body: { ...body, request: crypto.randomUUID() } });
  }

  /** Sends something that belongs to no single frame. */
  post(path: string, body: object): void {
    this.push({ kind: "post", path, body: { ...body, request: crypto.randomUUID() } });
  }

  undo(): void {
    this.push({ kind: "undo", request: crypto.randomUUID() });
  }

  /** Sends what lies there. */
  async flush(): Promise<void> {
    if (this.sending) {
      return;
    }
    this.sending = true;
    try {
      while (this.entries.length > 0) {
        await this.send(this.entries[0]!);
        this.entries.shift();
        this.offline = false;
        this.keep();
      }
      this.etags.clear();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        this.events.signedOut();
      } else {
        this.offline = true;
        this.keep();
        setTimeout(() => void this.flush(), retryMilliseconds);
      }
    } finally {
      this.sending = false;
    }
  }

  private push(entry: Entry): void {
    this.entries.push(entry);
    this.keep();
    void this.flush();
  }

  // Resolves where the entry is dealt with; throws where it must be sent again.
  private async send(entry: Entry): Promise<void> {
    try {
      if (entry.kind === "undo") {
        const answer = await postUndo(entry.request);
        if (answer.frame) {
          this.remember(answer.frame);
        }
        this.events.undone(answer.undone?.kind ?? null, answer.frame);
        return;
      }
      if (entry.kind === "post") {
        this.events.posted(entry.path, await post(entry.path, entry.body));
        return;
      }
      const key = keyOf(entry.sequence, entry.camera, entry.frame);
      // The state after this page's own acts counts as seen.
      const document = await postAct(framePath(entry.sequence, entry.camera, entry.frame), this.etags.get(key) ?? entry.etag, entry.act, entry.body);
      this.remember(document);
      this.events.saved(document);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 401 || error.status >= 500) {
        throw error;
      }
      if (error.status === 409 && entry.kind === "act") {
        this.events.conflict(entry.sequence, entry.camera, entry.frame);
      } else {
        this.events.refused(error.message);
      }
    }
  }

  private remember(document: FrameDocument): void {
    this.etags.set(keyOf(document.sequence, document.camera, document.frame), document.etag);
  }

  private keep(): void {
    try {
      this.store();
    } catch { /* A full storage keeps nothing over a reload; the act itself is sent all the same. */ }
    this.events.pending(this.entries.length, this.offline);
  }

  private store(): void {
    if (this.entries.length > 0) {
      localStorage.setItem(this.storageKey, JSON.stringify(this.entries));
    } else {
      localStorage.removeItem(this.storageKey);
    }
  }
}

function entriesIn(key: string): Entry[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored as Entry[] : [];
  } catch {
    return [];
  }
}
