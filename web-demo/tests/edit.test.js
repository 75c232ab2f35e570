// The page of `boxwright edit`, with the program at its back and a simulated VirtualBox behind that.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { audit } from "./audit.js";
import { becomes, field, ready, show, visitor, xml } from "./browser.js";

const program = process.env.BOXWRIGHT_BIN;
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const TEXT =
  "<domain type='vbox'>\n  <!-- kept -->\n  <name>web</name>\n  <memory unit='MiB'>512</memory>\n  <os><type>hvm</type></os>\n</domain>\n";

/** A folder with a document and a simulated VirtualBox, and a program that edits something there. */
async function edited(what) {
  const folder = await mkdtemp(join(tmpdir(), "boxwright-edit-"));
  await writeFile(join(folder, "web.xml"), TEXT);
  const connection = ["-c", `test://${folder}/state.json`];
  const options = { cwd: folder, env: { HOME: folder, PATH: process.env.PATH } };
  const run = async (...args) => (await promisify(execFile)(program, [...connection, ...args], options)).stdout;
  if (what.startsWith("machine:")) await run("apply", "--yes", "web.xml");
  const child = spawn(program, [...connection, "edit", what, "--no-browser", "--page", dist], options);
  const [link] = await once(createInterface({ input: child.stdout }), "line");
  const context = await visitor();
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  await page.goto(link);
  await ready(page);
  /** Closes the page, with which the program ends. */
  const end = async () => {
    const ended = child.exitCode === null ? once(child, "exit") : [child.exitCode];
    await page.close({ runBeforeUnload: true });
    await context.close();
    return (await ended)[0];
  };
  return { folder, run, page, link, wrong, end };
}

const said = (page, text) => page.getByRole("region", { name: "VirtualBox" }).getByText(text);

test("a file is edited, planned, applied and saved", async () => {
  const { folder, run, page, link, wrong, end } = await edited("web.xml");
  assert.equal(await xml(page), TEXT);
  assert.equal(new URL(page.url()).hash, "", "the link's secret does not stay in the address");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await said(page, /\+ web \(.*\): create/).waitFor();
  await field(page, "/domain/name").fill("shop");
  await becomes(page, /<name>shop<\/name>/);
  await said(page, "The document was changed since: plan again.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply this plan" }).isDisabled(), true);
  await page.getByRole("button", { name: "Plan again" }).click();
  await said(page, /\+ shop \(.*\): create/).waitFor();
  await audit(page, "the plan of the program");
  await page.getByRole("button", { name: "Apply this plan" }).click();
  await said(page, "Applied: 1 changed, 0 unchanged.").waitFor();
  assert.match(await run("list"), /shop/);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved web.xml.").waitFor();
  assert.equal(await readFile(join(folder, "web.xml"), "utf8"), TEXT.replace(">web<", ">shop<"));
  // The page may be loaded again; the link opens no second one.
  await page.reload();
  await ready(page);
  await becomes(page, /<name>shop<\/name>/);
  const other = await visitor();
  const second = await other.newPage();
  await second.goto(link);
  await second.getByText("The program does not answer").waitFor();
  await other.close();
  assert.deepEqual(wrong, []);
  assert.equal(await end(), 0);
});

test("a machine is edited in place", async () => {
  const { run, page, wrong, end } = await edited("machine:web");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await said(page, "plan: 1 unchanged").waitFor();
  await show(page, "XML");
  const text = await xml(page);
  await field(page, "/domain/description").fill("the shop");
  await becomes(page, /the shop/);
  assert.notEqual(await xml(page), text);
  await show(page, "VirtualBox");
  await page.getByRole("button", { name: "Plan again" }).click();
  await said(page, /\+ description: /).waitFor();
  await page.getByRole("button", { name: "Apply this plan" }).click();
  await said(page, "Applied: 1 changed, 0 unchanged.").waitFor();
  assert.match(await run("dump", "web"), /<description>the shop<\/description>/);
  assert.deepEqual(wrong, []);
  assert.equal(await end(), 0);
});
