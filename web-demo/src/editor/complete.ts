// What may stand at the cursor, from the vocabulary.
import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { SyntaxNode } from "@lezer/common";
import type { ElementEntry, Word } from "boxwright";
import { vocabulary } from "../state/document";
import { specOf } from "../state/spec";

/** The names of the elements around a place, from the root. */
function way(node: SyntaxNode, name: (node: SyntaxNode) => string): string[] {
  const names: string[] = [];
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === "Element") names.unshift(name(at));
  }
  return names;
}

const words = (all: Word[]): Completion[] => all.map((word) => ({ label: word.word, type: "enum", info: word.docs }));

function attributes(spec: ElementEntry): Completion[] {
  return spec.attributes.map((one) => ({
    label: one.name,
    type: "property",
    info: one.docs,
    apply: `${one.name}='${one.default ?? ""}'`,
    boost: one.required ? 1 : 0,
  }));
}

const elements = (spec: ElementEntry): Completion[] =>
  spec.children.map((one) => ({ label: one.name, type: "type", info: one.docs }));

function complete(context: CompletionContext): CompletionResult | null {
  const all = vocabulary.peek();
  if (!all) return null;
  const { state, pos } = context;
  const node = syntaxTree(state).resolveInner(pos, -1);
  const name = (element: SyntaxNode): string => {
    const tag = element.firstChild?.getChild("TagName");
    return tag ? state.sliceDoc(tag.from, tag.to) : "";
  };
  const names = way(node, name);
  const word = context.matchBefore(/[\w:-]*/);
  const from = word?.from ?? pos;
  if (node.name === "AttributeValue") {
    const attribute = node.parent?.getChild("AttributeName");
    const entry = specOf(all, names)?.attributes.find(
      (one) => attribute && one.name === state.sliceDoc(attribute.from, attribute.to),
    );
    return entry ? { from: node.from + 1, options: words(entry.value.words), validFor: /^[^'"<]*$/ } : null;
  }
  if (node.name === "StartTag" || node.name === "TagName") {
    const outer = names.slice(0, -1);
    if (outer.length === 0) return { from, options: [{ label: "domain", type: "type" }] };
    const spec = specOf(all, outer);
    return spec ? { from, options: elements(spec), validFor: /^[\w:-]*$/ } : null;
  }
  if (node.name === "OpenTag" || node.name === "SelfClosingTag" || node.name === "AttributeName") {
    const spec = specOf(all, names);
    return spec ? { from, options: attributes(spec), validFor: /^[\w:-]*$/ } : null;
  }
  if (!context.explicit && word?.text === "") return null;
  const inside = specOf(all, names);
  const text = inside?.text ?? null;
  if (text && text.words.length > 0) return { from, options: words(text.words) };
  return null;
}

export const completion = autocompletion({ override: [complete], icons: false });
