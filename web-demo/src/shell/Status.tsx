// What is wrong, in a line; all of it on demand. Screen readers hear of it when it changes.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { cursor } from "../editor/editor";
import { checked, counts } from "../state/document";
import { host } from "../state/host";
import { problemsOpen, said } from "../state/ui";
import { ProblemsPanel } from "../views/ProblemsPanel";

const amount = (count: number, word: string): string => (count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`);

function words(): string {
  const { error, warning, note } = counts.value;
  const all = [amount(error, "error"), amount(warning, "warning"), amount(note, "note")].filter((one) => one !== "");
  return all.length === 0 ? "No problems" : all.join(", ");
}

export function Status() {
  const { error, warning } = counts.value;
  const spoken = useSignal("");
  const now = checked.value ? words() : "Checking…";
  // Not at every key.
  useEffect(() => {
    const later = setTimeout(() => (spoken.value = now), 900);
    return () => clearTimeout(later);
  }, [now]);
  const severity = error > 0 ? "error" : warning > 0 ? "warning" : "good";
  return (
    <footer class={`status ${problemsOpen.value ? "is-open" : ""}`}>
      <div class="line">
        <button
          type="button"
          class="summary"
          aria-expanded={problemsOpen.value}
          aria-controls="problems-panel"
          onClick={() => (problemsOpen.value = !problemsOpen.value)}
        >
          <span class={`dot ${severity}`} aria-hidden="true" />
          {now}
          <span class="chevron" aria-hidden="true">
            {problemsOpen.value ? "▾" : "▴"}
          </span>
        </button>
        <p class="said" role="status">
          {said.value.text}
        </p>
        <p class="hint">
          {cursor.value === undefined
            ? host.value
              ? "Everything stays on this computer."
              : "Everything stays in this page."
            : "Escape, then Tab, leaves the editor."}
        </p>
      </div>
      <p class="visually-hidden" aria-live="polite" id="spoken">
        {spoken.value}
      </p>
      <div id="problems-panel" class="panel" hidden={!problemsOpen.value} role="region" aria-label="Problems" tabIndex={0}>
        {problemsOpen.value && <ProblemsPanel />}
      </div>
    </footer>
  );
}
