// Everything that was found, in the order of the text.
import { found } from "../state/document";
import { keepFocus } from "../form/arrive";
import { fixAll } from "../state/wishes";
import { Fixes, SEVERITIES } from "../form/Problems";
import { Message } from "./Message";
import { goto } from "./Goto";
import { Rule } from "./Rule";

export function ProblemsPanel() {
  const all = found.value;
  if (all.length === 0) return <p class="empty">Nothing is wrong with this document.</p>;
  const canFix = all.some((one) => one.fixes.some((fix) => fix.applicability === "safe"));
  return (
    <div class="problems" id="problems">
      {canFix && (
        <button
          type="button"
          class="button small"
          onClick={({ currentTarget }) => {
            const home = currentTarget.closest(".status");
            void fixAll().then(() => keepFocus(home, ".go, .summary"));
          }}
        >
          Fix what is safe to fix
        </button>
      )}
      <ol>
        {all.map((one) => (
          <li key={`${one.rule}${one.from}`} class={one.severity}>
            <button type="button" class="go" onClick={() => goto(one.from, one.to)}>
              <span class="mark">{SEVERITIES[one.severity]}</span>
              <span class="text">
                <Message text={one.message} />
                {one.notes.map((note) => (
                  <small key={note}>
                    <Message text={note} />
                  </small>
                ))}
              </span>
              <span class="where">line {one.line}</span>
            </button>
            <div class="fixes">
              <Fixes found={one} />
              <Rule name={one.rule} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
