// The native program and the modules for wasm32 say the same about the whole corpus, byte for byte.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { absent, apply, documents } from "./corpus.js";
import { each, native } from "./native.js";

const npm = process.env.BOXWRIGHT_NPM;
const editor = await (await import(`${npm}/node.js`)).load();
const planner = await (await import(`${npm}/plan.node.js`)).load();
const all = documents();

/** The findings of a report, a line each. */
const lines = (report) => report.split("\n").filter((line) => line.startsWith('    {"rule"'));

test("lint says the same of all at once", { skip: absent }, async () => {
  const { stdout } = await native("lint", "--format", "json", ...all.map(({ file }) => file));
  const ours = all.flatMap(({ file, text }) => lines(editor.lint(file, text)));
  const theirs = lines(stdout);
  const bare = (line) => line.replace(/,$/, "");
  assert.equal(theirs.length, ours.length);
  theirs.forEach((line, index) => assert.equal(bare(ours[index]), bare(line)));
});

test("lint says the same of one", { skip: absent }, () =>
  each(
    all.filter((_, index) => index % 25 === 0),
    async ({ file, text }) => {
      for (const target of [undefined, "5.2"]) {
        const { stdout } = await native("lint", "--format", "json", ...(target ? ["--target", target] : []), file);
        assert.equal(editor.lint(file, text, { target }), stdout, file);
      }
    },
  ));

test("policies of a project are held in the same way", { skip: absent }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "boxwright-"));
  try {
    const project = readFileSync(new URL("project.toml", import.meta.url), "utf8");
    writeFileSync(join(folder, "boxwright.toml"), project);
    const some = all.filter((_, index) => index % 10 === 0);
    const files = some.map(({ text }, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, text);
      return file;
    });
    const { stdout } = await native("lint", "--format", "json", ...files);
    const ours = some.flatMap(({ text }, index) => lines(editor.lint(files[index], text, { project, file: `${index}.xml` })));
    // Where a policy stands is the path of its file to the program.
    const theirs = lines(stdout.replaceAll(join(folder, "boxwright.toml"), "boxwright.toml"));
    assert.deepEqual(
      ours.map((line) => line.replace(/,$/, "")),
      theirs.map((line) => line.replace(/,$/, "")),
    );
    assert.ok(ours.some((line) => line.includes("enough-memory")));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("fmt does the same", { skip: absent }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "boxwright-"));
  try {
    const copies = all.map(({ text }, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, text);
      return file;
    });
    await native("fmt", ...copies);
    all.forEach(({ file, text }, index) => {
      const { outcome, result } = editor.format(text);
      const ours = outcome === "done" ? apply(text, result) : text;
      assert.equal(ours, readFileSync(copies[index], "utf8"), file);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What a command prints about each document that has that form, and some that have not, beside what a function gives. */
const same = (ours, ...args) =>
  each(all.entries(), async ([index, { file, text }]) => {
    const answer = ours(text);
    if (answer.outcome === "failed" && index % 25 !== 0) return;
    const { stdout, code } = await native(...args, file);
    if (code === 0) assert.deepEqual(answer, { outcome: "done", result: stdout }, file);
    else assert.equal(answer.outcome, "failed", file);
  });

test("normalize says the same", { skip: absent }, () => same(editor.normalize, "normalize"));

test("convert to JSON says the same", { skip: absent }, () => same(planner.toJson, "convert", "--to", "json"));

test("convert from JSON says the same", { skip: absent }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "boxwright-"));
  try {
    const some = all.filter((_, index) => index % 10 === 0);
    await each(some, async ({ file, text }) => {
      const json = planner.toJson(text);
      if (json.outcome !== "done") return;
      const copy = join(folder, `${all.findIndex((one) => one.file === file)}.json`);
      writeFileSync(copy, json.result);
      const { stdout, code } = await native("convert", "--to", "xml", copy);
      assert.equal(code, 0, file);
      assert.deepEqual(planner.fromJson(json.result), { outcome: "done", result: stdout }, file);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("diff says the same", { skip: absent }, () =>
  each(
    all.slice(1).map((after, index) => ({ before: all[index], after })).filter((_, index) => index % 10 === 0),
    async ({ before, after }) => {
      const { stdout, code } = await native("diff", "--format", "json", before.file, after.file);
      const answer = editor.diff(before.text, after.text);
      if (code === 2) return assert.equal(answer.outcome, "failed", after.file);
      const ours = answer.result.map((one) => ({
        path: one.path,
        action: one.action,
        before: one.before,
        after: one.after,
        before_line: one.beforeLine,
        after_line: one.afterLine,
      }));
      assert.deepEqual(ours, JSON.parse(stdout).changes, `${before.file} ${after.file}`);
    },
  ));

test("import says the same", async () => {
  for (const name of ["bare.vbox", "probe.vbox"]) {
    const file = new URL(`../../tests/settings/${name}`, import.meta.url).pathname;
    const { stdout, code } = await native("import", file);
    assert.equal(code, 0, file);
    const answer = planner.importSettings(readFileSync(file, "utf8"));
    assert.equal(answer.outcome, "machine", file);
    assert.equal(answer.xml, stdout, file);
  }
});

test("retarget makes the same", { skip: absent }, () =>
  each(
    all.filter(({ text }) => /<domain[^>]* type=['"](kvm|qemu|xen)['"]/.test(text)),
    async ({ file, text }) => {
      const { stdout } = await native("retarget", file);
      const answer = planner.retarget(text);
      assert.equal(answer.outcome === "done" ? answer.result.xml : "", stdout, file);
    },
  ),
);

test("plan says the same", { skip: absent }, () =>
  each(
    // Without a UUID in the document each plan has one of its own.
    all.filter(({ text }) => text.includes("<uuid>") && editor.normalize(text).outcome === "done"),
    async ({ file, text }) => {
      const { stdout, code } = await native("plan", "-c", "test:///default", "--format", "json", file);
      const answer = planner.planJson(text);
      if (code === 0) assert.equal(`${answer}\n`, stdout, file);
      else assert.equal(answer, undefined, file);
    },
  ));
