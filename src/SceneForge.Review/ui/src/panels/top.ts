import { signOut } from "../api";
import type { App } from "../app";
import { showQueueDialog } from "../dialogs";
import { h } from "../dom";
import { display } from "../keys";
import { duration } from "../pace";
import type { QueueRequest } from "../types";
import { actionButton, capOf } from "./action-button";

const orders = [["dataset", "in order"], ["worst", "worst first"], ["random", "random"]] as const;
const statuses = [["mine_open", "To do"], ["", "All"], ["accept", "Accepted"], ["reject", "Rejected"], ["cannot_judge", "Cannot judge"], ["disputed", "Disputed"], ["second", "Second look due"]] as const;

/** What is reviewed, how far it is, and who reviews. */
export function topBar(app: App): HTMLElement {
  const queueSelect = h("select", { title: "Which frames", "aria-label": "Which frames", onchange: () => restart() }, ...statuses.map(([value, text]) => h("option", { value }, text)));
  const orderSelect = h("select", { title: "Order", "aria-label": "Order", onchange: () => restart() }, ...orders.map(([value, text]) => h("option", { value }, text)));
  const restart = () => {
    const { status: _, ...rest } = app.queue;
    const queue: QueueRequest = { ...rest, order: orderSelect.value as QueueRequest["order"], ...(queueSelect.value ? { status: queueSelect.value } : {}) };
    queueSelect.blur();
    orderSelect.blur();
    void app.start(queue.order === "random" && !queue.seed ? { ...queue, seed: app.dataset.scenario } : queue);
  };
  const bar = h("progress", { max: 1, value: 0, "aria-label": "Judged frames" });
  const progress = h("span", { className: "figures" });
  const saved = h("span", { className: "saved" });
  const filters = h("button", { onclick: () => showQueueDialog(app) }, "Filter ", capOf(app, "queue"));
  app.onChange(() => {
    queueSelect.value = app.queue.status ?? "";
    orderSelect.value = app.queue.order;
    const active = Object.keys(app.queue).filter(k => ["camera", "sequence", "class", "reviewer", "check", "asset", "behaviour", "marked", "values"].includes(k)).length;
    filters.firstChild!.textContent = active > 0 ? `Filter (${active}) ` : "Filter ";
    const judged = Math.min(app.judged, app.total);
    bar.value = app.total > 0 ? judged / app.total : 0;
    const rate = app.pace.rate();
    progress.textContent = `${judged} of ${app.total}${rate ? ` \u00b7 ${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a minute \u00b7 ${duration((app.total - judged) / rate)} left` : ""}`;
    saved.textContent = app.signedOut ? "Signed out" : app.offline ? `No answer from the server: ${app.unsaved} kept here` : app.unsaved > 0 ? `Saving ${app.unsaved}` : "Saved";
    saved.classList.toggle("alarm", app.offline || app.signedOut);
  });
  const lead = app.session.role === "lead";
  // On a laptop's screen there is no room for all caps.
  const plain = (id: string, text: string) => {
    const button = actionButton(app, id, text);
    const title = button.title;
    button.classList.add("roomy");
    app.onChange(() => { button.title = `${title} (${display(app.keys.keyOf(id))})`; });
    return button;
  };
  return h("header", {},
    h("h1", { title: app.dataset.renderer }, app.dataset.gate ? `Gate \u00b7 ${app.dataset.scenario}` : app.dataset.scenario),
    // The gate's order is the draw's: nobody chooses it.
    h("div", { className: "group" }, queueSelect, !app.dataset.gate && orderSelect, !app.dataset.gate && filters),
    bar, progress, saved,
    h("div", { className: "spring" }),
    app.dataset.gate && app.session.role !== "reviewer" && plain("gate", "Gate"),
    !app.dataset.gate && actionButton(app, "compare.pairs", "Compare"),
    app.session.role !== "reviewer" && plain("findings", "Findings"),
    !app.dataset.gate && plain("sets", "Sets"),
    lead && plain("people", "People"),
    actionButton(app, "theme", "Theme"),
    actionButton(app, "help", "Keys"),
    h("button", { title: `Signed in as ${app.session.role}. Sign out`, onclick: () => void signOut().then(() => location.reload()) }, app.session.name));
}
