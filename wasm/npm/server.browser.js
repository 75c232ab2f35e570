import init, * as raw from "./server.js";
import { anything, server } from "./shape.js";

export async function load(source = new URL("./server_bg.wasm", import.meta.url), seed = anything()) {
  await init({ module_or_path: source });
  return server(raw, seed);
}
