// Changes that the form and the picture ask for, made as the smallest edits of the text.
import type { TextEdit, Wish } from "boxwright";
import { call } from "../core/client";
import { applyEdits } from "../editor/editor";
import { text, version } from "./document";
import { say } from "./ui";

let queue: Promise<void> = Promise.resolve();

/** Makes wishes true, one after the other; each sees the text that the one before left. */
export function wish(...wishes: Wish[]): Promise<void> {
  for (const one of wishes) queue = queue.then(() => carryOut(one));
  return queue;
}

async function carryOut(one: Wish): Promise<void> {
  for (;;) {
    const asked = version.peek();
    const answer = await call("wish", text.peek(), [one]);
    // Somebody typed meanwhile: the edits belong to another text.
    if (version.peek() !== asked) continue;
    if (answer.outcome === "done") applyEdits(answer.result, "input.form");
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
  const fixed = await call("fix", before);
  if (fixed === before) {
    say("Nothing can be fixed without a decision of yours.");
    return;
  }
  const edit = difference(before, fixed);
  if (applyFor(asked, [edit], "input.fix")) say("Fixed what is safe to fix.");
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
