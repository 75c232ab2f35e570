// Changes that the form and the picture ask for, made as the smallest edits of the text.
import { ChangeSet, Text } from "@codemirror/state";
import type { TextEdit, Wish } from "boxwright";
import { call } from "../core/client";
import { applyEdits } from "../editor/editor";
import { text, version } from "./document";
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

async function carryOut(wishes: Wish[], event: string): Promise<void> {
  for (;;) {
    const asked = version.peek();
    const batches = await computed(text.peek(), wishes);
    // Somebody typed meanwhile: the edits belong to another text.
    if (version.peek() !== asked) continue;
    if (typeof batches === "string") say(`Not changed: ${batches}.`);
    else applyEdits(batches, event);
    return;
  }
}

/** The edits for each wish, or why there are none. */
async function computed(before: string, wishes: Wish[]): Promise<TextEdit[][] | string> {
  const batches: TextEdit[][] = [];
  let now = before;
  for (const one of wishes) {
    const answer = await call("wish", now, one);
    if (answer.outcome === "failed") return answer.message;
    batches.push(answer.result);
    if (wishes.length > 1) now = edited(now, answer.result);
  }
  return batches;
}

function edited(before: string, edits: TextEdit[]): string {
  const changes = ChangeSet.of(
    edits.map((edit) => ({ ...edit })),
    before.length,
  );
  return changes.apply(Text.of(before.split("\n"))).toString();
}

/** Edits that the core computed for the text of `made`, unless the text is another by now. */
export function applyFor(made: number, edits: TextEdit[], event: string): boolean {
  if (version.peek() !== made) return false;
  applyEdits([edits], event);
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
  if (applyFor(asked, [difference(before, fixed)], "input.fix")) say("Fixed what is safe to fix.");
}

/** The one edit between two texts, without what they share at both ends. */
function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
