// Opening and saving.
import { call } from "../core/client";
import { type Draft, type Handle, current, fileName, handle, put, saved, setHandle } from "./book";
import { decode } from "./decode";
import { text } from "./document";
import { saveThere } from "./host";
import { isProject, takeProject } from "./project";
import { toHash } from "./share";
import { say } from "./ui";

interface Pickers {
  showOpenFilePicker?: (options?: unknown) => Promise<Handle[]>;
  showSaveFilePicker?: (options?: unknown) => Promise<Handle>;
}

const pickers = globalThis as Pickers;
const types = [
  { description: "Domain XML", accept: { "application/xml": [".xml"], "application/json": [".json"] } },
  { description: "Rules of a project", accept: { "application/toml": [".toml"] } },
];

/** A file as a document; JSON becomes XML. */
async function draft(file: File): Promise<Draft | undefined> {
  const { text: content, was } = decode(new Uint8Array(await file.arrayBuffer()));
  if (was !== "utf-8") say(`${file.name} is ${was.toUpperCase()}; it is saved as UTF-8.`);
  if (!/\.json$/i.test(file.name)) return { name: file.name, text: content };
  const answer = await call("fromJson", content);
  if (answer.outcome === "done") return { name: file.name.replace(/\.json$/i, ".xml"), text: answer.result };
  say(`${file.name} was not opened: ${answer.message}.`);
  return undefined;
}

async function openAll(files: readonly File[]): Promise<void> {
  for (const file of files.filter(isProject)) await takeProject(file);
  const drafts = await Promise.all(files.filter((file) => !isProject(file)).map(draft));
  put(drafts.filter((one) => one !== undefined));
}

export async function openFile(): Promise<void> {
  if (pickers.showOpenFilePicker) {
    const chosen = await pickers.showOpenFilePicker({ types, multiple: true }).catch(() => []);
    for (const one of chosen) {
      await openAll([await one.getFile()]);
      // JSON was turned into XML, which has no file yet.
      if (fileName.peek() === one.name) setHandle(one);
    }
    return;
  }
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".xml,.json,.toml";
  input.multiple = true;
  input.onchange = () => void openAll([...(input.files ?? [])]);
  input.click();
}

export function drop(event: DragEvent): void {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  void openAll(files);
}

async function write(content: string): Promise<string> {
  if (!pickers.showSaveFilePicker) {
    download(fileName.peek(), content);
    return fileName.peek();
  }
  const to = handle() ?? (await pickers.showSaveFilePicker({ suggestedName: fileName.peek(), types: types.slice(0, 1) }));
  setHandle(to);
  const out = await to.createWritable();
  await out.write(content);
  await out.close();
  return to.name;
}

export async function save(): Promise<void> {
  const content = text.peek();
  try {
    const written = current.peek()?.isWindows ? content.replaceAll("\n", "\r\n") : content;
    if (await saveThere(content, written)) return;
    const name = await write(written);
    saved(name, content);
    say(`Saved ${name}.`);
  } catch (error) {
    // Somebody who closes the dialog has said so.
    if (!(error instanceof DOMException && error.name === "AbortError")) say(`Not saved: ${String(error)}`);
  }
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
  if (hash === undefined) {
    say("No link was made: the document is larger than 1 MB.");
    return;
  }
  history.replaceState(null, "", hash);
  const word = left > 0 ? ` Passwords were left out: ${left}.` : "";
  try {
    await navigator.clipboard.writeText(location.href);
    say(`The link is copied: it holds the whole document.${word}`);
  } catch {
    say(`The link is in the address bar: it holds the whole document.${word}`);
  }
}
