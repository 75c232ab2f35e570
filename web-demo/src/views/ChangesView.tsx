// What is different from the document as it was opened, line by line.
import { computed } from "@preact/signals";
import { opened } from "../state/book";
import { text } from "../state/document";
import { type Line, lines } from "./lines";

const changes = computed(() => lines(opened.value, text.value));

export function ChangesView() {
  const all = changes.value;
  const isSame = all.every((line) => line.kind === "same");
  return (
    <div class="view changes-view" tabIndex={0} role="region" aria-label="Changes">
      <p class="lead">What is different from the document as it was opened or saved last.</p>
      {isSame ? <p class="empty">Nothing has changed.</p> : <pre class="diff">{folded(all).map(row)}</pre>}
    </div>
  );
}

const SIGNS = { same: " ", added: "+", removed: "−", gap: "⋯" } as const satisfies Record<Line["kind"], string>;

const row = (line: Line, index: number) => (
  <div key={index} class={line.kind}>
    <span class="sign" aria-hidden="true">
      {SIGNS[line.kind]}
    </span>
    {line.kind !== "same" && line.kind !== "gap" && <span class="visually-hidden">{line.kind}: </span>}
    {line.text}
    {"\n"}
  </div>
);

/** Three lines around each change; the rest is one mark. */
function folded(all: Line[]): Line[] {
  const near = (index: number): boolean => all.slice(Math.max(0, index - 3), index + 4).some((line) => line.kind !== "same");
  const out: Line[] = [];
  all.forEach((line, index) => {
    if (near(index)) out.push(line);
    else if (out.at(-1)?.kind !== "gap") out.push({ kind: "gap", text: "" });
  });
  return out;
}
