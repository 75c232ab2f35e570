import init, * as core from "./editor.js";

export async function load(source = new URL("./editor_bg.wasm", import.meta.url)) {
  await init({ module_or_path: source });
  return core;
}
