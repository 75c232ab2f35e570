// From a template to a saved file without a pointer.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { becomes, flow, xml } from "./browser.js";

/** Presses Tab until something is reached that is known by its name or its id. */
async function reach(page, wanted) {
  for (let presses = 0; presses < 500; presses += 1) {
    await page.keyboard.press("Tab");
    const words = await page.evaluate(() => {
      const { activeElement: at } = document;
      return [at?.getAttribute("aria-label"), at?.textContent?.trim(), at?.id];
    });
    if (words.some((word) => (wanted instanceof RegExp ? wanted.test(word ?? "") : word === wanted))) return;
  }
  assert.fail(`${wanted} was not reached`);
}

flow("a template, a name, a disk, a port forward, the text, a saved file", async (page, { size }) => {
  if (size === "phone") {
    await reach(page, "More");
    await page.keyboard.press("Enter");
  }
  await reach(page, "New");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await reach(page, /^Windows 11 desktop/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "title-general");
  await reach(page, "/domain/name");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("w11");
  await becomes(page, /<name>w11</);
  await reach(page, /Hard disk$/);
  await page.keyboard.press("Enter");
  await becomes(page, /dev='sdc'/);
  await reach(page, /^NAT/);
  await page.keyboard.press("Enter");
  await reach(page, "Add port forward");
  await page.keyboard.press("Enter");
  await becomes(page, /<range start='2222' to='22'/);
  if (size === "desktop") {
    await reach(page, /^Domain XML/).catch(() => {});
    await page.locator(".cm-content").focus();
    const before = await xml(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await xml(page), before, "Tab left the editor");
  }
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("ControlOrMeta+s")]);
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /<name>w11<\/name>/);
  assert.equal(download.suggestedFilename(), "windows-11.xml");
});

flow("what is taken away leaves the focus where one is", async (page) => {
  await page.locator("#section-storage").getByRole("button", { name: "Floppy drive", exact: true }).focus();
  await page.keyboard.press("Enter");
  await becomes(page, /device='floppy'/);
  await page.waitForFunction(() => /disk\[\d\]\/source\/@file$/.test(document.activeElement?.id));
  await page
    .locator("#section-storage")
    .getByRole("button", { name: /^Remove Floppy drive/ })
    .focus();
  await page.keyboard.press("Enter");
  await becomes(page, /^(?!.*floppy)/s);
  await page.waitForFunction(() => document.activeElement?.closest("#section-storage .devices"));
});

flow("a dialog that is left leads back to where it was opened", async (page, { size }) => {
  const opener = size === "phone" ? "More" : "New";
  await page.getByRole("button", { name: opener, exact: true }).focus();
  await page.keyboard.press("Enter");
  if (size === "phone") {
    await reach(page, "New");
    await page.keyboard.press("Enter");
  }
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(
    (name) => [document.activeElement?.getAttribute("aria-label"), document.activeElement?.textContent?.trim()].includes(name),
    opener,
  );
});
