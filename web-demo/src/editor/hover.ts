// What the vocabulary says about the element or attribute under the pointer.
import { hoverTooltip } from "@codemirror/view";
import { root, vocabulary } from "../state/document";
import { nodesAt } from "../state/tree";
import { specOf } from "../state/spec";

export const hover = hoverTooltip((view, at) => {
  const top = root.peek();
  const words = vocabulary.peek();
  if (!top || !words) return null;
  const way = nodesAt(top, at);
  const node = way.at(-1);
  if (!node || at > node.tagTo) return null;
  const spec = specOf(
    words,
    way.map((one) => one.name),
  );
  if (!spec) return null;
  const { from, to, text } = view.state.doc.lineAt(at);
  const word = /[\w:-]+/g;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (at < start || at > end || end > to) continue;
    const attribute = spec.attributes.find((one) => one.name === match[0]);
    const value = node.attributes.find((one) => at >= one.from && at <= one.to);
    const valued = spec.attributes.find((one) => one.name === value?.name);
    const meaning = valued?.value.words.find((one) => one.word === value?.value);
    const title = valued ? valued.name : attribute ? attribute.name : match[0] === node.name ? `<${node.name}>` : "";
    const docs = meaning?.docs ?? valued?.docs ?? attribute?.docs ?? spec.docs;
    if (title === "") return null;
    return { pos: start, end, above: true, create: () => ({ dom: box(title, docs, valued?.default ?? null) }) };
  }
  return null;
});

function box(title: string, docs: string, standard: string | null): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-docs";
  const head = document.createElement("strong");
  head.textContent = title;
  const body = document.createElement("div");
  body.textContent = standard === null ? docs : `${docs} Default: ${standard}.`;
  dom.append(head, body);
  return dom;
}
