import { watch } from "../base/changes";
import { signOut } from "../server/api";
import type { App } from "../app";
import { showQueueDialog } from "./queue-dialog";
import { h } from "../base/dom";
import { display } from "../keys/key-map";
import { duration } from "./pace";
import type { QueueRequest } from "../server/types";
import { actionButton, capOf } from "../keys/action-button";

const orders = [
  ["dataset", "in order"],
  ["worst", "worst first"],
  ["random", "random"],
] as const;
const statuses = [
  ["mine_open", "To do"],
  ["", "All"],
  ["accept", "Accepted"],
  ["reject", "Rejected"],
  ["cannot_judge", "Cannot judge"],
  ["disputed", "Disputed"],
  ["second", "Second look due"],
] as const;

/** What is reviewed, how far it is, and who reviews. */
export function topBar(app: App): HTMLElement {
  const queueSelect = h(
    "select",
    { title: "Which frames", "aria-label": "Which frames", onchange: () => restart() },
    ...statuses.map(([value, text]) => h("option", { value }, text)),
  );
  const orderSelect = h(
    "select",
    { title: "Order", "aria-label": "Order", onchange: () => restart() },
    ...orders.map(([value, text]) => h("option", { value }, text)),
  );
  const restart = () => {
    const { status: _, ...rest } = app.queue.request;
    const queue: QueueRequest = {
      ...rest,
      order: orderSelect.value as QueueRequest["order"],
      ...(queueSelect.value ? { status: queueSelect.value } : {}),
    };
    queueSelect.blur();
    orderSelect.blur();
    void app.queue.start(queue.order === "random" && !queue.seed ? { ...queue, seed: app.session.dataset.scenario } : queue);
  };
  const bar = h("progress", { max: 1, value: 0, "aria-label": "Judged frames" });
  const progress = h("span", { className: "figures" });
  const saved = h("span", { className: "saved" });
  const filters = h("button", { onclick: () => showQueueDialog(app) }, "Filter ", capOf(app, "queue"));
  watch([app.queue, app.acts, app.session], () => {
    queueSelect.value = app.queue.request.status ?? "";
    orderSelect.value = app.queue.request.order;
    const active = Object.keys(app.queue.request).filter(k =>
      ["camera", "sequence", "class", "reviewer", "check", "asset", "behaviour", "marked", "values"].includes(k),
    ).length;
    filters.firstChild!.textContent = active > 0 ? `Filter (${active}) ` : "Filter ";
    const judged = Math.min(app.queue.judged, app.queue.total);
    bar.value = app.queue.total > 0 ? judged / app.queue.total : 0;
    const rate = app.acts.pace.rate();
    const pace = rate
      ? [`${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a minute`, `${duration((app.queue.total - judged) / rate)} left`]
      : [];
    progress.textContent = [`${judged} of ${app.queue.total}`, ...pace].join(" \u00b7 ");
    saved.textContent = app.acts.signedOut
      ? "Signed out"
      : app.acts.offline
        ? `No answer from the server: ${app.acts.unsaved} kept here`
        : app.acts.unsaved > 0
          ? `Saving ${app.acts.unsaved}`
          : "Saved";
    saved.classList.toggle("alarm", app.acts.offline || app.acts.signedOut);
  });
  const lead = app.session.role === "lead";
  // On a laptop's screen there is no room for all caps.
  const plain = (id: string, text: string) => {
    const button = actionButton(app, id, text);
    const title = button.title;
    button.classList.add("roomy");
    watch([app.keys], () => { button.title = `${title} (${display(app.keys.keyOf(id))})`; });
    return button;
  };
  return h(
    "header",
    {},
    h(
      "h1",
      { title: app.session.dataset.renderer },
      app.session.dataset.gate ? `Gate \u00b7 ${app.session.dataset.scenario}` : app.session.dataset.scenario,
    ),
    // The gate's order is the draw's: nobody chooses it.
    h("div", { className: "group" }, queueSelect, !app.session.dataset.gate && orderSelect, !app.session.dataset.gate && filters),
    bar, progress, saved,
    h("div", { className: "spring" }),
    app.session.dataset.gate && app.session.role !== "reviewer" && plain("gate", "Gate"),
    !app.session.dataset.gate && actionButton(app, "compare.pairs", "Compare"),
    app.session.role !== "reviewer" && plain("findings", "Findings"),
    !app.session.dataset.gate && plain("sets", "Sets"),
    lead && plain("people", "People"),
    actionButton(app, "theme", "Theme"),
    actionButton(app, "help", "Keys"),
    h(
      "button",
      { title: `Signed in as ${app.session.role}. Sign out`, onclick: () => void signOut().then(() => location.reload()) },
      app.session.name,
    ),
  );
}
