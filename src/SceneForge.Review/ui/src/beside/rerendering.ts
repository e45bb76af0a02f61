import { Changes, watch } from "../base/changes";
import type { FrameView } from "../frames/frame-view";
import { postRerender, type RerenderChange, type RerenderedFrame } from "../server/api";
import type { Beside } from "./beside";
import { PictureStore } from "./picture-store";

const clockMilliseconds = 500;

/** The frame in view rendered again with something changed, to tell a fault from chance. */
export class Rerendering extends Changes {
  change: RerenderChange = "seed";
  rendered: RerenderedFrame | null = null;
  problem = "";
  /** Nothing was rendered yet: the scene must be loaded first. */
  first = true;
  readonly pictures = new PictureStore(4);

  private frame = "";
  private turn = 0;
  private since = 0;
  private abort: AbortController | null = null;

  constructor(private readonly beside: Beside, private readonly view: FrameView) {
    super();
    // Another frame came, or another picture: what was rendered belongs to the one before.
    watch([beside, view], () => {
      if (!this.open || this.frame !== view.frame?.key) {
        this.close();
      }
    });
  }

  get open(): boolean {
    return this.beside.shown === "rerendering";
  }

  get running(): boolean {
    return this.abort !== null;
  }

  get seconds(): number {
    return Math.floor((performance.now() - this.since) / 1000);
  }

  /** Renders; the same change again gives the next seed, light or place. */
  async render(change: RerenderChange): Promise<void> {
    const { frame, playing } = this.view;
    if (!frame || this.running || playing) {
      return;
    }
    this.turn = this.open && this.change === change && this.frame === frame.key ? this.turn + 1 : 0;
    [this.change, this.frame, this.rendered, this.problem] = [change, frame.key, null, ""];
    this.beside.show("rerendering");
    this.since = performance.now();
    const abort = this.abort = new AbortController();
    const clock = setInterval(() => this.changed(), clockMilliseconds);
    this.changed();
    try {
      const { sequence, camera, frame: number } = frame.document;
      const rendered = await postRerender({ sequence, camera, frame: number, change, turn: this.turn }, abort.signal);
      if (this.abort === abort) {
        [this.rendered, this.first] = [rendered, false];
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
      this.changed();
    }
  }

  /** Stops what runs; else closes. Returns whether there was anything to do. */
  leave(): boolean {
    if (this.abort) {
      this.abort.abort();
      this.abort = null;
      this.problem = "Stopped.";
      this.changed();
      return true;
    }
    const { open } = this;
    this.close();
    return open;
  }

  close(): void {
    this.abort?.abort();
    this.abort = null;
    this.beside.close("rerendering");
  }
}
