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

/** The sizes that every flow is gone through in. */
export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

/** What must be on the page long before this. */
export const LIMIT = 60_000;

await new Promise((done) => server.listen(0, "127.0.0.1", done));
export const address = `http://127.0.0.1:${server.address().port}/`;
export const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });

export async function leave() {
  await browser.close();
  server.closeAllConnections();
  server.close();
}

/** Before any script of the page: downloads are what all browsers have, and what the policy stops is noted. */
function prepare() {
  delete window.showSaveFilePicker;
  delete window.showOpenFilePicker;
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
  );
}

/** The browser of a visitor who was never here. */
export async function visitor({ size = "desktop", ...options } = {}) {
  const context = await browser.newContext({
    viewport: sizes[size],
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  context.setDefaultTimeout(LIMIT);
  await context.addInitScript(prepare);
  return context;
}

/** The page, ready, with everything that went wrong on it. */
export async function arrive(context, hash = "") {
  const page = await context.newPage();
  const wrong = [];
  const hosts = new Set();
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto(address + hash);
  await ready(page);
  return { page, context, wrong, hosts };
}

/** Waits until the core has looked at the document. */
export const ready = (page) =>
  page
    .locator(".status .summary")
    .filter({ hasText: /No problems|\d+ (error|warning|note)/ })
    .waitFor();
