import type { Status, Verdict } from "../server/types";

/** How a status is shown: a symbol and a word carry the meaning, colour only helps. */
export function verdictMark(status: Status): { symbol: string; text: string; className: string } {
  switch (status) {
    case "accept": return { symbol: "\u2713", text: "Accepted", className: "accept" };
    case "reject": return { symbol: "\u2715", text: "Rejected", className: "reject" };
    case "cannot_judge": return { symbol: "?", text: "Cannot judge", className: "unsure" };
    case "disputed": return { symbol: "\u2260", text: "Disputed", className: "disputed" };
    case "second": return { symbol: "2", text: "Second look due", className: "unsure" };
    case "open": return { symbol: "", text: "Not judged", className: "" };
  }
}

/** What a person can say of a frame, with the key that says it. */
export const verdicts: { verdict: Verdict; key: string; title: string }[] = [
  { verdict: "accept", key: "ArrowRight", title: "Accept" },
  { verdict: "reject", key: "ArrowLeft", title: "Reject" },
  { verdict: "cannot_judge", key: "x", title: "Cannot judge" },
];
