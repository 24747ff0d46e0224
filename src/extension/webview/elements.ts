import { icon, type Icon } from "./icons.ts";

type Attributes = Readonly<Record<string, string>>;

/** Makes an element; texts are set as text, never as HTML. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button that does `action` on a click or on Enter. */
export function button(
  title: string,
  action: () => void,
  look: "primary" | "secondary" | "link" = "secondary",
): HTMLButtonElement {
  const element = make("button", { type: "button", class: look }, title);
  element.addEventListener("click", action);
  return element;
}

/** A button that is only a picture; `title` says what it does. */
export function iconButton(name: Icon, title: string, action: () => void): HTMLButtonElement {
  const element = make("button", { type: "button", class: "icon" });
  element.addEventListener("click", action);
  drawIcon(element, name, title);
  return element;
}

/** Gives a picture button another picture and meaning. */
export function drawIcon(element: HTMLButtonElement, name: Icon, title: string): void {
  element.replaceChildren(icon(name));
  element.title = title;
  element.setAttribute("aria-label", title);
}

/** The page's only container. */
export function main(): HTMLElement {
  const element = document.querySelector("main");
  if (element === null) throw new Error("the page has no <main>");
  return element;
}
