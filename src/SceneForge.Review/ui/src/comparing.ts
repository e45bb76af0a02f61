import { getPairs, getRanking, type ComparedPicture, type Difference, type Pair } from "./api";
import type { App } from "./app";
import { PictureStore, wholePicture, zoomPlace } from "./picture";

export type Choice = "a" | "b" | "equal";

/** A choice that the server has stored, with what it tells only then. */
export interface Told { choice: Choice; differs: Difference[] }

/** Pictures of several variations beside each other: which looks more real. */
export class Comparing {
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

  constructor(private readonly app: App) {}

  get scope(): "pairs" | "ranking" | undefined {
    return this.mode ?? undefined;
  }

  async open(mode: "pairs" | "ranking"): Promise<void> {
    if (this.app.playing) {
      this.app.play(false);
    }
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
      this.app.changed();
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
    this.app.outbox.post("/api/pairs", { a: pair.a.frame, a_hash: pair.a.sha256, b: pair.b.frame, b_hash: pair.b.sha256, choice });
    if (this.pairs.length < 3) {
      void this.fill();
    }
    this.app.changed();
  }

  /** Gives the next place in the ranking to a picture. */
  rank(index: number): void {
    if (index < this.ranked.length && !this.order.includes(index)) {
      this.order.push(index);
      if (this.order.length === this.ranked.length - 1) {
        this.order.push(this.ranked.findIndex((_, i) => !this.order.includes(i)));
      }
      this.app.changed();
    }
  }

  unrank(): void {
    // The last place was given away with the one before.
    this.order.splice(this.order.length === this.ranked.length ? -2 : -1);
    this.app.changed();
  }

  saveRanking(): void {
    if (this.ranked.length === 0 || this.order.length < this.ranked.length) {
      this.app.say("Give every picture a place first.");
      return;
    }
    const sorted = this.order.map(i => this.ranked[i]!);
    this.app.outbox.post("/api/rankings", { frames: sorted.map(p => p.frame), hashes: sorted.map(p => p.sha256) });
    [this.ranked, this.order] = [[], []];
    this.app.changed();
  }

  /** The server has stored a choice or ranking. */
  stored(path: string, answer: unknown): void {
    if (path === "/api/pairs") {
      this.told.unshift(answer as Told);
      this.told.length = Math.min(this.told.length, 50);
    } else if (this.mode === "ranking") {
      void this.fill();
    }
    this.app.changed();
  }

  /** Something was taken back, or refused: what comes next is asked for again. */
  again(kind: "preference" | "ranking"): void {
    if (kind === "preference") {
      this.told.shift();
    }
    void this.open(kind === "preference" ? "pairs" : "ranking");
  }

  zoom(factor: number): void {
    zoomPlace(this.place, factor, this.place.x, this.place.y);
    this.app.changed();
  }

  whole(): void {
    Object.assign(this.place, wholePicture());
    this.app.changed();
  }

  private async fill(): Promise<void> {
    this.loading = true;
    this.app.changed();
    try {
      if (this.mode === "pairs") {
        const page = await getPairs();
        const known = new Set([...this.pairs.map(keyOf), ...this.chosen]);
        this.pairs.push(...page.pairs.filter(p => !known.has(keyOf(p))));
        this.total = page.total;
        // Choices on their way count as made.
        this.judged = Math.max(this.judged, page.judged);
        if (page.total === 0 && this.app.dataset.sequences > 1) {
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
      this.app.changed();
    }
  }
}

const keyOf = (pair: Pair): string => `${pair.a.frame} ${pair.b.frame}`;
