// What the page begins with: a link's document, what was open here last, or the first template; and what it keeps from then on.
import { effect } from "@preact/signals";
import type { Template } from "../templates";
import { currentId, fileName, isChanged, put, type Sheet, sheets, show, textOf } from "./book";
import { meet } from "./host";
import { claim, earlier, keep, restored } from "./keep";
import { fromHash } from "./share";
import { say } from "./ui";

const entitle = (): void =>
  void effect(() => {
    document.title = `${isChanged.value ? "• " : ""}${fileName.value} – Boxwright`;
  });

const isWork = (one: Sheet): boolean => !one.isTemplate || textOf(one) !== one.opened;

/** Opens the document of a link. */
function take(text: string, hasOthers: boolean): void {
  put([{ name: "shared.xml", text }], true);
  if (hasOthers) say("This is a shared document. Your own ones are kept.");
}

/** Opens the document of a link that was put into the address of a page that is there. */
async function follow(): Promise<void> {
  if (location.hash.length <= 1) return;
  const shared = await fromHash(location.hash);
  if (shared.text !== undefined) take(shared.text, true);
  if (shared.error !== undefined) say(shared.error);
}

export async function start(template: Template): Promise<void> {
  await claim();
  if (await meet()) return entitle();
  const shared = location.hash.length > 1 ? await fromHash(location.hash) : undefined;
  const there = restored();
  const left = there ? [] : earlier();
  const before = there ?? (shared?.text === undefined ? left[0] : undefined);
  if (before && left.length > 1) say("What other pages had open is under New.");
  if (before) {
    put(before.documents);
    const last = sheets.peek()[before.at];
    if (last) show(last.id);
  }
  if (shared?.text !== undefined) take(shared.text, before !== undefined || earlier().length > 0);
  else if (!before) put(template.files, true);
  if (shared?.error !== undefined) say(shared.error);
  addEventListener("hashchange", () => void follow());
  entitle();
  effect(() => {
    // What somebody has changed is no longer what the link says: loaded again the page shows the change.
    if (isChanged.value && location.hash !== "") history.replaceState(null, "", location.href.split("#")[0]);
  });
  effect(() => {
    const all = sheets.value;
    // Templates and links that nobody has touched are nobody's work; beside a work they stay.
    if (!all.some(isWork)) return;
    const documents = all.map((one) => {
      const { name, opened, isWindows, isTemplate } = one;
      return { name, text: textOf(one), opened, isWindows, isTemplate };
    });
    const at = all.findIndex((one) => one.id === currentId.value);
    keep({ documents, at: Math.max(0, at) });
  });
}
