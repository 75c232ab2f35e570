// What the core says, in a tooltip.
import type { ComponentChild } from "preact";
import { render } from "preact";
import { Markdown } from "../views/Markdown";
import { Message } from "../views/Message";

function put(className: string, content: ComponentChild): HTMLElement {
  const dom = document.createElement("div");
  dom.className = className;
  render(content, dom);
  return dom;
}

/** Documentation, which is Markdown. */
export const shown = (text: string): HTMLElement => put("cm-docs", <Markdown text={text} />);

/** A finding with its notes, a line each. */
export const told = (lines: string[]): HTMLElement =>
  put(
    "cm-told",
    lines.map((line) => (
      <p key={line}>
        <Message text={line} />
      </p>
    )),
  );
