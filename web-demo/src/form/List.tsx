// Elements that there may be many of, each with its fields in place.
import type { ChildEntry, ElementEntry, Node, Vocabulary } from "boxwright";
import { useSignal } from "@preact/signals";
import { isWellFormed, root, version } from "../state/document";
import { wish } from "../state/wishes";
import { arrive, keepFocus, settled } from "./arrive";
import { Group } from "./Group";
import { fresh } from "./items";
import { Message } from "../views/Message";
import { summary } from "./summary";
import { inSentence, itemName, label } from "./words";

interface ListProps {
  vocabulary: Vocabulary;
  child: ChildEntry;
  spec: ElementEntry | undefined;
  parent: string;
  nodes: Node[];
}

export function List({ vocabulary, child, spec, parent, nodes }: ListProps) {
  const path = `${parent}/${child.name}`;
  const disabled = !isWellFormed.value;
  const name = label(path);
  /** Why nothing can be added to the text of a version. Not gone before that changes: no button moves while it is pressed. */
  const refused = useSignal<{ why: string; version: number } | undefined>(undefined);
  const why = refused.value && refused.value.version === version.value ? refused.value.why : "";
  const add = async (): Promise<void> => {
    await settled();
    const made = fresh(parent, child, spec, root.peek());
    refused.value = "why" in made ? { why: made.why, version: version.peek() } : undefined;
    if ("why" in made) return;
    const before = version.peek();
    await wish(...made.wishes);
    if (version.peek() !== before) await arrive(`${path}[${made.at}]`);
  };
  const remove = async (button: Element, item: string): Promise<void> => {
    const home = button.closest(".list");
    await wish({ op: "remove", path: item });
    await keepFocus(home, "button.add");
  };
  const what = inSentence(itemName(child.name));
  // What is removed is said where there is room for it, as a few fields leave it.
  const isLarge = spec !== undefined && (spec.children.length > 0 || spec.attributes.length > 2);
  return (
    <fieldset class="list">
      <legend>{name}</legend>
      <p class="help">
        <Message text={child.docs} />
      </p>
      {nodes.map((node, index) => (
        <div class={`item ${isLarge ? "is-large" : ""}`} key={node.path} data-path={node.path}>
          <div class="fields">{spec && <Group vocabulary={vocabulary} spec={spec} path={node.path} node={node} />}</div>
          <button
            type="button"
            class="quiet"
            disabled={disabled}
            aria-label={`Remove ${what} ${index + 1}, ${summary(node).detail}`}
            onClick={(event) => void remove(event.currentTarget, node.path)}
          >
            {isLarge ? `Remove ${what}` : "Remove"}
          </button>
        </div>
      ))}
      <button type="button" class="add" disabled={disabled} onClick={() => void add()}>
        Add {what}
      </button>
      <span class="why" role="status">
        {why}
      </span>
    </fieldset>
  );
}
