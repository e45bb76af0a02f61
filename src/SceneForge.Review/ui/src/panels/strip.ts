import type { App } from "../app";
import { h, keyCap, replace } from "../dom";
import { verdictMark } from "./marks";

/** The sequence as a strip of thumbnails that plays. */
export function stripPanel(app: App): HTMLElement {
  const play = h("button", { className: "play", onclick: () => app.play(!app.playing) });
  const title = h("div", { className: "title" });
  const cells = h("div", { className: "cells" });
  let shown = "";
  app.onChange(() => {
    const frame = app.frame;
    if (!frame) {
      return;
    }
    const current = frame.document.index;
    const state = JSON.stringify([app.strip.map(e => e[0]), app.strip.map(e => e[4]), current]);
    replace(play, app.playing ? "Stop " : "Play ", keyCap("Space"));
    if (state === shown) {
      return;
    }
    const samePlace = shown.startsWith(JSON.stringify([app.strip.map(e => e[0])]).slice(0, -1));
    shown = state;
    const times = frame.tables.rig.frame_times_ns;
    const seconds = (ns: number) => (ns * 1e-9).toFixed(2);
    replace(title,
      h("b", {}, app.dataset.gate ? `Item ${frame.document.sequence + 1} of ${app.dataset.sequences}` : `Sequence ${frame.document.sequence}`),
      h("span", {}, `frame ${frame.document.frame} of ${times.length} \u00b7 ${seconds(times[frame.document.frame] ?? 0)} s`),
      h("span", {}, frame.document.camera));
    if (!samePlace || cells.childElementCount !== app.strip.length) {
      const events = Object.entries(frame.tables.segments.events);
      replace(cells, ...app.strip.map((entry, i) => {
        const [, sequence, camera, number] = entry;
        const from = times[number] ?? 0, to = times[number + 1] ?? Infinity;
        const names = events.filter(([, ns]) => ns >= (i === 0 ? -Infinity : from) && ns < to).filter(([, ns]) => ns >= (times[0] ?? 0)).map(([name, ns]) => `${name} at ${seconds(ns)} s`);
        return h("button", { className: "cell", title: [`frame ${number}, ${seconds(from)} s`, ...names].join("\n"), onclick: () => void app.show(sequence, camera, number) },
          h("img", { src: `/api/thumbnails/${sequence}/${encodeURIComponent(camera)}/${number}`, alt: "", loading: "lazy", draggable: false }),
          h("span", { className: "mark" }),
          names.length > 0 && h("i", { className: "event" }));
      }));
    }
    app.strip.forEach((entry, i) => {
      const cell = cells.children[i]!;
      cell.setAttribute("aria-current", String(entry[0] === current));
      const mark = verdictMark(entry[4]);
      const badge = cell.querySelector(".mark")!;
      badge.textContent = mark.symbol;
      badge.className = `mark ${mark.className}`;
    });
    cells.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  return h("footer", {}, h("div", { className: "controls" }, play, title), cells);
}
