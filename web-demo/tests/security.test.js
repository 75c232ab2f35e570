// The page keeps to itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, begin, command, flow, show, visit } from "./browser.js";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; ";
/** What a page of files, without anything from elsewhere, needs beside it. */
const REST =
  "style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types boxwright";

test("the policy is what it is meant to be, in the header and in the page", async () => {
  const response = await fetch(address);
  assert.equal(response.headers.get("content-security-policy"), `${POLICY}${REST}; frame-ancestors 'none'`);
  const page = (await response.text()).replaceAll("&#39;", "'");
  assert.ok(page.includes(`content="${POLICY}${REST}"`), page);
});

flow("no view asks another host or has the policy say a word", async (page, { hosts }) => {
  await begin(page, "Windows 11 desktop");
  for (const view of ["Picture", "Form", "XML", "Plan", "Changes", "JSON"]) {
    await show(page, view);
    await page.waitForTimeout(400);
  }
  await page.locator(".status .summary").click();
  await command(page, "Share");
  await page.getByText(/The link is/).waitFor();
  assert.deepEqual([...hosts], [new URL(address).host]);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
});

test("the browser stops what the page has no need of", async () => {
  const { page, context } = await visit();
  const tries = await page.evaluate(async () => {
    const outcome = async (go) => {
      try {
        await go();
        return "done";
      } catch (error) {
        return error.name;
      }
    };
    return {
      markup: await outcome(() => (document.createElement("div").innerHTML = "<b>x</b>")),
      // Not in the debugger's own turn, which may do more.
      code: await outcome(() => new Promise((done) => setTimeout(done)).then(() => (0, eval)("1"))),
      worker: await outcome(() => new Worker("./offline.js")),
      elsewhere: await outcome(() => fetch("https://example.org/")),
      policy: await outcome(() => trustedTypes.createPolicy("another", {})),
    };
  });
  assert.deepEqual(tries, {
    markup: "TypeError",
    code: "EvalError",
    worker: "TypeError",
    elsewhere: "TypeError",
    policy: "TypeError",
  });
  await context.close();
});
