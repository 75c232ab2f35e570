// What an editor asks, and what goes wrong with options.
import assert from "node:assert/strict";
import { test } from "node:test";
import { apply } from "./corpus.js";

const editor = await (await import(`${process.env.BOXWRIGHT_NPM}/node.js`)).load();
const planner = await (await import(`${process.env.BOXWRIGHT_NPM}/plan.node.js`)).load();

const TEXT = `<domain type='vbox'>
  <name>ä𝄞</name>
  <memory unit='MiB'>512</memory>
  <os><type>hvm</type><boot dev='hd'/></os>
  <devices>
    <controller type='sata' index='0'/>
    <disk type='file' device='disk'>
      <source file='/a.vdi'/>
      <target dev='sda' bus='sata'/>
      <alias name='ua-disk'/>
    </disk>
  </devices>
</domain>
`;
const at = (word, inside = 0) => TEXT.indexOf(word) + inside;

test("completion knows what may stand at the cursor", () => {
  const broken = TEXT.replace("<target dev='sda' bus='sata'/>", "<target dev='sda' bus='|'/>");
  const cursor = broken.indexOf("|");
  const found = editor.complete(broken.replace("|", ""), cursor);
  const nvme = found.find(({ label }) => label === "nvme");
  assert.equal(nvme.kind, "word");
  assert.equal(apply(broken.replace("|", ""), [nvme.edit]), broken.replace("|", "nvme"));
});

test("what is fresh is another one each time", () => {
  const text = TEXT.replace("<name>", "<uuid></uuid>\n  <name>");
  const uuid = () => editor.complete(text, text.indexOf("</uuid>")).find(({ kind }) => kind === "fresh")?.edit.insert;
  assert.match(uuid(), /^[0-9a-f-]{36}$/);
  assert.notEqual(uuid(), uuid());
});

test("hover explains, where it is the thing", () => {
  const { from, to, docs } = editor.hover(TEXT, at("bus='", 6));
  assert.equal(TEXT.slice(from, to).includes("sata"), true);
  assert.ok(docs.length > 20);
  assert.equal(editor.hover(TEXT, TEXT.length), null);
});

test("actions mend what is found, and all at once", () => {
  const text = TEXT.replace("<memory", "<memry").replace("</memory", "</memry");
  const place = text.indexOf("memry");
  const actions = editor.actions(text, place, place);
  const { found } = editor.check(text);
  const fix = actions.find(({ kind }) => kind === "fix");
  assert.equal(found[fix.found].rule, "unknown-element");
  assert.equal(apply(text, fix.edits.toSorted((a, b) => a.from - b.from)), TEXT);
  const shouted = TEXT.replace("device='disk'", "device='DISK'");
  const all = editor.actions(shouted, 0, 0).find(({ kind }) => kind === "fixAll");
  assert.equal(apply(shouted, all.edits), TEXT);
});

test("the parts of a text are known", () => {
  const [domain] = editor.outline(TEXT);
  assert.equal(TEXT.slice(domain.nameFrom, domain.nameTo), "domain");
  assert.equal(domain.children.at(-1).children.at(-1).detail, "sda");
  assert.ok(editor.folds(TEXT).some(({ from, to }) => TEXT.slice(from, to).startsWith("<disk")));
  const selections = editor.selections(TEXT, at("sda", 1)).map(({ from, to }) => TEXT.slice(from, to));
  assert.equal(selections[0], "sda");
  assert.equal(selections.at(-1), TEXT);
  assert.equal(editor.linked(TEXT, at("disk type", 1)).length, 2);
  assert.deepEqual(editor.linked(TEXT, at("sda")), []);
  const [link] = editor.links(TEXT);
  assert.deepEqual(link.target, { kind: "file", path: "/a.vdi" });
});

test("names lead to what has them", () => {
  const definition = editor.definition(TEXT, at("<disk", 2));
  assert.ok(TEXT.slice(definition.from, definition.to).startsWith("<controller"));
  const { name } = editor.renameable(TEXT, at("ua-disk", 1));
  assert.equal(name, "ua-disk");
  const { result } = editor.rename(TEXT, at("ua-disk", 1), "ua-other");
  assert.equal(apply(TEXT, result), TEXT.replace("ua-disk", "ua-other"));
  assert.ok(editor.references(TEXT, at("<controller", 2)).length > 0);
});

test("wishes see what those before them left, and come as one change", () => {
  const { result } = editor.wish(TEXT, [
    { op: "add", parent: "/domain/devices", xml: "<sound model='hda'/>" },
    { op: "set", path: "/domain/devices/sound/@model", value: "ich6" },
    { op: "set", path: "/domain/name", value: "b" },
    { op: "remove", path: "/domain/devices/disk" },
  ]);
  const after = apply(TEXT, result);
  assert.match(after, /<name>b<\/name>/);
  assert.match(after, /<sound model='ich6'\/>/);
  assert.doesNotMatch(after, /<disk/);
});

test("what is given away is said with its place", () => {
  const shared = TEXT.replace(
    "</devices>",
    "  <filesystem type='mount'>\n      <source dir='/home/me'/>\n      <target dir='stuff'/>\n    </filesystem>\n  </devices>",
  );
  const [exposed] = editor.exposure(shared);
  assert.match(exposed.what, /\/home\/me/);
  assert.ok(shared.slice(exposed.from).startsWith("<"));
  assert.ok(editor.explain(exposed.kind));
  assert.deepEqual(editor.exposure(TEXT), []);
});

test("the vocabulary has the names of both forms", () => {
  const { elements } = editor.vocabulary();
  const os = elements.find(({ name }) => name === "os");
  const firmware = os.children.find(({ name, json }) => name !== json);
  assert.equal(firmware?.json, "firmwareFeatures");
});

test("a project that extends another is read", () => {
  const options = { project: 'extends = "school.toml"\n', beside: { "school.toml": 'ignore = ["unknown-element"]\n' } };
  const text = TEXT.replaceAll("memory", "memry");
  const has = (found) => found.some(({ rule }) => rule === "unknown-element");
  assert.ok(has(editor.check(text).found));
  assert.ok(!has(editor.check(text, options).found));
});

test("what is wrong with options is thrown, and with a project told", () => {
  assert.throws(() => editor.check(TEXT, { target: "9" }), /is no release/);
  assert.throws(() => editor.check(TEXT, { ignore: ["unknown-elemnt"] }), /did you mean `unknown-element`/);
  assert.throws(() => editor.check(TEXT, { tarket: "7.2" }), /unknown field `tarket`/);
  assert.throws(() => editor.check(TEXT, { project: "ignore = 1" }), /boxwright\.toml:1:10: /);
  const [fault] = editor.projectFaults("# 𝄞\nselct = []\n");
  assert.deepEqual([fault.from, fault.to], [5, 10]);
  assert.match(fault.message, /did you mean `select`/);
});

test("a plan for a new machine says what it gives away", () => {
  const shared = TEXT.replace(
    "</devices>",
    "  <filesystem type='mount'>\n      <source dir='/home/me'/>\n      <target dir='stuff'/>\n    </filesystem>\n  </devices>",
  );
  const planned = planner.plan(shared);
  assert.equal(planned.outcome, "plan");
  assert.equal(planned.machine.action, "create");
  assert.equal(planned.machine.exposure[0].widens, true);
  assert.ok(planned.machine.steps.some(({ member, phase }) => member === "createMachine" && phase === "create"));
  assert.match(planned.machine.uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-5/);
});

test("a plan against a document has what was changed in it, and nothing else", () => {
  assert.equal(planner.plan(TEXT, { against: TEXT }).machine.action, "none");
  const more = planner.plan(TEXT.replace("512", "1024"), { against: TEXT });
  assert.equal(more.machine.action, "change");
  assert.deepEqual(
    more.machine.changes.map(({ path, before, after }) => [path, before, after]),
    [["/domain/memory", "512 MiB", "1024 MiB"]],
  );
});

test("what cannot be planned is refused with its place", () => {
  const planned = planner.plan(TEXT.replace("512", "no number"));
  assert.equal(planned.outcome, "refused");
  assert.ok(planned.found.some(({ severity }) => severity === "error"));
  const against = planner.plan(TEXT, { against: "<domain>" });
  assert.equal(against.outcome, "failed");
  assert.match(against.message, /^the machine as it is now cannot be made: /);
});
