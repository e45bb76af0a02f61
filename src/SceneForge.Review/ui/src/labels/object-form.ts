import { watch } from "../base/changes";
import type { App } from "../app";
import { stateOf } from "./corrections";
import { fromTyped, typedValues } from "./box-editor";
import { fixed, h, replace } from "../base/dom";
import { edit } from "./labeling";
import { toEuler } from "../geometry/math";
import type { Box2, Vec3 } from "../server/types";
import { actionButton } from "../keys/action-button";

/** The selected object: its figures, and fields to type corrections into. A changed field is saved at once. */
export function objectForm(app: App): HTMLElement {
  const number = (name: string, unit: string, commit: () => void) => h("input", {
    type: "number", step: unit === "px" ? "1" : unit === "°" ? "0.5" : "0.01", title: `${name}, ${unit}`, "aria-label": `${name}, ${unit}`,
    onchange: () => commit(), onkeydown: (event: KeyboardEvent) => { if (event.key === "Enter") { (event.target as HTMLElement).blur(); } },
  });
  const commit3 = () => {
    const shown = app.selection.object;
    const v = values(fields3);
    if (shown && app.frameView.frame && v && v.slice(6).every(x => x > 0)) {
      edit(app, { ...fromTyped(app.frameView.frame.labels, v.slice(0, 3) as Vec3, v[3]!, v[4]!, v[5]!), size: v.slice(6) as Vec3 });
    }
  };
  const commit2 = () => {
    const v = values(fields2);
    if (v && v[2]! > v[0]! && v[3]! > v[1]!) {
      edit(app, { box2: v as Box2 });
    }
  };
  const fields3 = [
    ["x", "m"],
    ["y", "m"],
    ["z", "m"],
    ["yaw", "°"],
    ["pitch", "°"],
    ["roll", "°"],
    ["length", "m"],
    ["width", "m"],
    ["height", "m"],
  ].map(([n, u]) => number(n!, u!, commit3));
  const fields2 = ["left", "top", "right", "bottom"].map(n => number(n, "px", commit2));
  const classSelect = h("select", { "aria-label": "Class", onchange: () => { edit(app, { class: Number(classSelect.value) }); classSelect.blur(); } },
    ...app.session.dataset.classes.map(c => h("option", { value: String(c.id) }, c.name)));
  const title = h("h2", {});
  const figures = h("p", { className: "quiet" });
  const labeled = (text: string, field: HTMLElement) => h("label", {}, h("span", {}, text), field);
  const grid = h("div", { className: "form" },
    ...["x", "y", "z", "yaw", "pitch", "roll", "length", "width", "height"].map((n, i) => labeled(n, fields3[i]!)));
  const grid2 = h("div", { className: "form four" }, ...["left", "top", "right", "bottom"].map((n, i) => labeled(n, fields2[i]!)));
  const buttons = h("div", { className: "buttons" },
    actionButton(app, "edit", "Edit 3D"),
    actionButton(app, "edit2", "2D"),
    actionButton(app, "delete", "Delete"),
  );
  const body = h(
    "div",
    {},
    figures,
    labeled("class", classSelect),
    h("h3", {}, "3D box, vehicle frame: m, °"),
    grid,
    h("h3", {}, "2D box: px"),
    grid2,
    buttons,
  );
  const part = h("section", { className: "object-form" }, title, body);

  let typing = false;
  document.addEventListener("review-numbers", () => { typing = true; app.selection.changed(); });
  watch([app.frameView, app.selection], () => {
    const shown = app.selection.object;
    body.hidden = !shown;
    part.hidden = !shown;
    if (!shown || !app.frameView.frame) {
      return;
    }
    const { label } = shown;
    replace(title, `${label.name} `, h("span", { className: "quiet" }, `#${label.id}`));
    figures.textContent = [
      `${label.visible_pixels} of ${label.amodal_pixels} px`,
      `occluded ${fixed(100 * label.occlusion, 0)} %`,
      `cut ${fixed(100 * label.truncation, 0)} %`,
      `${fixed(label.speed, 1)} m/s`,
    ]
      .map(part => part.replaceAll(" ", "\u00a0"))
      .join(" \u00b7 ");
    classSelect.value = String(label.class);
    const { position, rotation } = typedValues(label, app.frameView.frame.labels);
    put(fields3, [...position, ...toEuler(rotation), ...label.size], 3);
    put(fields2, stateOf(label).box2 ?? [], 0);
    buttons.children[0]!.setAttribute("aria-pressed", String(app.selection.editor.shape === "3d"));
    buttons.children[1]!.setAttribute("aria-pressed", String(app.selection.editor.shape === "2d"));
    if (typing) {
      typing = false;
      fields3[0]!.select();
    }
  });
  return part;
}

function values(fields: HTMLInputElement[]): number[] | null {
  const numbers = fields.map(f => f.valueAsNumber);
  return numbers.every(Number.isFinite) ? numbers : null;
}

function put(fields: HTMLInputElement[], numbers: readonly number[], digits: number): void {
  fields.forEach((field, i) => {
    if (field !== document.activeElement) {
      field.value = numbers[i] === undefined ? "" : fixed(numbers[i]!, digits);
    }
  });
}
