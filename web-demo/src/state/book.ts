// The documents that are open: one is in the editor, the others wait with their text and their history.
import { computed, signal } from "@preact/signals";
import type { EditorState } from "@codemirror/state";
import { open, resume, snapshot } from "../editor/editor";
import { text } from "./document";

/** A file that the browser lets the page write. */
export interface Handle {
  name: string;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
  getFile(): Promise<File>;
}

/** What a document is before it is open. */
export interface Draft {
  name: string;
  text: string;
  /** The text as it was opened or saved last; the text itself where nothing else is said. */
  opened?: string;
  isWindows?: boolean;
  /** Whether it began as a template, or came with a link. */
  isTemplate?: boolean;
}

export interface Sheet {
  id: number;
  name: string;
  opened: string;
  /** The text, as it was when another document was taken up. */
  text: string;
  /** Whether its lines ended as on Windows, and end so again when it is saved. */
  isWindows: boolean;
  /** Whether it began as a template: one that nobody has touched makes room for the next document. */
  isTemplate: boolean;
}

export const sheets = signal<readonly Sheet[]>([]);
export const currentId = signal(0);

export const current = computed(() => sheets.value.find((one) => one.id === currentId.value));
export const fileName = computed(() => current.value?.name ?? "machine.xml");
/** The text as it was opened or saved last. */
export const opened = computed(() => current.value?.opened ?? "");
export const isChanged = computed(() => text.value !== opened.value);

const histories = new Map<number, EditorState>();
const handles = new Map<number, Handle>();
let last = 0;

const change = (id: number, to: Partial<Sheet>): void => {
  sheets.value = sheets.peek().map((one) => (one.id === id ? { ...one, ...to } : one));
};

/** Puts the document that is in the editor aside. */
function leave(): void {
  const id = currentId.peek();
  const state = snapshot();
  if (state) histories.set(id, state);
  change(id, { text: text.peek() });
}

/** Takes up another open document, where it was left. */
export function show(id: number): void {
  const next = sheets.peek().find((one) => one.id === id);
  if (!next || id === currentId.peek()) return;
  leave();
  currentId.value = id;
  const state = histories.get(id);
  if (state) resume(state);
  else open(next.text);
}

/** Opens documents and shows the first. A template that nobody has touched makes room. */
export function put(drafts: readonly Draft[], areTemplates = false): void {
  if (drafts.length === 0) return;
  leave();
  const kept = sheets.peek().filter((one) => !one.isTemplate || one.text !== one.opened);
  const fresh = drafts.map(({ name, text: content, opened: before, isWindows, isTemplate = areTemplates }): Sheet => {
    last += 1;
    // The editor counts every end of a line as one.
    const plain = (from: string): string => from.replaceAll(/\r\n?/g, "\n");
    return {
      id: last,
      name,
      text: plain(content),
      opened: plain(before ?? content),
      isWindows: isWindows ?? content.includes("\r\n"),
      isTemplate,
    };
  });
  const [first] = fresh;
  sheets.value = [...kept, ...fresh];
  currentId.value = first?.id ?? 0;
  open(first?.text ?? "");
}

/** Closes the document in the editor; the last one stays. */
export function close(): void {
  const id = currentId.peek();
  const others = sheets.peek().filter((one) => one.id !== id);
  const next = others.at(-1);
  if (!next) return;
  show(next.id);
  sheets.value = sheets.peek().filter((one) => one.id !== id);
  histories.delete(id);
  handles.delete(id);
}

/** What a document is called in a list: those of one name are numbered. */
export function titleOf(sheet: Sheet): string {
  const same = sheets.value.filter(({ name }) => name === sheet.name);
  const at = same.findIndex(({ id }) => id === sheet.id);
  return at > 0 ? `${sheet.name} (${at + 1})` : sheet.name;
}

/** The text of an open document. */
export const textOf = (sheet: Sheet): string => (sheet.id === currentId.value ? text.value : sheet.text);

export const handle = (): Handle | undefined => handles.get(currentId.peek());

/** What the document in the editor is written back to. */
export const setHandle = (to: Handle): void => void handles.set(currentId.peek(), to);

/** The document in the editor has been saved. */
export const saved = (name: string, content: string): void => change(currentId.peek(), { name, opened: content });
