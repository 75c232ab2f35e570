// The part of the text that a field of the form is about is marked while the field has the focus.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

export const mark = StateEffect.define<{ from: number; to: number } | null>();

const style = Decoration.mark({ class: "cm-linked" });

export const linked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(mark)) continue;
      const place = effect.value;
      now = place && place.from < place.to ? Decoration.set([style.range(place.from, place.to)]) : Decoration.none;
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});
