// VS Code on a machine: the program is run where there is one.
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';

import { start, stop } from './extension';
import { type Host, ID, NAME, type Ran } from './host';
import { find } from './program';

const host: Host = {
  find,
  client(program: string, options: LanguageClientOptions) {
    const run = { command: program, args: ['lsp'], transport: TransportKind.stdio };
    return new LanguageClient(ID, NAME, { run, debug: run }, options);
  },
  run(program: string, args: readonly string[], file: string): Promise<Ran> {
    const options = { cwd: dirname(file), maxBuffer: 64 << 20 };
    return new Promise((resolve) => {
      // A failure says so on standard error, or is in what was printed.
      execFile(program, args, options, (_, stdout, stderr) => resolve({ stdout, stderr }));
    });
  },
};

export const activate = (context: vscode.ExtensionContext): Promise<void> => start(context, host);
export const deactivate = stop;
