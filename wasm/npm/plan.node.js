import { readFile } from "node:fs/promises";
import * as raw from "./plan.js";
import { planner } from "./shape.js";

export async function load(source = new URL("./plan_bg.wasm", import.meta.url)) {
  raw.initSync({ module: source instanceof URL ? await readFile(source) : source });
  return planner(raw);
}
