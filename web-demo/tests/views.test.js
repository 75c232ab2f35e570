// Problems, plan, differences, JSON.
import assert from "node:assert/strict";
import { becomes, begin, command, field, flow, menu, paste, show, xml } from "./browser.js";

flow("a fault is told by line and mended by a click", async (page) => {
  await paste(page, (await xml(page)).replace("<clock offset", "<clck offset"));
  await page.locator(".status .summary").click();
  const problems = page.getByRole("region", { name: "Problems" });
  const fault = problems.getByRole("listitem").filter({ hasText: "clck" }).first();
  await fault.getByText(/line \d+/).waitFor();
  await fault.getByRole("button", { name: /^(unknown|misspelt)/ }).click();
  await fault.getByRole("heading", { name: "What it does" }).waitFor();
  await fault.getByRole("button", { name: /clock/ }).last().click();
  await becomes(page, /<clock offset/);
});

flow("all that is safe to mend is mended at once", async (page) => {
  await paste(page, (await xml(page)).replace("</vcpu>", "").replace("<apic/>", "<apic>"));
  await page.locator(".status .summary").click();
  await page.getByRole("button", { name: "Fix what is safe to fix" }).click();
  await becomes(page, /<vcpu>2<\/vcpu>/);
});

flow("every template is clean, and can be planned", async (page) => {
  await show(page, "Plan");
  for (const title of ["Linux server", "Windows 11 desktop", "Legacy DOS machine", "Lab of three machines"]) {
    await begin(page, title);
    await page.getByText("A new machine would be made").waitFor();
    await page.waitForTimeout(150);
    assert.doesNotMatch(await page.locator(".status .summary").innerText(), /error|warning/, title);
  }
});

flow("a plan says what would be done and which line asks for it, and a fault that there is none yet", async (page) => {
  await show(page, "Plan");
  const plan = page.getByRole("region", { name: "Plan" });
  await plan.getByRole("listitem").filter({ hasText: "memory" }).filter({ hasText: "2048 MiB" }).first().waitFor();
  await plan.getByText("The calls to VirtualBox, in order").click();
  await plan.getByText(/createMachine\(/).waitFor();
  await plan.getByRole("button", { name: "line 9" }).first().click();
  await page.locator(".cm-content").waitFor();
  await paste(page, (await xml(page)).replace("<vcpu>2", "<vcpu>none"));
  await show(page, "Plan");
  await plan.getByText("There is no plan yet").waitFor();
});

flow("a release is checked for", async (page) => {
  await menu(page);
  await page.getByLabel("For", { exact: true }).selectOption("3.0");
  await page.locator(".status .summary").filter({ hasText: "error" }).waitFor();
});

flow("differences and JSON follow the text", async (page) => {
  await field(page, "/domain/name").fill("b");
  await becomes(page, /<name>b</);
  await show(page, "Changes");
  await page.locator(".diff .added").filter({ hasText: "<name>b</name>" }).waitFor();
  await page.getByRole("list", { name: "What it means" }).getByRole("listitem").filter({ hasText: "name" }).waitFor();
  await show(page, "JSON");
  await page.locator(".json pre").filter({ hasText: '"name": "b"' }).waitFor();
});

flow("a plan against the machine as it was opened changes it in place", async (page) => {
  await show(page, "Plan");
  await page.getByLabel("VirtualBox has").selectOption("opened");
  await page.getByText("Nothing would change").waitFor();
  await show(page, "Form");
  await field(page, "/domain/vcpu").fill("3");
  await show(page, "Plan");
  await page.getByText("The machine would be changed in place").waitFor();
  const changes = page.getByRole("region", { name: "Plan" }).locator(".changes").first().getByRole("listitem");
  assert.deepEqual(await changes.count(), 1);
  assert.match(await changes.innerText(), /vcpu\s*2\s*3/);
});

flow("what the network gets of the host is told, with the line and the page of its rule", async (page) => {
  await paste(page, (await xml(page)).replace(" listen='127.0.0.1'", ""));
  await show(page, "Plan");
  const given = page.getByRole("region", { name: "What the guest and the network get of the host" });
  const desktop = given.getByRole("listitem").filter({ hasText: "screen and keyboard" });
  await desktop.getByRole("button", { name: /^line/ }).waitFor();
  await desktop.getByRole("button", { name: /-/ }).click();
  await desktop.getByRole("heading").first().waitFor();
});

flow("a document follows the rules of its project", async (page) => {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), command(page, "Open")]);
  const rules = '[[policy]]\nname = "one-processor"\npath = "vcpu"\noperator = "equals"\nvalue = 1\n';
  await chooser.setFiles({ name: "boxwright.toml", mimeType: "text/plain", buffer: Buffer.from(rules) });
  await page.getByText("Documents are checked by boxwright.toml, too.").waitFor();
  await page.locator(".status .summary").filter({ hasText: "1 error" }).waitFor();
  await menu(page);
  await page.getByRole("button", { name: "boxwright.toml: leave its rules" }).click();
  await page.locator(".status .summary").filter({ hasText: "No problems" }).waitFor();
});
