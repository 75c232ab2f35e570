// Everything in the vocabulary has a word that a person knows.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformWithOxc } from "vite";

const core = process.env.BOXWRIGHT_NPM ?? fileURLToPath(new URL("../../target/npm/boxwright", import.meta.url));
const { load } = await import(pathToFileURL(`${core}/node.js`));

/** A module of the page that needs no other. */
async function module(file) {
  const { code } = await transformWithOxc(await readFile(new URL(file, import.meta.url), "utf8"), file);
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** All that the form shows, by address; of an element without a frame of its own only what is in it. */
function* addresses({ elements }, at = elements[0], path = "domain") {
  for (const one of at.attributes) if (one.name !== "unit" || at.text === null) yield `${path}/@${one.name}`;
  for (const child of at.children) {
    const inner = child.element === null ? undefined : elements[child.element];
    const there = `${path}/${child.name}`;
    const isBare = inner && inner.text === null && inner.children.length === 0 && inner.attributes.length <= 2;
    if (!isBare || child.occurs === "repeated") yield there;
    if (inner) yield* addresses({ elements }, inner, there);
  }
}

test("each field, group and list is called by a word of its own", async () => {
  const { LABELS } = await module("../src/form/labels.ts");
  const all = [...addresses((await load()).vocabulary())];
  assert.ok(all.length > 250);
  const short = (address) => address.replace(/^domain\/(metadata\/)?/, "");
  const wordless = all.filter((address) => !(address in LABELS) && !(short(address) in LABELS));
  assert.deepEqual(wordless, [], "src/form/labels.ts has no word for these");
  const known = new Set(all.flatMap((address) => [address, short(address)]));
  const idle = Object.keys(LABELS).filter((address) => !known.has(address.replace(/\[\]$/, "")));
  assert.deepEqual(idle, [], "the vocabulary has no such addresses");
});

test("no word is a name of XML", async () => {
  const { LABELS } = await module("../src/form/labels.ts");
  const raw = Object.values(LABELS).filter(
    (word) => !/^[A-Z23]/.test(word) || /[a-z][A-Z]|[:_<>]/.test(word.replace(/VirtualBox|KiB|MiB/g, "")),
  );
  assert.deepEqual(raw, []);
});
