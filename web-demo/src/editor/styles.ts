// The editor's styles under a policy that allows no style elements.
import { StyleModule } from "style-mod";

/**
 * Has the styles that the editor makes adopted by the document, which the policy leaves to scripts.
 *
 * They are adopted by roots without a head, and a document is asked for its own when its first styles come: then it says that it has none.
 * A shadow root has none either, but Chromium lays the page out each time that one is asked where its selection is.
 */
export function adoptStyles(): void {
  Object.defineProperty(document, "head", { configurable: true, value: null });
  StyleModule.mount(document, []);
  Reflect.deleteProperty(document, "head");
}
