// What the core found, in the editor: underlined, in the gutter, with its fixes.
import { type Action, type Diagnostic, forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import { effect, untracked } from "@preact/signals";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type { Checked, Fix, Found, Severity } from "boxwright";
import { checked, version } from "../state/document";
import { told } from "./docs";

const severities = {
  error: "error",
  warning: "warning",
  note: "info",
} as const satisfies Record<Severity, Diagnostic["severity"]>;

/** What mends a finding. Its edits are looked up when they are wanted: a mark stays while the text before it changes. */
const action = (rule: string, { title, applicability }: Fix): Action => ({
  name: `${title.replaceAll("`", "")}${applicability === "safe" ? "" : " (look at it)"}`,
  apply: (view, from) => {
    const now = checked.peek();
    if (now?.version !== version.peek()) return;
    const there = now.found.find((one) => one.rule === rule && Math.min(one.from, view.state.doc.length) === from);
    const fix = there?.fixes.find((one) => one.title === title);
    if (fix) view.dispatch({ changes: fix.edits.map((edit) => ({ ...edit })), userEvent: "input.fix" });
  },
});

function diagnostic(found: Found, length: number): Diagnostic {
  const from = Math.min(found.from, length);
  const lines = [found.message, ...found.notes];
  return {
    from,
    to: Math.max(from, Math.min(found.to, length)),
    severity: severities[found.severity],
    source: found.rule,
    message: lines.join("\n"),
    renderMessage: () => told(lines),
    actions: found.fixes.map((fix) => action(found.rule, fix)),
  };
}

const words = (one: Diagnostic, from: number, to: number): string =>
  JSON.stringify([from, to, one.severity, one.source, one.message, one.actions?.map(({ name }) => name)]);

/** Whether the editor shows exactly these: marks move with the text. */
function areShown(state: EditorState, all: readonly Diagnostic[]): boolean {
  const shown: string[] = [];
  forEachDiagnostic(state, (one, from, to) => shown.push(words(one, from, to)));
  const wanted = new Set(all.map((one) => words(one, one.from, one.to)));
  return shown.length === all.length && shown.every((one) => wanted.has(one));
}

/** Follows what the core says; what it said about an older text is not shown. */
export const diagnostics = ViewPlugin.define((view: EditorView) => {
  const show = (now: Checked & { version: number }): void => {
    if (now.version !== version.peek()) return;
    const length = view.state.doc.length;
    const all = now.found.map((found) => diagnostic(found, length));
    // Each update of an editor costs as much as a key.
    if (!areShown(view.state, all)) view.dispatch(setDiagnostics(view.state, all));
  };
  let isMade = false;
  const stop = effect(() => {
    const now = checked.value;
    if (!now) return;
    // An editor may not be changed while it is being made. Later it is changed before the form is: it asks where its lines
    // stand, for which the browser would lay out the form as well.
    if (isMade) untracked(() => show(now));
    else queueMicrotask(() => show(now));
  });
  isMade = true;
  return { destroy: stop };
});
