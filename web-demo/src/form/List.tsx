// Elements that there may be many of, each with its fields in place.
import type { ChildEntry, ElementEntry, Node, Vocabulary } from "boxwright";
import { isWellFormed, root } from "../state/document";
import { wish } from "../state/wishes";
import { fresh } from "./blank";
import { Group } from "./Group";
import { Message } from "./Problems";
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
  const add = (): void => void wish(...fresh(parent, child, spec, root.peek()));
  return (
    <fieldset class="list">
      <legend>{name}</legend>
      <p class="help">
        <Message text={child.docs} />
      </p>
      {nodes.map((node, index) => (
        <div class="item" key={node.path} data-path={node.path}>
          <div class="fields">{spec && <Group vocabulary={vocabulary} spec={spec} path={node.path} node={node} />}</div>
          <button
            type="button"
            class="quiet"
            disabled={disabled}
            aria-label={`Remove ${inSentence(itemName(child.name))} ${index + 1}, ${summary(node).detail}`}
            onClick={() => void wish({ op: "remove", path: node.path })}
          >
            Remove
          </button>
        </div>
      ))}
      <button type="button" class="add" disabled={disabled} onClick={add}>
        Add {inSentence(itemName(child.name))}
      </button>
    </fieldset>
  );
}
