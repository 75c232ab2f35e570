import init, * as core from "./plan.js";

export async function load(source = new URL("./plan_bg.wasm", import.meta.url)) {
  await init({ module_or_path: source });
  return core;
}
