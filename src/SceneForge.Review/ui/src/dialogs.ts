import { addAccount, removeAccount, getAccounts, getFindings, getGate, messageOf, post, postDatasetAct, signIn, type Diversity, type Findings, type GateStanding } from "./api";
import type { App } from "./app";
import { h, replace, type Child } from "./dom";
import { display, nameOf } from "./keys";
import { duration } from "./pace";
import { shortName } from "./panels/value-name";
import type { QueueRequest } from "./types";

/** Opens a dialog over the page; Escape or a click beside it closes. */
export function open(title: string, ...children: Child[]): HTMLDialogElement {
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
function openLater(title: string, content: Promise<Child[]>): HTMLDialogElement {
  const body = h("div", { className: "later" }, h("p", { className: "quiet", role: "status" }, "Loading\u2026"));
  const dialog = open(title, body);
  content.then(children => replace(body, ...children), (error: unknown) => replace(body, h("p", { className: "alarm", role: "alert" }, messageOf(error))));
  return dialog;
}

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
        app.changed();
        showHelp(app);
      };
      dialog.addEventListener("keydown", listen, true);
    });
    const row = h("div", { className: "keyrow" }, h("span", {}, action.title), key);
    groups.set(action.group, [...(groups.get(action.group) ?? []), row]);
  }
  const columns = h("div", { className: "keys" }, ...[...groups].map(([name, rows]) => h("section", {}, h("h3", {}, name), ...rows)));
  const dialog = open("Keys", columns,
    h("p", { className: "quiet" }, "Wheel: zoom. Drag: pan. Click: select. Double click: whole image. While editing, drag the handles; Shift with the middle one lifts a box."),
    h("button", { onclick: () => { app.keys.reset(); dialog.remove(); app.changed(); showHelp(app); } }, "Keys as they came"));
}

/** Which frames are in the queue. */
export function showQueueDialog(app: App): void {
  const q = app.queue;
  const option = (value: string, text: string, chosen: string) => h("option", { value, selected: value === chosen }, text);
  const camera = h("select", {}, option("", "any", q.camera ?? ""), ...app.dataset.cameras.map(c => option(c, c, q.camera ?? "")));
  const shown = h("select", {}, option("", "any", String(q.class ?? "")), ...app.dataset.classes.filter(c => c.thing).map(c => option(String(c.id), c.name, String(q.class ?? ""))));
  const sequence = h("input", { type: "number", min: "0", step: "1", value: q.sequence === undefined ? "" : String(q.sequence), placeholder: "any" });
  const reviewer = h("input", { type: "text", value: q.reviewer ?? "", placeholder: "anybody" });
  const seed = h("input", { type: "text", value: q.seed ?? "", placeholder: "of the random order" });
  const checks = app.dataset.checks;
  const check = h("select", { disabled: checks?.state !== "current", title: checks?.sentence ?? "" }, option("", checks?.state === "current" ? "any" : "not checked", q.check ?? ""),
    option("failed", "any failed", q.check ?? ""), option("borderline", "any borderline", q.check ?? ""),
    ...(checks?.names ?? []).filter(c => c.pictures > 0).map(c => option(c.name, `${c.name} (${c.pictures})`, q.check ?? "")));
  const choose = (names: string[], chosen: string | undefined) => h("select", {}, option("", "any", chosen ?? ""), ...names.map(n => option(n, n, chosen ?? "")));
  const asset = choose(app.dataset.assets, q.asset);
  const behaviour = choose(app.dataset.behaviours, q.behaviour);
  const values = Object.entries(app.dataset.values).sort((a, b) => Number(b[0].startsWith("/parameters/")) - Number(a[0].startsWith("/parameters/")));
  const fields = values.map(([name, choices]) => {
    const known = q.values?.[name];
    const title = shortName(name, app.frame?.tables.scenario ?? {});
    if (choices.every(c => typeof c === "number")) {
      const [low, high] = choices as [number, number];
      const step = "any";
      const min = h("input", { type: "number", step, placeholder: low.toPrecision(4), value: known?.min === undefined ? "" : String(known.min), "aria-label": `${title}, least` });
      const max = h("input", { type: "number", step, placeholder: high.toPrecision(4), value: known?.max === undefined ? "" : String(known.max), "aria-label": `${title}, greatest` });
      return { name, row: h("label", { title: name }, h("span", {}, title), h("span", { className: "range" }, min, "to", max)), read: () =>
        (min.value || max.value ? { ...(min.value ? { min: min.valueAsNumber } : {}), ...(max.value ? { max: max.valueAsNumber } : {}) } : null) };
    }
    const select = h("select", {}, option("", "any", known?.texts?.[0] ?? ""), ...choices.map(c => option(String(c), String(c), known?.texts?.[0] ?? "")));
    return { name, row: h("label", { title: name }, h("span", {}, title), select), read: () => (select.value ? { texts: [select.value] } : null) };
  });
  const apply = () => {
    const drawn = Object.fromEntries(fields.map(f => [f.name, f.read()] as const).filter((f): f is [string, NonNullable<(typeof f)[1]>] => f[1] !== null));
    const queue: QueueRequest = {
      order: q.order,
      ...(q.status ? { status: q.status } : {}),
      ...(camera.value ? { camera: camera.value } : {}),
      ...(shown.value ? { class: Number(shown.value) } : {}),
      ...(sequence.value ? { sequence: sequence.valueAsNumber } : {}),
      ...(reviewer.value ? { reviewer: reviewer.value } : {}),
      ...(check.value ? { check: check.value } : {}),
      ...(asset.value ? { asset: asset.value } : {}),
      ...(behaviour.value ? { behaviour: behaviour.value } : {}),
      ...(seed.value ? { seed: seed.value } : {}),
      ...(Object.keys(drawn).length > 0 ? { values: drawn } : {}),
    };
    dialog.close();
    void app.start(queue);
  };
  const label = (text: string, field: HTMLElement) => h("label", {}, h("span", {}, text), field);
  const form = h("form", { className: "filters", onsubmit: (event: Event) => { event.preventDefault(); apply(); } },
    label("Camera", camera), label("Shows class", shown), label("Check result", check), label("With asset", asset), label("During", behaviour), label("Sequence", sequence), label("Judged by", reviewer), label("Seed", seed),
    h("h3", {}, app.dataset.scanned < app.dataset.sequences ? `Sampled values (${app.dataset.scanned} of ${app.dataset.sequences} sequences read so far)` : "Sampled values"),
    ...fields.map(f => f.row),
    h("div", { className: "buttons below" },
      h("button", { type: "submit", className: "main" }, "Show"),
      h("button", { type: "button", onclick: () => { dialog.close(); void app.start({ order: q.order, ...(q.status ? { status: q.status } : {}) }); } }, "No filter")));
  const dialog = open("Queue", form);
}

/** Accounts, and the share of frames that two people judge. */
export function showPeople(app: App): void {
  const list = h("ul", { className: "accounts" });
  // Asked for twice: it signs the person out at once.
  const remove = (account: string): Child => account !== app.session.name && h("button", { onclick: (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    if (button.dataset["asked"]) {
      removeAccount(account).then(() => { message.textContent = `${account} is removed and signed out; what they did stays.`; return refresh(); }, (e: unknown) => { message.textContent = messageOf(e); });
    } else {
      button.dataset["asked"] = "yes";
      button.textContent = "Remove for good";
    }
  } }, "Remove");
  const refresh = async () => {
    const accounts = await getAccounts();
    replace(list, ...(accounts.length > 0 ? accounts.map(a => h("li", {}, h("span", {}, a.name), h("span", { className: "quiet" }, a.role), remove(a.name))) : [h("li", { className: "quiet" }, "No accounts yet: only the printed address signs in.")]));
  };
  const name = h("input", { type: "text", required: true, maxLength: 64, autocomplete: "off" });
  const password = h("input", { type: "password", required: true, minLength: 10, maxLength: 256, placeholder: "at least 10 characters", autocomplete: "new-password" });
  const role = h("select", {}, ...["reviewer", "author", "lead"].map(r => h("option", { value: r }, r)));
  const message = h("p", { className: "quiet" });
  const label = (text: string, field: HTMLElement) => h("label", {}, h("span", {}, text), field);
  const form = h("form", { className: "filters", onsubmit: (event: Event) => {
    event.preventDefault();
    addAccount(name.value, role.value, password.value).then(() => { form.reset(); message.textContent = "Added."; return refresh(); }, (e: unknown) => { message.textContent = messageOf(e); });
  } }, label("Name", name), label("Password", password), label("Role", role), h("div", { className: "buttons" }, h("button", { type: "submit", className: "main" }, "Add account")), message);
  const share = h("input", { type: "number", min: "0", max: "100", step: "1", value: String(Math.round(100 * app.dataset.double_share)) });
  const save = h("button", { onclick: () => {
    const value = share.valueAsNumber / 100;
    postDatasetAct("setting", { double_share: value }).then(() => { app.dataset.double_share = value; message.textContent = "Saved."; }, (e: unknown) => { message.textContent = messageOf(e); });
  } }, "Save");
  open("People", list, form, h("h3", {}, "Share of frames that a second person judges without seeing the first verdict, %"), h("div", { className: "buttons" }, share, save));
  refresh().catch((e: unknown) => { message.textContent = messageOf(e); });
}

type TableCell = string | number | Node;

/** Columns of figures stand to the right, so that digits of one place stand below each other. */
function table(head: string[], rows: TableCell[][]): HTMLElement {
  const isFigure = (column: number) => rows.length > 0 && rows.every(r => typeof r[column] === "number" || /^[\d.]+( of \d+| %)?$/.test(String(r[column])));
  const alignment = head.map((_, i) => ({ className: isFigure(i) ? "number" : "" }));
  return h("table", {},
    h("thead", {}, h("tr", {}, ...head.map((t, i) => h("th", alignment[i], t)))),
    h("tbody", {}, ...rows.map(r => h("tr", {}, ...r.map((c, i) => h("td", alignment[i], c instanceof Node ? c : String(c)))))));
}
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

/** What is missing for the gate's verdict; the verdict once there is one. */
export function showGate(app: App): void {
  openLater("Gate", getGate().then(gate => standing(app, gate)));
}

function standing(app: App, gate: GateStanding): Child[] {
  const { missing, verdict } = gate;
  const title = (kind: string) => app.dataset.defects.find(d => d.id === kind)?.title ?? kind;
  const reviews = missing.reviews + missing.adjudications;
  const work = [
    missing.reviews > 0 && `${missing.reviews} reviews`,
    missing.adjudications > 0 && `${missing.adjudications} frames on which two people disagree`,
    ...missing.checks.map(c => `check \u201c${c}\u201d over every frame`),
    missing.comparison && "the comparison with the version before",
  ].filter(Boolean).join(", ");
  // Where the numbers alone decide, nobody was shown any.
  const planted = (verdict?.recalls ?? []).filter(r => r.planted > 0);
  const word = { accepted: "\u2713 Accepted", pending: "Pending", rejected: "\u2715 Rejected" }[gate.outcome];
  return [
    h("p", {}, h("b", { className: { accepted: "accept", pending: "", rejected: "reject" }[gate.outcome] }, word), `: attempt ${gate.attempt}, for \u201c${gate.use}\u201d, consumer's risk ${percent(gate.consumers_risk)}.`),
    gate.outcome === "pending" && work && h("p", {}, `Missing: ${work}.${reviews > 0 ? gate.seconds_left === undefined ? " Nobody has reviewed today, so there is no pace." : ` At today's pace that takes ${duration(gate.seconds_left / 60)}.` : ""}`),
    missing.collapse.length > 0 && h("p", {}, "Blocked until a lead answers for what got narrower:"),
    missing.collapse.length > 0 && h("ul", {}, ...missing.collapse.map(sentence => h("li", {}, sentence))),
    verdict && verdict.reasons.length > 0 && h("ul", {}, ...verdict.reasons.map(r => h("li", {}, `${r.stratum ? `${r.stratum}: ` : ""}${r.message}`))),
    h("h3", {}, "Strata"),
    table(["Stratum", "Variations", "Drawn"], gate.strata.map(s => [s.name, s.units, s.sample])),
    verdict && verdict.severities.length > 0 && h("h3", {}, "Defects in drawn frames"),
    verdict && verdict.severities.length > 0 && table(["Severity", "Frames", "At most of the variations", "Limit"], verdict.severities.map(s => [s.severity, s.frames, percent(s.upper), percent(s.limit)])),
    planted.length > 0 && h("h3", {}, "Planted defects"),
    planted.length > 0 && table(["Kind", "Caught", "Recall at least"], planted.map(r => [title(r.kind), `${r.caught} of ${r.planted}`, percent(r.lower)])),
    verdict && verdict.false_alarms.controls > 0 && h("p", { className: "quiet" }, `${verdict.false_alarms.rejected} of ${verdict.false_alarms.controls} clean controls were rejected.`),
    gate.diversity && h("h3", {}, "Diversity"),
    gate.diversity && diversity(gate.diversity.now, gate.diversity.before),
  ];
}

const diversity = (now: Diversity, before: Diversity | null): HTMLElement => {
  const row = (name: string, value: (d: Diversity) => string): string[] => [name, value(now), ...before ? [value(before)] : []];
  return table(["", "This version", ...before ? ["Before"] : []], [
    ...Object.keys(now.entropy).map(facet => row(`Entropy of ${facet}, bits`, d => (d.entropy[facet] ?? 0).toFixed(2))),
    row("Filled cells", d => String(d.filled_cells)),
    row("Cells seen once", d => String(d.tail_cells)),
    row("Near-duplicates", d => String(d.near_duplicates)),
  ]);
};

/** What rejections and corrections say about the generator. */
export function showTrends(app: App): void {
  const found = async (): Promise<Child[]> => {
    if (app.dataset.gate && (await getGate()).outcome === "pending") {
      return [
        h("p", {}, "Nobody sees what others found before the gate has its verdict: it could be steered, and planted frames be told from others."),
        h("div", { className: "buttons" }, h("button", { onclick: () => { dialog.close(); showGate(app); } }, "Where the gate stands"))];
    }
    return trends(app, await getFindings(), queue => { dialog.close(); void app.start(queue); });
  };
  const dialog = openLater("Findings", found());
}

function trends(app: App, findings: Findings, show: (queue: QueueRequest) => void): Child[] {
  // The server writes every member of a filter; the page's queue names those that are set.
  const setOnly = (filter: QueueRequest) => JSON.parse(JSON.stringify(filter), (_, value: unknown) => (value === null ? undefined : value)) as QueueRequest;
  const lead = app.session.role === "lead" && !app.dataset.gate;
  const setAside = (button: HTMLButtonElement, cause: string, queue: QueueRequest) => {
    button.disabled = true;
    post("/api/quarantine", { cause, queue: { ...queue, order: "dataset" }, request: crypto.randomUUID() }).then(
      answer => { button.textContent = `${(answer as { pictures: number }).pictures} frames set aside`; app.reload(); },
      (e: unknown) => { button.textContent = messageOf(e); });
  };
  const titleOf = (cause: (typeof findings.causes)[number]) => {
    const name = Object.keys(cause.filter.values ?? {})[0];
    return name ? cause.title.replace(name, shortName(name, app.frame?.tables.scenario ?? {})) : cause.title;
  };
  const alarm = (isAlarm: boolean) => (isAlarm ? "\u26a0 alarm" : "");
  const kinds = [["class", "Class"], ["box2", "2D box"], ["box3", "3D box"], ["added", "Missing"], ["deleted", "Too many"]] as const;
  return [
    h("p", {}, findings.judged === 0 ? "Nobody has judged a frame yet." : `${findings.rejected} of ${findings.judged} judged frames were rejected (${percent(findings.rejected / findings.judged)}). All were rendered by ${findings.renderer}.`),
    h("h3", {}, "What rejected frames share: a click shows all frames with it"),
    findings.causes.length > 0
      ? table(["Cause", "Kind", "Rejected with it", "Rejected without", "Times as often", lead ? "All frames with it" : ""], findings.causes.map(c => [
        h("button", { title: c.title, onclick: () => show(setOnly(c.filter)) }, titleOf(c)), c.kind,
        `${c.rejected} of ${c.judged}`, `${c.rejected_without} of ${c.judged_without}`, c.lift === null ? "only with it" : c.lift.toFixed(1),
        lead ? h("button", { onclick: (event: Event) => setAside(event.currentTarget as HTMLButtonElement, c.title, setOnly(c.filter)) }, "Quarantine") : ""]))
      : h("p", { className: "quiet" }, "Nothing stands out: no asset, behaviour, value, class, camera or check has clearly more rejected frames than the rest."),
    h("h3", {}, "Corrected labels by class, and what was wrong"),
    findings.corrections.length > 0
      ? table(["Class", "Corrected", "Labels judged", "Rate", ...kinds.map(k => k[1]), ""], findings.corrections.map(c => [c.name, c.corrected, c.judged, percent(c.rate), ...kinds.map(k => c.kinds[k[0]]), alarm(c.alarm)]))
      : h("p", { className: "quiet" }, "No label was judged yet."),
    h("h3", {}, "Reviewers"),
    findings.reviewers.length > 0
      ? table(["Name", "Judged", "Rejected", "Labels judged", "Corrected", "Rate", ""], findings.reviewers.map(r => [r.name, r.judged, r.rejected, r.labels, r.corrections, percent(r.rate), alarm(r.alarm)]))
      : h("p", { className: "quiet" }, "Nobody yet."),
    h("p", { className: "quiet" }, `\u26a0 alarm stands where more than ${percent(findings.alarm_rate)} of the labels were corrected, beyond chance.`),
    h("div", { className: "buttons" },
      h("button", { onclick: () => show({ order: "dataset", status: "reject" }) }, "Show rejected frames"),
      h("a", { href: "/api/export", download: "review.jsonl" }, "Export the log (JSON Lines)")),
  ];
}

export function showSignIn(root: HTMLElement, done: () => void): void {
  const name = h("input", { type: "text", autocomplete: "username", required: true, autofocus: true });
  const password = h("input", { type: "password", autocomplete: "current-password", required: true });
  const message = h("p", { className: "quiet" }, "Whoever started the server finds an address that signs them in on its console.");
  const form = h("form", { className: "sign-in", onsubmit: (event: Event) => {
    event.preventDefault();
    signIn(name.value, password.value).then(done, (e: unknown) => { message.textContent = messageOf(e); message.classList.add("alarm"); });
  } }, h("h1", {}, "SceneForge review"), h("label", {}, h("span", {}, "Name"), name), h("label", {}, h("span", {}, "Password"), password), h("button", { type: "submit", className: "main" }, "Sign in"), message);
  replace(root, form);
  name.focus();
}
