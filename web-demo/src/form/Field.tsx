// A labelled value with its help and what is wrong with it.
import type { AttributeEntry, Value } from "boxwright";
import { foundByPath, isWellFormed } from "../state/document";
import { wish } from "../state/wishes";
import { type InputProps, SelectInput, SizeInput, TextInput, Toggle } from "./inputs";
import { Message, Problems } from "./Problems";
import { label } from "./words";

export interface FieldProps {
  path: string;
  docs: string;
  value: Value;
  standard: string | null;
  required: boolean;
  /** What the document has; `undefined` where it is silent. */
  current: string | undefined;
}

const LONG = ["description"];

export function Field({ path, docs, value, standard, required, current }: FieldProps) {
  const problems = foundByPath.value.get(path) ?? [];
  const set = (text: string): void => void wish({ op: "set", path, value: text });
  const props = inputProps(path, current, standard, problems.length > 0, set, () => void wish({ op: "clear", path }));
  const numeric = value.what.includes("number");
  return (
    <div class={`field ${current === undefined ? "is-silent" : ""}`} data-path={path}>
      <label for={path}>
        {label(path)}
        {required && <span class="required"> needed</span>}
      </label>
      <div class="value">
        {value.words.length > 0 ? (
          <SelectInput {...props} words={value.words} required={required} />
        ) : (
          <TextInput {...props} numeric={numeric} long={LONG.includes(path.split("/").at(-1) ?? "")} />
        )}
        <Help path={path} docs={docs} />
        <Problems all={problems} />
      </div>
    </div>
  );
}

/** A text with a unit beside it. */
export function SizeField(props: {
  path: string;
  docs: string;
  current: string | undefined;
  unit: string | undefined;
  units: AttributeEntry;
}) {
  const { path, docs, current, unit } = props;
  const unitPath = `${path}/@unit`;
  const problems = [...(foundByPath.value.get(path) ?? []), ...(foundByPath.value.get(unitPath) ?? [])];
  const set = (text: string): void => void wish({ op: "set", path, value: text });
  const onUnit = (text: string, chosen: string): void => {
    if (text === "") void wish({ op: "clear", path });
    else if (chosen === (unit ?? "KiB")) set(text);
    else void wish({ op: "set", path, value: text }, { op: "set", path: unitPath, value: chosen });
  };
  return (
    <div class={`field ${current === undefined ? "is-silent" : ""}`} data-path={path}>
      <label for={path}>{label(path)}</label>
      <div class="value">
        <SizeInput
          {...inputProps(path, current, null, problems.length > 0, set, () => void wish({ op: "clear", path }))}
          unit={unit}
          onUnit={onUnit}
        />
        <Help path={path} docs={docs} />
        <Problems all={problems} />
      </div>
    </div>
  );
}

/** Something that is there or is not. */
export function Flag(props: { path: string; docs: string; isOn: boolean; parent: string; name: string }) {
  const { path, docs, isOn } = props;
  const problems = foundByPath.value.get(path) ?? [];
  const add = (): void => void wish({ op: "set", path, value: "" });
  const remove = (): void => void wish({ op: "remove", path });
  return (
    <div class="field flag" data-path={path}>
      <label for={path}>{label(path)}</label>
      <div class="value">
        <Toggle {...inputProps(path, undefined, null, problems.length > 0, add, remove)} isOn={isOn} />
        <Help path={path} docs={docs} />
        <Problems all={problems} />
      </div>
    </div>
  );
}

function inputProps(
  path: string,
  value: string | undefined,
  standard: string | null,
  isFaulty: boolean,
  onSet: (value: string) => void,
  onClear: () => void,
): InputProps {
  const disabled = !isWellFormed.value;
  return { id: path, value, standard, describedBy: `${path}-help`, isFaulty, disabled, onSet, onClear };
}

const Help = ({ path, docs }: { path: string; docs: string }) => (
  <p class="help" id={`${path}-help`}>
    <Message text={docs} />
  </p>
);
