// The document: its text, and what the core says about it. Text → core → here → views, and never another way.
import { type ReadonlySignal, batch, computed, effect, signal } from "@preact/signals";
import type { Checked, Found, Node, Options, Vocabulary } from "boxwright";
import { type Beginning, beginning } from "../core/beginning";
import { call } from "../core/client";
import { kept } from "./same";

/** The text as the editor has it; nothing but the editor writes it. */
export const text = signal("");
/** Grows with each change, so that what was computed for an older text is known as such. */
export const version = signal(0);
/** The release of VirtualBox that the document is checked for; empty for none in particular. */
export const target = signal("");
/** The text of the project's `boxwright.toml`, whose policies the document has to satisfy. */
export const project = signal<{ name: string; text: string } | undefined>(undefined);

/** How the core looks at a document. */
export const options = (): Options => ({
  target: target.peek() === "" ? undefined : target.peek(),
  project: project.peek()?.text,
});

export const vocabulary = signal<Vocabulary | undefined>(undefined);

/** What the core said last, about which text. */
export const checked = signal<(Checked & { version: number }) | undefined>(undefined);
/** The elements, of the last text that was well-formed. */
export const root = signal<Node | undefined>(undefined);

export const found = computed<Found[]>(() => checked.value?.found ?? []);
/** Whether the form can edit: not while the XML is broken. */
export const isWellFormed = computed(() => checked.value?.root != null);

/** Whether the core has said something about a document. */
export const isLookedAt = computed(() => checked.value !== undefined);

/** Findings by the address of what they are about. */
const foundByPath = computed(() => {
  const map = new Map<string, Found[]>();
  for (const one of found.value) {
    const there = map.get(one.path);
    if (there) there.push(one);
    else map.set(one.path, [one]);
  }
  return map;
});

/** One signal an address, so that what shows it is rendered only when that changes. */
export function perPath<Value>(compute: (path: string) => Value): (path: string) => ReadonlySignal<Value> {
  const all = new Map<string, ReadonlySignal<Value>>();
  return (path) => {
    let there = all.get(path);
    if (!there) all.set(path, (there = computed(() => compute(path))));
    return there;
  };
}

const NONE: Found[] = [];

/** What was found at an address. */
export const foundAt = perPath((path) => foundByPath.value.get(path) ?? NONE);

/** What was found at an address and inside it. */
export const foundWithin = perPath((path) => {
  const within = found.value.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
  return within.length === 0 ? NONE : within;
});

export const counts = computed(() => {
  const count = { error: 0, warning: 0, note: 0 };
  for (const one of found.value) count[one.severity] += 1;
  return count;
});

/** What was said of the first document before there was a core; looked at once. */
let before: Promise<Beginning | undefined> | undefined = beginning;

/** What the core says about the text. */
async function look(): Promise<Checked> {
  const known = await before;
  before = undefined;
  if (known?.text === text.peek() && target.peek() === "" && !project.peek()) return known.checked;
  return call("check", text.peek(), options());
}

let isBusy = false;

/** Asks about the newest text; what lies between is never asked about. */
async function check(): Promise<void> {
  // Before a document is open there is nothing to look at.
  if (isBusy || version.peek() === 0) return;
  isBusy = true;
  try {
    for (;;) {
      const asked = version.peek();
      const release = target.peek();
      const rules = project.peek();
      const answer = await look();
      if (version.peek() === asked && target.peek() === release && project.peek() === rules) {
        batch(() => {
          checked.value = { ...answer, version: asked };
          if (answer.root) root.value = kept(root.peek(), answer.root);
        });
        return;
      }
    }
  } finally {
    isBusy = false;
  }
}

/** Starts to follow the text. */
export async function follow(): Promise<void> {
  effect(() => {
    void version.value;
    void target.value;
    void project.value;
    void check();
  });
  vocabulary.value = (await beginning)?.vocabulary ?? (await call("vocabulary"));
}
