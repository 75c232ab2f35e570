// Opening and saving.
import { call } from "../core/client";
import { type Draft, type Handle, current, fileName, handle, put, saved, setHandle } from "./book";
import { decode } from "./decode";
import { counts, found, isWellFormed, text } from "./document";
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
  { description: "Machine of VirtualBox", accept: { "application/xml": [".vbox", ".ovf"] } },
  { description: "Rules of a project", accept: { "application/toml": [".toml"] } },
];

/** Whether a text is a settings file of VirtualBox's or an OVF descriptor, by its first element. */
function isSettings(content: string): boolean {
  const first = /<(?:[\w-]+:)?([A-Za-z]+)/.exec(content.replace(/<!--[\s\S]*?-->/g, ""));
  return first?.[1] === "VirtualBox" || first?.[1] === "Envelope";
}

/** A machine of VirtualBox as a document, with a word on what is not in it. */
async function imported(name: string, content: string): Promise<Draft | undefined> {
  const answer = await call("importSettings", content);
  if (answer.outcome === "other") {
    say(`${name} was not opened: ${answer.message}.`);
    return undefined;
  }
  const lost = answer.said.filter((one) => one.fate === "approximated" || one.fate === "not-expressible");
  const unread = answer.found.filter((one) => one.severity === "error");
  const words = [
    /\.ovf$/i.test(name) ? `${name} is an OVF descriptor.` : `${name} is a machine of VirtualBox, settings ${answer.settings}.`,
  ];
  const [first, ...more] = unread;
  if (first) {
    const others = more.length > 0 ? `, and ${more.length} more` : "";
    words.push(`Not all of it was read: line ${first.line}: ${first.message}${others}.`);
  }
  if (lost.length > 0) words.push(`Not in the document: ${lost.map((one) => `line ${one.line}`).join(", ")}.`);
  say(words.join(" "));
  // Saving must not write over the machine's own file.
  const ending = /\.xml$/i.test(name) ? ".domain.xml" : ".xml";
  return { name: name.replace(/\.[^.]*$/, ending), text: answer.xml };
}

/** A file as a document; JSON and files of VirtualBox's become domain XML. */
async function draft(file: File): Promise<Draft | undefined> {
  const { text: content, was } = decode(new Uint8Array(await file.arrayBuffer()));
  if (content.includes("\0")) {
    say(`${file.name} was not opened: it is no text.`);
    return undefined;
  }
  if (isSettings(content)) return imported(file.name, content);
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
  input.accept = ".xml,.json,.toml,.vbox,.ovf";
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

/** What those should know who are sent the document; they see the same as here. */
function faults(): string {
  const first = found.peek().find((one) => one.severity === "error");
  if (!first) return "";
  const at = `line ${first.line}`;
  if (!isWellFormed.peek()) return ` Mind that its XML is broken, at ${at}: whoever opens it gets no form before that is mended.`;
  const { error } = counts.peek();
  return ` Mind that it has ${error === 1 ? "an error" : `${error} errors`}, at ${at}${error === 1 ? "" : " first"}.`;
}

export async function share(): Promise<void> {
  const { hash, left } = await toHash(text.peek());
  if (hash === undefined) {
    say("No link was made: the document is larger than 1 MB.");
    return;
  }
  const link = `${location.href.split("#")[0]}${hash}`;
  const word = `${left > 0 ? ` Passwords were left out: ${left}.` : ""}${faults()}`;
  try {
    await navigator.clipboard.writeText(link);
    say(`The link is copied: it holds the whole document.${word}`);
  } catch {
    history.replaceState(null, "", hash);
    say(`The link is in the address bar: it holds the whole document.${word}`);
  }
}
