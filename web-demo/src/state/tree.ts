// Finding elements of the document.
import type { Node } from "boxwright";

/** The elements around a place, from the root inwards. */
export function nodesAt(root: Node, at: number): Node[] {
  const way: Node[] = [];
  let next: Node | undefined = at >= root.from && at <= root.to ? root : undefined;
  while (next) {
    way.push(next);
    next = next.children.find((child) => at >= child.from && at <= child.to);
  }
  return way;
}

/** The elements of a name directly in another. */
export const named = (outer: Node | undefined, name: string): Node[] => outer?.children.filter((one) => one.name === name) ?? [];

/** The element at an address. */
export function nodeAt(root: Node, path: string): Node | undefined {
  let at: Node | undefined = root;
  while (at && at.path !== path) {
    at = at.children.find((child) => path === child.path || path.startsWith(`${child.path}/`));
  }
  return at;
}

/** Where the element or attribute at an address stands; where its element does, if it is not there itself. */
export function placeOf(root: Node, path: string): { from: number; to: number } | undefined {
  const [element = "", attribute] = path.split("/@");
  const node = nodeAt(root, element);
  if (!node) return undefined;
  const found = node.attributes.find((one) => one.name === attribute);
  if (found) return { from: found.from, to: found.to };
  if (attribute === undefined && node.text !== "") return { from: node.textFrom, to: node.textTo };
  return { from: node.from, to: attribute === undefined ? node.to : node.tagTo };
}
