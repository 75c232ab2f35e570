// The extension in the real VS Code, in Chromium: the finding, the fix, an element, formatting, the plan. Once with the
// program, once without it, and once as a browser without a machine behind it runs it.
//
//   BOXWRIGHT_VSCODE  what tests/vscode-lab/setup.sh makes
//   BOXWRIGHT_BIN     the program
//   BOXWRIGHT_SHOTS   a folder for screenshots
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const { BOXWRIGHT_VSCODE: lab, BOXWRIGHT_BIN: program, BOXWRIGHT_SHOTS: shots } = process.env;
const entry = join(lab, 'node_modules/code-server/out/node/entry.js');
const vsix = new URL('../boxwright.vsix', import.meta.url).pathname;

const FAULTY = `<domain type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <features><pae/><acpi/><apic/></features>
  <devices>
    <disk type='file' devise='cdrom'><target dev='hda'/></disk>
  </devices>
</domain>
`;

/** Nothing that opens by itself. */
const QUIET = { 'workbench.startupEditor': 'none' };

/** How the extension is run. */
const SCENES = [
  { name: 'program', onPath: true, settings: QUIET, ran: ['lsp', 'plan'] },
  { name: 'built-in', onPath: false, settings: QUIET, ran: [] },
  { name: 'web', onPath: true, settings: { ...QUIET, 'remote.extensionKind': { 'boxwright.boxwright': ['web'] } }, ran: [] },
];

mkdirSync(shots, { recursive: true });
for (const scene of SCENES) test(`vscode, ${scene.name}: finding, fix, completion, formatting, plan`, () => play(scene));

async function play(scene) {
  const here = mkdtempSync(join(tmpdir(), 'boxwright-vscode-'));
  const stage = prepare(here, scene);
  const port = await freePort();
  const server = spawn(
    'node',
    [entry, ...stage.common, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', stage.folder],
    { env: stage.environment, stdio: 'ignore' },
  );
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  let page;
  try {
    await answers(`http://127.0.0.1:${port}/healthz`);
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(60_000);
    await page.goto(`http://127.0.0.1:${port}/?folder=${stage.folder}`);
    await page.waitForSelector('.monaco-workbench');
    await new Script(page, scene.name, stage.file).run();
    assert.deepEqual(stage.ran(), scene.ran, `what was run of the program (${scene.name})`);
  } catch (error) {
    await page?.screenshot({ path: join(shots, `${scene.name}-failed.png`) });
    throw error;
  } finally {
    await browser.close();
    server.kill();
    rmSync(here, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A home with the extension in it, and a program that tells when it is run. */
function prepare(here, scene) {
  const folder = join(here, 'project');
  const file = join(folder, 'a.xml');
  const bin = join(here, 'bin');
  const told = join(here, 'ran');
  for (const made of [folder, bin, join(here, 'data/User')]) mkdirSync(made, { recursive: true });
  writeFileSync(file, FAULTY);
  writeFileSync(join(here, 'data/User/settings.json'), JSON.stringify(scene.settings));
  if (scene.onPath) {
    const script = `#!/bin/sh\necho "$1" >>'${told}'\nexec '${program}' "$@"\n`;
    writeFileSync(join(bin, 'boxwright'), script, { mode: 0o755 });
  }
  // VS Code takes over what a login shell has on its PATH.
  writeFileSync(join(here, '.profile'), `PATH='${bin}':"$PATH"; export PATH\n`);
  const common = ['--extensions-dir', join(here, 'extensions'), '--user-data-dir', join(here, 'data')];
  const environment = { ...process.env, HOME: here, SHELL: '/bin/bash', BOXWRIGHT_URI: 'test:///default' };
  execFileSync('node', [entry, ...common, '--install-extension', vsix], { env: environment });
  const ran = () => (existsSync(told) ? [...new Set(readFileSync(told, 'utf8').trim().split('\n'))].sort() : []);
  return { folder, file, common, environment, ran };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(address) {
  for (let tries = 0; ; tries += 1) {
    if ((await fetch(address).catch(() => undefined))?.ok) return;
    assert(tries < 240, 'the server does not start');
    await sleep(250);
  }
}

/** What a user does. */
class Script {
  constructor(page, name, file) {
    this.page = page;
    this.keyboard = page.keyboard;
    this.name = name;
    this.file = file;
  }

  shot(what) {
    return this.page.screenshot({ path: join(shots, `${this.name}-${what}.png`) });
  }

  async pick(keys, text) {
    await this.keyboard.press(keys);
    await this.page.waitForSelector('.quick-input-widget .quick-input-box input');
    await this.keyboard.type(text);
    await this.page.waitForSelector(`.quick-input-list .monaco-list-row[aria-label*="${text}"]`);
    await this.keyboard.press('Enter');
  }

  async open() {
    await this.pick('Control+P', 'a.xml');
    await this.page.waitForSelector('.monaco-editor .view-lines');
  }

  async goTo(line, column) {
    await this.keyboard.press('Control+G');
    await this.page.waitForSelector('.quick-input-widget .quick-input-box input');
    await this.keyboard.type(`${line}:${column}`);
    await this.keyboard.press('Enter');
  }

  /** What the file holds once it is saved and right. */
  async saved(wanted) {
    for (let tries = 0; ; tries += 1) {
      await this.keyboard.press('Control+S');
      await sleep(300);
      const text = readFileSync(this.file, 'utf8');
      if (wanted(text)) return text;
      assert(tries < 60, `the file stays\n${text}`);
    }
  }

  async run() {
    await this.open();
    await this.keyboard.press('Control+Shift+M');
    await this.page.waitForSelector('.markers-panel .monaco-list-row[aria-label*="devise"]');
    await this.shot('1-finding');
    await this.fix();
    await this.complete();
    await this.pick('F1', 'Format Document');
    const text = await this.saved((text) => text.includes('\n    <sound model='));
    assert(text.includes("    <disk type='file' device='cdrom'>"), text);
    await this.shot('5-formatted');
    await this.pick('F1', 'Boxwright: Plan');
    await this.page.waitForSelector('.tab[aria-label*="a.xml.md"]');
    await this.page.waitForSelector('.view-line:has-text("Plan for")');
    await this.page.waitForSelector('.view-line:has-text("a: create")');
    await this.shot('6-plan');
  }

  async fix() {
    await this.open();
    await this.goTo(6, 25);
    await this.keyboard.press('Control+.');
    await this.page.waitForSelector('.action-widget');
    await this.shot('2-fixes');
    await this.keyboard.press('Enter');
    await this.saved((text) => text.includes("device='cdrom'"));
    await this.shot('3-fixed');
  }

  async complete() {
    await this.goTo(5, 12);
    await this.keyboard.press('Enter');
    await this.keyboard.type('<sou');
    await this.page.waitForSelector('.suggest-widget.visible .monaco-list-row[aria-label*="sound"]');
    await this.shot('4-completion');
    await this.keyboard.press('Enter');
    await this.keyboard.press('Escape');
    await this.saved((text) => text.includes('<sound model='));
  }
}
