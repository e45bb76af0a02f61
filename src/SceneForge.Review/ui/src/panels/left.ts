import type { App } from "../app";
import { fixed, h, replace } from "../dom";
import { colorOf } from "../overlay";
import { capOf } from "./action-button";

/** What is laid over the picture: a switch, a key and an opacity for each layer. */
export function layersPanel(app: App): HTMLElement {
  const rows = app.layers.map(layer => {
    const toggle = h("button", { className: "layer", onclick: () => { layer.on = !layer.on; app.changed(); } }, h("span", { className: "box" }), layer.title, capOf(app, `layer.${layer.id}`));
    const opacity = h("input", {
      type: "range", min: "0.1", max: "1", step: "0.05", title: `Opacity of ${layer.title}`, "aria-label": `Opacity of ${layer.title}`,
      oninput: () => { layer.opacity = Number(opacity.value); layer.on = true; app.changed(); },
    });
    app.onChange(() => {
      toggle.setAttribute("aria-pressed", String(layer.on));
      opacity.value = String(layer.opacity);
      opacity.classList.toggle("off", !layer.on);
    });
    return h("div", { className: "row" }, toggle, opacity);
  });
  return h("section", {}, h("h2", {}, "Layers"), ...rows);
}

/** The frame's objects; a click selects. */
export function objectsPanel(app: App): HTMLElement {
  const list = h("div", { className: "objects", role: "listbox", "aria-label": "Objects" });
  let shown = "";
  app.onChange(() => {
    const state = JSON.stringify([app.selected, app.hovered, app.objects.map(o => [o.label.id, o.label.class, o.deleted, o.corrected, o.label.visible_pixels])]);
    if (state === shown) {
      return;
    }
    shown = state;
    const order = [...app.objects].sort((a, b) => b.label.visible_pixels - a.label.visible_pixels);
    replace(list, ...order.map(({ label, deleted, corrected }) => h("button", {
      className: `object${deleted ? " deleted" : ""}${label.visible_pixels === 0 && !corrected ? " unseen" : ""}`,
      role: "option", "aria-selected": label.id === app.selected ? "true" : "false",
      title: `${app.classes.get(label.class)?.name ?? label.class} ${label.name}, ${label.visible_pixels} pixels, occlusion ${fixed(100 * label.occlusion, 0)} %`,
      onclick: () => { app.selected = label.id; app.changed(); },
    },
    h("i", { style: { background: colorOf(label.class) } }),
    h("span", {}, label.name),
    h("small", {}, corrected ? "corrected" : label.visible_pixels === 0 ? "hidden" : `${fixed(Math.hypot(...label.camera_from_box.translation), 0)} m`))));
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  return h("section", { className: "fill" }, h("h2", {}, "Objects ", capOf(app, "object.next")), list);
}
