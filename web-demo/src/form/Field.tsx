// A labelled value with its help and what is wrong with it.
import type { AttributeEntry, Value } from "boxwright";
import { foundAt, isWellFormed } from "../state/document";
import { standardAt } from "../state/normal";
import { typed, wish } from "../state/wishes";
import { type InputProps, SelectInput, TextInput, Toggle } from "./inputs";
import { Message } from "../views/Message";
import { Problems } from "./Problems";
import { type Advice, advice } from "./recommended";
import { SizeInput } from "./SizeInput";
import { suggestions } from "./suggestions";
import { label, plainPath } from "./words";

interface FieldProps {
  path: string;
  docs: string;
  value: Value;
  standard: string | null;
  required: boolean;
  /** What the document has; `undefined` where it is silent. */
  current: string | undefined;
  since?: string | null;
  /** The element that goes with its value: the one that it tells the kind of. */
  holder?: string | undefined;
}

const LONG = ["description"];
/** Attributes that count KiB without saying so. */
const KIB = ["domain/devices/video/model/@vram"];

const set = (path: string, value: string): void => void wish({ op: "set", path, value });
const clear = (path: string): void => void wish({ op: "clear", path });

export function Field({ path, docs, value, standard, required, current, since = null, holder }: FieldProps) {
  const problems = foundAt(path).value;
  const plain = plainPath(path);
  const recommended = advice(plain);
  const props: InputProps = {
    ...inputProps(path, current, problems.length > 0),
    // What the normal form has is what silence means only while the document is silent.
    standard: standard ?? (current === undefined ? standardAt(path).value : null),
    onSet: (text) => (value.words.length > 0 ? set(path, text) : void typed({ op: "set", path, value: text })),
    onClear: () => (holder !== undefined && value.words.length > 0 ? void wish({ op: "remove", path: holder }) : clear(path)),
  };
  return (
    <div class={`field ${current === undefined ? "is-silent" : ""}`} data-path={path}>
      <label for={path}>
        {label(path)}
        {required && <span class="required"> needed</span>}
      </label>
      <div class="value">
        {value.words.length > 0 && (
          <SelectInput {...props} words={value.words} required={required} recommended={recommended?.word} />
        )}
        {value.words.length === 0 && KIB.includes(plain) && (
          <SizeInput {...props} unit={undefined} onUnit={(amount, factor) => onKib(path, amount, factor)} />
        )}
        {value.words.length === 0 && !KIB.includes(plain) && (
          <TextInput
            {...props}
            numeric={/number|port, from/.test(value.what)}
            long={LONG.includes(path.split("/").at(-1) ?? "")}
            offered={suggestions(plain)}
          />
        )}
        <Help path={path} docs={docs} since={since} recommended={recommended} />
        <Problems all={problems} id={`${path}-problems`} />
      </div>
    </div>
  );
}

/** An amount in a unit, written as the KiB that the attribute counts. */
function onKib(path: string, amount: string, { factor }: { factor: number }): void {
  const kib = Number(amount) * factor;
  if (amount === "") clear(path);
  else void typed({ op: "set", path, value: Number.isSafeInteger(kib) ? String(kib) : amount });
}

/** A text with a unit beside it. */
export function SizeField(props: {
  path: string;
  docs: string;
  current: string | undefined;
  unit: string | undefined;
  units: AttributeEntry;
  /** Whether nothing is lost with the element but its amount and unit, and nothing needs it. */
  isBare: boolean;
}) {
  const { path, docs, current, unit, isBare } = props;
  const unitPath = `${path}/@unit`;
  const problems = [...foundAt(path).value, ...foundAt(unitPath).value];
  const onUnit = (amount: string, chosen: { name: string }): void => {
    if (amount === "" && isBare) void wish({ op: "remove", path });
    else if (amount === "") clear(path);
    else if (chosen.name === (unit ?? "KiB")) void typed({ op: "set", path, value: amount });
    else void typed({ op: "set", path, value: amount }, { op: "set", path: unitPath, value: chosen.name });
  };
  return (
    <div class={`field ${current === undefined ? "is-silent" : ""}`} data-path={path}>
      <label for={path}>{label(path)}</label>
      <div class="value">
        <SizeInput
          {...inputProps(path, current, problems.length > 0)}
          standard={standardAt(path).value}
          onSet={(text) => set(path, text)}
          onClear={() => clear(path)}
          unit={unit}
          onUnit={onUnit}
        />
        <Help path={path} docs={docs} since={null} />
        <Problems all={problems} id={`${path}-problems`} />
      </div>
    </div>
  );
}

/** Something that is there or is not. */
export function Flag({ path, docs, isOn }: { path: string; docs: string; isOn: boolean }) {
  const problems = foundAt(path).value;
  return (
    <div class="field flag" data-path={path}>
      <label for={path}>{label(path)}</label>
      <div class="value">
        <Toggle
          {...inputProps(path, undefined, problems.length > 0)}
          standard={null}
          onSet={() => set(path, "")}
          onClear={() => void wish({ op: "remove", path })}
          isOn={isOn}
        />
        <Help path={path} docs={docs} since={null} />
        <Problems all={problems} id={`${path}-problems`} />
      </div>
    </div>
  );
}

const inputProps = (path: string, value: string | undefined, isFaulty: boolean) => ({
  id: path,
  value,
  describedBy: isFaulty ? `${path}-help ${path}-problems` : `${path}-help`,
  isFaulty,
  disabled: !isWellFormed.value,
});

interface HelpProps {
  path: string;
  docs: string;
  since: string | null;
  recommended?: Advice | undefined;
}

const Help = ({ path, docs, since, recommended }: HelpProps) => (
  <p class="help" id={`${path}-help`}>
    <Message text={docs} />
    {since !== null && ` Since VirtualBox ${since}.`}
    {recommended && (
      <span class="advice">
        {" "}
        Recommended: <code>{recommended.word}</code>, {recommended.why}.
      </span>
    )}
  </p>
);
