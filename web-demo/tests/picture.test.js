// The machine drawn.
import assert from "node:assert/strict";
import { becomes, begin, flow, paste, show, xml } from "./browser.js";

flow("a drive moves to another port by the menu, in one step", async (page) => {
  const before = await xml(page);
  await show(page, "Picture");
  await page.getByLabel(/Move Hard disk sda/).selectOption({ label: "SATA, port 2" });
  await becomes(page, before.replace("dev='sda'", "dev='sdc'"));
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, before);
});

flow("a drive moves to another bus, and keeps an address that was said", async (page) => {
  const text = (await xml(page)).replace(
    "<controller type='sata' index='0'/>",
    "<controller type='sata' index='0'/>\n    <controller type='ide' index='0'/>\n    <controller type='scsi' index='0' model='lsilogic'/>",
  );
  const said = text.replace(
    "<target dev='sda' bus='sata'/>",
    "<target dev='sda' bus='sata'/>\n      <address type='drive' controller='0' bus='0' target='0' unit='0'/>",
  );
  await paste(page, said);
  await show(page, "Picture");
  await page.getByLabel(/Move Hard disk sda/).selectOption({ label: "IDE, secondary, first" });
  await becomes(
    page,
    said
      .replace("dev='sda' bus='sata'", "dev='hdc' bus='ide'")
      .replace("bus='0' target='0' unit='0'", "bus='1' target='0' unit='0'"),
  );
  // `sdb` is taken, so that the name alone cannot say the port.
  await page.getByLabel(/Move Hard disk hdc/).selectOption({ label: "SCSI, LsiLogic, port 1" });
  await becomes(page, /dev='sda' bus='scsi'\/>\n\s+<address type='drive' controller='0' bus='0' target='0' unit='1'\/>/);
  assert.doesNotMatch(await page.locator(".status .summary").innerText(), /error/);
});

flow("what is free is shown, and takes a drive", async (page) => {
  await show(page, "Picture");
  await page.getByText("and 27 more that are free").waitFor();
  await page.getByRole("button", { name: "Free: attach a hard disk to SATA, port 2" }).click();
  await becomes(page, /<source file='\/vm\/sdc.vdi'\/>\n\s+<target dev='sdc' bus='sata'\/>/);
  await page.getByRole("button", { name: "Free: attach a hard disk to SATA, port 3" }).waitFor();
});

flow("everything that is drawn is a list, and leads to its fields", async (page) => {
  await begin(page, "Lab of three machines");
  await show(page, "Picture");
  const cards = page.getByRole("region", { name: "Network cards" }).getByRole("listitem");
  assert.equal(await cards.count(), 2);
  await cards.filter({ hasText: "connected to internal network lab" }).waitFor();
  await cards.filter({ hasText: "connected to the host's own connection (NAT)" }).getByRole("button").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("MAC address").waitFor();
  assert.match(await page.locator(".device[data-active]").getAttribute("aria-label"), /^NAT/);
});
