// VS Code in a browser: there are no programs.
import type * as vscode from 'vscode';
// What the client's common parts need of a browser comes with it.
import 'vscode-languageclient/browser';

import { start, stop } from './extension';
import type { Host } from './host';

const none = (): never => {
  throw new Error('a browser runs no programs');
};

const host: Host = { find: () => Promise.resolve(undefined), client: none, run: none };

export const activate = (context: vscode.ExtensionContext): Promise<void> => start(context, host);
export const deactivate = stop;
