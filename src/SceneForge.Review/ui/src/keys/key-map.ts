import { Changes } from "../base/changes";

/** Something that a key does. */
export interface Action {
  id: string;
  title: string;
  group: string;
  key: string;
  /** Where the key counts: while pairs or rankings are in view; without it, while frames are. */
  scope?: "pairs" | "ranking";
  run(): void;
}

const storageKey = "sceneforge.review.keys";

/** A key as people write it: "Shift+a", "ArrowRight", "?". */
export function nameOf(event: KeyboardEvent): string {
  // Shift and a digit give other signs on other keyboards: the key itself counts.
  const digit = /^Digit(\d)$/.exec(event.code);
  if (digit && event.shiftKey) {
    return `Shift+${digit[1]}`;
  }
  const plain = event.key.length === 1 ? event.key.toLowerCase() : event.key === " " ? "Space" : event.key;
  const name = plain === " " ? "Space" : plain;
  const shifted = event.shiftKey && (name.length > 1 || /[a-z]/.test(name)) ? "Shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shifted}${name}`;
}

const symbols: Record<string, string> = {
  ArrowRight: "\u2192",
  ArrowLeft: "\u2190",
  ArrowUp: "\u2191",
  ArrowDown: "\u2193",
  Escape: "Esc",
  Delete: "Del",
};
export const display = (key: string): string =>
  key
    .split("+")
    .map((p, i, all) => (i === all.length - 1 ? (symbols[p] ?? (p.length === 1 ? p.toUpperCase() : p)) : p))
    .join("+");

/** All actions with their keys, which the person may change; the choice is kept in the browser. */
export class KeyMap extends Changes {
  private readonly actions: Action[] = [];
  private chosen: Record<string, string> = {};

  constructor() {
    super();
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
      if (stored && typeof stored === "object") {
        this.chosen = Object.fromEntries(Object.entries(stored).filter((e): e is [string, string] => typeof e[1] === "string" && e[1].length <= 30));
      }
    } catch { /* damaged settings count as none */ }
  }

  add(...actions: Action[]): void {
    this.actions.push(...actions);
  }

  get all(): readonly Action[] {
    return this.actions;
  }

  keyOf(id: string): string {
    return this.chosen[id] ?? this.actions.find(a => a.id === id)?.key ?? "";
  }

  /** Gives an action another key; an action that had it before loses it. */
  assign(id: string, key: string): void {
    const scope = this.actions.find(a => a.id === id)?.scope;
    for (const action of this.actions) {
      if (action.id !== id && action.scope === scope && this.keyOf(action.id) === key) {
        this.chosen[action.id] = "";
      }
    }
    this.chosen[id] = key;
    localStorage.setItem(storageKey, JSON.stringify(this.chosen));
    this.changed();
  }

  reset(): void {
    this.chosen = {};
    localStorage.removeItem(storageKey);
    this.changed();
  }

  find(event: KeyboardEvent, scope?: Action["scope"]): Action | undefined {
    const name = nameOf(event);
    // Actions of the page itself are there in every scope.
    return this.actions.find(a => (a.scope === scope || a.group === "Page") && this.keyOf(a.id) === name);
  }
}
