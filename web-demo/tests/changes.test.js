// Changes that take something with them: names, units, kinds, and who has the focus then.
import assert from "node:assert/strict";
import { becomes, begin, field, flow, paste, show, xml } from "./browser.js";

const DETAILED = `<domain type='vbox'>
  <name>a</name>
  <metadata>
    <vbox:machine xmlns:vbox="urn:boxwright:vbox:1">
      <vbox:disk target='sda' nonRotational='yes'/>
      <vbox:interface mac='08:00:27:00:00:01' bootPriority='1'/>
    </vbox:machine>
  </metadata>
  <memory unit='MiB'>512</memory>
  <os>
    <type>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
    <pae/>
  </features>
  <devices>
    <disk type='file' device='disk'>
      <source file='/a.vdi'/>
      <target dev='sda' bus='sata'/>
    </disk>
    <interface type='user'>
      <mac address='08:00:27:00:00:01'/>
      <model type='82540EM'/>
    </interface>
  </devices>
</domain>
`;

const free = async (page) => {
  await page.waitForTimeout(1500);
  return page.evaluate(() => document.activeElement === document.body);
};

flow("what the metadata says of a device follows its name, and goes with it", async (page) => {
  await paste(page, DETAILED);
  await show(page, "Picture");
  const move = page.getByLabel(/Move Hard disk sda/);
  await move.selectOption({ label: "SATA, port 1" });
  await becomes(page, /<vbox:disk target='sdb'/);
  await page.getByText("is at SATA, port 1 now").waitFor();
  assert.equal(await free(page), false);
  await show(page, "Form");
  await page
    .getByRole("button", { name: /^82540EM|^Network card|NAT/ })
    .first()
    .click();
  await field(page, "/domain/devices/interface[0]/mac/@address").fill("08:00:27:00:00:02");
  await becomes(page, /<vbox:interface mac='08:00:27:00:00:02'/);
  await page.getByRole("button", { name: /^Remove Hard disk/ }).click();
  const text = await becomes(page, /^(?![\s\S]*<disk)/);
  assert.doesNotMatch(text, /vbox:disk/);
});

flow("a key on “Move…” moves nothing by itself", async (page) => {
  await paste(page, DETAILED);
  await show(page, "Picture");
  await page.getByLabel(/Move Hard disk sda/).focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForTimeout(300);
  assert.equal(await xml(page), DETAILED);
});

flow("an amount keeps its unit while its number is typed, and its number when another unit is chosen", async (page) => {
  await begin(page, "Windows 11");
  const memory = field(page, "/domain/memory");
  const unit = page.getByLabel("Unit of Memory", { exact: true });
  await memory.click();
  await memory.fill("");
  await memory.pressSequentially("2048");
  assert.equal(await unit.inputValue(), "GiB");
  await unit.selectOption("MiB");
  await becomes(page, /<memory unit='MiB'>2048<\/memory>/);
  assert.deepEqual([await memory.inputValue(), await unit.inputValue()], ["2048", "MiB"]);
});

flow("what is taken out of a field leaves nothing behind", async (page) => {
  const before = await xml(page);
  const start = field(page, "/domain/currentMemory");
  await start.fill("1");
  await becomes(page, /<currentMemory/);
  await start.fill("");
  await becomes(page, before);
  const cable = field(page, "/domain/devices/interface[0]/link/@state");
  await page
    .getByRole("button", { name: /82540EM|NAT/ })
    .first()
    .click();
  await cable.selectOption("down");
  await becomes(page, /<link state='down'\/>/);
  await cable.selectOption("");
  await becomes(page, before);
});

flow("the other end of a card goes with its kind, and what it lacks is seen", async (page) => {
  await page
    .getByRole("button", { name: /82540EM|NAT/ })
    .first()
    .click();
  const kind = field(page, "/domain/devices/interface[0]/@type");
  await kind.selectOption("bridge");
  const bridge = field(page, "/domain/devices/interface[0]/source/@bridge");
  await bridge.fill("eth0");
  await becomes(page, /<source bridge='eth0'\/>/);
  await kind.selectOption("user");
  await becomes(page, /^(?![\s\S]*<source bridge)/);
});

flow("a document of KVM is rewritten for VirtualBox, and undo takes that back", async (page) => {
  const kvm = `<domain type='kvm'>
  <name>db</name>
  <memory unit='MiB'>1024</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-8.2'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='/images/db.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>
`;
  await paste(page, kvm);
  await page.getByRole("button", { name: "Rewrite for VirtualBox" }).click();
  await becomes(page, /<domain type='vbox'>/);
  await page.getByText(/qemu-img convert/).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "rewritten");
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, kvm);
});

flow("Escape, then Tab, leaves the editor also where text is selected", async (page) => {
  await show(page, "XML");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Shift+ArrowRight");
  const before = await xml(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await xml(page), before);
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".cm-content") === null), true);
});

flow("the page of a rule says why, and a fix leaves the focus in the page", async (page) => {
  await paste(page, DETAILED.replace("bus='sata'", "bus='satta'"));
  await page.locator(".status .summary").click();
  await page.locator("#problems-panel .rule").first().click();
  await page.locator("#problems-panel .markdown").filter({ hasText: "Checks for" }).waitFor();
  await page.locator("#problems-panel .fix").first().click();
  await becomes(page, DETAILED);
  assert.equal(await free(page), false);
});
