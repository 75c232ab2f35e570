// Bundles the extension for VS Code on a machine and in a browser, with the modules of the core that it falls back to.
//
//   BOXWRIGHT_NPM     the npm package that `cargo xtask wasm` makes; where it puts it, if not said
import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const npm = process.env['BOXWRIGHT_NPM'] ?? resolve('../../target/npm/boxwright');

await mkdir('dist', { recursive: true });
for (const platform of ['node', 'browser']) {
  await build({
    entryPoints: [`src/${platform}.ts`],
    outfile: `dist/${platform}.js`,
    bundle: true,
    minify: true,
    platform,
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    // The modules' bytes are read by VS Code, so that both take what a browser takes.
    alias: { 'boxwright/server': join(npm, 'server.browser.js'), 'boxwright/plan': join(npm, 'plan.browser.js') },
    logOverride: { 'empty-import-meta': 'silent' },
  });
}
for (const module of ['server_bg.wasm', 'plan_bg.wasm']) await copyFile(join(npm, module), join('dist', module));
