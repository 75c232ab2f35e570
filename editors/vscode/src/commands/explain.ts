// `Boxwright: Explain Rule`
import * as vscode from 'vscode';

import type { Pages } from '../pages';
import type { Server } from '../server';

/** Shows the page of a rule: the one that is given, or one of those that the document breaks. */
export async function explain(server: Server, pages: Pages, given: unknown): Promise<void> {
  const rule = typeof given === 'string' ? given : await choose();
  if (rule === undefined) return;
  const page = await server.explain(rule);
  if (page !== undefined) await pages.show(`rules/${rule}.md`, page, 'markdown');
}

async function choose(): Promise<string | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const found = uri === undefined ? [] : vscode.languages.getDiagnostics(uri);
  const rules = new Set(found.filter((each) => each.source === 'boxwright').map(code));
  if (rules.size > 0) return vscode.window.showQuickPick([...rules].sort(), { title: 'Which rule?' });
  return vscode.window.showInputBox({ title: 'Which rule?', prompt: 'Its name or short id, such as K408' });
}

function code(found: vscode.Diagnostic): string {
  return String(typeof found.code === 'object' ? found.code.value : found.code);
}
