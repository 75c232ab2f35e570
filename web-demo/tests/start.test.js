// How documents come and go.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  address,
  arrive,
  becomes,
  begin,
  command,
  field,
  flow,
  menu,
  paste,
  ready,
  show,
  sizes,
  visitor,
  xml,
} from "./browser.js";

/** Chooses files in the browser's own dialog. */
async function choose(page, ...files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), command(page, "Open")]);
  await chooser.setFiles(files.map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })));
  await ready(page);
}

async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save" }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

const DOCUMENT = "<domain type='vbox'>\n  <name>mine</name>\n  <memory unit='GiB'>1</memory>\n</domain>\n";

flow("a file is opened, changed in one place and saved", async (page) => {
  const windows = DOCUMENT.replaceAll("\n", "\r\n");
  await choose(page, ["mine.xml", windows]);
  await becomes(page, DOCUMENT);
  await field(page, "/domain/name").fill("yours");
  await becomes(page, /yours/);
  assert.deepEqual(await saved(page), { name: "mine.xml", text: windows.replace("mine", "yours") });
});

flow("several files are open at once, each with its own history", async (page) => {
  await choose(page, ["a.xml", DOCUMENT], ["b.xml", DOCUMENT.replace("mine", "other")]);
  const open = page.getByLabel("Open documents");
  assert.deepEqual(await open.locator("option").allInnerTexts(), ["a.xml", "b.xml"]);
  await field(page, "/domain/name").fill("changed");
  await becomes(page, /changed/);
  await open.selectOption({ index: 1 });
  await becomes(page, /other/);
  await open.selectOption({ index: 0 });
  await becomes(page, /changed/);
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, DOCUMENT);
  await page.getByRole("button", { name: "Close a.xml" }).click();
  await becomes(page, /other/);
  assert.equal(await open.count(), 0);
});

flow("a lab of three machines is three documents", async (page) => {
  await begin(page, "Lab of three machines");
  const open = page.getByLabel("Open documents");
  assert.deepEqual(await open.locator("option").allInnerTexts(), ["lab-a.xml", "lab-b.xml", "lab-c.xml"]);
  await open.selectOption("lab-c.xml");
  await becomes(page, /08:00:27:4e:0b:03/);
});

flow("JSON and other encodings are opened as XML", async (page) => {
  await choose(page, ["mine.json", '{"version": 1, "domain": {"type": "vbox", "name": "from-json"}}']);
  await becomes(page, /<name>from-json<\/name>/);
  const latin = Buffer.from(
    "<?xml version='1.0' encoding='ISO-8859-1'?>\n<domain type='vbox'><name>caf\u00e9</name></domain>",
    "latin1",
  );
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), command(page, "Open")]);
  await chooser.setFiles({ name: "latin.xml", mimeType: "text/xml", buffer: latin });
  await becomes(page, "<?xml version='1.0' encoding='UTF-8'?>\n<domain type='vbox'><name>café</name></domain>");
});

const MACHINE = `<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">
  <Machine uuid="{e71a3c6b-2f81-4083-8154-c16121453bd0}" name="clicked" OSType="Debian_64">
    <Hardware>
      <CPU count="2"><HardwareVirtExLargePages enabled="true"/><PAE enabled="true"/></CPU>
      <Memory RAMSize="2048"/>
    </Hardware>
  </Machine>
</VirtualBox>
`;

flow("a machine of VirtualBox is opened as a document, and what is not in it is said", async (page) => {
  await choose(page, ["clicked.vbox", MACHINE]);
  await becomes(page, /<name>clicked<\/name>/);
  await becomes(page, /<vcpu>2<\/vcpu>/);
  await page.getByText("settings 1.19. Not in the document: line 5.").waitFor();
  assert.equal((await saved(page)).name, "clicked.xml");
});

flow("VirtualBox's own settings are told apart", async (page) => {
  await choose(page, ["VirtualBox.xml", '<VirtualBox version="1.19-linux"><Global/></VirtualBox>']);
  await page.getByText("VirtualBox.xml was not opened: these are VirtualBox's own settings").waitFor();
});

flow("a file is opened by dropping it", async (page) => {
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.xml", { type: "text/xml" }));
    return data;
  }, DOCUMENT);
  await page.dispatchEvent(".app", "drop", { dataTransfer: transfer });
  await becomes(page, DOCUMENT);
});

test("where the browser lets it, a file is saved in its place", async () => {
  const context = await visitor();
  await context.addInitScript((text) => {
    window.written = [];
    const handle = {
      name: "kept.xml",
      getFile: async () => new File([text], "kept.xml"),
      createWritable: async () => ({ write: async (content) => void window.written.push(content), close: async () => {} }),
    };
    window.showOpenFilePicker = async () => [handle];
    window.showSaveFilePicker = async () => assertNever();
  }, DOCUMENT);
  const { page } = await arrive(context);
  await command(page, "Open");
  await becomes(page, DOCUMENT);
  await field(page, "/domain/name").fill("yours");
  await becomes(page, /yours/);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved kept.xml.").waitFor();
  assert.deepEqual(await page.evaluate(() => window.written), [DOCUMENT.replace("mine", "yours")]);
  await context.close();
});

flow("what is worked on is there again after the page was closed", async (page, { context }) => {
  await field(page, "/domain/name").fill("kept");
  await becomes(page, /kept/);
  await page.waitForTimeout(600);
  await page.reload();
  await becomes(page, /<name>kept/);
  await page.close();
  const { page: next } = await arrive(context);
  await becomes(next, /<name>kept/);
  await next.getByRole("button", { name: "Undo" }).waitFor();
});

test("two pages do not overwrite one another's work", async () => {
  const context = await visitor();
  const { page: one } = await arrive(context);
  await field(one, "/domain/name").fill("first");
  await becomes(one, /first/);
  await one.waitForTimeout(600);
  const { page: two } = await arrive(context);
  await becomes(two, /<name>server/);
  await field(two, "/domain/name").fill("second");
  await becomes(two, /second/);
  await two.waitForTimeout(600);
  await one.reload();
  await becomes(one, /<name>first/);
  await two.reload();
  await becomes(two, /<name>second/);
  await context.close();
});

flow("a link holds the document and leaves one's own alone", async (page, { context }) => {
  await field(page, "/domain/name").fill("own");
  await becomes(page, /own/);
  await page.waitForTimeout(600);
  const { page: other } = await arrive(await visitor());
  await field(other, "/domain/name").fill("shared-one");
  await becomes(other, /shared-one/);
  await command(other, "Share");
  await other.getByText(/The link is/).waitFor();
  const hash = await linked(other);
  await other.context().close();
  const { page: reader } = await arrive(context, hash);
  await becomes(reader, /<name>shared-one/);
  await reader.close();
  await page.reload();
  await becomes(page, /<name>own/);
  // A link that is put into the address of a page that is there is followed as well.
  await page.evaluate((to) => void (location.hash = to), hash);
  await becomes(page, /<name>shared-one/);
  // Changed, it is a work of one's own, which the page shows when it is loaded again.
  await field(page, "/domain/name").fill("mine-now");
  await becomes(page, /<name>mine-now/);
  await page.waitForFunction(() => location.hash === "");
  await page.reload();
  await becomes(page, /<name>mine-now/);
});

/** The fragment of the link that was copied last. */
const linked = async (page) => new URL(await page.evaluate(() => navigator.clipboard.readText())).hash;

flow(
  "an edited document is not closed without a word, and what other pages had open is found again",
  async (page, { context }) => {
    await field(page, "/domain/name").fill("first-tab");
    await becomes(page, /first-tab/);
    await page.waitForTimeout(600);
    const { page: second } = await arrive(context);
    await command(second, "New");
    await second.getByRole("button", { name: /Lab of three/ }).click();
    await becomes(second, /lab-a/);
    await field(second, "/domain/name").fill("second-tab");
    await becomes(second, /second-tab/);
    let asked = "";
    const answer = (yes) =>
      second.once("dialog", (dialog) => {
        asked = dialog.message();
        void (yes ? dialog.accept() : dialog.dismiss());
      });
    answer(false);
    await second.getByRole("button", { name: "Close lab-a.xml" }).click();
    assert.match(asked, /lab-a.xml has changes that are not saved/);
    await becomes(second, /second-tab/);
    await second.waitForTimeout(600);
    // Those that nobody has touched stay beside it.
    await second.reload();
    await becomes(second, /second-tab/);
    assert.equal(await second.getByLabel("Open documents").locator("option").count(), 3);
    await page.close();
    await second.close();
    const { page: third } = await arrive(context);
    await becomes(third, /second-tab/);
    await command(third, "New");
    await third.locator(".earlier button").filter({ hasText: "server.xml" }).first().click();
    await becomes(third, /first-tab/);
  },
);

flow("passwords are left out of a link, with a word", async (page) => {
  const secrets = `<domain type='vbox'>
  <name>a</name>
  <metadata>
    <vbox:machine xmlns:vbox="urn:boxwright:vbox:1">
      <vbox:remoteDisplay vncPassword='hidden-1'>
        <vbox:property name='VNCPassword' value='hidden-2'/>
        <vbox:property name='Other' value='shown'/>
      </vbox:remoteDisplay>
    </vbox:machine>
  </metadata>
  <devices>
    <graphics type='rdp' passwd="hidden-3"/>
    <graphics type='vnc' passwd='env:PASSWORD'/>
  </devices>
</domain>
`;
  await paste(page, secrets);
  await command(page, "Share");
  await page.getByText("Passwords were left out: 3.").waitFor();
  const { page: reader } = await arrive(await visitor(), await linked(page));
  await becomes(reader, secrets.replace(/'hidden-\d'/g, "''").replace('"hidden-3"', "''"));
  await reader.context().close();
});

test("a link that unfolds to more than 1 MB is not opened, and none is made", async () => {
  const bomb = new Blob([new Uint8Array(3_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = Buffer.from(await new Response(bomb).arrayBuffer()).toString("base64url");
  const { page, context } = await arrive(await visitor(), `#x=${packed}`);
  await page.getByText("holds more than 1 MB").waitFor();
  await paste(page, `<domain type='vbox'><!--${"x".repeat(1_100_000)}--></domain>`);
  await command(page, "Share");
  await page.getByText("the document is larger than 1 MB").waitFor();
  await context.close();
});

flow("colours are chosen and kept", async (page) => {
  await menu(page);
  await page.getByLabel("Colours").selectOption("dark");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.reload();
  await ready(page);
  assert.equal(await ground(), dark);
  await menu(page);
  await page.getByLabel("Colours").selectOption("light");
  assert.notEqual(await ground(), dark);
});

flow("after the first visit it needs no network", async (page, { context }) => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The worker has the files when it is active.
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
  await context.setOffline(true);
  await page.goto(address);
  await ready(page);
  await show(page, "Plan");
  await page.getByText("A new machine would be made").waitFor();
});

test("at four times the size nothing is out of reach", async () => {
  const context = await visitor({ viewport: { width: sizes.desktop.width / 4, height: sizes.desktop.height / 4 } });
  const { page } = await arrive(context);
  for (const view of ["Form", "Picture", "XML", "Plan"]) {
    await show(page, view);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${view} is ${wide} wider than the page`);
  }
  await show(page, "Form");
  await field(page, "/domain/name").fill("small");
  await becomes(page, /small/);
  await page.getByRole("button", { name: "Save" }).scrollIntoViewIfNeeded();
  await context.close();
});
