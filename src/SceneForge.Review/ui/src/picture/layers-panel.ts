import { watch } from "../base/changes";
import type { App } from "../app";
import { h } from "../base/dom";
import { capOf } from "../keys/action-button";

/** What is laid over the picture: a switch, a key and an opacity for each layer. */
export function layersPanel(app: App): HTMLElement {
  const rows = app.display.layers.map(layer => {
    const toggle = h(
      "button",
      { className: "layer", onclick: () => app.display.toggle(layer) },
      h("span", { className: "box" }),
      layer.title,
      capOf(app, `layer.${layer.id}`),
    );
    const opacity = h("input", {
      type: "range", min: "0.1", max: "1", step: "0.05", title: `Opacity of ${layer.title}`, "aria-label": `Opacity of ${layer.title}`,
      oninput: () => { layer.opacity = Number(opacity.value); layer.on = true; app.display.changed(); },
    });
    watch([app.display], () => {
      toggle.setAttribute("aria-pressed", String(layer.on));
      opacity.value = String(layer.opacity);
      opacity.classList.toggle("off", !layer.on);
    });
    return h("div", { className: "row" }, toggle, opacity);
  });
  return h("section", {}, h("h2", {}, "Layers"), ...rows);
}
