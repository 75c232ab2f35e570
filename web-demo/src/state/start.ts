// What the page begins with: a link's document, what was open here last, or the first template; and what it keeps from then on.
import { effect } from "@preact/signals";
import type { Template } from "../templates";
import { currentId, fileName, isChanged, put, sheets, show, textOf } from "./book";
import { meet } from "./host";
import { claim, earlier, keep, restored } from "./keep";
import { fromHash } from "./share";
import { say } from "./ui";

const entitle = (): void =>
  void effect(() => {
    document.title = `${isChanged.value ? "• " : ""}${fileName.value} – Boxwright`;
  });

export async function start(template: Template): Promise<void> {
  await claim();
  if (await meet()) return entitle();
  const shared = location.hash.length > 1 ? await fromHash(location.hash) : undefined;
  const before = restored() ?? (shared?.text === undefined ? earlier()[0] : undefined);
  if (before) {
    put(before.documents);
    const there = sheets.peek()[before.at];
    if (there) show(there.id);
  }
  if (shared?.text !== undefined) {
    put([{ name: "shared.xml", text: shared.text }], true);
    if (before || earlier().length > 0) say("This is a shared document. Your own ones are kept.");
  } else if (!before) {
    put(template.files, true);
  }
  if (shared?.error !== undefined) say(shared.error);
  entitle();
  effect(() => {
    const all = sheets.value;
    // A template or a link that nobody has touched is nobody's work.
    const own = all.filter((one) => !one.isTemplate || textOf(one) !== one.opened);
    const documents = own.map((one) => ({ name: one.name, text: textOf(one), opened: one.opened, isWindows: one.isWindows }));
    if (documents.length > 0)
      keep({
        documents,
        at: Math.max(
          0,
          own.findIndex((one) => one.id === currentId.value),
        ),
      });
  });
}
