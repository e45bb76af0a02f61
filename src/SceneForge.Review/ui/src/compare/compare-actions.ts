import type { App } from "../app";

/** What keys do while pictures are compared. */
export function addCompareActions(app: App): void {
  const { comparing } = app;
  const add = (scope: "pairs" | "ranking" | undefined, group: string, key: string, id: string, title: string, run: () => void) =>
    app.keys.add({ group, key, id, title, run, ...(scope ? { scope } : {}) });
  add(undefined, "Compare", "y", "compare.pairs", "Which of two pictures is more real", () => comparing.toggle("pairs"));
  add(undefined, "Compare", "Shift+y", "compare.ranking", "Rank some pictures by how real they are", () => comparing.toggle("ranking"));

  const pairs = "While two pictures are compared";
  add("pairs", pairs, "a", "pair.a", "A is more real", () => comparing.choose("a"));
  add("pairs", pairs, "ArrowLeft", "pair.left", "A, the left one, is more real", () => comparing.choose("a"));
  add("pairs", pairs, "b", "pair.b", "B is more real", () => comparing.choose("b"));
  add("pairs", pairs, "ArrowRight", "pair.right", "B, the right one, is more real", () => comparing.choose("b"));
  add("pairs", pairs, "e", "pair.equal", "Equal", () => comparing.choose("equal"));
  add("pairs", pairs, "ArrowDown", "pair.equal2", "Equal", () => comparing.choose("equal"));
  add("pairs", pairs, "Escape", "pair.leave", "Back to the frames", () => comparing.close());

  const ranking = "While pictures are ranked";
  for (let i = 0; i < 5; i++) {
    add("ranking", ranking, String(i + 1), `rank.${i + 1}`, `Picture ${i + 1} comes next, the most real first`, () => comparing.rank(i));
  }
  add("ranking", ranking, "Backspace", "rank.back", "Take the last place back", () => comparing.unrank());
  add("ranking", ranking, "Enter", "rank.save", "Save the ranking", () => comparing.saveRanking());
  add("ranking", ranking, "Escape", "rank.leave", "Back to the frames", () => comparing.close());
  for (const scope of ["pairs", "ranking"] as const) {
    const group = scope === "pairs" ? pairs : ranking;
    add(scope, group, "z", `${scope}.undo`, "Undo my last act", () => app.acts.outbox.undo());
    add(scope, group, "+", `${scope}.in`, "Zoom in", () => comparing.zoom(1.25));
    add(scope, group, "-", `${scope}.out`, "Zoom out", () => comparing.zoom(0.8));
    add(scope, group, "w", `${scope}.whole`, "Whole pictures", () => comparing.whole());
    add(scope, group, "y", `${scope}.pairs`, "Two pictures", () => comparing.toggle("pairs"));
    add(scope, group, "Shift+y", `${scope}.ranking`, "Ranking", () => comparing.toggle("ranking"));
  }
}
