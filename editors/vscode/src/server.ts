// The language server: `boxwright lsp`, started and stopped.
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from 'vscode-languageclient/node';

import { find } from './program';
import { SCHEME } from './pages';

const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

export class Server implements vscode.Disposable {
  #client: LanguageClient | undefined;

  /** Starts the server, or says why there is none. */
  async start(): Promise<void> {
    const program = await find();
    if (program === undefined) {
      await this.#complain();
      return;
    }
    const run = { command: program, args: ['lsp'], transport: TransportKind.stdio };
    const server: ServerOptions = { run, debug: run };
    const options: LanguageClientOptions = {
      documentSelector: SCHEMES.map((scheme) => ({ scheme, language: 'xml' })),
      initializationOptions: settings(),
      synchronize: { configurationSection: 'boxwright' },
      middleware: {
        workspace: {
          // The server asks for its settings; what it is told is what the extension adds to them.
          configuration: () => [settings()],
        },
      },
    };
    this.#client = new LanguageClient('boxwright', 'Boxwright', server, options);
    await this.#client.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.dispose();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** The page of a rule; nothing where there is no such rule, or no server. */
  async explain(rule: string): Promise<string | undefined> {
    return this.#ask<string>('boxwright/explain', { rule });
  }

  /** The normal form of a document. */
  async normalized(uri: vscode.Uri): Promise<string | undefined> {
    return this.#ask<string>('boxwright/normalized', { textDocument: { uri: uri.toString() } });
  }

  async #ask<T>(method: string, params: object): Promise<T | undefined> {
    try {
      return await this.#client?.sendRequest<T>(method, params);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  async #complain(): Promise<void> {
    const open = 'Open Settings';
    const chosen = await vscode.window.showWarningMessage(
      'Boxwright: there is no program `boxwright` on PATH. Install it, or name it in the setting `boxwright.program`.',
      open,
    );
    if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettings', 'boxwright.program');
  }

  dispose(): void {
    void this.stop();
  }
}

/** What the server is told of the settings. */
function settings(): object {
  const asked = vscode.workspace.getConfiguration('boxwright');
  return {
    target: asked.get<string>('target') ?? '',
    select: asked.get<string[]>('select') ?? [],
    ignore: asked.get<string[]>('ignore') ?? [],
    rulePages: `${SCHEME}:rules/`,
  };
}
