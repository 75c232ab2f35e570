import { defineConfig } from "vite";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { beginning } from "./beginning.js";
import { packAll, plainFiles } from "./packed.js";
import { policy } from "./policy.js";

// The npm package of the core, which `cargo xtask wasm` makes.
const core = process.env.BOXWRIGHT_NPM ?? fileURLToPath(new URL("../target/npm/boxwright", import.meta.url));

const out = fileURLToPath(new URL("dist", import.meta.url));

/** What headers say too, for hosts that send none. */
const contentPolicy = {
  name: "content-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: policy },
      injectTo: "head-prepend",
    },
  ],
};

/** What the script asks for first is on its way before the script is. */
const early = {
  name: "early",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => /\bbeginning-.*\.json$/.test(name))
        .map((name) => ({
          tag: "link",
          attrs: { rel: "preload", as: "fetch", type: "application/json", href: `./${name}`, crossorigin: "" },
          injectTo: "head",
        })),
  },
};

/** The service worker has to know every file by its name; it is read when all are there. */
const offline = {
  name: "offline",
  apply: "build",
  closeBundle() {
    const paths = plainFiles(out).map((file) => relative(out, file).replaceAll("\\", "/"));
    const files = ["./", ...paths.filter((path) => path !== "offline.js" && path !== "index.html").sort()];
    const release = createHash("sha256")
      .update(files.join())
      .update(readFileSync(join(out, "index.html")))
      .digest("hex");
    const worker = readFileSync(fileURLToPath(new URL("offline.js", import.meta.url)), "utf8");
    const known = `const FILES = ${JSON.stringify(files)};\nconst RELEASE = "${release.slice(0, 12)}";\n`;
    writeFileSync(join(out, "offline.js"), known + worker);
  },
};

const packed = {
  name: "packed",
  apply: "build",
  closeBundle: { order: "post", sequential: true, handler: () => packAll(out) },
};

export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: [
      { find: /^boxwright\/plan$/, replacement: `${core}/plan.browser.js` },
      { find: /^boxwright\/(editor_bg\.wasm)/, replacement: `${core}/$1` },
      { find: /^boxwright$/, replacement: `${core}/browser.js` },
    ],
  },
  worker: { format: "es" },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: { fs: { allow: [".."] } },
  plugins: [contentPolicy, beginning(core), early, offline, packed],
});
