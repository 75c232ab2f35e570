// Changes that the form and the picture ask for, made as the smallest edits of the text.
import type { TextEdit, Wish } from "boxwright";
import { call } from "../core/client";
import { applyEdits } from "../editor/editor";
import { options, text, version } from "./document";
import { withFollowing } from "./refers";
import { say } from "./ui";

let queue: Promise<void> = Promise.resolve();

/** Makes wishes true, as one step of the history; each sees the text that the one before left. */
export function wish(...wishes: Wish[]): Promise<void> {
  queue = queue.then(() => carryOut(wishes, "input.form"));
  return queue;
}

/** The same for what somebody types: keys that follow one another quickly are one step of the history. */
export function typed(...wishes: Wish[]): Promise<void> {
  queue = queue.then(() => carryOut(wishes, "input.type.form"));
  return queue;
}

async function carryOut(asks: Wish[], event: string): Promise<void> {
  const wishes = withFollowing(asks);
  for (;;) {
    const asked = version.peek();
    const answer = await call("wish", text.peek(), wishes);
    // Somebody typed meanwhile: the edits belong to another text.
    if (version.peek() !== asked) continue;
    if (answer.outcome === "done") applyEdits(answer.result, event);
    else say(`Not changed: ${answer.message}.`);
    return;
  }
}

/** Edits that the core computed for the text of `made`, unless the text is another by now. */
export function applyFor(made: number, edits: TextEdit[], event: string): boolean {
  if (version.peek() !== made) return false;
  applyEdits(edits, event);
  return true;
}

export async function format(): Promise<void> {
  const asked = version.peek();
  const answer = await call("format", text.peek());
  if (answer.outcome === "failed") say(`Not formatted: ${answer.message}.`);
  else if (applyFor(asked, answer.result, "input.format")) say("Formatted.");
}

export async function fixAll(): Promise<void> {
  const asked = version.peek();
  const before = text.peek();
  const fixed = await call("fix", before, false, options());
  if (fixed === before) {
    say("Nothing can be fixed without a decision of yours.");
    return;
  }
  if (applyFor(asked, [difference(before, fixed)], "input.fix")) say("Fixed what is safe to fix.");
}

/** The one edit between two texts, without what they share at both ends. */
export function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
