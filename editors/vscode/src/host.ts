// What differs between VS Code on a machine and VS Code in a browser.
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

export interface Host {
  /** The path of the program; nothing where there is none. */
  find(): Promise<string | undefined>;
  /** A client of the program's language server. */
  client(program: string, options: LanguageClientOptions): BaseLanguageClient;
  /** Runs the program beside a file; what it printed. */
  run(program: string, args: readonly string[], file: string): Promise<Ran>;
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
}

/** The name and the id of the language server. */
export const ID = 'boxwright';
export const NAME = 'Boxwright';
