// What the core says about its words and about the document of a first visit, asked while the page is built: the first view waits
// for these few kilobytes, and not for the core.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const NAME = "virtual:beginning";
const own = (path) => fileURLToPath(new URL(path, import.meta.url));
const made = own("node_modules/.cache/boxwright/beginning.json");

async function make(core) {
  const { load } = await import(pathToFileURL(`${core}/node.js`).href);
  const editor = await load();
  const text = await readFile(own("src/templates/server.xml"), "utf8");
  const said = { vocabulary: editor.vocabulary(), text, checked: editor.check(text) };
  await mkdir(own("node_modules/.cache/boxwright"), { recursive: true });
  await writeFile(made, JSON.stringify(said));
}

/** Makes `virtual:beginning` the address of what the core in a folder says. */
export const beginning = (core) => ({
  name: "beginning",
  resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
  async load(id) {
    if (id !== `\0${NAME}`) return null;
    await make(core);
    return `export { default } from ${JSON.stringify(`${made}?url`)};`;
  },
});
