import type { App } from "../app";
import { openDialog } from "../base/dialog";
import { h } from "../base/dom";
import { display, nameOf } from "./key-map";

/** All keys. A click on a key, then a press, changes it. */
export function showHelp(app: App): void {
  const groups = new Map<string, HTMLElement[]>();
  for (const action of app.keys.all) {
    const key = h("button", { className: "key", title: "Change this key" }, display(app.keys.keyOf(action.id)) || "none");
    key.addEventListener("click", () => {
      key.textContent = "press a key";
      const listen = (event: KeyboardEvent) => {
        if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        dialog.removeEventListener("keydown", listen, true);
        if (event.key !== "Escape" || action.id === "escape") {
          app.keys.assign(action.id, nameOf(event));
        }
        dialog.remove();
        showHelp(app);
      };
      dialog.addEventListener("keydown", listen, true);
    });
    const row = h("div", { className: "keyrow" }, h("span", {}, action.title), key);
    groups.set(action.group, [...(groups.get(action.group) ?? []), row]);
  }
  const columns = h("div", { className: "keys" }, ...[...groups].map(([name, rows]) => h("section", {}, h("h3", {}, name), ...rows)));
  const dialog = openDialog(
    "Keys",
    columns,
    h(
      "p",
      { className: "quiet" },
      "Wheel: zoom. Drag: pan. Click: select. Double click: whole image. While editing, drag the handles; Shift with the middle one lifts a box.",
    ),
    h(
      "button",
      {
        onclick: () => {
          app.keys.reset();
          dialog.remove();
          showHelp(app);
        },
      },
      "Keys as they came",
    ),
  );
}
