// What axe finds, in every view, size and colour; and what a screen reader is told.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { close, paste, sizes, tab, visit, xml } from "./browser.js";

after(close);

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function audit(page, what) {
  // The page's policy takes no script from a text; the debugger's own does.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map(
        (one) =>
          `${one.id}: ${one.nodes
            .slice(0, 3)
            .map((node) => node.target.join(" "))
            .join(", ")}`,
      );
  });
  assert.deepEqual(found, [], what);
}

const views = {
  form: async () => {},
  picture: (page) => tab(page, "Picture"),
  plan: (page) => tab(page, "Plan"),
  changes: (page) => tab(page, "Changes"),
  json: (page) => tab(page, "JSON"),
  problems: (page) => page.locator(".status .summary").click(),
  templates: (page) => page.getByRole("button", { name: "New", exact: true }).click(),
};

for (const size of Object.keys(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no serious finding: ${size}, ${colorScheme}`, async () => {
      for (const [name, show] of Object.entries(views)) {
        const { page, context } = await visit({ size, colorScheme });
        if (size === "phone" && ["plan", "changes", "json"].includes(name)) await tab(page, "Document");
        await show(page);
        await page.waitForTimeout(250);
        await audit(page, name);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wide, `${name} is wider than the page`);
        await context.close();
      }
    });
  }
}

test("a screen reader is told what is where, and what has changed", async () => {
  const { page, context } = await visit();
  for (const [role, name] of [
    ["navigation", "Sections"],
    ["form", "Machine settings"],
    ["tablist", "View of the machine"],
    ["tablist", "View of the document"],
    ["textbox", /Domain XML\. Press Escape, then Tab/],
  ]) {
    await page.getByRole(role, { name }).first().waitFor();
  }
  const field = page.getByLabel("Name needed");
  assert.match(
    await field.evaluate((input) => document.getElementById(input.getAttribute("aria-describedby")).textContent),
    /unique on a host/,
  );
  await paste(page, (await xml(page)).replace("<vcpu>2", "<vcpu>none"));
  await page.locator("#spoken").filter({ hasText: "error" }).waitFor({ state: "attached" });
  const faulty = page.locator('[id="/domain/vcpu"]');
  assert.equal(await faulty.getAttribute("aria-invalid"), "true");
  await context.close();
});
