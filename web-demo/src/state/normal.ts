// What the document's silence means: its normal form, where everything is written out.
import { computed, effect, signal } from "@preact/signals";
import type { Node } from "boxwright";
import { call } from "../core/client";
import { checked, perPath, root, text, version } from "./document";
import { kept } from "./same";
import { named } from "./tree";

/** How long after the last change it is computed: it is looked at, not typed against. */
const REST = 60;

/** Of a longer text it is not computed: the core would be at it while somebody types. */
const MOST = 200_000;

/** The elements of the normal form, of the last document that has one. */
export const normal = signal<Node | undefined>(undefined);

const nameOf = (domain: Node | undefined): string | undefined => named(domain, "name")[0]?.text;

async function compute(): Promise<void> {
  const asked = version.peek();
  const answer = await call("normalize", text.peek());
  if (version.peek() !== asked) return;
  if (answer.outcome === "failed") {
    // While somebody types, the last one serves; of another machine it says nothing.
    if (nameOf(normal.peek()) !== nameOf(root.peek())) normal.value = undefined;
    return;
  }
  const looked = await call("check", answer.result);
  if (looked.root && version.peek() === asked) normal.value = kept(normal.peek(), looked.root);
}

/** Starts to follow the document. */
export function followNormal(): () => void {
  return effect(() => {
    if (!checked.value?.root || text.peek().length > MOST) return undefined;
    const later = setTimeout(() => void compute(), REST);
    return () => clearTimeout(later);
  });
}

function byName(node: Node | undefined): Map<string, Node[]> {
  const all = new Map<string, Node[]>();
  for (const child of node?.children ?? []) {
    const there = all.get(child.name);
    if (there) there.push(child);
    else all.set(child.name, [child]);
  }
  return all;
}

/** Whether an item says what another in the normal form says: normalization puts some in another order. */
function isSame(source: Node, to: Node): boolean {
  if (!/\[\d+\]$/.test(source.path)) return true;
  const says = (node: Node): string[] =>
    node.children.flatMap((child) => child.attributes.map((one) => `${child.name} ${one.name} ${one.value}`));
  const theirs = new Set(says(to));
  const names = new Set(says(to).map((one) => one.split(" ", 2).join(" ")));
  return says(source).every((one) => theirs.has(one) || !names.has(one.split(" ", 2).join(" ")));
}

/** Notes the values of a normal element; where normalization added siblings, addresses mean others, and are left out. */
function note(values: Map<string, string>, to: Node, from: Node | undefined): void {
  for (const attribute of to.attributes) values.set(`${to.path}/@${attribute.name}`, attribute.value);
  if (to.text !== "") values.set(to.path, to.text);
  const before = byName(from);
  for (const [name, nodes] of byName(to)) {
    const there = before.get(name) ?? [];
    if (there.length !== 0 && there.length !== nodes.length) continue;
    nodes.forEach((node, index) => {
      const source = there[index];
      if (!source || isSame(source, node)) note(values, node, source);
    });
  }
}

/** By address: what is there in the normal form. */
const standards = computed(() => {
  const values = new Map<string, string>();
  if (normal.value) note(values, normal.value, root.value);
  return values;
});

/** What is at an address in the normal form. */
export const standardAt = perPath((path) => standards.value.get(path) ?? null);
