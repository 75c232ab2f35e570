import init, * as raw from "./editor.js";
import { editor } from "./shape.js";

export async function load(source) {
  await init(source === undefined ? undefined : { module_or_path: source });
  return editor(raw);
}
