// Where people stumbled who had never written domain XML.
import assert from "node:assert/strict";
import { test } from "node:test";
import { becomes, begin, command, field, flow, paste, show, visit, xml } from "./browser.js";

/** Whether a thing is wholly within what scrolls around it. */
const isInSight = (locator, around) =>
  locator.evaluate((thing, selector) => {
    const frame = thing.closest(selector)?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    const { top, bottom, height } = thing.getBoundingClientRect();
    return height > 0 && top >= frame.top - 1 && bottom <= Math.min(frame.bottom, innerHeight) + 1;
  }, around);

/** Puts the cursor of the editor before a text. */
const cursorAt = (page, text, beyond = 0) =>
  page.locator(".cm-content").evaluate(
    (content, { text, beyond }) => {
      const { view } = content.cmTile;
      view.focus();
      view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf(text) + beyond }, scrollIntoView: true });
    },
    { text, beyond },
  );

const focused = (page, id) => page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);

flow(
  "what is added is opened, in sight on both sides, and the field that is filled in first has the focus",
  async (page, { size }) => {
    await begin(page, "Windows 11 desktop");
    await page.locator("#section-storage").getByRole("button", { name: "Hard disk", exact: true }).click();
    await focused(page, "/domain/devices/disk[2]/source/@file");
    const card = page.locator('[data-path="/domain/devices/disk[2]"]');
    await page.waitForTimeout(200);
    assert.ok(await isInSight(card.locator("header"), ".form"), "the card");
    assert.ok(await isInSight(page.locator(":focus"), ".form"), "its first field");
    if (size === "desktop") {
      const marked = page.locator(".cm-linked");
      assert.match((await marked.allInnerTexts()).join(""), /^<disk type='file' device='disk'>.*sdc.*<\/disk>$/s);
      assert.ok(await isInSight(marked.first(), ".cm-scroller"), "the text");
    }
    await page.locator("#section-network .device .open").click();
    await page.getByRole("button", { name: "Add port forward" }).click();
    await focused(page, "/domain/devices/interface[0]/portForward[0]/range[0]/@start");
    assert.ok(await isInSight(page.locator(":focus"), ".form"), "the port forward");
    const firsts = [
      ["storage", "Optical drive", "disk[3]/source/@file"],
      ["network", "NAT", "interface[1]/@type"],
      ["network", "Bridge", "interface[2]/source/@bridge"],
      ["network", "Internal network", "interface[3]/source/@name"],
      ["ports", "Serial port", "serial[0]/source/@path"],
      ["usb", "USB device", "hostdev[0]/source/vendor/@id"],
      ["shares", "Folder", "filesystem[0]/source/@dir"],
    ];
    for (const [section, kind, wanted] of firsts) {
      await page.locator(`#section-${section}`).getByRole("button", { name: kind, exact: true }).click();
      await focused(page, `/domain/devices/${wanted}`);
      await page.waitForTimeout(100);
      assert.ok(await isInSight(page.locator(":focus"), ".form"), kind);
    }
  },
);

flow("whatever a list takes is right from the start, or says what it needs first", async (page) => {
  await begin(page, "Windows 11 desktop");
  // What is in a closed group is made when it is opened.
  const closed = page.locator(".form details:not([open]) > summary");
  for (let turn = 0; turn < 100 && (await closed.count()) > 0; turn += 1) await closed.first().click();
  const adds = page.locator(".list > button.add");
  const needs = [];
  for (let index = 0; index < (await adds.count()); index += 1) {
    const before = await xml(page);
    const add = adds.nth(index);
    const name = await add.innerText();
    await add.click();
    const why = add.locator("xpath=following-sibling::*[1]");
    await page.waitForFunction(
      ([button, text]) =>
        button.nextElementSibling.textContent !== "" ||
        document.querySelector(".cm-content").cmTile.view.state.doc.toString() !== text,
      [await add.elementHandle(), before],
    );
    if ((await xml(page)) === before) {
      needs.push(`${name}: ${await why.innerText()}`);
      continue;
    }
    await page.waitForFunction(() => document.activeElement?.closest(".item"));
    const summary = await page.locator(".status .summary").innerText();
    assert.doesNotMatch(summary, /error/, name);
    await page.locator(".top").getByRole("button", { name: "Undo" }).click();
    await becomes(page, before);
  }
  assert.deepEqual(needs, [
    "Add feature: All of them are here already.",
    "Add property: There is no remote desktop yet: it is added under “Remote display”.",
    "Add details of a shared folder: There is no shared folder yet.",
    "Add details of a serial port: There is no serial port yet.",
  ]);
});

flow("broken XML: why nothing can be changed is in sight wherever one is, and a button leads there", async (page) => {
  const text = (await xml(page)).replace("</vcpu>", "");
  await paste(page, text);
  await show(page, "Form");
  const banner = page.getByRole("status").filter({ hasText: "The XML is broken, so nothing can be changed here." });
  await banner.waitFor();
  await page.locator("#section-network").scrollIntoViewIfNeeded();
  assert.ok(await isInSight(banner));
  const name = field(page, "/domain/name");
  assert.ok(await name.isDisabled());
  const [waiting, other] = await Promise.all(
    [name, page.locator(".top")].map((one) => one.evaluate((it) => getComputedStyle(it).borderStyle)),
  );
  assert.match(waiting, /dashed/);
  assert.doesNotMatch(other, /dashed/);
  await show(page, "Picture");
  assert.ok(await isInSight(banner), "beside the picture");
  await banner.getByRole("button", { name: "Go to the fault" }).click();
  const at = await page.locator(".cm-content").evaluate(async (content) => {
    const { view } = content.cmTile;
    await new Promise((done) => setTimeout(done, 100));
    return { line: view.state.doc.lineAt(view.state.selection.main.from).text, hasFocus: view.hasFocus };
  });
  assert.ok(at.hasFocus);
  assert.match(at.line, /<vcpu>|<\/domain>|<os>/);
});

flow("what one key typed goes with one undo, the end tag with its tag", async (page) => {
  await show(page, "XML");
  const before = await xml(page);
  await cursorAt(page, "<memory");
  await page.keyboard.type("<title>");
  await page.keyboard.press("Escape");
  await becomes(page, before.replace("<memory", "<title></title><memory"));
  await page.keyboard.press("ControlOrMeta+z");
  const after = await xml(page);
  assert.doesNotMatch(after, /title>/);
  assert.equal(after, before);
});

flow("who shares a document that is broken, or has an error, is told", async (page) => {
  const text = await xml(page);
  await paste(page, text.replace("<vcpu>2", "<vcpu>none"));
  await command(page, "Share");
  await page.getByText(/The link is .* Mind that it has an error, at line \d+\./).waitFor();
  await paste(page, text.replace("</vcpu>", ""));
  await command(page, "Share");
  await page.getByText(/Mind that its XML is broken, at line \d+/).waitFor();
});

flow("of what the cursor is at, one field or one heading is marked", async (page, { size }) => {
  if (size === "phone") return;
  const marked = () =>
    page.evaluate(() => {
      const [one, ...others] = document.querySelectorAll(".form [data-active]");
      const head = one?.querySelector(":scope > header, :scope > summary");
      const ground = (thing) => getComputedStyle(thing).backgroundColor;
      const linked = ground(
        Object.assign(document.body.appendChild(document.createElement("i")), { style: "background: var(--linked)" }),
      );
      document.body.lastChild.remove();
      return {
        path: one?.dataset.path,
        others: others.length,
        whole: ground(one) === linked,
        head: head && ground(head) === linked,
      };
    });
  const at = async (text, beyond, wanted) => {
    await cursorAt(page, text, beyond);
    await page.locator(`[data-active][data-path="${wanted.path}"]`).waitFor();
    assert.deepEqual(await marked(), { others: 0, ...wanted });
  };
  await at("<mac ", 2, { path: "/domain/devices/interface[0]/mac/@address", whole: true, head: null });
  await at("<interface ", 2, { path: "/domain/devices/interface[0]", whole: false, head: true });
  await at("<os>", 2, { path: "/domain/os", whole: false, head: true });
});

flow("the links say which section is in sight, and a narrow page leaves its room to the form", async (page, { size }) => {
  const links = page.getByRole("navigation", { name: "Sections" });
  await links.locator("[aria-current]").filter({ hasText: "General" }).waitFor();
  await page.locator("#section-audio").evaluate((section) => section.scrollIntoView());
  await links.locator("[aria-current]").filter({ hasText: "Audio" }).waitFor();
  if (size === "phone") {
    const { y } = await page.locator(".form").boundingBox();
    assert.ok(y < 200, `${y} pixels above the form`);
  }
});

flow("a group that is open does not say that nothing is set", async (page) => {
  const group = page.locator('#section-processor details[data-path="/domain/cputune"]');
  await group.getByText("nothing set").waitFor();
  await group.locator("summary").click();
  await group.getByText("nothing set").waitFor({ state: "hidden" });
});

for (const [name, go] of Object.entries({
  "the form": async () => {},
  "the picture": (page) => show(page, "Picture"),
}))
  test(`at four times the size the page scrolls, and all of ${name} can be come to`, async () => {
    const { page, context } = await visit({ viewport: { width: 360, height: 225 } });
    await go(page);
    const inner = await page.locator(".side.left .body > :last-child").evaluate((view) => view.scrollHeight - view.clientHeight);
    assert.ok(inner < 20, `${inner} pixels are hidden in a small frame`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight > 3 * innerHeight));
    const status = page.locator(".status .summary");
    await page.mouse.wheel(0, 400);
    assert.ok(await isInSight(status));
    await context.close();
  });
