import { openDialog } from "../base/dialog";
import { h, replace, type Child } from "../base/dom";
import { addAccount, getAccounts, messageOf, postDatasetAct, removeAccount } from "../server/api";
import type { Session } from "./session";

/** Accounts, and the share of frames that two people judge. */
export function showPeople(session: Session): void {
  const list = h("ul", { className: "accounts" });
  // Asked for twice: it signs the person out at once.
  const remove = (account: string): Child =>
    account !== session.name
    && h(
      "button",
      {
        onclick: (event: Event) => {
          const button = event.currentTarget as HTMLButtonElement;
          if (button.dataset["asked"]) {
            removeAccount(account).then(
              () => {
                message.textContent = `${account} is removed and signed out; what they did stays.`;
                return refresh();
              },
              (e: unknown) => {
                message.textContent = messageOf(e);
              },
            );
          } else {
            button.dataset["asked"] = "yes";
            button.textContent = "Remove for good";
          }
        },
      },
      "Remove",
    );
  const refresh = async () => {
    const accounts = await getAccounts();
    replace(
      list,
      ...(accounts.length > 0
        ? accounts.map(a => h("li", {}, h("span", {}, a.name), h("span", { className: "quiet" }, a.role), remove(a.name)))
        : [h("li", { className: "quiet" }, "No accounts yet: only the printed address signs in.")]),
    );
  };
  const name = h("input", { type: "text", required: true, maxLength: 64, autocomplete: "off" });
  const password = h("input", {
    type: "password",
    required: true,
    minLength: 10,
    maxLength: 256,
    placeholder: "at least 10 characters",
    autocomplete: "new-password",
  });
  const role = h("select", {}, ...["reviewer", "author", "lead"].map(r => h("option", { value: r }, r)));
  const message = h("p", { className: "quiet" });
  const label = (text: string, field: HTMLElement) => h("label", {}, h("span", {}, text), field);
  const form = h(
    "form",
    {
      className: "filters",
      onsubmit: (event: Event) => {
        event.preventDefault();
        addAccount(name.value, role.value, password.value).then(
          () => {
            form.reset();
            message.textContent = "Added.";
            return refresh();
          },
          (e: unknown) => {
            message.textContent = messageOf(e);
          },
        );
      },
    },
    label("Name", name),
    label("Password", password),
    label("Role", role),
    h("div", { className: "buttons" }, h("button", { type: "submit", className: "main" }, "Add account")),
    message,
  );
  const share = h("input", { type: "number", min: "0", max: "100", step: "1", value: String(Math.round(100 * session.dataset.double_share)) });
  const save = h(
    "button",
    {
      onclick: () => {
        const value = share.valueAsNumber / 100;
        postDatasetAct("setting", { double_share: value }).then(
          () => {
            session.dataset.double_share = value;
            message.textContent = "Saved.";
          },
          (e: unknown) => {
            message.textContent = messageOf(e);
          },
        );
      },
    },
    "Save",
  );
  openDialog(
    "People",
    list,
    form,
    h("h3", {}, "Share of frames that a second person judges without seeing the first verdict, %"),
    h("div", { className: "buttons" }, share, save),
  );
  refresh().catch((e: unknown) => {
    message.textContent = messageOf(e);
  });
}
