// What people do on the page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { address, close, paste, tab, visit, xml } from "./browser.js";

after(close);

test("the page comes up without a word from the policy or to another host", async () => {
  const { page, context, wrong, hosts } = await visit();
  assert.match(await xml(page), /<name>server<\/name>/);
  await tab(page, "Plan");
  await page.getByText("A new machine would be made").waitFor();
  assert.deepEqual(wrong, []);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual([...hosts], [new URL(address).host]);
  await context.close();
});

test("a field that is edited changes one place of the text, and the other way round", async () => {
  const { page, context } = await visit();
  const before = await xml(page);
  await page.getByLabel("Name needed").fill("web-1");
  await page.waitForFunction(() => document.querySelector(".file .changed"));
  assert.equal(await xml(page), before.replace("<name>server", "<name>web-1"));
  await page.getByLabel("Unit of Memory").selectOption("MiB");
  await page.getByLabel("Memory", { exact: true }).fill("3072");
  await page.waitForTimeout(200);
  assert.match(await xml(page), /<memory unit='MiB'>3072<\/memory>/);
  await paste(page, before.replace("<vcpu>2", "<vcpu>7"));
  await page.waitForFunction(() => document.getElementById("/domain/vcpu").value === "7");
  await context.close();
});

test("undo is one history over both sides", async () => {
  const { page, context } = await visit();
  const before = await xml(page);
  await page.getByLabel("Name needed").fill("x");
  await page.waitForFunction(() => document.querySelector(".file .changed"));
  await page.keyboard.press("ControlOrMeta+z");
  await page.waitForTimeout(100);
  assert.equal(await xml(page), before);
  await context.close();
});

test("comments and what nobody knows survive an edit of the form", async () => {
  const { page, context } = await visit();
  const text =
    "<domain type='vbox'>\n  <!-- mine -->\n  <name>a</name>\n  <memory unit='GiB'>1</memory>\n  <blkiotune/>\n</domain>\n";
  await paste(page, text);
  await page.waitForFunction(() => document.getElementById("/domain/name").value === "a");
  await page.getByRole("button", { name: "Hard disk" }).click();
  await page.waitForTimeout(300);
  const after = await xml(page);
  assert.match(after, /<!-- mine -->/);
  assert.match(after, /<blkiotune\/>/);
  assert.match(after, /<target dev='sda' bus='sata'\/>/);
  await page.getByText("Kept as written").waitFor();
  await context.close();
});

test("a fault is told by line, beside its field, and mended by a click", async () => {
  const { page, context } = await visit();
  await paste(page, (await xml(page)).replace("<clock offset", "<clck offset"));
  await page.getByRole("button", { name: /error/ }).click();
  const problems = page.getByRole("region", { name: "Problems" });
  await problems.getByText("clck").first().waitFor();
  await problems.getByRole("button", { name: /clock/ }).first().click();
  await page.waitForTimeout(300);
  assert.doesNotMatch(await xml(page), /clck/);
  await context.close();
});

test("broken XML keeps the form, which waits", async () => {
  const { page, context } = await visit();
  await paste(page, (await xml(page)).replace("</vcpu>", ""));
  await page.getByText("The XML is broken at the moment").waitFor();
  assert.ok(await page.getByLabel("Name needed").isDisabled());
  await context.close();
});

test("a link holds the document, and nothing of one's own is lost", async () => {
  const { page, context } = await visit();
  await page.getByLabel("Name needed").fill("shared-one");
  await page.waitForFunction(() => document.querySelector(".file .changed"));
  await page.waitForTimeout(600);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByText(/The link is/).waitFor();
  const link = page.url();
  assert.match(link, /#x=/);
  const other = await visit({ hash: new URL(link).hash });
  assert.match(await xml(other.page), /<name>shared-one/);
  await other.context.close();
  await page.goto(address);
  await page.reload();
  await page.waitForFunction(() => document.getElementById("/domain/name")?.value === "shared-one");
  await context.close();
});

test("every template is clean and can be planned", async () => {
  const { page, context } = await visit();
  await tab(page, "Plan");
  for (const name of ["Linux server", "Windows 11 desktop", "Legacy DOS machine", "Lab of three machines"]) {
    await page.getByRole("button", { name: "New", exact: true }).click();
    await page.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByText("A new machine would be made").waitFor();
    await page.waitForTimeout(150);
    assert.doesNotMatch(await page.locator(".status .summary").innerText(), /error/, name);
  }
  await context.close();
});

test("from the keyboard alone: a template, a change, out of the editor, a saved file", async () => {
  const { page, context } = await visit();
  const reach = async (name, role = "button") => {
    for (let presses = 0; presses < 400; presses += 1) {
      await page.keyboard.press("Tab");
      const there = await page.evaluate(() => [
        document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
        document.activeElement?.id,
      ]);
      if (there.some((word) => word === name || (role === "starts" && word?.startsWith(name)))) return;
    }
    assert.fail(`${name} was not reached`);
  };
  await reach("New");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await reach("Windows 11 desktop", "starts");
  await page.keyboard.press("Enter");
  await reach("/domain/name");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("w11");
  await page.waitForTimeout(200);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("ControlOrMeta+s")]);
  assert.match(await readFile(await download.path(), "utf8"), /<name>w11<\/name>/);
  // Escape, then Tab, leaves the editor.
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement?.className), "editor");
  await context.close();
});

test("the picture moves a drive to a free port and leads to its fields", async () => {
  const { page, context } = await visit();
  await tab(page, "Picture");
  await page.getByLabel("Move Hard disk sda to another port").selectOption("sata sdc");
  await page.waitForTimeout(300);
  assert.match(await xml(page), /<target dev='sdc' bus='sata'\/>/);
  await page.getByRole("region", { name: "Network" }).getByRole("button").click();
  await page.getByLabel("MAC address").waitFor();
  await context.close();
});

test("a release is checked for", async () => {
  const { page, context } = await visit();
  await page.getByLabel("For").selectOption("3.0");
  await page.locator(".status .summary").filter({ hasText: "error" }).waitFor();
  await context.close();
});

test("changes and JSON follow the text", async () => {
  const { page, context } = await visit();
  await page.getByLabel("Name needed").fill("b");
  await tab(page, "Changes");
  await page.locator(".diff .added").filter({ hasText: "<name>b</name>" }).waitFor();
  await tab(page, "JSON");
  await page.locator(".json pre").filter({ hasText: '"name": "b"' }).waitFor();
  await context.close();
});

test("after the first visit it needs no network", async () => {
  const { page, context } = await visit();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForTimeout(500);
  await context.setOffline(true);
  await page.reload();
  await page
    .getByText(/No problems|\d+ (warning|note)/)
    .first()
    .waitFor();
  await tab(page, "Plan");
  await page.getByText("would").first().waitFor();
  await context.close();
});

test("a document of 1 MB stays usable", async () => {
  const { page, context } = await visit();
  const disk = (index) =>
    `    <disk type='file' device='disk'>\n      <source file='/vm/${index}.vdi'/>\n      <target dev='sd${index}' bus='sata'/>\n    </disk>\n`;
  const text = (await xml(page)).replace(
    "  <devices>\n",
    `  <devices>\n${Array.from({ length: 8000 }, (_, index) => disk(index)).join("")}`,
  );
  assert.ok(text.length > 1_000_000);
  await paste(page, text);
  await page.getByRole("button", { name: /Show \d+ more/ }).waitFor({ timeout: 30_000 });
  await page.getByLabel("Name needed").fill("large");
  await page.waitForFunction(() => document.querySelector(".file .changed"), undefined, { timeout: 30_000 });
  await context.close();
});
