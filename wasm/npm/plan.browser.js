import init, * as core from "./plan.js";

export async function load(source) {
  await init(source === undefined ? undefined : { module_or_path: source });
  return core;
}
