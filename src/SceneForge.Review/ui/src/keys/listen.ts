import type { App } from "../app";

// What a held key does again and again. All else would judge frames unseen, add boxes by the dozen, or end as chance has it.
const repeating = new Set([
  "next", "previous", "later", "earlier", "fainter", "stronger", "zoom.in", "zoom.out", "pairs.in", "pairs.out", "ranking.in", "ranking.out",
  "object.next", "object.previous",
]);

const isTyped = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type !== "range" && target.type !== "checkbox"
  || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** Sends key presses to actions, except while somebody types. */
export function listenToKeys(app: App): void {
  window.addEventListener("keydown", event => {
    const target = event.target as HTMLElement;
    if (isTyped(target)) {
      if (event.key === "Escape") {
        target.blur();
      }
      return;
    }
    if (document.querySelector("dialog[open]")) {
      return;
    }
    // Enter does what a focused button says.
    if (event.key === "Enter" && target.closest("button, a")) {
      return;
    }
    const action = app.keys.find(event, app.comparing.scope);
    if (action) {
      event.preventDefault();
      if (!event.repeat || repeating.has(action.id)) {
        action.run();
      }
    }
  });
}
