import { watch } from "../base/changes";
import type { App } from "../app";
import { h, replace } from "../base/dom";
import type { QueueEntry } from "../server/types";
import { verdictMark } from "../acts/verdict-mark";
import { capOf } from "../keys/action-button";

const narrow = 88; // px a cell, where a sequence has many frames
const beyond = 8; // cells made ready on either side of what is in view

/** The sequence as a strip of thumbnails that plays. Only what is in view is there, however long the sequence. */
export function stripPanel(app: App): HTMLElement {
  const play = h("button", { className: "play", onclick: () => app.strip.play(!app.frameView.playing) });
  const playCap = capOf(app, "play");
  const title = h("div", { className: "title" });
  const track = h("div", { className: "track" });
  const cells = h("div", { className: "cells" }, track);
  const made = new Map<number, HTMLElement>();
  let strip: QueueEntry[] = [];
  let size = "";
  let current = -1;

  const layout = () => {
    const wide = document.documentElement.clientWidth >= 1900 ? 194 : 130;
    const pitch = Math.max(narrow, Math.min(wide, Math.floor((cells.clientWidth - 10) / Math.max(1, strip.length))));
    return {
      pitch,
      first: Math.max(0, Math.floor(cells.scrollLeft / pitch) - beyond),
      last: Math.min(strip.length - 1, Math.ceil((cells.scrollLeft + cells.clientWidth) / pitch) + beyond),
    };
  };

  const draw = () => {
    const frame = app.frameView.frame;
    if (!frame) {
      return;
    }
    const { pitch, first, last } = layout();
    const now = `${pitch} ${strip.length}`;
    if (now !== size) {
      size = now;
      track.style.width = `${pitch * strip.length}px`;
      made.forEach(cell => cell.remove());
      made.clear();
    }
    for (const [i, cell] of made) {
      if (i < first || i > last) {
        cell.remove();
        made.delete(i);
      }
    }
    for (let i = first; i <= last; i++) {
      const entry = strip[i]!;
      let cell = made.get(i);
      if (!cell) {
        made.set(i, cell = cellOf(app, entry, i, pitch));
        track.append(cell);
      }
      cell.setAttribute("data-marks", entry[5]);
      cell.setAttribute("aria-current", String(entry[0] === frame.document.index));
      const mark = verdictMark(entry[4]);
      const badge = cell.querySelector(".mark")!;
      badge.textContent = mark.symbol;
      badge.className = `mark ${mark.className}`;
    }
  };

  watch([app.frameView, app.strip], () => {
    const frame = app.frameView.frame;
    if (!frame) {
      return;
    }
    replace(play, app.frameView.playing ? "Stop " : "Play ", playCap);
    const times = frame.tables.rig.frame_times_ns;
    replace(
      title,
      h(
        "b",
        {},
        app.session.dataset.gate
          ? `Item ${frame.document.sequence + 1} of ${app.session.dataset.sequences}`
          : `Sequence ${frame.document.sequence}`,
      ),
      h("span", {}, `frame ${frame.document.frame} of ${times.length} \u00b7 ${seconds(times[frame.document.frame] ?? 0)} s`),
      h("span", {}, frame.document.camera));
    if (strip !== app.strip.entries) {
      [strip, size, current] = [app.strip.entries, "", -1];
    }
    const at = strip.findIndex(e => e[0] === frame.document.index);
    if (at !== current && at >= 0) {
      current = at;
      const { pitch } = layout();
      track.style.width = `${pitch * strip.length}px`;
      if (at * pitch < cells.scrollLeft || (at + 1) * pitch > cells.scrollLeft + cells.clientWidth) {
        cells.scrollLeft = at * pitch - (cells.clientWidth - pitch) / 2;
      }
    }
    draw();
  });
  cells.addEventListener("scroll", draw, { passive: true });
  new ResizeObserver(draw).observe(cells);
  return h("footer", {}, h("div", { className: "controls" }, play, title), cells);
}

const seconds = (ns: number): string => (ns * 1e-9).toFixed(2);

function cellOf(app: App, entry: QueueEntry, i: number, pitch: number): HTMLElement {
  const [, sequence, camera, number] = entry;
  const { rig, segments } = app.frameView.frame!.tables;
  const times = rig.frame_times_ns;
  const from = times[number] ?? 0,
    to = times[number + 1] ?? Infinity;
  const names = Object.entries(segments.events)
    .filter(([, ns]) => ns >= (i === 0 ? -Infinity : from) && ns < to && ns >= (times[0] ?? 0))
    .map(([name, ns]) => `${name} at ${seconds(ns)} s`);
  return h(
    "button",
    {
      className: "cell",
      style: { left: `${i * pitch}px`, width: `${pitch - 2}px` },
      title: [`frame ${number}, ${seconds(from)} s`, ...names].join("\n"),
      onclick: () => void app.frameView.show(sequence, camera, number),
    },
    h("img", { src: `/api/thumbnails/${sequence}/${encodeURIComponent(camera)}/${number}`, alt: "", draggable: false }),
    h("span", { className: "mark" }),
    names.length > 0 && h("i", { className: "event" }),
  );
}
