// Markdown of the core in a tooltip.
import { render } from "preact";
import { Markdown } from "../views/Markdown";

export function shown(text: string): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-docs";
  render(<Markdown text={text} />, dom);
  return dom;
}
