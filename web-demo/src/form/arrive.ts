// What was just added, or chosen elsewhere, is brought into sight on both sides.
import { effect } from "@preact/signals";
import type { Node } from "boxwright";
import { checked, root, version } from "../state/document";
import { chosen, showElement } from "../state/links";
import { nodeAt } from "../state/tree";
import { attribute } from "./summary";

/** How many frames a card may take to open. */
const FRAMES = 60;

/** How much of the window there is for a card at most. */
const MOST = 0.8;

const FIELDS = "input:not(:disabled), select:not(:disabled), textarea:not(:disabled)";

/** What a person fills in first, by its address from the element, where that is not its first field. */
const FIRST: Readonly<Record<string, (node: Node) => string | undefined>> = {
  disk: () => "source/@file",
  filesystem: () => "source/@dir",
  hostdev: () => "source/vendor/@id",
  // A card behind NAT needs nothing more.
  interface: (node) => ({ bridge: "source/@bridge", internal: "source/@name" })[attribute(node, "type")],
  parallel: () => "source/@path",
  portForward: () => "range[0]/@start",
  serial: () => "source/@path",
};

/** Waits until the core has looked at the newest text: what is added depends on what there is. */
export function settled(): Promise<void> {
  return new Promise((done) => {
    const stop = effect(() => {
      if (checked.value?.version !== version.value) return;
      done();
      queueMicrotask(() => stop());
    });
  });
}

export const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

/** The fields of an element, when they are there: what holds them may still have to open. */
async function fieldsOf(
  path: string,
  wanted: string | undefined,
): Promise<{ holder: HTMLElement; first: HTMLElement } | undefined> {
  for (let turn = 0; turn < FRAMES; turn += 1) {
    await frame();
    const holder = document.querySelector<HTMLElement>(`.form [data-path="${CSS.escape(path)}"]`);
    const one = wanted && holder?.querySelector<HTMLElement>(`[id="${CSS.escape(`${path}/${wanted}`)}"]:is(${FIELDS})`);
    const first = one || holder?.querySelector<HTMLElement>(`.fields :is(${FIELDS})`);
    if (holder && first) return { holder, first };
    // One that was chosen before and closed since does not open by being chosen.
    if (turn === 5) holder?.querySelector<HTMLElement>(":scope > header > [aria-expanded=false]")?.click();
  }
  return undefined;
}

/** Opens an element in the form, scrolls both sides to it, and puts the focus on the field that a person fills in first. */
export async function arrive(path: string): Promise<void> {
  await settled();
  const top = root.peek();
  const node = top && nodeAt(top, path);
  if (!node) return;
  chosen.value = path;
  const fields = await fieldsOf(path, FIRST[node.name]?.(node));
  if (!fields) return;
  const { holder, first } = fields;
  first.focus({ preventScroll: true });
  const room = Math.min(holder.closest(".form")?.clientHeight ?? innerHeight, innerHeight * MOST);
  const isTall = holder.offsetHeight > room;
  // Sections that were out of sight get their size as they come into it.
  for (let turn = 0; turn < 2; turn += 1) {
    holder.scrollIntoView({ block: isTall ? "start" : "nearest" });
    first.scrollIntoView({ block: "nearest" });
    await frame();
  }
  showElement(path);
}

/** When what had the focus has gone, the last of the buttons beside it has it: nobody who uses keys begins at the top again. */
export async function keepFocus(home: Element | null, buttons: string): Promise<void> {
  for (let turn = 0; turn < FRAMES; turn += 1) {
    await frame();
    if (document.activeElement !== document.body) continue;
    const all = home?.querySelectorAll<HTMLElement>(buttons);
    all?.item(all.length - 1)?.focus();
    return;
  }
}
