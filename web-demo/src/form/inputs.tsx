// One value each: while it has the focus an input shows what was typed, not what the document makes of it.
import type { Word } from "boxwright";
import { useState } from "preact/hooks";

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

export const shared = ({ id, describedBy, isFaulty, disabled }: InputProps) => ({
  id,
  disabled,
  "aria-describedby": describedBy,
  "aria-invalid": isFaulty,
});

interface TextProps extends InputProps {
  numeric: boolean;
  long: boolean;
  /** What is offered; anything else can be typed as well. */
  offered: readonly string[];
}

export function TextInput(props: TextProps) {
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
  const list = props.offered.length > 0 ? `${props.id}-offered` : undefined;
  return (
    <>
      <input
        {...common}
        type="text"
        {...(list !== undefined && { list })}
        inputMode={props.numeric ? "numeric" : "text"}
        spellcheck={false}
        autocomplete="off"
        class={props.numeric ? "narrow" : ""}
        onInput={(event) => change(event.currentTarget.value)}
      />
      {list !== undefined && (
        <datalist id={list}>
          {props.offered.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** Words that need no explanation. */
const PLAIN: Record<string, string> = { yes: "Yes", no: "No", on: "On", off: "Off" };

/** What a word means, and the word; the word alone where its meaning tells it from no other. */
function meaning(word: Word, all: Word[]): string {
  const plain = PLAIN[word.word];
  if (plain !== undefined) return plain;
  const docs = word.docs.replace(/\.$/, "");
  const isShared = all.some((other) => other !== word && other.docs === word.docs);
  if (isShared || docs.length > 48) return word.word;
  return docs.toLowerCase() === word.word.toLowerCase() ? docs : `${docs} (${word.word})`;
}

interface SelectProps extends InputProps {
  words: Word[];
  required: boolean;
  recommended: string | undefined;
}

export function SelectInput(props: SelectProps) {
  const { value } = props;
  // What VirtualBox has nothing of is no choice, but shown where a document says it.
  const words = props.words.filter((word) => !word.isForeign || word.word === value);
  const isKnown = value === undefined || words.some((word) => word.word === value);
  const choose = (chosen: string): void => (chosen === "" ? props.onClear() : props.onSet(chosen));
  return (
    <select {...shared(props)} value={value ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
      {(!props.required || value === undefined) && (
        <option value="">{props.standard === null ? "Not set" : `Default (${props.standard})`}</option>
      )}
      {!isKnown && <option value={value}>{value} (not a known word)</option>}
      {words.map((word) => (
        <option key={word.word} value={word.word}>
          {meaning(word, words)}
          {/* What is chosen already is said to be recommended below. */}
          {word.word === props.recommended && word.word !== value ? " · recommended" : ""}
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
