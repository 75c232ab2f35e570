// What the core found, in the editor: underlined, in the gutter, with its fixes.
import { type Action, type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { effect, untracked } from "@preact/signals";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type { Checked, Fix, Found, Severity } from "boxwright";
import { checked, version } from "../state/document";

const severities = {
  error: "error",
  warning: "warning",
  note: "info",
} as const satisfies Record<Severity, Diagnostic["severity"]>;

const action = (fix: Fix, made: number): Action => ({
  name: fix.applicability === "safe" ? fix.title : `${fix.title} (look at it)`,
  apply: (view) => {
    if (version.peek() !== made) return;
    view.dispatch({ changes: fix.edits.map((edit) => ({ ...edit })), userEvent: "input.fix" });
  },
});

function diagnostic(found: Found, made: number, length: number): Diagnostic {
  const from = Math.min(found.from, length);
  return {
    from,
    to: Math.max(from, Math.min(found.to, length)),
    severity: severities[found.severity],
    source: found.rule,
    message: [found.message, ...found.notes].join("\n"),
    actions: found.fixes.map((fix) => action(fix, made)),
  };
}

/** Follows what the core says; what it said about an older text is not shown. */
export const diagnostics = ViewPlugin.define((view: EditorView) => {
  let shown = 0;
  const show = (now: Checked & { version: number }): void => {
    if (now.version !== version.peek()) return;
    const length = view.state.doc.length;
    const all = now.found.map((found) => diagnostic(found, now.version, length));
    if (all.length === 0 && shown === 0) return;
    shown = all.length;
    view.dispatch(setDiagnostics(view.state, all));
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
