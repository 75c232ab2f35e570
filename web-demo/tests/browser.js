// The built page in a browser, served as a host should.
import { chromium } from "playwright-core";
import { server } from "../serve.js";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The sizes that every view is looked at in. */
export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

await new Promise((done) => server.listen(0, "127.0.0.1", done));
export const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });

export async function close() {
  await browser.close();
  server.closeAllConnections();
  server.close();
}

/** A page of a visitor who was never here, and everything that went wrong on it. */
export async function visit({ size = "desktop", hash = "", ...options } = {}) {
  const context = await browser.newContext({
    viewport: sizes[size],
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  // Downloads are what all browsers have.
  await context.addInitScript(() => {
    delete window.showSaveFilePicker;
    delete window.showOpenFilePicker;
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  const page = await context.newPage();
  const wrong = [];
  const hosts = new Set();
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto(address + hash);
  await page
    .getByRole("heading", { name: "General" })
    .or(page.getByRole("region", { name: "Picture of the machine" }))
    .waitFor({ state: "attached" });
  await page
    .getByText(/No problems|\d+ (error|warning|note)/)
    .first()
    .waitFor();
  return { page, context, wrong, hosts };
}

/** The text in the editor. */
export const xml = (page) =>
  page
    .locator(".cm-content")
    .evaluate(
      (content) => content.cmTile?.view?.state.doc.toString() ?? content.cmView?.view?.state.doc.toString() ?? content.innerText,
    );

/** Puts a text in place of the one in the editor, as pasting does. */
export async function paste(page, text) {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
}

export const tab = (page, name) => page.getByRole("tab", { name, exact: true }).click();
