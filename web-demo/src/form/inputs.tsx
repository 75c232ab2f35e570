// One value each: while it has the focus an input shows what was typed, not what the document makes of it.
import type { Word } from "boxwright";
import { useState } from "preact/hooks";
import { humanize } from "./words";

export interface InputProps {
  id: string;
  value: string | undefined;
  standard: string | null;
  describedBy: string;
  isFaulty: boolean;
  disabled: boolean;
  onSet: (value: string) => void;
  onClear: () => void;
}

const shared = ({ id, describedBy, isFaulty, disabled }: InputProps) => ({
  id,
  disabled,
  "aria-describedby": describedBy,
  "aria-invalid": isFaulty,
});

export function TextInput(props: InputProps & { numeric: boolean; long: boolean }) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const value = draft ?? props.value ?? "";
  const change = (typed: string): void => {
    setDraft(typed);
    if (typed === "") props.onClear();
    else props.onSet(typed);
  };
  const common = {
    ...shared(props),
    value,
    placeholder: props.standard ?? "",
    onBlur: () => setDraft(undefined),
  };
  if (props.long) {
    return <textarea {...common} rows={3} onInput={(event) => change(event.currentTarget.value)} />;
  }
  return (
    <input
      {...common}
      type="text"
      inputMode={props.numeric ? "numeric" : "text"}
      spellcheck={false}
      autocomplete="off"
      class={props.numeric ? "narrow" : ""}
      onInput={(event) => change(event.currentTarget.value)}
    />
  );
}

/** What a word means, and the word; the word alone where its meaning tells it from no other. */
function meaning(word: Word, all: Word[]): string {
  const docs = word.docs.replace(/\.$/, "");
  const isShared = all.some((other) => other !== word && other.docs === word.docs);
  if (isShared || docs.length > 48) return word.word;
  return docs.toLowerCase() === word.word.toLowerCase() ? docs : `${docs} (${word.word})`;
}

export function SelectInput(props: InputProps & { words: Word[]; required: boolean }) {
  const { value } = props;
  // What VirtualBox has nothing of is no choice, but shown where a document says it.
  const words = props.words.filter((word) => !word.isForeign || word.word === value);
  const isKnown = value === undefined || words.some((word) => word.word === value);
  const choose = (chosen: string): void => (chosen === "" ? props.onClear() : props.onSet(chosen));
  return (
    <select {...shared(props)} value={value ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
      {(!props.required || value === undefined) && (
        <option value="">{props.standard === null ? "Not said" : `Default (${props.standard})`}</option>
      )}
      {!isKnown && <option value={value}>{value} (not a known word)</option>}
      {words.map((word) => (
        <option key={word.word} value={word.word}>
          {meaning(word, words)}
        </option>
      ))}
    </select>
  );
}

/** An element that is there or is not. */
export function Toggle(props: InputProps & { isOn: boolean }) {
  return (
    <input
      {...shared(props)}
      type="checkbox"
      role="switch"
      class="switch"
      checked={props.isOn}
      onChange={(event) => (event.currentTarget.checked ? props.onSet("") : props.onClear())}
    />
  );
}

const UNITS: Record<string, number> = { KiB: 1, MiB: 1024, GiB: 1024 ** 2, TiB: 1024 ** 3 };

/** The largest unit in which an amount of KiB is a whole number. */
function fitting(kib: number): string {
  const names = Object.keys(UNITS).reverse();
  return names.find((name) => kib % (UNITS[name] ?? 1) === 0) ?? "KiB";
}

/** An amount of memory, in the unit in which a person thinks. */
export function SizeInput(props: InputProps & { unit: string | undefined; onUnit: (value: string, unit: string) => void }) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const written = props.unit ?? "KiB";
  const factor = UNITS[written];
  const number = Number(props.value);
  const isPlain = factor !== undefined && props.value !== undefined && /^\d+$/.test(props.value);
  const unit = isPlain && number > 0 ? fitting(number * factor) : written;
  const shown = isPlain && number > 0 ? String((number * factor) / (UNITS[unit] ?? 1)) : (props.value ?? "");
  const units = UNITS[unit] === undefined ? [unit, ...Object.keys(UNITS)] : Object.keys(UNITS);
  const change = (typed: string, chosen: string): void => {
    setDraft(typed);
    props.onUnit(typed.trim(), chosen);
  };
  return (
    <span class="size">
      <input
        {...shared(props)}
        type="text"
        inputMode="decimal"
        class="narrow"
        value={draft ?? shown}
        onInput={(event) => change(event.currentTarget.value, unit)}
        onBlur={() => setDraft(undefined)}
      />
      <select
        aria-label={`Unit of ${humanize(props.id.split("/").at(-1) ?? "")}`}
        disabled={props.disabled}
        value={unit}
        onChange={(event) => props.onUnit(draft ?? shown, event.currentTarget.value)}
      >
        {units.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  );
}
