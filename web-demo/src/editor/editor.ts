// The one editor: it holds the text and the history of both sides.
import { history, historyKeymap, defaultKeymap, indentWithTab, redo, undo } from "@codemirror/commands";
import { xml } from "@codemirror/lang-xml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type Text, type Transaction } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { TextEdit } from "boxwright";
import { batch, signal } from "@preact/signals";
import { text, version } from "../state/document";
import { completion } from "./complete";
import { diagnostics } from "./diagnostics";
import { hover } from "./hover";
import { linked } from "./linked";
import { look } from "./look";
import { askOnlyWithFocus } from "./selection";
import { adoptStyles } from "./styles";

/** Where the cursor is while the editor has the focus. */
export const cursor = signal<number | undefined>(undefined);

/** Says what the text is now. */
function tell(now: Text): void {
  batch(() => {
    text.value = now.toString();
    version.value += 1;
  });
}

/** What one key does is one step of the history: a tag that is typed and the end tag that comes with it, in one. */
function asOne(steps: readonly Transaction[]): readonly Transaction[] {
  const [typed, added] = steps;
  if (!typed || !added || steps.length > 2 || !typed.isUserEvent("input.type") || !added.isUserEvent("input.complete"))
    return steps;
  const whole = typed.startState.update({
    changes: typed.changes.compose(added.changes),
    selection: added.newSelection,
    userEvent: "input.type",
    scrollIntoView: true,
  });
  return [whole];
}

/** Changes the text: the core is told first, so that it looks at the text while the editor draws it. */
function change(transactions: readonly Transaction[], changed: EditorView): void {
  const steps = asOne(transactions);
  const last = steps.at(-1);
  if (last && steps.some((one) => one.docChanged)) tell(last.newDoc);
  changed.update(steps);
}

const watch = EditorView.updateListener.of((update) => {
  if (update.selectionSet || update.focusChanged || update.docChanged) {
    cursor.value = update.view.hasFocus ? update.state.selection.main.head : undefined;
  }
});

/** How long after Escape a Tab leaves the editor, in ms. */
const LEAVING = 2000;

/** Lets the next Tab leave the editor, also where Escape takes a selection away; an open list of words is closed first. */
function leaveByTab(at: EditorView): boolean {
  if (completionStatus(at.state) === null) at.setTabFocusMode(LEAVING);
  return false;
}

const extensions: Extension[] = [
  lineNumbers(),
  foldGutter(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  indentOnInput(),
  indentUnit.of("  "),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  xml(),
  completion,
  diagnostics,
  lintGutter(),
  hover,
  linked,
  look,
  watch,
  EditorView.contentAttributes.of({
    "aria-label": "Domain XML. Press Escape, then Tab, to leave the editor.",
    spellcheck: "false",
    // Editable text takes the focus anyway; those that look for what does not scroll by keyboard see it by this.
    tabindex: "0",
  }),
  keymap.of([
    { key: "Escape", run: leaveByTab },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    ...lintKeymap,
    indentWithTab,
  ]),
];

const state = (doc: string): EditorState => EditorState.create({ doc, extensions });

let view: EditorView | undefined;

/** Puts the editor into the page. */
export function mount(parent: HTMLElement): () => void {
  adoptStyles();
  askOnlyWithFocus();
  view = new EditorView({ state: state(text.peek()), parent, dispatchTransactions: change });
  const made = view;
  return () => {
    made.destroy();
    if (view === made) view = undefined;
  };
}

export const editorView = (): EditorView | undefined => view;

/** Another document: nothing of the one before can come back by undo. */
export function open(doc: string): void {
  const opened = state(doc);
  view?.setState(opened);
  tell(opened.doc);
}

/** The text with its history, to come back to. */
export const snapshot = (): EditorState | undefined => view?.state;

/** Comes back to a text that was left. */
export function resume(left: EditorState): void {
  view?.setState(left);
  tell(left.doc);
}

/** Makes edits that do not overlap, as one step of the history. */
export function applyEdits(edits: readonly TextEdit[], event: string): void {
  if (edits.length > 0) view?.dispatch({ changes: edits.map((edit) => ({ ...edit })), userEvent: event });
}

/** Shows a place of the text, with the cursor on it where the editor is to have the focus. */
export function reveal(from: number, to: number, focus: boolean): void {
  if (!view) return;
  const length = view.state.doc.length;
  const anchor = Math.min(from, length);
  view.dispatch({
    selection: { anchor, head: Math.min(to, length) },
    effects: EditorView.scrollIntoView(anchor, { y: "center" }),
  });
  if (focus) view.focus();
}

export const undoLast = (): boolean => (view ? undo(view) : false);
export const redoLast = (): boolean => (view ? redo(view) : false);
