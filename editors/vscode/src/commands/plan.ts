// `Boxwright: Plan`
import { load } from 'boxwright/plan';
import * as vscode from 'vscode';

import { bytes } from '../builtin';
import type { Host } from '../host';
import type { Pages } from '../pages';
import { failed, type Plan, refused, rendered } from '../plan';

/** Shows what `boxwright apply` would do for the document: as it was saved last, or, without the program, as it is. */
export async function plan(extension: vscode.Uri, host: Host, pages: Pages): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const program = document.uri.scheme === 'file' ? await host.find() : undefined;
  if (program !== undefined && document.isDirty && !(await document.save())) return;
  const name = document.uri.path.split('/').at(-1) ?? 'document';
  const asked = { location: vscode.ProgressLocation.Notification, title: `Boxwright: planning ${name}` };
  const text = await vscode.window.withProgress(asked, () =>
    program === undefined ? simulate(extension, document) : real(host, program, document.uri.fsPath),
  );
  await pages.show(`plan/${name}.md`, text, 'markdown');
}

async function real(host: Host, program: string, file: string): Promise<string> {
  const { stdout, stderr } = await host.run(program, ['plan', '--format', 'json', '--', file], file);
  return stdout.trim() === '' ? failed(stderr) : rendered(JSON.parse(stdout) as Plan);
}

/** The plan for a simulated VirtualBox. */
async function simulate(extension: vscode.Uri, document: vscode.TextDocument): Promise<string> {
  const planner = await load(await bytes(extension, 'plan'));
  const json = planner.planJson(document.getText());
  if (json !== undefined) return rendered(JSON.parse(json) as Plan);
  const planned = planner.plan(document.getText());
  switch (planned.outcome) {
    case 'refused':
      return refused(planned.found);
    case 'failed':
      return failed(planned.message);
    case 'plan':
      return failed('the plan cannot be written down');
  }
}
