import { getGoldVersions, getMarks, messageOf, post, type GoldVersion, type Marks } from "../server/api";
import type { App } from "../app";
import { openDialog } from "../base/dialog";
import { h, replace } from "../base/dom";
import type { QueueRequest } from "../server/types";

/** Vouches for the frame in view: it is gold; or takes that back. */
export function vouch(app: App): void {
  const document = app.frameView.frame?.document;
  if (document && !app.frameView.playing && !app.frameView.loading) {
    const gold = document.marks.split(" ").includes("gold");
    app.acts.outbox.act(document, "gold", gold ? { withdrawn: true } : {});
    app.notices.say(gold ? "No longer gold." : "Gold: you vouch for this frame.");
  }
}

/** The gold set with its versions, and what is in quarantine. */
export function showSets(app: App): void {
  const lead = app.session.role === "lead";
  const body = h("div", { className: "sets" });
  const message = h("p", { className: "quiet", role: "status" });
  const dialog = openDialog("Gold set and quarantine", body, message);
  const tell = (text: string, alarm = false) => {
    message.textContent = text;
    message.classList.toggle("alarm", alarm);
  };
  const send = async (path: string, request: object, done: string) => {
    try {
      await post(path, { ...request, request: crypto.randomUUID() });
      await refresh();
      tell(done);
      app.strip.reload();
    } catch (error) {
      tell(messageOf(error), true);
    }
  };
  const show = (marked: NonNullable<QueueRequest["marked"]>) => { dialog.close(); void app.queue.start({ order: "dataset", marked }); };
  const refresh = async () => {
    const versions = await getGoldVersions();
    const marks = app.session.role === "reviewer" ? null : await getMarks();
    replace(body, goldPart(app, versions, marks, lead, show, send), marks && quarantinePart(app, marks, lead, show, send));
  };
  refresh().catch((error: unknown) => tell(messageOf(error), true));
}

type Send = (path: string, request: object, done: string) => Promise<void>;

function goldPart(app: App, versions: GoldVersion[], marks: Marks | null, lead: boolean, show: (marked: "gold") => void, send: Send): HTMLElement {
  const note = h("input", { type: "text", maxLength: 4000, placeholder: "Note", "aria-label": "Note of the version", autocomplete: "off" });
  const cite = h(
    "select",
    {
      "aria-label": "Version that my verdicts cite",
      onchange: () => {
        app.acts.citing = cite.value ? Number(cite.value) : null;
        app.acts.changed();
      },
    },
    h("option", { value: "" }, "none"),
    ...versions.map(v => h("option", { value: String(v.number), selected: v.number === app.acts.citing }, `version ${v.number}`)));
  return h("section", {},
    h("h3", {}, "Gold set"),
    marks
      && h(
        "p",
        {},
        `${marks.gold} ${marks.gold === 1 ? "frame is" : "frames are"} gold now${lost(marks.changed)}.`,
      ),
    versions.length > 0
      ? h(
          "table",
          {},
          h("thead", {}, h("tr", {}, ...["Version", "Frames", "Unchanged", "Hash", "By", "When", "Note"].map(t => h("th", {}, t)))),
          h(
            "tbody",
            {},
            ...versions.map(v =>
              h(
                "tr",
                {},
                h("td", {}, String(v.number)),
                h("td", {}, String(v.frames)),
                h(
                  "td",
                  { className: v.unchanged < v.frames || !v.holds ? "alarm" : "" },
                  v.holds ? `${v.unchanged < v.frames ? "\u26a0 " : ""}${v.unchanged}` : "\u26a0 hash does not hold",
                ),
                h(
                  "td",
                  { title: v.hash },
                  h("a", { href: `/api/gold/versions/${v.number}`, download: `gold-${v.number}.json` }, v.hash.slice(0, 12)),
                ),
                h("td", {}, v.person),
                h("td", {}, v.time.slice(0, 16).replace("T", " ")),
                h("td", {}, v.note ?? ""),
              ),
            ),
          ),
        )
      : h("p", { className: "quiet" }, "There is no version yet."),
    h("div", { className: "buttons" },
      marks && h("button", { onclick: () => show("gold") }, "Show gold frames"),
      lead && note,
      lead
        && h(
          "button",
          {
            onclick: () =>
              void send("/api/gold/versions", note.value.trim() ? { note: note.value.trim() } : {}, "A version was made; it never changes."),
          },
          `Make version ${versions.length + 1}`,
        ),
    ),
    versions.length > 0 && h("label", {}, h("span", {}, "My verdicts cite "), cite),
  );
}

/** Frames that were gold until their files changed. */
const lost = (changed: string[]): string => (changed.length === 0 ? ""
  : `; gold no more, since their files changed, ${changed.length}: ${changed.slice(0, 6).join(", ")}${changed.length > 6 ? ", \u2026" : ""}`);

function quarantinePart(app: App, marks: Marks, lead: boolean, show: (marked: "quarantined") => void, send: Send): HTMLElement {
  const cause = h("input", {
    type: "text",
    maxLength: 4000,
    value: causeOf(app),
    placeholder: "Cause that they share",
    "aria-label": "Cause",
    autocomplete: "off",
  });
  const filtered = causeOf(app) !== "";
  return h("section", {},
    h("h3", {}, "Quarantine"),
    marks.quarantines.length > 0
      ? h(
          "table",
          {},
          h("thead", {}, h("tr", {}, ...["Cause", "Frames", "By", "When", ""].map(t => h("th", {}, t)))),
          h(
            "tbody",
            {},
            ...marks.quarantines.map(q =>
              h(
                "tr",
                {},
                h("td", {}, q.cause),
                h(
                  "td",
                  { title: q.pictures < q.named ? "The files of the others were made anew since." : "" },
                  q.pictures < q.named ? `${q.pictures} of ${q.named}` : String(q.pictures),
                ),
                h("td", {}, q.person),
                h("td", {}, q.time.slice(0, 16).replace("T", " ")),
                h("td", {}, lead && h("button", { onclick: () => void send(`/api/quarantine/${q.number}/lift`, {}, "Lifted.") }, "Lift")),
              ),
            ),
          ),
        )
      : h("p", { className: "quiet" }, "Nothing is in quarantine."),
    h("div", { className: "buttons" },
      marks.quarantined > 0 && h("button", { onclick: () => show("quarantined") }, `Show ${marks.quarantined} frames`),
      lead && filtered && cause,
      lead
        && filtered
        && h(
          "button",
          { onclick: () => void send("/api/quarantine", { cause: cause.value.trim(), queue: app.queue.request }, "Set aside.") },
          "Quarantine all frames of this queue",
        ),
      lead && !filtered && h("span", { className: "quiet" }, "To set frames aside, show them first: by a cause in Findings, or by a filter."),
    ),
  );
}

/** What the queue's filter says, in words. */
function causeOf(app: App): string {
  const { order: _, seed: __, marked: ___, status, values, class: shown, ...rest } = app.queue.request;
  return [
    ...(shown === undefined ? [] : [`shows ${app.session.classes.get(shown)?.name ?? `class ${shown}`}`]),
    ...Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`),
    ...Object.entries(values ?? {}).map(([name, v]) => (v.texts ? `${name} = ${v.texts.join(", ")}` : `${name} in ${v.min ?? ""} to ${v.max ?? ""}`)),
    ...(status && status !== "mine_open" ? [`status ${status}`] : []),
  ].join(", ");
}
