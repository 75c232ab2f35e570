// Finding elements of the vocabulary.
import type { ElementEntry, Vocabulary } from "boxwright";

/** What an element consists of, by the names of the elements around it and its own. */
export function specOf(vocabulary: Vocabulary, names: string[]): ElementEntry | undefined {
  const [first, ...rest] = names;
  let at = vocabulary.elements[0];
  if (first !== at?.name) return undefined;
  for (const name of rest) {
    const child = at?.children.find((one) => one.name === name);
    if (!child) return undefined;
    if (child.element !== null) at = vocabulary.elements[child.element];
    else at = { name, docs: child.docs, attributes: [], text: child.value, children: [] };
  }
  return at;
}
