// The native program and the module for wasm32 say the same, byte for byte.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { absent, documents } from "./corpus.js";

const run = promisify(execFile);
const program = process.env.BOXWRIGHT_BIN;
const npm = process.env.BOXWRIGHT_NPM;
const editor = await (await import(`${npm}/node.js`)).load();
const planner = await (await import(`${npm}/plan.node.js`)).load();

/** What the program prints, whatever its exit code. */
async function native(...args) {
  try {
    const { stdout } = await run(program, args, { maxBuffer: 1 << 27 });
    return { stdout, code: 0 };
  } catch (error) {
    return { stdout: error.stdout, code: error.code };
  }
}

/** The same for all documents, two at a time. */
async function each(check) {
  const left = documents();
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) await check(next);
  };
  await Promise.all([work(), work()]);
}

test("lint says the same", { skip: absent }, () =>
  each(async ({ file, text }) => {
    const { stdout } = await native("lint", "--format", "json", file);
    assert.equal(editor.lint(file, text), stdout, file);
  }),
);

test("normalize says the same", { skip: absent }, () =>
  each(async ({ file, text }) => {
    if (!file.includes("/vbox/")) return;
    const { stdout, code } = await native("normalize", file);
    const answer = editor.normalize(text);
    if (code === 0) assert.deepEqual(answer, { outcome: "done", result: stdout }, file);
    else assert.equal(answer.outcome, "failed", file);
  }),
);

test("plan says the same", { skip: absent }, () =>
  each(async ({ file, text }) => {
    // Without a UUID in the document each plan has one of its own.
    if (!file.includes("/vbox/") || !text.includes("<uuid>")) return;
    const { stdout, code } = await native("plan", "-c", "test:///default", "--format", "json", file);
    const answer = planner.planJson(text, "");
    if (code === 0) assert.equal(`${answer}\n`, stdout, file);
    else assert.equal(answer, undefined, file);
  }),
);
