// The package as npm packs and installs it, under its own name.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "boxwright-"));
after(() => rmSync(folder, { recursive: true }));
const npm = (...args) =>
  execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, encoding: "utf8" });

test("what is packed works where it is installed", () => {
  const [{ filename, files }] = JSON.parse(npm("pack", "--json", process.env.BOXWRIGHT_NPM));
  const names = files.map(({ path }) => path);
  for (const name of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "index.d.ts", "types.d.ts", "editor_bg.wasm", "plan_bg.wasm"]) {
    assert.ok(names.includes(name), `${name} is missing in ${names}`);
  }
  writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
  npm("install", `./${filename}`);
  writeFileSync(
    join(folder, "use.js"),
    `import { load } from "boxwright";
import { load as loadPlan } from "boxwright/plan";
const text = "<domain type='vbox'><name>a</name><memory>1048576</memory><os><type>hvm</type></os></domain>";
console.log((await load()).check(text).root.name, (await loadPlan()).plan(text).outcome);
`,
  );
  assert.equal(execFileSync("node", ["use.js"], { cwd: folder, encoding: "utf8" }), "domain plan\n");
});

test("every file that the package says it has is there", () => {
  const { exports } = JSON.parse(readFileSync(join(process.env.BOXWRIGHT_NPM, "package.json"), "utf8"));
  const paths = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(paths));
  for (const path of paths(exports)) readFileSync(join(process.env.BOXWRIGHT_NPM, path));
});
