// Keeping what did not change: views that show an element which is the one before have nothing to do.
import type { Node } from "boxwright";

/**
 * The tree `now`, with every element that says what it said before taken from `before`.
 *
 * Places in the text move with each key, so those of the kept elements become the new ones.
 */
export function kept(before: Node | undefined, now: Node): Node {
  if (!before) return now;
  const siblings = new Map(before.children.map((child) => [child.path, child]));
  now.children = now.children.map((child) => kept(siblings.get(child.path), child));
  if (!isSame(before, now)) return now;
  before.from = now.from;
  before.to = now.to;
  before.tagTo = now.tagTo;
  before.textFrom = now.textFrom;
  before.textTo = now.textTo;
  before.attributes = now.attributes;
  return before;
}

function isSame(before: Node, now: Node): boolean {
  return (
    before.name === now.name &&
    before.path === now.path &&
    before.text === now.text &&
    areSame(before.children, now.children) &&
    before.attributes.length === now.attributes.length &&
    before.attributes.every(
      (one, index) => one.name === now.attributes[index]?.name && one.value === now.attributes[index]?.value,
    )
  );
}

/** Whether two lists have the same things in the same order. */
export const areSame = <T>(some: readonly T[], others: readonly T[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index]);
