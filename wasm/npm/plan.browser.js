import init, * as raw from "./plan.js";
import { planner } from "./shape.js";

export async function load(source = new URL("./plan_bg.wasm", import.meta.url)) {
  await init({ module_or_path: source });
  return planner(raw);
}
