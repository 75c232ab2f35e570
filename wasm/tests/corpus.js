// The corpus beside the checkout, where there is one.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../shared/corpus/domain", import.meta.url));

function* files(path) {
  for (const name of readdirSync(path).sort()) {
    const file = join(path, name);
    if (statSync(file).isDirectory()) yield* files(file);
    else if (name.endsWith(".xml")) yield file;
  }
}

/** Every document that is UTF-8, with its text as an editor has it; nothing where there is no corpus. */
export function documents() {
  let all;
  try {
    all = [...files(folder)];
  } catch {
    return [];
  }
  return all.flatMap((file) => {
    try {
      const decoder = new TextDecoder("utf-8", { fatal: true });
      return [{ file, text: decoder.decode(readFileSync(file)) }];
    } catch {
      return [];
    }
  });
}

/** For `node:test`: what a test says that has nothing to read. */
export const absent = documents().length === 0 && "there is no ../shared/corpus beside the checkout";

/** A text with edits made that do not overlap. */
export function apply(text, edits) {
  let out = "";
  let at = 0;
  for (const { from, to, insert } of edits) {
    out += text.slice(at, from) + insert;
    at = to;
  }
  return out + text.slice(at);
}
