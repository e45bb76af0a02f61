interface Watcher { readonly order: number; run(): void }

const due = new Set<Watcher>();
let watchers = 0;
let isScheduled = false;

/** Something whose changes others show. */
export class Changes {
  private readonly watching: Watcher[] = [];

  /** Runs everybody who watches, once, before the next picture of the screen. */
  changed(): void {
    schedule(this.watching);
  }

  /** @internal For `watch`. */
  tell(watcher: Watcher): void {
    this.watching.push(watcher);
  }
}

/** Runs something once at first, and again after any of some parts has changed: once, however many changed however often meanwhile. */
export function watch(sources: Changes[], run: () => void): void {
  const watcher = { order: watchers++, run };
  sources.forEach(s => s.tell(watcher));
  schedule([watcher]);
}

function schedule(some: Watcher[]): void {
  some.forEach(w => due.add(w));
  if (!isScheduled && due.size > 0) {
    isScheduled = true;
    requestAnimationFrame(runDue);
  }
}

// In the order in which they began to watch: what others draw from comes before them.
function runDue(): void {
  const running = [...due].sort((a, b) => a.order - b.order);
  isScheduled = false;
  due.clear();
  running.forEach(w => w.run());
}
