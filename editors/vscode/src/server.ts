// The language server, started and stopped: the program's, or the one that comes with the extension.
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

import { BuiltIn } from './builtin';
import type { Host } from './host';
import { SCHEME } from './pages';

const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web', 'memfs'];

export class Server implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #host: Host;
  readonly #status = vscode.languages.createLanguageStatusItem('boxwright', { language: 'xml' });
  #client: BaseLanguageClient | undefined;

  constructor(extension: vscode.Uri, host: Host) {
    this.#extension = extension;
    this.#host = host;
    this.#status.name = 'Boxwright';
  }

  /** Starts the program's server, or the one that comes with the extension. */
  async start(): Promise<void> {
    const program = await this.#host.find();
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
    this.#client =
      program === undefined ? new BuiltIn(this.#extension, options) : this.#host.client(program, options);
    this.#tell(program);
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

  /** Says beside the language which server it is. */
  #tell(program: string | undefined): void {
    this.#status.text = program === undefined ? 'Boxwright: built in' : 'Boxwright';
    this.#status.detail = program ?? 'no program `boxwright` on PATH: plans are those of a simulated VirtualBox, and no boxwright.toml is read';
  }

  dispose(): void {
    this.#status.dispose();
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
