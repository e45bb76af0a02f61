import { watch } from "../base/changes";
import type { ComparedPicture, Difference } from "../server/api";
import type { App } from "../app";
import type { Choice, Told } from "./comparing";
import { h, replace } from "../base/dom";
import { PictureView } from "../beside/picture-view";
import { shortName } from "../base/value-name";
import { actionButton, capOf } from "../keys/action-button";

const mostRanked = 5;

/** Pictures side by side, without labels, in place of the frame. */
export function comparePanel(app: App): HTMLElement {
  const { comparing } = app;
  const notice = h("div", { className: "notice", role: "status" });
  const panel = h("section", { className: "compare", "aria-label": "Compare pictures", hidden: true }, pairsPart(app), rankingPart(app), notice);
  watch([app.comparing, app.notices], () => {
    panel.hidden = comparing.mode === null;
    notice.textContent = comparing.mode ? app.notices.current?.text ?? "" : "";
    notice.classList.toggle("alarm", app.notices.current?.alarm === true);
  });
  return panel;
}

/** A view that shows what it is told to, as soon as it has come. */
function showing(app: App): { view: PictureView; show(picture: ComparedPicture | undefined): void } {
  const view = new PictureView(app.comparing.place, () => app.comparing.changed());
  let wanted = "";
  return {
    view,
    show(picture) {
      const url = picture?.picture ?? "";
      if (url !== wanted) {
        wanted = url;
        view.show(null);
        if (url) {
          app.comparing.pictures.get(url).then(
            b => {
              if (wanted === url) {
                view.show(b);
              }
            },
            () => {
              if (wanted === url) {
                wanted = "";
                app.notices.say("A picture cannot be shown.", true);
              }
            },
          );
        }
      }
      view.draw();
    },
  };
}

function pairsPart(app: App): HTMLElement {
  const { comparing } = app;
  const [left, right] = [showing(app), showing(app)];
  const state = h("p", { className: "quiet" });
  const told = h("tbody", {});
  const hint = h("p", { className: "quiet" }, "What differs is told after the choice, so that the picture is judged and not the value.");
  const button = (choice: Choice, text: string, ids: string[]) =>
    h("button", { className: "verdict", onclick: () => comparing.choose(choice) }, text, ...ids.map(id => capOf(app, id)));
  const body = h("div", { className: "pairs" },
    h("figure", {}, left.view.canvas, h("figcaption", {}, "A")),
    h("figure", {}, right.view.canvas, h("figcaption", {}, "B")));
  const part = h("div", { className: "part" }, body,
    h("div", { className: "question" },
      h("b", {}, "Which is more real?"),
      h(
        "div",
        { className: "buttons" },
        button("a", "A", ["pair.a", "pair.left"]),
        button("equal", "Equal", ["pair.equal", "pair.equal2"]),
        button("b", "B", ["pair.b", "pair.right"]),
      ),
      state,
      h("div", { className: "spring" }),
      actionButton(app, "pairs.ranking", "Rank some"),
      actionButton(app, "pair.leave", "Back to the frames"),
    ),
    h(
      "div",
      { className: "told" },
      hint,
      h("table", {}, h("thead", {}, h("tr", {}, ...["Chosen", "What differs", "A", "B"].map(t => h("th", {}, t)))), told),
    ),
  );
  let shown: Told | undefined;
  watch([app.comparing], () => {
    part.hidden = comparing.mode !== "pairs";
    if (part.hidden) {
      return;
    }
    const pair = comparing.pairs[0];
    document.documentElement.dataset["pair"] = pair ? `${pair.a.frame} ${pair.b.frame}` : "";
    left.show(pair?.a);
    right.show(pair?.b);
    state.textContent = comparing.problem
      ? comparing.problem
      : pair
        ? `${comparing.judged} of ${comparing.total} pairs judged \u00b7 ${differing(pair.differing)}`
        : comparing.loading
          ? "Loading\u2026"
          : comparing.total === 0
            ? "There are no two variations to compare, or their values are still being read."
            : `All ${comparing.total} pairs are judged.`;
    hint.hidden = comparing.told.length > 0;
    hint.nextElementSibling!.toggleAttribute("hidden", comparing.told.length === 0);
    if (comparing.told[0] !== shown) {
      shown = comparing.told[0];
      replace(told, ...comparing.told.flatMap(t => rowsOf(app, t)));
    }
  });
  return part;
}

const differing = (values: number): string =>
  values === 1 ? "they differ in one value" : `no two differ in one value only; these differ in ${values}`;

// One row a value: named parameters first, and of many values only these.
function rowsOf(app: App, { choice, differs }: Told): HTMLElement[] {
  const named = differs.filter(d => d.parameter.startsWith("/parameters/"));
  const some = (named.length > 0 ? named : differs).slice(0, 4);
  const more = differs.length - some.length;
  const word = choice === "equal" ? "= Equal" : choice === "a" ? "\u25c0 A" : "B \u25b6";
  return (some.length > 0 ? some : [null]).map((d, i) =>
    h(
      "tr",
      {},
      h("td", {}, i === 0 ? word : ""),
      h(
        "td",
        { title: d?.parameter },
        d ? shortName(d.parameter, app.frameView.frame?.tables.scenario ?? {}) : "nothing",
        i === some.length - 1 && more > 0 && h("span", { className: "quiet" }, ` and ${more} other values`),
      ),
      h("td", { className: choice === "a" ? "chosen" : "" }, d ? valueOf(d.a) : ""),
      h("td", { className: choice === "b" ? "chosen" : "" }, d ? valueOf(d.b) : ""),
    ),
  );
}

const valueOf = (value: Difference["a"]): string =>
  value === undefined || value === null ? "none" : typeof value === "number" && !Number.isInteger(value) ? value.toPrecision(4) : String(value);

function rankingPart(app: App): HTMLElement {
  const { comparing } = app;
  const tiles = Array.from({ length: mostRanked }, (_, i) => {
    const tile = showing(app);
    const place = h("b", {});
    return {
      ...tile,
      place,
      element: h("figure", {}, tile.view.canvas, h("figcaption", { onclick: () => comparing.rank(i) }, capOf(app, `rank.${i + 1}`), place)),
    };
  });
  const state = h("p", { className: "quiet" });
  const part = h("div", { className: "part" },
    h("div", { className: "tiles" }, ...tiles.map(t => t.element)),
    h("div", { className: "question" },
      h("b", {}, "From the most real to the least"),
      h("div", { className: "buttons" }, actionButton(app, "rank.back", "Back"), actionButton(app, "rank.save", "Save")),
      state,
      h("div", { className: "spring" }),
      actionButton(app, "ranking.pairs", "Two pictures"),
      actionButton(app, "rank.leave", "Back to the frames"),
    ),
  );
  watch([app.comparing], () => {
    part.hidden = comparing.mode !== "ranking";
    if (part.hidden) {
      return;
    }
    document.documentElement.dataset["ranking"] = comparing.ranked.map(p => p.frame).join(" ");
    tiles.forEach((tile, i) => {
      tile.element.hidden = i >= comparing.ranked.length;
      tile.show(comparing.ranked[i]);
      const place = comparing.order.indexOf(i);
      tile.place.textContent = place < 0 ? "" : placeWord(place + 1, comparing.ranked.length);
      tile.element.classList.toggle("placed", place >= 0);
    });
    const next = comparing.order.length + 1;
    state.textContent = comparing.problem
      ? comparing.problem
      : comparing.ranked.length === 0
        ? comparing.loading
          ? "Loading\u2026"
          : "There is no further choice of pictures to rank."
        : next > comparing.ranked.length
          ? "Enter saves."
          : next === 1
            ? "Press the number of the most real picture."
            : "Now the most real of the rest.";
  });
  return part;
}

const placeWord = (place: number, of: number): string =>
  place === 1 ? "1st, most real" : place === of ? `${ordinal(place)}, least real` : ordinal(place);
const ordinal = (n: number): string => `${n}${["th", "st", "nd", "rd"][n] ?? "th"}`;
