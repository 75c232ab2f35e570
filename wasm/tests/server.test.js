// The module with the language server and `boxwright lsp` find the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { absent, documents } from "./corpus.js";

const npm = process.env.BOXWRIGHT_NPM;
const editor = await (await import(`${npm}/node.js`)).load();
const server = await (await import(`${npm}/server.node.js`)).load(undefined, 1);

const say = (method, params) => server.handle({ jsonrpc: "2.0", method, params });
const ask = (id, method, params) =>
  server.handle({ jsonrpc: "2.0", id, method, params }).find((answer) => answer.id === id).result;

/** Whether the first element is `<domain>`, or there is none. */
function isDomain(text) {
  const markup = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!DOCTYPE[^]*?(\[[^]*?\]\s*)?>/g;
  const name = /<([^\s/>!?][^\s/>]*)/.exec(text.replace(markup, ""))?.[1];
  return name === undefined || name === "domain";
}

test("the server answers and tells", () => {
  const { capabilities } = ask(1, "initialize", { capabilities: {} });
  assert.equal(capabilities.hoverProvider, true);
  say("initialized", {});
  const text = "<domain type='vbox'><devices><di";
  const textDocument = { uri: "untitled:a", languageId: "xml", version: 1, text };
  const [told] = say("textDocument/didOpen", { textDocument });
  assert.equal(told.method, "textDocument/publishDiagnostics");
  const position = { line: 0, character: text.length };
  const { items } = ask(2, "textDocument/completion", { textDocument: { uri: "untitled:a" }, position });
  assert.ok(items.some(({ label }) => label === "disk"));
});

test("the server finds what lint finds", { skip: absent }, () => {
  for (const { file, text } of documents()) {
    const { diagnostics } = JSON.parse(editor.lint(file, text));
    const textDocument = { uri: `file://${file}`, languageId: "xml", version: 1, text };
    const [told] = say("textDocument/didOpen", { textDocument });
    const rules = told.params.diagnostics.map(({ code }) => code);
    // Other files than domains are left alone by a server, and are faults for a linter.
    assert.deepEqual(rules, isDomain(text) ? diagnostics.map(({ rule }) => rule) : [], file);
    say("textDocument/didClose", { textDocument: { uri: textDocument.uri } });
  }
});
