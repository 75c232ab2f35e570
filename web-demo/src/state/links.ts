// What is selected on one side is shown on the other.
import type { Node } from "boxwright";
import { computed, effect, signal, untracked } from "@preact/signals";
import { cursor, editorView } from "../editor/editor";
import { mark } from "../editor/linked";
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { checked, isWellFormed, root, version } from "./document";
import { nodeAt, nodesAt, placeOf } from "./tree";

/** The elements, if their places are those of the text in the editor: not of one before, nor of the last whole one. */
const placed = (): Node | undefined => (isWellFormed.value && checked.value?.version === version.value ? root.value : undefined);

/** The address of what was chosen in the picture. */
export const chosen = signal("");

/** The address of what a place of the text is in. */
function pathAt(at: number): string {
  const top = placed();
  const node = top && nodesAt(top, at).at(-1);
  const attribute = node?.attributes.find((one) => at >= one.from && at <= one.to);
  return attribute ? `${node?.path}/@${attribute.name}` : (node?.path ?? "");
}

/** What the cursor was in when the core said last where things are. */
let last = "";

/** The address of what the cursor is in, or of what was chosen while the editor has no focus. */
export const activePath = computed(() => {
  const at = cursor.value;
  if (at === undefined) return chosen.value;
  // A key moves everything behind it, and nearly always stays in the same thing: the form is not told otherwise until it is known.
  if (checked.value?.version === version.value) last = pathAt(at);
  return last;
});

/** Marks in the text what a field of the form is about. */
export function markPlace(target: EventTarget | null): void {
  const view = editorView();
  if (!view) return;
  // What adds is about nothing that is there.
  const isAbout = target instanceof Element && !target.matches("button.add");
  const holder = isAbout ? target.closest<HTMLElement>("[data-path]") : null;
  const top = untracked(placed);
  const path = holder?.dataset["path"];
  const place = path !== undefined && top ? placeOf(top, path) : undefined;
  const effects = [mark.of(place ?? null)];
  view.dispatch({
    effects: place ? [...effects, EditorView.scrollIntoView(place.from, { y: "nearest", yMargin: 80 })] : effects,
  });
}

/** Marks a whole element in the text, and shows as much of it as there is room for. */
export function showElement(path: string): void {
  const view = editorView();
  const top = untracked(placed);
  const node = top && nodeAt(top, path);
  if (!view || !node) return;
  const { from, to } = node;
  const range = EditorSelection.range(to, from);
  view.dispatch({ effects: [mark.of({ from, to }), EditorView.scrollIntoView(range, { y: "nearest", yMargin: 80 })] });
}

/** The closest thing in the form to an address: its own, the first field of an element without a frame, what is around it. */
function closest(form: HTMLElement, path: string): HTMLElement | null {
  const at = (address: string) => form.querySelector<HTMLElement>(`[data-path="${CSS.escape(address)}"]`);
  const near = at(path) ?? form.querySelector<HTMLElement>(`.field[data-path^="${CSS.escape(path)}/@"]`);
  if (near) return near;
  const outer = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return outer.length > 1 ? closest(form, outer) : null;
}

/** The line by which a thing is known: its heading, where it has one. */
const headOf = (thing: HTMLElement): Element => thing.querySelector(":scope > summary, :scope > header") ?? thing;

/** Shows what in the form the cursor of the editor is at. */
function point(form: HTMLElement, path: string): void {
  const there = path === "" ? null : closest(form, path);
  if (there && "active" in there.dataset) return;
  // An attribute of its own: classes are what rendering says.
  for (const old of form.querySelectorAll<HTMLElement>("[data-active]")) delete old.dataset["active"];
  if (!there) return;
  there.dataset["active"] = "";
  // What is in a closed group would be marked out of sight.
  for (let at = there.parentElement?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
  headOf(there).scrollIntoView({ block: "nearest" });
}

let stop: (() => void) | undefined;

/** Lets the form follow the cursor of the editor. */
export function followForm(form: HTMLElement | null): void {
  stop?.();
  stop = undefined;
  if (!form) return;
  const follow = effect(() => {
    point(form, activePath.value);
  });
  // The device that the cursor has come to opens a moment later.
  const rendered = new MutationObserver(() => point(form, activePath.peek()));
  rendered.observe(form, { childList: true, subtree: true });
  stop = () => {
    follow();
    rendered.disconnect();
  };
}
