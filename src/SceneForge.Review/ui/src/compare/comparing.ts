import { Changes } from "../base/changes";
import { getPairs, getRanking, type ComparedPicture, type Difference, type Pair } from "../server/api";
import type { Acts } from "../acts/acts";
import { PictureStore } from "../beside/picture-store";
import { wholePicture, zoomPlace } from "../beside/picture-view";
import type { Strip } from "../frames/strip";
import type { Notices } from "../session/notices";
import type { Session } from "../session/session";

export type Choice = "a" | "b" | "equal";

/** A choice that the server has stored, with what it tells only then. */
export interface Told { choice: Choice; differs: Difference[] }

/** Pictures of several variations beside each other: which looks more real. */
export class Comparing extends Changes {
  mode: "pairs" | "ranking" | null = null;
  readonly place = wholePicture();
  readonly pictures = new PictureStore(16);
  pairs: Pair[] = [];
  total = 0;
  judged = 0;
  told: Told[] = [];
  ranked: ComparedPicture[] = [];
  /** Places of pictures in the ranking so far, the most real first. */
  order: number[] = [];
  rankings = 0;
  loading = false;
  problem = "";

  // Pairs whose choice is on its way.
  private readonly chosen = new Set<string>();

  constructor(private readonly session: Session, private readonly acts: Acts, private readonly strip: Strip, private readonly notices: Notices) {
    super();
    acts.onStored((path, answer) => this.stored(path, answer));
    acts.onUndone((kind, onFrame) => {
      if (kind === "preference" || kind === "ranking") {
        this.again(kind);
      }
      if (onFrame) {
        this.close();
      }
    });
  }

  get scope(): "pairs" | "ranking" | undefined {
    return this.mode ?? undefined;
  }

  async open(mode: "pairs" | "ranking"): Promise<void> {
    this.strip.stop();
    this.mode = mode;
    document.documentElement.dataset["mode"] = mode;
    this.chosen.clear();
    this.pairs = [];
    this.judged = 0;
    [this.ranked, this.order] = [[], []];
    await this.fill();
  }

  close(): void {
    if (this.mode) {
      this.mode = null;
      delete document.documentElement.dataset["mode"];
      this.changed();
    }
  }

  toggle(mode: "pairs" | "ranking"): void {
    if (this.mode === mode) {
      this.close();
    } else {
      void this.open(mode);
    }
  }

  choose(choice: Choice): void {
    const pair = this.pairs[0];
    if (!pair) {
      return;
    }
    this.pairs.shift();
    this.judged++;
    this.chosen.add(keyOf(pair));
    this.acts.outbox.post("/api/pairs", { a: pair.a.frame, a_hash: pair.a.sha256, b: pair.b.frame, b_hash: pair.b.sha256, choice });
    if (this.pairs.length < 3) {
      void this.fill();
    }
    this.changed();
  }

  /** Gives the next place in the ranking to a picture. */
  rank(index: number): void {
    if (index < this.ranked.length && !this.order.includes(index)) {
      this.order.push(index);
      if (this.order.length === this.ranked.length - 1) {
        this.order.push(this.ranked.findIndex((_, i) => !this.order.includes(i)));
      }
      this.changed();
    }
  }

  unrank(): void {
    // The last place was given away with the one before.
    this.order.splice(this.order.length === this.ranked.length ? -2 : -1);
    this.changed();
  }

  saveRanking(): void {
    if (this.ranked.length === 0 || this.order.length < this.ranked.length) {
      this.notices.say("Give every picture a place first.");
      return;
    }
    const sorted = this.order.map(i => this.ranked[i]!);
    this.acts.outbox.post("/api/rankings", { frames: sorted.map(p => p.frame), hashes: sorted.map(p => p.sha256) });
    [this.ranked, this.order] = [[], []];
    this.changed();
  }

  // The server has stored a choice or ranking.
  private stored(path: string, answer: unknown): void {
    if (path === "/api/pairs") {
      this.told.unshift(answer as Told);
      this.told.length = Math.min(this.told.length, 50);
    } else if (this.mode === "ranking") {
      void this.fill();
    }
    this.changed();
  }

  // Something was taken back: what comes next is asked for again.
  private again(kind: "preference" | "ranking"): void {
    if (kind === "preference") {
      this.told.shift();
    }
    void this.open(kind === "preference" ? "pairs" : "ranking");
  }

  zoom(factor: number): void {
    zoomPlace(this.place, factor, this.place.x, this.place.y);
    this.changed();
  }

  whole(): void {
    Object.assign(this.place, wholePicture());
    this.changed();
  }

  private async fill(): Promise<void> {
    this.loading = true;
    this.changed();
    try {
      if (this.mode === "pairs") {
        const page = await getPairs();
        const known = new Set([...this.pairs.map(keyOf), ...this.chosen]);
        this.pairs.push(...page.pairs.filter(p => !known.has(keyOf(p))));
        this.total = page.total;
        // Choices on their way count as made.
        this.judged = Math.max(this.judged, page.judged);
        if (page.total === 0 && this.session.dataset.sequences > 1) {
          // Sampled values are still being read.
          setTimeout(() => { if (this.mode === "pairs" && this.total === 0) { void this.fill(); } }, 1000);
        }
        for (const picture of this.pairs.slice(0, 3).flatMap(p => [p.a, p.b])) {
          this.pictures.get(picture.picture).catch(() => undefined);
        }
      } else if (this.mode === "ranking" && this.ranked.length === 0) {
        const page = await getRanking();
        [this.ranked, this.order, this.rankings] = [page.frames, [], page.done];
      }
      this.problem = "";
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.loading = false;
      this.changed();
    }
  }
}

const keyOf = (pair: Pair): string => `${pair.a.frame} ${pair.b.frame}`;
