// The program at the back of the page: `boxwright edit` serves the page, and has a file or a machine for it.
import { signal } from "@preact/signals";
import { currentId, opened, put, saved } from "./book";
import { text } from "./document";
import { rightView, say } from "./ui";

interface Begun {
  key: string;
  name: string;
  text: string;
  source: "file" | "machine";
  connection: string;
}

export interface Proposal {
  id: number;
  text: string;
  changes: boolean;
  blocked: string | null;
  /** The document that it is for. */
  of: string;
}

interface Applied {
  applied: number;
  unchanged: number;
  warnings: string[];
}

const HASH = "#edit=";
/** Where the key is kept while this page is loaded again. */
const PLACE = "boxwright-edit";
/** How often the page says that it is there, in ms. */
const BEAT = 5_000;

/** What the program has for this page; nothing where a host only serves files. */
export const host = signal<(Begun & { sheet: number }) | undefined>(undefined);
export const proposal = signal<Proposal | undefined>(undefined);
/** What is wrong, or was done. */
export const outcome = signal("");
export const isBusy = signal(false);

async function ask<Answer>(what: string, body: object): Promise<Answer> {
  const answer = await fetch(`./api/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: host.peek()?.key, ...body }),
  });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  const value = (await answer.json()) as Answer & { failed?: string };
  if (value.failed !== undefined) throw new Error(value.failed);
  return value;
}

/** Whether a program served the page, and not a host of files. */
export const isServed = (): boolean => location.hash.startsWith(HASH) || sessionStorage.getItem(PLACE) !== null;

/** The secret of the link, or the key that this page had before it was loaded again. */
function secret(): string | null {
  if (!location.hash.startsWith(HASH)) return sessionStorage.getItem(PLACE);
  const token = location.hash.slice(HASH.length);
  history.replaceState(null, "", location.pathname);
  return token;
}

/** Takes up what the program has for this page; says whether it is one of its. */
export async function meet(): Promise<boolean> {
  const key = secret();
  if (key === null) return false;
  let begun: Begun;
  try {
    begun = await ask<Begun>("open", { key });
  } catch (error) {
    sessionStorage.removeItem(PLACE);
    say(`The program does not answer: ${error instanceof Error ? error.message : String(error)}.`);
    return false;
  }
  sessionStorage.setItem(PLACE, begun.key);
  put([{ name: begun.name, text: begun.text }]);
  host.value = { ...begun, sheet: currentId.peek() };
  rightView.value = "host";
  setInterval(() => void ask("alive", {}).catch(() => {}), BEAT);
  addEventListener("pagehide", () => navigator.sendBeacon("./api/bye", JSON.stringify({ key: begun.key })));
  return true;
}

/** Whether the document in the editor is the one that the program has. */
export const isHosted = (): boolean => host.value !== undefined && host.value.sheet === currentId.value;

/** Saves into the file of the program; says whether that is where this document goes. */
export async function saveThere(content: string, written: string): Promise<boolean> {
  if (!isHosted() || host.peek()?.source !== "file") return false;
  const { name } = await ask<{ name: string }>("save", { text: written });
  saved(name, content);
  say(`Saved ${name}.`);
  return true;
}

async function busily(run: () => Promise<void>): Promise<void> {
  isBusy.value = true;
  outcome.value = "";
  try {
    await run();
  } catch (error) {
    outcome.value = error instanceof Error ? error.message : String(error);
  } finally {
    isBusy.value = false;
  }
}

export const plan = (): Promise<void> =>
  busily(async () => {
    proposal.value = undefined;
    const of = text.peek();
    proposal.value = { ...(await ask<Omit<Proposal, "of">>("plan", { text: of })), of };
  });

export const apply = (): Promise<void> =>
  busily(async () => {
    const shown = proposal.peek();
    if (!shown) return;
    proposal.value = undefined;
    const { applied, unchanged, warnings } = await ask<Applied>("apply", { id: shown.id });
    outcome.value = [`Applied: ${applied} changed, ${unchanged} unchanged.`, ...warnings].join("\n");
    // A machine has no file: what was applied is what it is.
    if (host.peek()?.source === "machine" && opened.peek() !== shown.of) saved(host.peek()?.name ?? "", shown.of);
  });
