// The fields of an element: its text, its attributes, and the elements inside, whatever the vocabulary says there are.
import type { ChildEntry, ElementEntry, Node, Vocabulary } from "boxwright";
import { foundWithin } from "../state/document";
import { areSame } from "../state/same";
import { useSignal } from "@preact/signals";
import { Field, Flag, SizeField } from "./Field";
import { List } from "./List";
import { named } from "../state/tree";
import { memo } from "./memo";
import { Message } from "../views/Message";
import { attribute } from "./summary";
import { Unknown } from "./Unknown";
import { label } from "./words";

interface GroupProps {
  vocabulary: Vocabulary;
  spec: ElementEntry;
  path: string;
  node: Node | undefined;
  /** What it is for where it stands. */
  docs?: string;
  /** Whether the document may do without the element. */
  isOptional?: boolean;
}

export function Group({ vocabulary, spec, path, node, docs = spec.docs, isOptional = false }: GroupProps) {
  const unit = spec.attributes.find((one) => one.name === "unit");
  const text = spec.text;
  const isSize = text !== null && unit !== undefined;
  const current = node && node.text !== "" ? node.text : undefined;
  // What an element needs is needed where there is one.
  const isThere = node !== undefined;
  // Without its kind an element that holds nothing else to fill in says nothing, and goes.
  const canGo = isOptional && spec.children.length === 0;
  const isBare = canGo && !node?.attributes.some(({ name }) => name !== "unit");
  return (
    <>
      {isSize && (
        <SizeField
          path={path}
          docs={docs}
          current={current}
          unit={attribute(node, "unit") || undefined}
          units={unit}
          isBare={isBare}
        />
      )}
      {text !== null && !isSize && (
        <Field path={path} docs={docs} value={text} standard={null} required={false} current={current} />
      )}
      {spec.attributes
        .filter((one) => !(isSize && one === unit))
        .map((one) => (
          <Field
            key={one.name}
            path={`${path}/@${one.name}`}
            docs={one.docs}
            value={one.value}
            standard={one.default}
            required={one.required && isThere && !canGo}
            holder={one.required && canGo ? path : undefined}
            since={one.since}
            current={node?.attributes.find((found) => found.name === one.name)?.value}
          />
        ))}
      {spec.children.map((child) => (
        <Inside key={child.name} vocabulary={vocabulary} child={child} parent={path} outer={node} />
      ))}
      {node && <Unknown spec={spec} node={node} />}
    </>
  );
}

interface InsideProps {
  vocabulary: Vocabulary;
  child: ChildEntry;
  parent: string;
  outer: Node | undefined;
}

/** An element inside another, as its content asks for; left alone while the document says the same there. */
export const Inside = memo<InsideProps>(
  Inner,
  (before, now) =>
    before.vocabulary === now.vocabulary &&
    before.child === now.child &&
    before.parent === now.parent &&
    (before.outer === now.outer ||
      (!before.outer === !now.outer && areSame(named(before.outer, now.child.name), named(now.outer, now.child.name)))),
);

function Inner({ vocabulary, child, parent, outer }: InsideProps) {
  const path = `${parent}/${child.name}`;
  const nodes = named(outer, child.name);
  const spec = child.element === null ? undefined : vocabulary.elements[child.element];
  if (child.occurs === "repeated") {
    return <List vocabulary={vocabulary} child={child} spec={spec} parent={parent} nodes={nodes} />;
  }
  const node = nodes[0];
  if (child.kind === "flag") {
    return <Flag path={path} docs={child.docs} isOn={node !== undefined} />;
  }
  if (child.value) {
    return (
      <Field
        path={path}
        docs={child.docs}
        value={child.value}
        standard={null}
        required={child.occurs === "required" && outer !== undefined}
        since={child.since}
        current={node && node.text}
      />
    );
  }
  if (!spec) return null;
  const group = { vocabulary, spec, path, node, docs: child.docs, isOptional: child.occurs === "optional" };
  return isSimple(spec) ? <Group {...group} /> : <Fold {...group} name={child.name} />;
}

/** A group that can be closed. What is in it is made when it is opened first: most never are. */
function Fold({ docs, name, ...group }: Required<GroupProps> & { name: string }) {
  const { path, node } = group;
  const wasOpened = useSignal(false);
  // What is wrong in it, or missing, is seen.
  const isWrong = foundWithin(path).value.some(({ severity }) => severity === "error");
  const isOpen = isWrong || (node !== undefined && !isPlace(name));
  // Whoever empties it is still in it, and nothing moves when they go on: it is closed by hand.
  const isUsed = useSignal(false);
  return (
    <details
      class="group"
      data-path={path}
      open={isOpen || isUsed.value}
      onFocusIn={({ target }) => {
        if (target instanceof Element && !target.matches("summary")) isUsed.value = true;
      }}
      onToggle={(event) => {
        if (event.currentTarget.open) wasOpened.value = true;
        else isUsed.value = false;
      }}
    >
      <summary>
        <span>{label(path)}</span>
        <span class="aside">{node ? "" : "nothing set"}</span>
      </summary>
      <p class="help">
        <Message text={docs} />
      </p>
      {(isOpen || wasOpened.value) && <Group {...group} />}
    </details>
  );
}

/** Whether an element is little enough to stand among the fields of the one around it. */
const isSimple = (spec: ElementEntry): boolean =>
  spec.children.length === 0 && (spec.attributes.length <= 2 || (spec.text !== null && spec.attributes.length <= 3));

/** What normalization fills in well, and few people write by hand. */
const isPlace = (name: string): boolean => name === "address" || name === "alias";
