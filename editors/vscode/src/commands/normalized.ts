// `Boxwright: Show Normalized Document`
import * as vscode from 'vscode';

import type { Pages } from '../pages';
import type { Server } from '../server';

/** Shows the document with everything written out that its silence means. */
export async function normalized(server: Server, pages: Pages): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return;
  const text = await server.normalized(uri);
  if (text !== undefined) await pages.show(`normalized/${uri.path.split('/').at(-1) ?? 'document.xml'}`, text, 'xml');
}
