// What the document has and this form has no field for: shown, kept, never touched.
import type { ElementEntry, Node } from "boxwright";
import { goto } from "../views/Goto";

export function Unknown({ spec, node }: { spec: ElementEntry; node: Node }) {
  const elements = node.children.filter((child) => !spec.children.some((known) => known.name === child.name));
  const attributes = node.attributes.filter(
    (one) => !one.name.startsWith("xmlns") && !spec.attributes.some((known) => known.name === one.name),
  );
  if (elements.length + attributes.length === 0) return null;
  return (
    <p class="unknown">
      <span>Kept as written, without a field here: </span>
      {attributes.map((one) => (
        <button key={one.name} type="button" class="chip" onClick={() => goto(one.from, one.to)}>
          {one.name}
        </button>
      ))}
      {elements.map((one) => (
        <button key={one.path} type="button" class="chip" onClick={() => goto(one.from, one.to)}>
          {`<${one.name}>`}
        </button>
      ))}
    </p>
  );
}
