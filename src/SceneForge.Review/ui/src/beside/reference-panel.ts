import { watch } from "../base/changes";
import type { App } from "../app";
import { h } from "../base/dom";
import { PictureView } from "./picture-view";
import { actionButton } from "../keys/action-button";

/** A real picture below the stage. */
export function referencePanel(app: App): HTMLElement {
  const { references } = app;
  const view = new PictureView(references.place, () => app.references.changed());
  const state = h("span", {});
  const message = h("p", { className: "message alarm", role: "status" });
  const pin = actionButton(app, "reference.pin", "Keep this one");
  const panel = h(
    "section",
    { className: "beside reference", "aria-label": "Real picture", hidden: true },
    h(
      "div",
      { className: "bar" },
      h("b", { className: "real" }, "Real"),
      state,
      h("div", { className: "spring" }),
      actionButton(app, "reference.previous", "More alike"),
      actionButton(app, "reference.next", "Less alike"),
      pin,
      actionButton(app, "reference", "Close"),
    ),
    h("div", { className: "body" }, view.canvas, message),
  );
  let wanted = -1;
  watch([app.beside, app.references], () => {
    panel.hidden = !references.open;
    if (panel.hidden) {
      return;
    }
    const picture = references.picture;
    message.textContent = references.problem;
    pin.setAttribute("aria-pressed", String(references.pinned));
    state.textContent = picture
      ? [
          picture.name,
          `${references.rank} of ${references.pictures.length} by brightness`,
          ...(references.leftOut > 0 ? [`${references.leftOut} files are no pictures`] : []),
        ].join(" \u00b7 ")
      : "";
    state.title = state.textContent;
    document.documentElement.dataset["reference"] = picture?.name ?? "";
    if ((picture?.id ?? -1) !== wanted) {
      const id = wanted = picture?.id ?? -1;
      view.show(null);
      if (id >= 0) {
        references.files.get(`/api/references/${id}`).then(
          b => { if (wanted === id) { references.problem = ""; view.show(b); } },
          () => { if (wanted === id) { references.problem = "The picture cannot be shown."; app.references.changed(); } });
      }
    }
    view.draw();
  });
  return panel;
}
