// What the thing under the pointer means, as the core tells every editor.
import { hoverTooltip } from "@codemirror/view";
import { call } from "../core/client";
import { options } from "../state/document";
import { shown } from "./docs";

export const hover = hoverTooltip(async (view, at) => {
  const text = view.state.doc.toString();
  const found = await call("hover", text, at, options());
  if (!found || view.state.doc.toString() !== text) return null;
  return { pos: found.from, end: found.to, above: true, create: () => ({ dom: shown(found.docs) }) };
});
