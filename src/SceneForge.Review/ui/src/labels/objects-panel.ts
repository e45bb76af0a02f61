import type { App } from "../app";
import { watch } from "../base/changes";
import { fixed, h, replace } from "../base/dom";
import { capOf } from "../keys/action-button";
import { colorOf } from "../picture/overlay";

/** The frame's objects; a click selects. */
export function objectsPanel(app: App): HTMLElement {
  const list = h("div", { className: "objects", role: "listbox", "aria-label": "Objects" });
  let shown = "";
  watch([app.frameView, app.selection], () => {
    const state = JSON.stringify([
      app.selection.id,
      app.selection.hovered,
      app.frameView.objects.map(o => [o.label.id, o.label.class, o.deleted, o.corrected, o.label.visible_pixels]),
    ]);
    if (state === shown) {
      return;
    }
    shown = state;
    const order = [...app.frameView.objects].sort((a, b) => b.label.visible_pixels - a.label.visible_pixels);
    replace(
      list,
      ...order.map(({ label, deleted, corrected }) =>
        h(
          "button",
          {
            className: `object${deleted ? " deleted" : ""}${label.visible_pixels === 0 && !corrected ? " unseen" : ""}`,
            role: "option",
            "aria-selected": label.id === app.selection.id ? "true" : "false",
            title: [
              `${app.session.classes.get(label.class)?.name ?? label.class} ${label.name}`,
              `${label.visible_pixels} pixels`,
              `occlusion ${fixed(100 * label.occlusion, 0)} %`,
            ].join(", "),
            onclick: () => app.selection.select(label.id),
          },
          h("i", { style: { background: colorOf(label.class) } }),
          h("span", {}, label.name),
          h(
            "small",
            {},
            corrected ? "corrected" : label.visible_pixels === 0 ? "hidden" : `${fixed(Math.hypot(...label.camera_from_box.translation), 0)} m`,
          ),
        ),
      ),
    );
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  return h("section", { className: "fill" }, h("h2", {}, "Objects ", capOf(app, "object.next")), list);
}
