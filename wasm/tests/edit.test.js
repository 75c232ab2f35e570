// What the form does to other people's documents.
import assert from "node:assert/strict";
import { test } from "node:test";
import { absent, apply, documents } from "./corpus.js";

const editor = await (await import(`${process.env.BOXWRIGHT_NPM}/node.js`)).load();

test("any text is looked at, whatever it is", { skip: absent }, () => {
  for (const { file, text } of documents()) {
    const { found } = editor.check(text);
    for (const { from, to } of found) assert.ok(from <= to && to <= text.length, file);
    editor.fix(text);
    editor.format(text);
  }
});

test("half of any document is looked at too", { skip: absent }, () => {
  for (const { text } of documents()) editor.check(text.slice(0, text.length / 2));
});

test("a field that is edited is all that changes", { skip: absent }, () => {
  let count = 0;
  for (const { file, text } of documents()) {
    const { root } = editor.check(text);
    const name = root?.children.find((child) => child.name === "name");
    if (root?.name !== "domain" || !name) continue;
    const answer = editor.wish(text, [{ op: "set", path: "/domain/name", value: "another <name>" }]);
    assert.equal(answer.outcome, "done", file);
    const after = apply(text, answer.result);
    const again = editor.check(after).root;
    assert.equal(again.children.find((child) => child.name === "name").text, "another <name>", file);
    const edit = answer.result[0];
    assert.ok(!edit || (edit.from >= name.from && edit.to <= name.to), file);
    // And back, byte for byte.
    if (name.text !== "" && !/[&<>]/.test(name.text) && text.slice(name.textFrom, name.textTo) === name.text) {
      const back = editor.wish(after, [{ op: "set", path: "/domain/name", value: name.text }]);
      const whole = apply(after, back.result);
      assert.equal(whole.replaceAll(/\s/g, ""), text.replaceAll(/\s/g, ""), file);
    }
    count += 1;
  }
  assert.ok(count > 100, `${count} documents`);
});

test("what is made on the way comes where it belongs, and goes again", () => {
  const text = "<domain type='vbox'>\n  <!-- kept -->\n  <name>a</name>\n  <memory>1048576</memory>\n</domain>\n";
  const set = editor.wish(text, [{ op: "set", path: "/domain/clock/@offset", value: "utc" }]);
  const more = apply(text, set.result);
  assert.match(more, /<memory>1048576<\/memory>\n {2}<clock offset='utc'\/>\n<\/domain>/);
  const clear = editor.wish(more, [{ op: "clear", path: "/domain/clock/@offset" }]);
  assert.equal(apply(more, clear.result), text);
});

test("places are counted as JavaScript counts", () => {
  const text = "<domain type='vbox'><name>𝄞ä</name><memry>1</memry></domain>";
  const { found, root } = editor.check(text);
  const slip = found.find((one) => one.rule === "unknown-element");
  assert.equal(text.slice(slip.from, slip.to), "memry");
  assert.equal(text.slice(root.children[0].textFrom, root.children[0].textTo), "𝄞ä");
});
