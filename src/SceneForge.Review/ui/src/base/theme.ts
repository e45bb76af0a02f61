const storageKey = "sceneforge.review.theme";

/** Light or dark as the system says, until the person chooses. */
export function applyTheme(): void {
  const chosen = localStorage.getItem(storageKey);
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  window.dispatchEvent(new Event("review-theme"));
}

export function toggleTheme(): void {
  localStorage.setItem(storageKey, document.documentElement.dataset["theme"] === "dark" ? "light" : "dark");
  applyTheme();
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
