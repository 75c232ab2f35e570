// What is wrong at one place, with what mends it.
import type { Found, Severity } from "boxwright";
import { checked } from "../state/document";
import { applyFor } from "../state/wishes";
import { keepFocus } from "./arrive";
import { Message } from "../views/Message";

/** Where somebody who uses keys goes on when what was wrong has gone: at the value, at the device, at what else is wrong. */
const NEXT = "input, select, textarea, .open, .go, .status .summary";

export const SEVERITIES = {
  error: "Error",
  warning: "Warning",
  note: "Note",
} as const satisfies Record<Severity, string>;

export function Problems({ all, id }: { all: Found[]; id?: string }) {
  if (all.length === 0) return null;
  return (
    <ul class="problems-here" {...(id !== undefined && { id })}>
      {all.map((found) => (
        <li key={`${found.rule}${found.from}`} class={found.severity}>
          <span class="visually-hidden">{SEVERITIES[found.severity]}: </span>
          <Message text={found.message} />
          {found.notes.map((note) => (
            <small key={note}>
              <Message text={note} />
            </small>
          ))}
          <Fixes found={found} />
        </li>
      ))}
    </ul>
  );
}

export function Fixes({ found }: { found: Found }) {
  // What was found is rendered anew with each check.
  const made = checked.peek()?.version ?? -1;
  return (
    <>
      {found.fixes.map((fix) => (
        <button
          key={fix.title}
          type="button"
          class="fix"
          onClick={({ currentTarget }) => {
            const home = currentTarget.closest(".field, .device, #problems-panel, .app");
            if (applyFor(made, fix.edits, "input.fix")) void keepFocus(home, NEXT);
          }}
        >
          <Message text={fix.title} />
        </button>
      ))}
    </>
  );
}
