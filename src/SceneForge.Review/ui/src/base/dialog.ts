import { messageOf } from "../server/api";
import { h, replace, type Child } from "./dom";

/** Opens a dialog over the page; Escape or a click beside it closes. */
export function openDialog(title: string, ...children: Child[]): HTMLDialogElement {
  const close = h("button", { className: "close", "aria-label": "Close", onclick: () => dialog.close() }, "\u2715");
  const dialog = h("dialog", {}, h("div", { className: "head" }, h("h2", {}, title), close), ...children);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", event => { if (event.target === dialog) { dialog.close(); } });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>(":is(input, select):enabled")?.focus();
  return dialog;
}

/** Opens a dialog whose content is still to come: says so meanwhile, and why where it does not come. */
export function openLater(title: string, content: Promise<Child[]>): HTMLDialogElement {
  const body = h("div", { className: "later" }, h("p", { className: "quiet", role: "status" }, "Loading\u2026"));
  const dialog = openDialog(title, body);
  content.then(
    children => replace(body, ...children),
    (error: unknown) => replace(body, h("p", { className: "alarm", role: "alert" }, messageOf(error))),
  );
  return dialog;
}
