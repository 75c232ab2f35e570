// An amount of memory, in the unit in which a person thinks.
import { useState } from "preact/hooks";
import { type InputProps, shared } from "./inputs";
import { label } from "./words";

interface Unit {
  name: string;
  /** How many KiB it has. */
  factor: number;
}

const UNITS: readonly Unit[] = [
  { name: "KiB", factor: 1 },
  { name: "MiB", factor: 1024 },
  { name: "GiB", factor: 1024 ** 2 },
  { name: "TiB", factor: 1024 ** 3 },
];

const KIB: Unit = { name: "KiB", factor: 1 };

/** The largest unit in which an amount of KiB is a whole number. */
const fitting = (kib: number): Unit => UNITS.findLast(({ factor }) => kib % factor === 0) ?? KIB;

/** A number of a unit, in another: in the one that is wanted where that makes a whole number, else in the one that fits. */
function read(
  value: string | null | undefined,
  written: Unit | undefined,
  wanted?: Unit,
): { amount: string; unit: Unit } | undefined {
  const number = Number(value);
  if (!written || value == null || !/^\d+$/.test(value) || number === 0) return undefined;
  const kib = number * written.factor;
  const unit = wanted && kib % wanted.factor === 0 ? wanted : fitting(kib);
  return { amount: String(kib / unit.factor), unit };
}

/** An amount as a person would say it. */
export function amountOf(value: string, unit: string): { amount: string; unit: string } {
  const found = read(
    value,
    UNITS.find(({ name }) => name === unit),
  );
  return found ? { amount: found.amount, unit: found.unit.name } : { amount: value, unit };
}

interface SizeProps extends InputProps {
  /** The unit that the document names. */
  unit: string | undefined;
  onUnit: (amount: string, unit: Unit) => void;
}

export function SizeInput(props: SizeProps) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  // The unit that somebody chose, or typed a number beside, stays.
  const [chosen, setChosen] = useState<Unit | undefined>(undefined);
  const written = UNITS.find(({ name }) => name === (props.unit ?? "KiB"));
  const standard = read(props.standard, KIB);
  // Programs write KiB, which few people think in; any other unit was written by a person.
  const value = read(props.value, written, chosen ?? (written === UNITS[0] ? undefined : written));
  const silent = props.value === undefined ? (chosen ?? standard?.unit ?? UNITS[2]) : undefined;
  const unit = (draft === undefined ? value?.unit : (chosen ?? value?.unit)) ??
    silent ??
    written ?? { name: props.unit ?? "", factor: 1 };
  const known = UNITS.some(({ name }) => name === unit.name) ? UNITS : [unit, ...UNITS];
  const shown = draft ?? value?.amount ?? props.value ?? "";
  const change = (typed: string): void => {
    setDraft(typed);
    setChosen(unit);
    props.onUnit(typed.trim(), unit);
  };
  const choose = (name: string): void => {
    const next = known.find((one) => one.name === name);
    setChosen(next);
    if (next && shown !== "") props.onUnit(shown, next);
  };
  return (
    <span class="size">
      <input
        {...shared(props)}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        class="narrow"
        value={shown}
        placeholder={standard?.amount ?? ""}
        onInput={(event) => change(event.currentTarget.value)}
        onBlur={() => setDraft(undefined)}
      />
      <select
        aria-label={`Unit of ${label(props.id)}`}
        disabled={props.disabled}
        value={unit.name}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {known.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  );
}
