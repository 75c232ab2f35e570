// What is selected on one side is shown on the other.
import { computed, effect, signal } from "@preact/signals";
import { cursor, editorView } from "../editor/editor";
import { mark } from "../editor/linked";
import { EditorView } from "@codemirror/view";
import { checked, root, version } from "./document";
import { nodesAt, placeOf } from "./tree";

/** The address of what was chosen in the picture. */
export const chosen = signal("");

/** The address of what the cursor is in, or of what was chosen while the editor has no focus. */
export const activePath = computed(() => {
  const at = cursor.value;
  const top = root.value;
  if (at === undefined) return chosen.value;
  if (!top || checked.value?.version !== version.value) return "";
  const node = nodesAt(top, at).at(-1);
  if (!node) return "";
  const attribute = node.attributes.find((one) => at >= one.from && at <= one.to);
  return attribute ? `${node.path}/@${attribute.name}` : node.path;
});

/** Marks in the text what a field of the form is about. */
export function markPlace(target: EventTarget | null): void {
  const view = editorView();
  if (!view) return;
  const holder = target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null;
  const top = root.peek();
  const path = holder?.dataset["path"];
  const place = path !== undefined && top && checked.peek()?.version === version.peek() ? placeOf(top, path) : undefined;
  const effects = [mark.of(place ?? null)];
  view.dispatch({
    effects: place ? [...effects, EditorView.scrollIntoView(place.from, { y: "nearest", yMargin: 80 })] : effects,
  });
}

/** The closest thing in the form to an address. */
function closest(form: HTMLElement, path: string): HTMLElement | null {
  for (let at = path; at.length > 1; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const found = form.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`);
    if (found) return found;
  }
  return null;
}

/** Shows what in the form the cursor of the editor is at. */
function point(form: HTMLElement, path: string): void {
  const there = path === "" ? null : closest(form, path);
  if (there && "active" in there.dataset) return;
  // An attribute of its own: classes are what rendering says.
  for (const old of form.querySelectorAll<HTMLElement>("[data-active]")) delete old.dataset["active"];
  if (!there) return;
  there.dataset["active"] = "";
  there.scrollIntoView({ block: "nearest" });
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
