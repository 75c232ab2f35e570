import init, * as raw from "./editor.js";
import { editor } from "./shape.js";

export async function load(source = new URL("./editor_bg.wasm", import.meta.url)) {
  await init({ module_or_path: source });
  return editor(raw);
}
