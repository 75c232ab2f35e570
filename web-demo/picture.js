// The picture of the page in the README: `node picture.js FILE`.
import { arrive, leave, visitor } from "./tests/chromium.js";

const [file] = process.argv.slice(2);
const { page } = await arrive(await visitor({ viewport: { width: 1400, height: 860 }, colorScheme: "light" }));
await page.getByRole("button", { name: "New", exact: true }).click();
await page.getByRole("dialog").getByRole("button", { name: "Windows 11 desktop" }).click();
await page.locator("#section-network .device .open").click();
await page.getByRole("button", { name: "Add port forward" }).click();
await page.getByLabel("Port of the guest").waitFor();
await page.evaluate(() => document.activeElement.blur());
await page.getByRole("tab", { name: "Picture" }).click();
await page.locator(".cm-content").evaluate((content) => {
  const { view } = content.cmTile;
  const anchor = view.state.doc.toString().indexOf("<portForward");
  view.focus();
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
});
await page.waitForTimeout(800);
await page.screenshot({ path: file });
await leave();
