// The editor of the text.
import assert from "node:assert/strict";
import { becomes, flow, paste, show, xml } from "./browser.js";

/** Puts the cursor behind the first occurrence of a text. */
async function behind(page, text) {
  const at = (await xml(page)).indexOf(text) + text.length;
  await page.locator(".cm-content").evaluate((content, anchor) => {
    content.cmTile.view.focus();
    content.cmTile.view.dispatch({ selection: { anchor }, scrollIntoView: true });
  }, at);
}

/** Whether the middle of a thing is seen: not cut off, and behind nothing. */
const isOnTop = (locator) =>
  locator.evaluate((thing) => {
    const { left, top, width, height } = thing.getBoundingClientRect();
    return thing.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

flow("elements, attributes and words are completed from the vocabulary", async (page, { size }) => {
  await show(page, "XML");
  await behind(page, "<vcpu>2</vcpu>");
  await page.keyboard.press("Enter");
  await page.keyboard.type("<cput");
  const options = page.locator(".cm-tooltip-autocomplete li");
  await options.filter({ hasText: "cputune" }).waitFor();
  const meaning = page.locator(".cm-completionInfo");
  if (size === "desktop") {
    await meaning.waitFor();
    assert.ok(await isOnTop(meaning), "what it means is in sight beside the list");
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+z");
  await paste(page, (await xml(page)).replace("bus='sata'/>", "bus=''/>"));
  await behind(page, "bus='");
  await page.keyboard.press("Control+Space");
  await options.filter({ hasText: "sata" }).waitFor();
  await page.keyboard.type("sat");
  await page.waitForTimeout(200);
  await page.keyboard.press("Enter");
  await becomes(page, /bus='sata'\/>/);
});

flow("the meaning of a word is shown where the pointer rests", async (page) => {
  await show(page, "XML");
  await page.locator(".cm-content").getByText("vcpu").first().hover();
  const meaning = page.locator(".cm-tooltip-hover").filter({ hasText: "virtual processors" });
  await meaning.waitFor();
  assert.equal(await meaning.locator("strong").first().innerText(), "<vcpu>");
});

flow("a fault is underlined, told, and mended from the editor", async (page) => {
  await paste(page, (await xml(page)).replace("<clock offset", "<clck offset"));
  await page.locator(".cm-lintRange-error").first().waitFor();
  await behind(page, "<clc");
  await page.keyboard.press("F8");
  await page.locator(".cm-diagnosticAction").filter({ hasText: "clock" }).first().click();
  await becomes(page, /<clock offset/);
});

flow("elements fold, and a text is found and replaced", async (page) => {
  await show(page, "XML");
  await behind(page, "<features>");
  await page.keyboard.press("Control+Shift+BracketLeft");
  await page.locator(".cm-foldPlaceholder").waitFor();
  await page.keyboard.press("Control+Shift+BracketRight");
  await page.locator(".cm-foldPlaceholder").waitFor({ state: "detached" });
  await page.keyboard.press("ControlOrMeta+f");
  await page.locator(".cm-search input[name=search]").pressSequentially("rdp");
  await page.keyboard.press("Enter");
  await page.locator(".cm-searchMatch-selected").waitFor();
  await page.locator(".cm-search input[name=replace]").pressSequentially("desktop");
  await page.locator(".cm-search button[name=replaceAll]").click();
  await becomes(page, /<graphics type='desktop'/);
  await page.keyboard.press("Escape");
});

flow("formatting keeps comments", async (page) => {
  const text = "<domain type='vbox'><!-- one --><name>a</name>\n<memory unit='GiB'>1</memory></domain>";
  await paste(page, text);
  await page.getByRole("button", { name: "Format" }).click();
  const after = await becomes(page, /\n  <name>a<\/name>\n/);
  assert.match(after, /<!-- one -->/);
});

flow("Tab indents, and Escape, then Tab, leaves; the page says so", async (page, { size }) => {
  await show(page, "XML");
  await page.locator(".cm-content").focus();
  if (size === "desktop") await page.getByText("Escape, then Tab, leaves the editor.").waitFor();
  await page.keyboard.press("Tab");
  assert.match(await xml(page), /^  <domain/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => !document.activeElement?.classList.contains("editor")));
});
