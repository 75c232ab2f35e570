// `Boxwright: Plan`
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import * as vscode from 'vscode';

import { rendered, type Plan } from '../plan';
import { find } from '../program';
import type { Pages } from '../pages';
import type { Server } from '../server';

/** Shows what `boxwright apply` would do for the document, as it was saved last. */
export async function plan(_server: Server, pages: Pages): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const program = await find();
  if (document === undefined || program === undefined || document.uri.scheme !== 'file') return;
  if (document.isDirty && !(await document.save())) return;
  const name = document.uri.path.split('/').at(-1) ?? 'document';
  const asked = { location: vscode.ProgressLocation.Notification, title: `Boxwright: planning ${name}` };
  const text = await vscode.window.withProgress(asked, () => run(program, document.uri.fsPath));
  await pages.show(`plan/${name}.md`, text, 'markdown');
}

function run(program: string, file: string): Promise<string> {
  const args = ['plan', '--format', 'json', '--', file];
  return new Promise((resolve) => {
    execFile(program, args, { cwd: dirname(file), maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      // What fails says so on standard error, in words that are worth showing.
      if (error !== null && stdout.trim() === '') resolve(`# The plan failed\n\n\`\`\`text\n${stderr.trim()}\n\`\`\`\n`);
      else resolve(rendered(JSON.parse(stdout) as Plan));
    });
  });
}
