// What may stand at the cursor, as the core tells every editor.
import {
  autocompletion,
  type Completion as Offer,
  type CompletionContext,
  type CompletionResult,
  snippet,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorView } from "@codemirror/view";
import type { Completion, CompletionKind } from "boxwright";
import { call } from "../core/client";
import { options } from "../state/document";
import { shown } from "./docs";

const TYPES = {
  element: "type",
  endTag: "keyword",
  attribute: "property",
  word: "enum",
  fresh: "constant",
  file: "text",
  folder: "text",
  rule: "keyword",
} as const satisfies Record<CompletionKind, string>;

/** Places to fill in, as CodeMirror writes them: `$1` and `$0` are `${}`, `${2:text}` is `${text}`. */
const places = (text: string): string =>
  text
    .replaceAll(/\$\{\d+\|([^,|}]*)[^}]*\}/g, "${$1}")
    .replaceAll(/\$\{\d+:([^}]*)\}/g, "${$1}")
    .replaceAll(/\$\d+/g, "${}");

function put(view: EditorView, { edit, snippet: withPlaces }: Completion, to: number): void {
  if (withPlaces !== null) {
    snippet(places(withPlaces))(view, null, edit.from, to);
    return;
  }
  view.dispatch({
    changes: { from: edit.from, to, insert: edit.insert },
    selection: { anchor: edit.from + edit.insert.length },
    userEvent: "input.complete",
  });
}

const offer = (one: Completion, before: string): Offer => ({
  label: before + one.filter,
  displayLabel: one.label,
  detail: one.detail,
  type: TYPES[one.kind],
  boost: -one.rank,
  ...(one.docs !== "" && { info: () => shown(one.docs) }),
  // What was typed since is replaced as well.
  apply: (view, _offer, _from, to) => put(view, one, Math.max(to, one.edit.to)),
});

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  // A blank asks only within a tag: elsewhere it is text.
  const isInTag = /Tag$/.test(syntaxTree(state).resolveInner(pos, -1).name);
  if (!explicit && !context.matchBefore(isInTag ? /[\w:<'"/ -]/ : /[\w:<'"/-]/)) return null;
  const found = await call("complete", state.doc.toString(), pos, options());
  if (context.aborted || found.length === 0) return null;
  // What is typed is compared from one place on, wherever each is put.
  const from = Math.min(...found.map(({ edit }) => edit.from));
  const offers = found.map((one) => offer(one, state.sliceDoc(from, one.edit.from)));
  return { from, to: pos, options: offers, validFor: /^[<\w:./-]*$/ };
}

export const completion = autocompletion({ override: [complete], icons: false });
