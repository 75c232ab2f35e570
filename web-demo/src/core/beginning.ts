// What the core said while the page was built: about its words, and about the document that a first visit shows.
import type { Checked, Vocabulary } from "boxwright";
import url from "virtual:beginning";

export interface Beginning {
  vocabulary: Vocabulary;
  text: string;
  checked: Checked;
}

const load = async (): Promise<Beginning> => (await fetch(url)).json() as Promise<Beginning>;

/** Nothing where it cannot be had: the core says the same, later. */
export const beginning: Promise<Beginning | undefined> = load().catch(() => undefined);
