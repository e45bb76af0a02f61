import { Changes } from "../base/changes";

/** Which picture stands below the frame to compare it with: the frame rendered again, or a real one. */
export class Beside extends Changes {
  shown: "rerendering" | "references" | null = null;

  show(what: "rerendering" | "references"): void {
    this.shown = what;
    this.changed();
  }

  /** Closes one of them, where it is the one that is shown. */
  close(what: "rerendering" | "references"): void {
    if (this.shown === what) {
      this.shown = null;
      this.changed();
    }
  }
}
