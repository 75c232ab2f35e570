// How large and how quick the page is: `node bench.js NPM DOCUMENT`, as rows of a table. NPM is the package of the core.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { address, arrive, leave, ready, visitor } from "./tests/chromium.js";
import { headers, server } from "./serve.js";

const [npm, example] = process.argv.slice(2);
const small = await readFile(example, "utf8");
const row = (what, value, goal) => console.log(`| ${what} | ${value} | ${goal} |`);
const ms = (value) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function sizes() {
  const folder = new URL("dist/assets/", import.meta.url);
  let scripts = 0;
  for (const name of (await readdir(folder)).toSorted()) {
    const packed = gzipSync(await readFile(new URL(name, folder)), { level: 9 }).length / 1024;
    if (name.endsWith(".js")) scripts += packed;
    if (/^beginning.*\.json$/.test(name)) row("what the first view has in its place, after gzip", `${packed.toFixed(1)} KB`, "");
    if (/^editor_bg.*\.wasm$/.test(name)) row("the core, after gzip", `${packed.toFixed(1)} KB`, "120 KB");
    if (/^plan_bg.*\.wasm$/.test(name))
      row("the plan, loaded when it is asked for, after gzip", `${packed.toFixed(1)} KB`, "150 KB");
  }
  row("all JavaScript, after gzip", `${scripts.toFixed(1)} KB`, "190 KB");
}

/** A way to the page with a bandwidth, in bytes a second, and a distance, in milliseconds. */
async function slowWay(bandwidth, distance) {
  let free = 0;
  const front = createServer((request, response) => {
    const write = response.write.bind(response);
    const end = response.end.bind(response);
    // All answers share the way: each part waits until those before it are through.
    response.end = async (body = "") => {
      await new Promise((done) => setTimeout(done, distance));
      const bytes = Buffer.from(body);
      for (let at = 0; at < bytes.length; at += 4096) {
        const part = bytes.subarray(at, at + 4096);
        free = Math.max(free, performance.now()) + (part.length / bandwidth) * 1000;
        await new Promise((done) => setTimeout(done, free - performance.now()));
        write(part);
      }
      end();
    };
    server.emit("request", request, response);
  });
  await new Promise((done) => front.listen(0, "127.0.0.1", done));
  const close = () => {
    front.closeAllConnections();
    front.close();
  };
  return { address: `http://127.0.0.1:${front.address().port}/`, close };
}

/** From the request to a page that shows a document that was looked at, and until the core itself answers. */
async function start(at, slowdown) {
  const seen = [];
  const answered = [];
  for (let round = 0; round < 5; round += 1) {
    const context = await visitor();
    const page = await context.newPage();
    await slow(page, slowdown);
    const from = performance.now();
    await page.goto(at, { waitUntil: "commit" });
    await ready(page);
    seen.push(performance.now() - from);
    await page.waitForFunction(() => performance.getEntriesByName("core").length > 0);
    answered.push(performance.now() - from);
    await context.close();
  }
  return { seen: median(seen), answered: median(answered) };
}

async function slow(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

/** From a change in the editor, which has the focus or has not, to the form and the findings that belong to it. */
async function key(slowdown, hasFocus) {
  const { page, context } = await arrive(await visitor());
  await slow(page, slowdown);
  const look = async ({ text, hasFocus }) => {
    const { view } = document.querySelector(".cm-content").cmTile;
    const turn = () =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(0);
      });
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    const field = document.getElementById("/domain/vcpu");
    const told = () => document.querySelector(".status .summary").textContent;
    while (field.value !== "1") await turn();
    if (hasFocus) view.focus();
    const at = text.indexOf("<vcpu>1") + "<vcpu>1".length;
    const before = told();
    const times = [];
    for (let round = 0; round < 60; round += 1) {
      await new Promise((done) => setTimeout(done, 150));
      const from = performance.now();
      view.dispatch({ changes: { from: at, insert: "x" }, userEvent: "input.type" });
      while (field.value !== "1x" || told() === before) await turn();
      times.push(performance.now() - from);
      view.dispatch({ changes: { from: at, to: at + 1 }, userEvent: "delete" });
      while (field.value !== "1" || told() !== before) await turn();
    }
    return times;
  };
  const times = await page.evaluate(look, { text: small, hasFocus });
  await context.close();
  return median(times);
}

/** The core alone, in the browser. */
async function core() {
  const front = createServer(async (request, response) => {
    if (!request.url.startsWith("/npm/")) return server.emit("request", request, response);
    const type = request.url.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    response.writeHead(200, { ...headers, "Content-Type": type });
    response.end(await readFile(npm + request.url.slice("/npm".length)));
  });
  await new Promise((done) => front.listen(0, "127.0.0.1", done));
  const context = await visitor();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${front.address().port}/`);
  const disk = (index) => `<disk><source file='/vm/${index}.vdi'/><target dev='sda${index}' bus='sata'/></disk>\n`;
  const disks = Array.from({ length: 14_500 }, (_, index) => disk(index)).join("");
  const large = small.replace("<devices>", `<devices>${disks}`);
  const result = await page.evaluate(
    async ({ small, large }) => {
      const editor = await (await import("/npm/browser.js")).load();
      const measure = (text, rounds) => {
        const times = [];
        // Clocks of browsers are coarse: many at once, where one is short.
        const many = text.length > 100_000 ? 1 : 20;
        for (let round = 0; round < rounds; round += 1) {
          const from = performance.now();
          for (let again = 0; again < many; again += 1) editor.lint("a.xml", text);
          times.push((performance.now() - from) / many);
        }
        return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
      };
      measure(small, 200);
      return { small: measure(small, 200), large: measure(large, 10) };
    },
    { small, large },
  );
  await context.close();
  front.closeAllConnections();
  front.close();
  row(`lint, ${(small.length / 1000).toFixed(1)} KB`, `${(result.small * 1000).toFixed(0)} µs`, "100 µs");
  row(`lint, ${(large.length / 1e6).toFixed(1)} MB`, ms(result.large), "40 ms");
}

console.log("| what | here | goal |\n|---|---|---|");
await sizes();
const near = await start(address, 1);
row("from the address to a checked document, served here", ms(near.seen), "500 ms");
row("until the core answers", ms(near.answered), "");
const way = await slowWay(1.6e6 / 8, 40);
const far = await start(way.address, 4);
row("a checked document, page four times slower, 1.6 Mbit/s and 40 ms away", ms(far.seen), "3000 ms");
row("until the core answers", ms(far.answered), "");
way.close();
row("a change without the focus in the editor → form and findings", ms(await key(1, false)), "16 ms");
row("a key with it", ms(await key(1, true)), "16 ms");
row("the same, page four times slower", ms(await key(4, true)), "");
await core();
await leave();
