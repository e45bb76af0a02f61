import type { App } from "../app";
import { openDialog } from "../base/dialog";
import { h } from "../base/dom";
import { shortName } from "../base/value-name";
import type { QueueRequest } from "../server/types";

/** Which frames are in the queue. */
export function showQueueDialog(app: App): void {
  const q = app.queue.request;
  const option = (value: string, text: string, chosen: string) => h("option", { value, selected: value === chosen }, text);
  const camera = h("select", {}, option("", "any", q.camera ?? ""), ...app.session.dataset.cameras.map(c => option(c, c, q.camera ?? "")));
  const shown = h(
    "select",
    {},
    option("", "any", String(q.class ?? "")),
    ...app.session.dataset.classes.filter(c => c.thing).map(c => option(String(c.id), c.name, String(q.class ?? ""))),
  );
  const sequence = h("input", {
    type: "number",
    min: "0",
    step: "1",
    value: q.sequence === undefined ? "" : String(q.sequence),
    placeholder: "any",
  });
  const reviewer = h("input", { type: "text", value: q.reviewer ?? "", placeholder: "anybody" });
  const seed = h("input", { type: "text", value: q.seed ?? "", placeholder: "of the random order" });
  const checks = app.session.dataset.checks;
  const check = h(
    "select",
    { disabled: checks?.state !== "current", title: checks?.sentence ?? "" },
    option("", checks?.state === "current" ? "any" : "not checked", q.check ?? ""),
    option("failed", "any failed", q.check ?? ""),
    option("borderline", "any borderline", q.check ?? ""),
    ...(checks?.names ?? []).filter(c => c.pictures > 0).map(c => option(c.name, `${c.name} (${c.pictures})`, q.check ?? "")),
  );
  const choose = (names: string[], chosen: string | undefined) =>
    h("select", {}, option("", "any", chosen ?? ""), ...names.map(n => option(n, n, chosen ?? "")));
  const asset = choose(app.session.dataset.assets, q.asset);
  const behaviour = choose(app.session.dataset.behaviours, q.behaviour);
  const values = Object.entries(app.session.dataset.values).sort(
    (a, b) => Number(b[0].startsWith("/parameters/")) - Number(a[0].startsWith("/parameters/")),
  );
  const fields = values.map(([name, choices]) => {
    const known = q.values?.[name];
    const title = shortName(name, app.frameView.frame?.tables.scenario ?? {});
    if (choices.every(c => typeof c === "number")) {
      const [low, high] = choices as [number, number];
      const step = "any";
      const min = h("input", {
        type: "number",
        step,
        placeholder: low.toPrecision(4),
        value: known?.min === undefined ? "" : String(known.min),
        "aria-label": `${title}, least`,
      });
      const max = h("input", {
        type: "number",
        step,
        placeholder: high.toPrecision(4),
        value: known?.max === undefined ? "" : String(known.max),
        "aria-label": `${title}, greatest`,
      });
      return {
        name,
        row: h("label", { title: name }, h("span", {}, title), h("span", { className: "range" }, min, "to", max)),
        read: () =>
          min.value || max.value ? { ...(min.value ? { min: min.valueAsNumber } : {}), ...(max.value ? { max: max.valueAsNumber } : {}) } : null,
      };
    }
    const select = h(
      "select",
      {},
      option("", "any", known?.texts?.[0] ?? ""),
      ...choices.map(c => option(String(c), String(c), known?.texts?.[0] ?? "")),
    );
    return { name, row: h("label", { title: name }, h("span", {}, title), select), read: () => (select.value ? { texts: [select.value] } : null) };
  });
  const apply = () => {
    const drawn = Object.fromEntries(
      fields.map(f => [f.name, f.read()] as const).filter((f): f is [string, NonNullable<(typeof f)[1]>] => f[1] !== null),
    );
    const queue: QueueRequest = {
      order: q.order,
      ...(q.status ? { status: q.status } : {}),
      ...(camera.value ? { camera: camera.value } : {}),
      ...(shown.value ? { class: Number(shown.value) } : {}),
      ...(sequence.value ? { sequence: sequence.valueAsNumber } : {}),
      ...(reviewer.value ? { reviewer: reviewer.value } : {}),
      ...(check.value ? { check: check.value } : {}),
      ...(asset.value ? { asset: asset.value } : {}),
      ...(behaviour.value ? { behaviour: behaviour.value } : {}),
      ...(seed.value ? { seed: seed.value } : {}),
      ...(Object.keys(drawn).length > 0 ? { values: drawn } : {}),
    };
    dialog.close();
    void app.queue.start(queue);
  };
  const label = (text: string, field: HTMLElement) => h("label", {}, h("span", {}, text), field);
  const form = h(
    "form",
    {
      className: "filters",
      onsubmit: (event: Event) => {
        event.preventDefault();
        apply();
      },
    },
    label("Camera", camera),
    label("Shows class", shown),
    label("Check result", check),
    label("With asset", asset),
    label("During", behaviour),
    label("Sequence", sequence),
    label("Judged by", reviewer),
    label("Seed", seed),
    h(
      "h3",
      {},
      app.session.dataset.scanned < app.session.dataset.sequences
        ? `Sampled values (${app.session.dataset.scanned} of ${app.session.dataset.sequences} sequences read so far)`
        : "Sampled values",
    ),
    ...fields.map(f => f.row),
    h("div", { className: "buttons below" },
      h("button", { type: "submit", className: "main" }, "Show"),
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            dialog.close();
            void app.queue.start({ order: q.order, ...(q.status ? { status: q.status } : {}) });
          },
        },
        "No filter",
      ),
    ),
  );
  const dialog = openDialog("Queue", form);
}
