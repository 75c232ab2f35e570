// A document of another hypervisor, made one for VirtualBox.
import { computed, signal } from "@preact/signals";
import type { Retargeted } from "boxwright";
import { call } from "../core/client";
import { attribute } from "../form/summary";
import { found, isWellFormed, root, target, text, version } from "./document";
import { say } from "./ui";
import { applyFor, difference } from "./wishes";

/** The hypervisor that the document is for, where the core says that this is another one. */
export const foreign = computed(() => {
  const isOfAnother = isWellFormed.value && found.value.some(({ rule }) => rule === "not-vbox-domain");
  return isOfAnother && root.value ? attribute(root.value, "type") : "";
});

/** What was done last, until somebody has read it. */
export const report = signal<Retargeted | undefined>(undefined);

/** Rewrites the document, as one step of the history. */
export async function retarget(): Promise<void> {
  const asked = version.peek();
  const before = text.peek();
  const answer = await call("retarget", before, target.peek() === "" ? undefined : target.peek());
  if (answer.outcome === "failed") {
    say(`Not rewritten: ${answer.message}.`);
    return;
  }
  if (!applyFor(asked, [difference(before, answer.result.xml)], "input.retarget")) return;
  report.value = answer.result;
  say("Rewritten for VirtualBox. Undo takes it back.");
}
