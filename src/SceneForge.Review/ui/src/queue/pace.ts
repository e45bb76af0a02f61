/** How fast verdicts come: over the last minutes in which there were any. */
export class Pace {
  private readonly times: number[] = [];

  count(): void {
    this.times.push(performance.now());
  }

  takeBack(): void {
    this.times.pop();
  }

  /** Verdicts a minute, or null before there are enough to tell. */
  rate(): number | null {
    const recent = this.times.slice(-60);
    if (recent.length < 3) {
      return null;
    }
    // A pause of over a minute is a pause, not slow work.
    let active = 0;
    for (let i = 1; i < recent.length; i++) {
      active += Math.min(60_000, recent[i]! - recent[i - 1]!);
    }
    return (recent.length - 1) / Math.max(active, 1) * 60_000;
  }
}

/** Remaining time for people: "40 s", "12 min", "3 h 20 min". */
export function duration(minutes: number): string {
  if (minutes < 1) {
    return `${Math.max(1, Math.round(minutes * 60))} s`;
  }
  return minutes < 60 ? `${Math.round(minutes)} min` : `${Math.floor(minutes / 60)} h ${Math.round(minutes % 60)} min`;
}
