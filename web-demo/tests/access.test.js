// What axe finds, in every view, size and colour; and what a screen reader is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./audit.js";
import { becomes, begin, command, field, menu, paste, show, sizes, visit, xml } from "./browser.js";

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
  menu,
  templates: (page) => command(page, "New"),
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
