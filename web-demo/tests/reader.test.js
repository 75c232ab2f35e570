// What a screen reader is told: roles, names, states, and what changes by itself. `UPDATE_EXPECT=1` writes the golden files.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { begin, field, paste, show, visit, xml } from "./browser.js";

async function golden(name, locator) {
  const file = new URL(`golden/${name}.yaml`, import.meta.url);
  const now = `${await locator.ariaSnapshot()}\n`;
  if (process.env.UPDATE_EXPECT) return writeFile(file, now);
  assert.equal(now, await readFile(file, "utf8"), name);
}

test("the frame, the form, the picture and the plan are told as they are meant", async () => {
  const { page, context } = await visit();
  await begin(page, "Windows 11 desktop");
  await golden("frame", page.getByRole("banner"));
  await golden("sections", page.getByRole("navigation", { name: "Sections" }));
  await golden("general", page.locator("#section-general"));
  await page.locator("#section-network .device .open").click();
  await golden("network", page.locator("#section-network"));
  await show(page, "Picture");
  await golden("picture", page.getByRole("region", { name: "Picture of the machine" }));
  await show(page, "Plan");
  await page.getByText("A new machine would be made").waitFor();
  await golden("plan", page.getByRole("region", { name: "Plan" }).locator(".changes"));
  await context.close();
});

test("a visit by ear: where things are, what a field is for, what is wrong, and that it is mended", async () => {
  const { page, context } = await visit();
  for (const [role, name] of [
    ["banner", ""],
    ["main", ""],
    ["contentinfo", ""],
    ["navigation", "Sections"],
    ["form", "Machine settings"],
    ["tablist", "View of the machine"],
    ["tablist", "View of the document"],
    ["textbox", /Domain XML\. Press Escape, then Tab/],
  ]) {
    await page
      .getByRole(role, name === "" ? {} : { name })
      .first()
      .waitFor();
  }
  const name = page.getByRole("textbox", { name: "Name needed" });
  await page.getByRole("textbox", { name: "Name needed", description: /unique on a host/ }).waitFor();
  await name.focus();
  const spoken = page.locator("[aria-live=polite]");
  await spoken.filter({ hasText: "No problems" }).waitFor({ state: "attached" });
  await paste(page, (await xml(page)).replace("<vcpu>2", "<vcpu>none"));
  await spoken.filter({ hasText: "1 error" }).waitFor({ state: "attached" });
  const faulty = field(page, "/domain/vcpu");
  assert.equal(await faulty.getAttribute("aria-invalid"), "true");
  const described = await faulty.evaluate((input) =>
    input
      .getAttribute("aria-describedby")
      .split(" ")
      .map((id) => document.getElementById(id).textContent)
      .join(" "),
  );
  assert.match(described, /virtual processors.*Error: .*none/s);
  await faulty.fill("2");
  await spoken.filter({ hasText: "No problems" }).waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").filter({ hasText: "Saved server.xml." }).waitFor();
  await context.close();
});
