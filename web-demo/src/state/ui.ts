// What the page shows, apart from the document.
import { signal } from "@preact/signals";

type LeftView = "form" | "picture";
type RightView = "xml" | "plan" | "json" | "changes" | "host";
/** What a narrow page shows: one of the two sides. */
export type Side = "left" | "right";

export const leftView = signal<LeftView>("form");
export const rightView = signal<RightView>("xml");
export const side = signal<Side>("left");
export const problemsOpen = signal(false);
export const templatesOpen = signal(false);

/** What was said last to the person, and a number that makes it new. */
export const said = signal<{ text: string; id: number }>({ text: "", id: 0 });

/** How long a letter takes to read, in ms, without haste. */
const READING = 90;

export function say(text: string): void {
  const id = said.peek().id + 1;
  said.value = { text, id };
  setTimeout(
    () => {
      if (said.peek().id === id) said.value = { text: "", id };
    },
    Math.max(5000, text.length * READING),
  );
}
