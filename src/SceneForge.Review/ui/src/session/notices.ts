import { Changes } from "../base/changes";

/** A sentence over the page, for a while. */
export class Notices extends Changes {
  current: { text: string; alarm: boolean } | null = null;
  private timer = 0;

  say(text: string, alarm = false): void {
    this.current = { text, alarm };
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => { this.current = null; this.changed(); }, alarm ? 8000 : 2500);
    this.changed();
  }
}
