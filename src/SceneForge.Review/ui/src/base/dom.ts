export type Child = Node | string | null | undefined | false;
type Properties = Record<string, unknown>;

/** An element. Text goes in as text nodes only: nothing that data says is ever read as markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (name === "style") {
      for (const [key, text] of Object.entries(value as Record<string, string>)) {
        element.style.setProperty(key, text);
      }
    } else if (name in element && name !== "list" && !name.includes("-")) {
      (element as unknown as Properties)[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
  return element;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
}

/** A key cap. */
export const keyCap = (key: string): HTMLElement => h("kbd", {}, key);

/** Numbers as the page writes them. */
export const fixed = (value: number, digits: number): string => (Object.is(Math.round(value * 10 ** digits), -0) ? 0 : value).toFixed(digits);
