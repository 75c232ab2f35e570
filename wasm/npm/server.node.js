import { readFile } from "node:fs/promises";
import * as raw from "./server.js";
import { anything, server } from "./shape.js";

export async function load(source = new URL("./server_bg.wasm", import.meta.url), seed = anything()) {
  raw.initSync({ module: source instanceof URL ? await readFile(source) : source });
  return server(raw, seed);
}
