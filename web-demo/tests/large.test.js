// A document of 1 MB stays usable.
import assert from "node:assert/strict";
import { test } from "node:test";
import { becomes, field, paste, show, visit, xml } from "./browser.js";

const disk = (index) =>
  `    <disk type='file' device='disk'>\n      <source file='/vm/${index}.vdi'/>\n      <target dev='sd${index}' bus='sata'/>\n    </disk>\n`;

test("a document of 1 MB is looked at, edited from both sides and searched", async () => {
  const { page, context, wrong } = await visit();
  page.setDefaultTimeout(60_000);
  const disks = Array.from({ length: 9000 }, (_, index) => disk(index)).join("");
  const text = (await xml(page)).replace("  <devices>\n", `  <devices>\n${disks}`);
  assert.ok(text.length > 1_000_000);
  await paste(page, text);
  await show(page, "Form");
  await page.getByRole("button", { name: /Show \d+ more/ }).waitFor();
  await field(page, "/domain/name").fill("large");
  await becomes(page, /<name>large</);
  // Typing is never held up: the core works beside the page.
  await page.locator(".cm-content").focus();
  const longest = await page.evaluate(async () => {
    let last = performance.now();
    let most = 0;
    const content = document.querySelector(".cm-content");
    for (let key = 0; key < 20; key += 1) {
      content.cmTile.view.dispatch({ changes: { from: 0, insert: " " } });
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      most = Math.max(most, now - last);
      last = now;
    }
    return most;
  });
  console.log(`# longest pause while typing into 1 MB: ${longest.toFixed(0)} ms`);
  await show(page, "Picture");
  await page.getByRole("region", { name: /SATA/ }).first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});
