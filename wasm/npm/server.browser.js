import init, * as raw from "./server.js";
import { anything, server } from "./shape.js";

export async function load(source, seed = anything()) {
  await init(source === undefined ? undefined : { module_or_path: source });
  return server(raw, seed);
}
