// Starts the language server, and puts the commands in place.
import * as vscode from 'vscode';

import { explain } from './commands/explain';
import { normalized } from './commands/normalized';
import { plan } from './commands/plan';
import type { Host } from './host';
import { Pages, SCHEME } from './pages';
import { Server } from './server';

let server: Server | undefined;

export async function start(context: vscode.ExtensionContext, host: Host): Promise<void> {
  const running = new Server(context.extensionUri, host);
  server = running;
  const pages = new Pages();
  context.subscriptions.push(
    running,
    pages,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, pages),
    vscode.commands.registerCommand('boxwright.plan', () => plan(context.extensionUri, host, pages)),
    vscode.commands.registerCommand('boxwright.explain', (rule?: unknown) => explain(running, pages, rule)),
    vscode.commands.registerCommand('boxwright.normalized', () => normalized(running, pages)),
    vscode.commands.registerCommand('boxwright.restart', () => running.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('boxwright.program')) void running.restart();
    }),
    // A rule's page is asked for when its address is opened, be it from a finding or from a link.
    pages.onMissing((rule) => running.explain(rule)),
  );
  await running.start();
}

export async function stop(): Promise<void> {
  await server?.stop();
}
