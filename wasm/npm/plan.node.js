import { readFile } from "node:fs/promises";
import * as core from "./plan.js";

export async function load(source = new URL("./plan_bg.wasm", import.meta.url)) {
  core.initSync({ module: source instanceof URL ? await readFile(source) : source });
  return core;
}
