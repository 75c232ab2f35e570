// What axe finds on a page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails on any serious finding. */
export async function audit(page, what) {
  if (!(await page.evaluate(() => "axe" in window))) {
    // The page's policy takes no script from a text; the debugger may run one.
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: axe });
  }
  const found = await page.evaluate(async () => {
    // Forced colours are those that the user chose, and axe takes some of the page's own for them.
    const forced = matchMedia("(forced-colors: active)").matches;
    const rules = { "color-contrast": { enabled: !forced } };
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"], rules });
    const places = (one) => one.nodes.slice(0, 3).map((node) => node.target.join(" "));
    return violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => `${one.id}: ${places(one).join(", ")}`);
  });
  assert.deepEqual(found, [], what);
}
