import { readFile } from "node:fs/promises";
import * as raw from "./editor.js";
import { editor } from "./shape.js";

export async function load(source = new URL("./editor_bg.wasm", import.meta.url)) {
  raw.initSync({ module: source instanceof URL ? await readFile(source) : source });
  return editor(raw);
}
