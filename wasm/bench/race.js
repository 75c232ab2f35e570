// The module beside libxml2 for WebAssembly with libvirt's schema, in turns: `node race.js PACKAGE LIBXML2 SCHEMA DOCUMENT…`.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const [npm, libxml2, schema, ...files] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(path).href);
const editor = await (await load(`${npm}/node.js`)).load();

const ROUNDS = 15;

/** The runs of a round, so that one takes some milliseconds. */
function runs(work) {
  const start = performance.now();
  work(0);
  return Math.max(1, Math.round(5 / (performance.now() - start)));
}

/** Microseconds of each, the middle of several rounds in which they take turns. */
function race(contestants) {
  // The compiler has seen everything often enough then.
  for (const { work } of contestants) for (let until = performance.now() + 300, n = 0; performance.now() < until; n += 1) work(n);
  const counts = contestants.map(({ work }) => runs(work));
  const times = contestants.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    contestants.forEach(({ work }, index) => {
      const start = performance.now();
      for (let n = 0; n < counts[index]; n += 1) work(n);
      times[index].push(((performance.now() - start) * 1000) / counts[index]);
    });
  }
  return times.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]);
}

/** Parsing and validating, as schema-driven editors do it; nothing where it cannot be had. */
async function peer() {
  if (libxml2 === "" || schema === "") return undefined;
  const { XmlDocument, RelaxNGValidator } = await load(`${libxml2}/lib/index.mjs`);
  const { xmlRegisterFsInputProviders } = await load(`${libxml2}/lib/nodejs.mjs`);
  xmlRegisterFsInputProviders();
  const rng = XmlDocument.fromString(readFileSync(schema, "utf8"), { url: schema });
  const validator = RelaxNGValidator.fromDoc(rng);
  return (text) => {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
    } catch {
      // Libvirt's schema does not know all that libvirt takes.
    }
    document.dispose();
  };
}

const validate = await peer();
const row = (name, time, first) =>
  console.log(`  ${name.padEnd(46)} ${time.toFixed(0).padStart(9)} ${(time / first).toFixed(2).padStart(7)}`);

const large = (text) => {
  const interfaces = "    <interface type='user'/>\n".repeat(38_000);
  return text.replace("</devices>", `${interfaces}  </devices>`);
};
const documents = files.map((file) => ({ name: basename(file), text: readFileSync(file, "utf8") }));
documents.push({ name: "the same with a megabyte of interfaces", text: large(documents.at(-1).text) });

for (const { name, text } of documents) {
  // Each time another text, as after a key press: nothing can be kept.
  const typed = (n) => text.replace("</domain>", `</domain>${" ".repeat(n % 7)}`);
  const contestants = [
    { name: "boxwright: findings and elements, as values", work: (n) => editor.check(typed(n)) },
    { name: "boxwright: lint, as its JSON text", work: (n) => editor.lint("a.xml", typed(n)) },
    ...(validate ? [{ name: "libxml2-wasm: parse, and libvirt's RELAX NG schema", work: (n) => validate(typed(n)) }] : []),
  ];
  console.log(`\n${`${name}, ${(text.length / 1024).toFixed(1)} KB, in Node`.padEnd(48)} ${"µs".padStart(9)} ${"ratio".padStart(7)}`);
  const times = race(contestants);
  contestants.forEach((one, index) => row(one.name, times[index], times.at(-1)));
}
if (!validate) console.log("left out: libxml2-wasm, or libvirt's schema");
