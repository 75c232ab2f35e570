// A device as a card: a line to recognize it by, its fields behind it.
import type { ElementEntry, Node, Vocabulary } from "boxwright";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { foundWithin, isWellFormed, perPath } from "../state/document";
import { wish } from "../state/wishes";
import { activePath } from "../state/links";
import { keepFocus } from "./arrive";
import { Group } from "./Group";
import { Problems } from "./Problems";
import { summary } from "./summary";

const isActiveAt = perPath((path) => activePath.value.startsWith(path));

interface DeviceProps {
  vocabulary: Vocabulary;
  spec: ElementEntry;
  node: Node;
}

export function Device({ vocabulary, spec, node }: DeviceProps) {
  const isOpen = useSignal(false);
  const { title, detail } = summary(node);
  const within = foundWithin(node.path).value;
  const worst = within.find((one) => one.severity === "error") ?? within.find((one) => one.severity === "warning");
  const remove = async (button: Element): Promise<void> => {
    const home = button.closest(".devices");
    await wish({ op: "remove", path: node.path });
    await keepFocus(home, ".open, .adds button:first-child");
  };
  const isActive = isActiveAt(node.path).value;
  useEffect(() => {
    if (isActive) isOpen.value = true;
  }, [isActive]);
  return (
    <article class={`device ${isOpen.value ? "is-open" : ""}`} data-path={node.path} aria-label={`${title} ${detail}`}>
      <header>
        <button type="button" class="open" aria-expanded={isOpen.value} onClick={() => (isOpen.value = !isOpen.value)}>
          <span class={`dot ${worst?.severity ?? ""}`} aria-hidden="true" />
          <span class="title">{title}</span>
          <span class="detail">{detail}</span>
          {worst && <span class="visually-hidden">, has problems</span>}
        </button>
        <button
          type="button"
          class="quiet"
          disabled={!isWellFormed.value}
          aria-label={`Remove ${title} ${detail}`}
          onClick={(event) => void remove(event.currentTarget)}
        >
          Remove
        </button>
      </header>
      {isOpen.value && (
        <div class="fields">
          <Problems all={within.filter((one) => one.path === node.path)} />
          <Group vocabulary={vocabulary} spec={spec} path={node.path} node={node} />
        </div>
      )}
    </article>
  );
}
