// Problems, plan, differences, JSON.
import assert from "node:assert/strict";
import { becomes, begin, field, flow, paste, show, xml } from "./browser.js";

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
  await page.getByLabel("For", { exact: true }).selectOption("3.0");
  await page.locator(".status .summary").filter({ hasText: "error" }).waitFor();
});

flow("differences and JSON follow the text", async (page) => {
  await field(page, "/domain/name").fill("b");
  await becomes(page, /<name>b</);
  await show(page, "Changes");
  await page.locator(".diff .added").filter({ hasText: "<name>b</name>" }).waitFor();
  await show(page, "JSON");
  await page.locator(".json pre").filter({ hasText: '"name": "b"' }).waitFor();
});
