import init, * as raw from "./plan.js";
import { planner } from "./shape.js";

export async function load(source) {
  await init(source === undefined ? undefined : { module_or_path: source });
  return planner(raw);
}
