// Opening and saving: files, templates, links, and what the browser keeps by itself.
import { computed, effect, signal } from "@preact/signals";
import { call } from "../core/client";
import { open as show } from "../editor/editor";
import { text } from "./document";
import { fromHash, toHash } from "./share";
import { keep, kept } from "./keep";
import { say } from "./ui";

interface Handle {
  name: string;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
  getFile(): Promise<File>;
}

interface Pickers {
  showOpenFilePicker?: (options?: unknown) => Promise<Handle[]>;
  showSaveFilePicker?: (options?: unknown) => Promise<Handle>;
}

/** The text as it was opened or saved last. */
export const opened = signal("");
export const fileName = signal("machine.xml");
export const isChanged = computed(() => text.value !== opened.value);

let handle: Handle | undefined;
const pickers = globalThis as Pickers;
const types = [{ description: "Domain XML", accept: { "application/xml": [".xml"] } }];

/** Shows a document, in place of the one that is open. */
export function begin(name: string, content: string): void {
  handle = undefined;
  fileName.value = name;
  show(content);
  opened.value = text.peek();
}

async function read(file: File): Promise<void> {
  const content = await file.text();
  if (!/\.json$/i.test(file.name)) return begin(file.name, content);
  const answer = await call("fromJson", content);
  if (answer.outcome === "failed") say(`${file.name} was not opened: ${answer.message}.`);
  else begin(file.name.replace(/\.json$/i, ".xml"), answer.result);
}

export async function openFile(): Promise<void> {
  if (pickers.showOpenFilePicker) {
    const chosen = await pickers.showOpenFilePicker({ types }).catch(() => []);
    const [first] = chosen;
    if (!first) return;
    await read(await first.getFile());
    if (/\.xml$/i.test(first.name)) handle = first;
    return;
  }
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".xml,.json";
  input.onchange = () => {
    const [file] = input.files ?? [];
    if (file) void read(file);
  };
  input.click();
}

export function drop(event: DragEvent): void {
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  event.preventDefault();
  void read(file);
}

export async function save(): Promise<void> {
  const content = text.peek();
  try {
    if (pickers.showSaveFilePicker) {
      handle ??= await pickers.showSaveFilePicker({ suggestedName: fileName.peek(), types });
      const out = await handle.createWritable();
      await out.write(content);
      await out.close();
      fileName.value = handle.name;
    } else {
      download(fileName.peek(), content);
    }
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) say(`Not saved: ${String(error)}`);
    return;
  }
  opened.value = content;
  say(`Saved ${fileName.peek()}.`);
}

function download(name: string, content: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/xml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export async function share(): Promise<void> {
  const { hash, left } = await toHash(text.peek());
  history.replaceState(null, "", hash);
  const word = left > 0 ? " Passwords were left out." : "";
  try {
    await navigator.clipboard.writeText(location.href);
    say(`The link is copied: it holds the whole document.${word}`);
  } catch {
    say(`The link is in the address bar: it holds the whole document.${word}`);
  }
}

/** What the page begins with: a link's document, one's own last one, or the first template. */
export async function start(template: { file: string; xml: string }): Promise<void> {
  const shared = location.hash.length > 1 ? await fromHash(location.hash) : undefined;
  const last = kept();
  if (shared?.text !== undefined) {
    begin("shared.xml", shared.text);
    // What was being worked on is not overwritten by somebody else's link: it is kept under its own name.
    if (last) say("This is a shared document. Your own last one is under New.");
  } else if (last) {
    begin(last.name, last.text);
    opened.value = last.opened;
  } else {
    begin(template.file, template.xml);
  }
  if (shared?.error !== undefined) say(shared.error);
  const isForeign = shared?.text;
  effect(() => {
    const now = text.value;
    if (now !== isForeign) keep({ name: fileName.value, text: now, opened: opened.value });
  });
}
