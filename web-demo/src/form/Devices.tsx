// All devices of one name, and what can be added.
import type { ChildEntry, Node, Vocabulary } from "boxwright";
import { useSignal } from "@preact/signals";
import { isWellFormed, root, version } from "../state/document";
import { areSame } from "../state/same";
import { named } from "../state/tree";
import { wish } from "../state/wishes";
import { arrive, settled } from "./arrive";
import { type Kind, kinds } from "./blank";
import { Device } from "./Device";
import { memo } from "./memo";
import { Message } from "../views/Message";
import { inner } from "./summary";
import { inSentence, itemName, label } from "./words";

/** More than this are shown only when asked for. */
const MANY = 40;

interface DevicesProps {
  vocabulary: Vocabulary;
  child: ChildEntry;
  devices: Node | undefined;
  hasTitle: boolean;
}

export const Devices = memo<DevicesProps>(
  All,
  (before, now) =>
    before.vocabulary === now.vocabulary &&
    before.child === now.child &&
    (before.devices === now.devices || areSame(named(before.devices, now.child.name), named(now.devices, now.child.name))),
);

function All({ vocabulary, child, devices, hasTitle }: DevicesProps) {
  const shown = useSignal(MANY);
  const spec = child.element === null ? undefined : vocabulary.elements[child.element];
  if (!spec) return null;
  const nodes = named(devices, child.name);
  const add = async (kind: Kind): Promise<void> => {
    // Free places depend on the other devices, which may be others than when this was rendered.
    await settled();
    const top = root.peek();
    const devices = top && inner(top, "devices");
    const xml = kind.xml(devices);
    const place = named(devices, child.name).length;
    const before = version.peek();
    if (devices) await wish({ op: "add", parent: devices.path, xml });
    else await wish({ op: "set", path: "/domain/devices", value: "" }, { op: "add", parent: "/domain/devices", xml });
    if (version.peek() === before) return;
    shown.value = Math.max(shown.value, place + 1);
    await arrive(`/domain/devices/${child.name}[${place}]`);
  };
  return (
    <div class="devices">
      {hasTitle && <h3>{label(`/domain/devices/${child.name}`)}</h3>}
      {nodes.length === 0 && (
        <p class="help">
          <Message text={child.docs} /> None yet.
        </p>
      )}
      {nodes.slice(0, shown.value).map((node) => (
        <Device key={node.path} vocabulary={vocabulary} spec={spec} node={node} />
      ))}
      {nodes.length > shown.value && (
        <button type="button" class="add" onClick={() => (shown.value += 10 * MANY)}>
          Show {nodes.length - shown.value} more
        </button>
      )}
      <div class="adds" role="group" aria-label={`Add ${inSentence(itemName(child.name))}`}>
        {kinds(child, spec, itemName(child.name)).map((kind) => (
          <button key={kind.label} type="button" class="add" disabled={!isWellFormed.value} onClick={() => void add(kind)}>
            <span aria-hidden="true">+ </span>
            {kind.label}
          </button>
        ))}
      </div>
    </div>
  );
}
