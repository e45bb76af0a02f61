import { postRetake, type Retake, type RetakeChange } from "./api";
import type { App } from "./app";
import { PictureStore } from "./picture";

/** The frame in view rendered again with something changed, to tell a fault from chance. */
export class Retaking {
  open = false;
  change: RetakeChange = "seed";
  retake: Retake | null = null;
  problem = "";
  /** Nothing was rendered yet: the scene must be loaded first. */
  first = true;
  readonly pictures = new PictureStore(4);

  private frame = "";
  private turn = 0;
  private since = 0;
  private abort: AbortController | null = null;

  constructor(private readonly app: App) {
    app.onChange(() => {
      // Another frame came: what was rendered belongs to the one before.
      if (this.open && this.frame !== app.frame?.key) {
        this.close();
      }
    });
  }

  get running(): boolean {
    return this.abort !== null;
  }

  get seconds(): number {
    return Math.floor((performance.now() - this.since) / 1000);
  }

  /** Renders; the same change again gives the next seed, light or place. */
  async take(change: RetakeChange): Promise<void> {
    const frame = this.app.frame;
    if (!frame || this.running || this.app.playing) {
      return;
    }
    this.app.references.close();
    this.turn = this.open && this.change === change && this.frame === frame.key ? this.turn + 1 : 0;
    [this.open, this.change, this.frame, this.retake, this.problem] = [true, change, frame.key, null, ""];
    this.since = performance.now();
    const abort = this.abort = new AbortController();
    const clock = setInterval(() => this.app.changed(), 500);
    this.app.changed();
    try {
      const { sequence, camera, frame: number } = frame.document;
      const retake = await postRetake({ sequence, camera, frame: number, change, turn: this.turn }, abort.signal);
      if (this.abort === abort) {
        [this.retake, this.first] = [retake, false];
      }
    } catch (error) {
      if (this.abort === abort) {
        this.problem = error instanceof Error ? error.message : String(error);
      }
    } finally {
      clearInterval(clock);
      if (this.abort === abort) {
        this.abort = null;
      }
      this.app.changed();
    }
  }

  /** Stops what runs; else closes. Returns whether there was anything to do. */
  leave(): boolean {
    if (this.abort) {
      this.abort.abort();
      this.abort = null;
      this.problem = "Stopped.";
      this.app.changed();
      return true;
    }
    const open = this.open;
    this.close();
    return open;
  }

  close(): void {
    this.abort?.abort();
    this.abort = null;
    if (this.open) {
      this.open = false;
      this.app.changed();
    }
  }
}
