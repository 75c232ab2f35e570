// The form: what it shows, and what it does to the text.
import assert from "node:assert/strict";
import { becomes, begin, field, flow, paste, show, xml } from "./browser.js";

const SECTIONS = [
  "General",
  "System",
  "Processor",
  "Boot and firmware",
  "Storage",
  "Network",
  "Display",
  "Remote display",
  "Audio",
  "Ports",
  "USB and input",
  "Shared folders",
  "VirtualBox only",
];

flow("every section is there, and its fields have a label and help", async (page) => {
  const form = page.getByRole("form", { name: "Machine settings" });
  assert.deepEqual(await form.getByRole("heading", { level: 2 }).allTextContents(), SECTIONS);
  // What is in a closed group is made when it is opened.
  const closed = form.locator("details:not([open]) > summary");
  for (let turn = 0; turn < 100 && (await closed.count()) > 0; turn += 1) await closed.first().click();
  assert.equal(await closed.count(), 0);
  const bare = await form.evaluate((all) =>
    [...all.querySelectorAll("input, select, textarea")]
      .filter((one) => !one.labels?.length && !one.ariaLabel)
      .map((one) => one.id),
  );
  assert.deepEqual(bare, []);
  const helpless = await form.evaluate((all) =>
    [...all.querySelectorAll("[aria-describedby]")]
      .filter((one) => !document.getElementById(one.getAttribute("aria-describedby"))?.textContent)
      .map((one) => one.id),
  );
  assert.deepEqual(helpless, []);
});

flow("a field that is edited changes one place of the text, and the other way round", async (page) => {
  const before = await xml(page);
  await page.getByLabel("Name needed").fill("web-1");
  await becomes(page, before.replace("<name>server", "<name>web-1"));
  await paste(page, before.replace("<vcpu>2", "<vcpu>7"));
  await show(page, "Form");
  await page.waitForFunction(() => document.getElementById("/domain/vcpu").value === "7");
});

flow("what is typed in the text touches no other part of the form", async (page) => {
  const before = await xml(page);
  await page.waitForFunction(() => document.getElementById("/domain/currentMemory").placeholder === "2");
  await page.evaluate(() => {
    window.touched = new Set();
    const note = ({ target }) => window.touched.add(target.closest?.("[data-path]")?.dataset.path ?? String(target.nodeName));
    new MutationObserver((all) => all.forEach(note)).observe(document.querySelector(".form"), {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await page.locator(".cm-content").evaluate(
    (content, at) => {
      content.cmTile.view.dispatch({ changes: { from: at, to: at + 1, insert: "x" } });
    },
    before.indexOf("<vcpu>") + "<vcpu>".length,
  );
  await page.locator('[data-path="/domain/vcpu"] .problems-here').waitFor({ state: "attached" });
  const touched = await page.evaluate(() => [...window.touched]);
  assert.deepEqual(
    touched.filter((path) => !path.startsWith("/domain/vcpu")),
    [],
  );
});

flow("amounts are in the unit in which a person thinks", async (page) => {
  await paste(page, (await xml(page)).replace("<memory unit='GiB'>2<", "<memory>3145728<"));
  await show(page, "Form");
  assert.equal(await page.getByLabel("Memory", { exact: true }).inputValue(), "3");
  assert.equal(await page.getByLabel("Unit of Memory", { exact: true }).inputValue(), "GiB");
  await page.getByLabel("Memory", { exact: true }).fill("6");
  await becomes(page, /<memory unit='GiB'>6<\/memory>/);
  await page.getByLabel("Unit of Memory", { exact: true }).selectOption("MiB");
  await becomes(page, /<memory unit='MiB'>6<\/memory>/);
});

flow("what the document does not say is shown as what it means", async (page) => {
  const start = page.getByLabel("Memory at start", { exact: true });
  await page.waitForFunction(() => document.getElementById("/domain/currentMemory").placeholder === "2");
  assert.equal(await start.inputValue(), "");
  assert.match(await field(page, "/domain/os/@firmware").textContent(), /Not set|Default/);
  assert.match(await field(page, "/domain/clock/@offset-help").textContent(), /Recommended: utc/);
  await field(page, "/domain/clock/@offset").selectOption("localtime");
  await page.waitForFunction(() => / · recommended/.test(document.getElementById("/domain/clock/@offset").textContent));
});

flow("undo is one history over both sides", async (page) => {
  const before = await xml(page);
  await page.getByLabel("Name needed").press("End");
  await page.keyboard.type("-x");
  await becomes(page, /<name>server-x/);
  await page.keyboard.press("ControlOrMeta+z");
  await becomes(page, before);
  await page.getByRole("button", { name: "Redo" }).click();
  await becomes(page, /<name>server-x/);
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, before);
});

flow("comments and what nobody knows survive an edit of the form, and are shown", async (page) => {
  const text =
    "<domain type='vbox'>\n  <!-- mine -->\n  <name>a</name>\n  <memory unit='GiB'>1</memory>\n  <blkiotune/>\n" +
    "  <os>\n    <type>hvm</type>\n  </os>\n</domain>\n";
  await paste(page, text);
  await show(page, "Form");
  await page.getByRole("button", { name: "Hard disk" }).click();
  const after = await becomes(page, /<target dev='sda' bus='sata'\/>/);
  assert.match(after, /<!-- mine -->/);
  assert.match(after, /<blkiotune\/>/);
  await page.getByText("Kept as written").waitFor();
  await page.getByRole("button", { name: "<blkiotune>" }).click();
  const chosen = page.locator(".cm-content").evaluate((content) => {
    const { doc, selection } = content.cmTile.view.state;
    return doc.sliceString(selection.main.from, selection.main.to);
  });
  assert.equal(await chosen, "<blkiotune/>");
});

flow("an error stands beside its field, and goes when the field is mended", async (page) => {
  const vcpu = field(page, "/domain/vcpu");
  await vcpu.fill("many");
  await page.locator('[data-path="/domain/vcpu"] .problems-here .error').waitFor();
  assert.equal(await vcpu.getAttribute("aria-invalid"), "true");
  await vcpu.fill("3");
  await page.locator('[data-path="/domain/vcpu"] .problems-here').waitFor({ state: "detached" });
});

flow("broken XML keeps the form, which waits", async (page) => {
  await paste(page, (await xml(page)).replace("</vcpu>", ""));
  await show(page, "Form");
  await page.getByText("The XML is broken, so nothing can be changed here.").waitFor();
  assert.ok(await page.getByLabel("Name needed").isDisabled());
});

flow("a port is forwarded, and taken back", async (page) => {
  const before = await xml(page);
  await page.locator("#section-network .device .open").click();
  await page.getByRole("button", { name: "Add port forward" }).click();
  await becomes(page, /<portForward proto='tcp'>\n\s+<range start='2222' to='22'\/>\n\s+<\/portForward>/);
  await page.getByLabel("Port of the guest").fill("2022");
  await becomes(page, /<range start='2222' to='2022'\/>/);
  await page.getByRole("button", { name: /Remove port forward 1/ }).click();
  await becomes(page, before);
});

flow("what libvirt has no words for comes with its namespace", async (page) => {
  await paste(page, "<domain type='vbox'>\n  <name>a</name>\n</domain>\n");
  await show(page, "Form");
  await page.locator("#section-vbox summary").first().click();
  await page.locator("#section-vbox details details summary").first().click();
  await page.getByLabel("Operating system").fill("Debian_64");
  await becomes(
    page,
    /<metadata>\n    <vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\n      <vbox:osType>Debian_64<\/vbox:osType>\n/,
  );
});

flow("devices of every kind are added as people want them, without an error", async (page) => {
  const adds = page.locator(".adds button");
  for (let index = 0; index < (await adds.count()); index += 1) {
    const before = await xml(page);
    const name = await adds.nth(index).innerText();
    await adds.nth(index).click();
    const limit = Date.now() + 5000;
    while ((await xml(page)) === before && Date.now() < limit) await page.waitForTimeout(20);
    assert.notEqual(await xml(page), before, name);
    await page.locator(".top").getByRole("button", { name: "Undo" }).click();
    await becomes(page, before);
  }
  await begin(page, "Linux server");
});

flow("the form and the text show one another's place", async (page, { size }) => {
  await page.getByLabel("Name needed").focus();
  if (size === "phone") return;
  assert.equal(
    await page
      .locator(".cm-linked")
      .allInnerTexts()
      .then((all) => all.join("")),
    "server",
  );
  const at = (await xml(page)).indexOf("08:00:27");
  await page.locator(".cm-content").evaluate((content, anchor) => {
    content.cmTile.view.focus();
    content.cmTile.view.dispatch({ selection: { anchor }, scrollIntoView: true });
  }, at);
  await page.locator('[data-active][data-path$="mac/@address"]').waitFor();
});
