import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox, type OutboxEvents } from "../src/acts/outbox";
import { Changes, watch } from "../src/base/changes";
import { shortName } from "../src/base/value-name";
import { KeyMap, nameOf } from "../src/keys/key-map";
import { applyCorrections } from "../src/labels/corrections";
import { duration, Pace } from "../src/queue/pace";
import type { DoneAct, FrameDocument, ObjectLabel, PictureLabels } from "../src/server/types";
import { useFrames, useServer, useStorage } from "./browser";

test("Whoever watches is told once for many changes, those before first", () => {
  const nextFrame = useFrames();
  const [a, b] = [new Changes(), new Changes()];
  const told: string[] = [];
  watch([a, b], () => told.push("both"));
  watch([b], () => { told.push("b"); });
  nextFrame();
  assert.deepEqual(told.splice(0), ["both", "b"]);
  b.changed();
  a.changed();
  b.changed();
  assert.deepEqual(told, []);
  nextFrame();
  assert.deepEqual(told.splice(0), ["both", "b"]);
  a.changed();
  nextFrame();
  assert.deepEqual(told, ["both"]);
});

test("A key is named by what it writes, a digit with Shift by its place", () => {
  const press = (key: string, code: string, shiftKey = false) => nameOf({ key, code, shiftKey } as KeyboardEvent);
  assert.deepEqual(
    [press("A", "KeyA", true), press(" ", "Space"), press("?", "Slash", true), press("!", "Digit1", true), press("ArrowLeft", "ArrowLeft", true)],
    ["Shift+a", "Space", "?", "Shift+1", "Shift+ArrowLeft"]);
});

test("An action that gets another's key takes it away, and the choice is kept", () => {
  useFrames();
  const stored = useStorage();
  const keys = new KeyMap();
  const add = (id: string, key: string, scope?: "pairs") =>
    keys.add({ id, key, title: id, group: "Move", run: () => undefined, ...(scope ? { scope } : {}) });
  add("next", "n");
  add("previous", "p");
  add("pair", "n", "pairs");
  keys.assign("previous", "n");
  assert.deepEqual([keys.keyOf("next"), keys.keyOf("previous"), keys.keyOf("pair")], ["", "n", "n"]);
  assert.equal(keys.find({ key: "n", code: "KeyN" } as KeyboardEvent)?.id, "previous");
  assert.equal(keys.find({ key: "n", code: "KeyN" } as KeyboardEvent, "pairs")?.id, "pair");
  assert.deepEqual(JSON.parse(stored.get("sceneforge.review.keys")!), { next: "", previous: "n" });
});

const label = (id: number): ObjectLabel => ({
  id, name: `car ${id}`, class: 1, visible_box: [0, 0, 10, 10], amodal_box: [0, 0, 10, 10], visible_pixels: 100, amodal_pixels: 100,
  occlusion: 0, truncation: 0, size: [4, 2, 1.5], speed: 0,
  camera_from_box: { translation: [0, 0, 10], rotation: [1, 0, 0, 0] },
  world_from_box: { translation: [0, 0, 10], rotation: [1, 0, 0, 0] }, keypoints: [],
});
const picture = {
  world_from_camera: { translation: [100, 0, 0], rotation: [1, 0, 0, 0] },
  objects: [label(1), label(2)],
} as unknown as PictureLabels;
const correction = (object: number, after: object | null, outdated = false) =>
  ({ number: 1, person: "anna", time: "", outdated, kind: "correction", act: { object, ...(after ? { after } : {}) } }) as DoneAct;

test("Corrections move, delete and add labels, and outdated ones do nothing", () => {
  const shown = applyCorrections(picture, [
    correction(1, { class: 3, translation: [1, 2, 12] }),
    correction(2, null),
    correction(100_000, { class: 1, size: [1, 1, 1], translation: [0, 0, 5], rotation: [1, 0, 0, 0] }),
    correction(1, { class: 9 }, true),
  ]);
  assert.deepEqual(shown.map(s => [s.label.id, s.label.class, s.corrected, s.deleted]),
    [[1, 3, true, false], [2, 1, true, true], [100_000, 1, true, false]]);
  assert.deepEqual(shown[0]!.label.world_from_box.translation, [101, 2, 12]);
  assert.equal(shown[2]!.label.name, "added 1");
});

const silent: OutboxEvents = {
  saved() {}, posted() {}, undone() {}, conflict() {}, refused() {}, signedOut() {}, pending() {},
};
const frame = (etag: string) => ({ sequence: 0, camera: "CAM", frame: 3, etag }) as FrameDocument;
const settled = () => new Promise(resolve => setTimeout(resolve, 20));

test("Acts are sent one after another, each on the state that the one before left", async () => {
  const stored = useStorage();
  const requests = useServer([frame("b"), frame("c")]);
  const outbox = new Outbox(["dataset"], silent);
  outbox.act(frame("a"), "comment", { text: "one" });
  outbox.act(frame("a"), "comment", { text: "two" });
  assert.equal(stored.size, 1);
  await settled();
  assert.deepEqual(requests.map(r => [r.path, (r.body as { act: { text: string } }).act.text]),
    [["/api/frames/0/CAM/3/acts", "one"], ["/api/frames/0/CAM/3/acts", "two"]]);
  assert.deepEqual([outbox.pending, stored.size], [0, 0]);
});

test("A state that somebody else changed is told and not sent again; what the server refuses is told", async () => {
  useStorage();
  useServer([409, 422]);
  const told: unknown[] = [];
  const outbox = new Outbox(["dataset"], { ...silent, conflict: (...at) => told.push(at), refused: message => told.push(message) });
  outbox.act(frame("a"), "comment", { text: "one" });
  outbox.act(frame("a"), "comment", { text: "two" });
  await settled();
  assert.deepEqual([told, outbox.pending], [[[0, "CAM", 3], "status 422"], 0]);
});

test("What was not acknowledged is taken over by the next tab, of the same person and dataset alone", async () => {
  useStorage();
  useServer([401, 401]);
  new Outbox(["dataset", "anna"], silent).act(frame("a"), "comment", { text: "one" });
  await settled();
  assert.equal(new Outbox(["dataset", "bert"], silent).pending, 0);
  assert.equal(new Outbox(["dataset", "anna"], silent).pending, 1);
  assert.equal(new Outbox(["dataset", "anna"], silent).pending, 1);
});

test("Remaining time is told as people tell it", () => {
  assert.deepEqual([0.001, 0.5, 12.4, 200].map(duration), ["1 s", "30 s", "12 min", "3 h 20 min"]);
  assert.equal(new Pace().rate(), null);
});

test("A value's pointer is named by its actor and its last words", () => {
  const scenario = { actors: [{ name: "ego" }, { name: "van" }, { name: "child" }] };
  assert.equal(shortName("/actors/1/behaviour/0/do/cross/heading", scenario), "child cross heading");
  assert.equal(shortName("/presets/night/lighting/time", scenario), "night lighting time");
  assert.equal(shortName("/parameters/stop_distance", scenario), "stop distance");
});
