// A machine made by a person: what is saved here is applied to a real VirtualBox by `tests/it/live/browser.rs`.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { becomes, begin, visit, xml } from "./browser.js";

const target = process.env.BOXWRIGHT_TARGET ?? fileURLToPath(new URL("../../target", import.meta.url));

test("Windows 11 with another disk and a port forward", async () => {
  const { page, context, wrong } = await visit();
  await begin(page, "Windows 11 desktop");
  const before = await xml(page);
  const storage = page.locator("#section-storage");
  await storage.getByRole("button", { name: "Hard disk", exact: true }).click();
  await becomes(page, /<target dev='sdc' bus='sata'\/>/);
  const network = page.locator("#section-network");
  await network.locator(".device .open").click();
  await network.getByRole("button", { name: "Add port forward" }).click();
  await becomes(page, /<range start='2222' to='22'\/>/);
  await page.locator(".status .summary").filter({ hasText: "No problems" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  const added = text.split("\n").filter((line) => !before.split("\n").includes(line));
  assert.deepEqual(
    added.map((line) => line.trim()),
    [
      "<source file='/vm/sdc.vdi'/>",
      "<target dev='sdc' bus='sata'/>",
      "<portForward proto='tcp'>",
      "<range start='2222' to='22'/>",
      "</portForward>",
    ],
  );
  assert.deepEqual(wrong, []);
  await mkdir(`${target}/browser`, { recursive: true });
  await writeFile(`${target}/browser/windows-11.xml`, text);
  await context.close();
});
