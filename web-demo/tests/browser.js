// What tests do in the page.
import { after, test } from "node:test";
import { arrive, LIMIT, leave, ready, sizes, visitor } from "./chromium.js";

export { address, arrive, ready, sizes, visitor } from "./chromium.js";

after(leave);

export const visit = async ({ hash = "", ...options } = {}) => arrive(await visitor(options), hash);

/** One flow at every size; it fails on any error that the page reports, too. */
export function flow(name, go, options = {}) {
  for (const size of Object.keys(sizes)) {
    test(`${name} (${size})`, async () => {
      const { page, context, wrong, hosts } = await visit({ size, ...options });
      try {
        await go(page, { size, context, hosts, wrong });
      } finally {
        await context.close();
      }
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    });
  }
}

const SIDES = {
  Form: "Machine",
  Picture: "Machine",
  XML: "Document",
  Plan: "Document",
  Changes: "Document",
  JSON: "Document",
  VirtualBox: "Document",
};

/** Goes to a view; a narrow page shows one of two sides. */
export async function show(page, view) {
  const side = page.getByRole("tab", { name: SIDES[view], exact: true });
  if (await side.isVisible()) await side.click();
  await page.getByRole("tab", { name: view, exact: true }).click();
}

/** The text in the editor. */
export const xml = (page) => page.locator(".cm-content").evaluate((content) => content.cmTile.view.state.doc.toString());

/** Waits until the text is as wanted. */
export async function becomes(page, wanted) {
  const limit = Date.now() + LIMIT;
  for (;;) {
    const text = await xml(page);
    if (wanted instanceof RegExp ? wanted.test(text) : text === wanted) return text;
    if (Date.now() > limit) throw new Error(`the text does not become ${wanted}:\n${text}`);
    await page.waitForTimeout(25);
  }
}

/** Puts a text in place of the one in the editor, as pasting does, and comes back to the form. */
export async function paste(page, text) {
  await show(page, "XML");
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.locator(".cm-content").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
  await becomes(page, text);
  await ready(page);
}

/** Opens the menu that a narrow page has its commands in. */
export async function menu(page) {
  const more = page.getByRole("button", { name: "More", exact: true });
  if ((await more.isVisible()) && !(await page.locator("#more").isVisible())) await more.click();
}

/** Gives a command by its button above. */
export async function command(page, name) {
  await menu(page);
  await page.getByRole("button", { name, exact: true }).click();
}

/** Begins with a template. */
export async function begin(page, title) {
  await command(page, "New");
  await page.getByRole("dialog").getByRole("button", { name: title }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await ready(page);
}

/** A field of the form, by its address. */
export const field = (page, path) => page.locator(`[id="${path}"]`);
