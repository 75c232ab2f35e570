// What axe finds, in every view, size and colour; and what a screen reader is told.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { becomes, begin, field, paste, show, sizes, visit, xml } from "./browser.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function audit(page, what) {
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

const views = {
  form: async () => {},
  "a form with everything open": async (page) => {
    for (const one of await page.locator(".device .open").all()) await one.click();
    for (const one of await page.locator("details:not([open]) > summary").all()) if (await one.isVisible()) await one.click();
  },
  "a form with faults": async (page) => {
    await field(page, "/domain/vcpu").fill("many");
    await page.locator(".problems-here .error").first().waitFor();
  },
  picture: (page) => show(page, "Picture"),
  xml: (page) => show(page, "XML"),
  search: async (page) => {
    await show(page, "XML");
    await page.locator(".cm-content").focus();
    await page.keyboard.press("ControlOrMeta+f");
  },
  completion: async (page) => {
    await show(page, "XML");
    await page.locator(".cm-content").focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("<");
    await page.keyboard.press("Control+Space");
    await page.waitForTimeout(300);
  },
  plan: async (page) => {
    await show(page, "Plan");
    await page.getByText("A new machine would be made").waitFor();
  },
  changes: async (page) => {
    await field(page, "/domain/name").fill("b");
    await becomes(page, /<name>b</);
    await show(page, "Changes");
  },
  json: (page) => show(page, "JSON"),
  problems: async (page) => {
    await paste(page, (await xml(page)).replace("<clock", "<clck"));
    await page.locator(".status .summary").click();
  },
  templates: (page) => page.getByRole("button", { name: "New", exact: true }).click(),
};

const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { colorScheme: "dark", forcedColors: "active" },
};

for (const size of Object.keys(sizes)) {
  for (const [look, options] of Object.entries(LOOKS)) {
    test(`no serious finding: ${size}, ${look}`, async () => {
      const { page, context } = await visit({ size, ...options });
      for (const [name, go] of Object.entries(views)) {
        await begin(page, "Windows 11 desktop");
        await show(page, "XML");
        await show(page, "Form");
        await go(page);
        await page.waitForTimeout(200);
        await audit(page, name);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wide, `${name} is wider than the page`);
        await page.keyboard.press("Escape");
      }
      await context.close();
    });
  }
}
