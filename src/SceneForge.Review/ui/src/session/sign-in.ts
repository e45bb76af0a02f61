import { h, replace } from "../base/dom";
import { messageOf, signIn } from "../server/api";

/** Asks for name and password in place of the page. */
export function showSignIn(root: HTMLElement, done: () => void): void {
  const name = h("input", { type: "text", autocomplete: "username", required: true, autofocus: true });
  const password = h("input", { type: "password", autocomplete: "current-password", required: true });
  const message = h("p", { className: "quiet" }, "Whoever started the server finds an address that signs them in on its console.");
  const form = h(
    "form",
    {
      className: "sign-in",
      onsubmit: (event: Event) => {
        event.preventDefault();
        signIn(name.value, password.value).then(done, (e: unknown) => {
          message.textContent = messageOf(e);
          message.classList.add("alarm");
        });
      },
    },
    h("h1", {}, "SceneForge review"),
    h("label", {}, h("span", {}, "Name"), name),
    h("label", {}, h("span", {}, "Password"), password),
    h("button", { type: "submit", className: "main" }, "Sign in"),
    message,
  );
  replace(root, form);
  name.focus();
}
