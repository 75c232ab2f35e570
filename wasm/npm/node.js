import { readFile } from "node:fs/promises";
import * as core from "./editor.js";

export async function load(source = new URL("./editor_bg.wasm", import.meta.url)) {
  core.initSync({ module: source instanceof URL ? await readFile(source) : source });
  return core;
}
