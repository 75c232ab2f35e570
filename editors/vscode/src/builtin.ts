// The language server that comes with the extension: the same one, as a module that answers at once.
import * as vscode from 'vscode';
import { load } from 'boxwright/server';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  BaseLanguageClient,
  type DataCallback,
  Disposable,
  type LanguageClientOptions,
  type Message,
  type MessageTransports,
} from 'vscode-languageclient';

import { ID, NAME } from './host';

/** How often a fault of the module is got over. */
const MOST_RESTARTS = 3;

/** A client of it. */
export class BuiltIn extends BaseLanguageClient {
  readonly #folder: vscode.Uri;
  #restarts = 0;

  constructor(extension: vscode.Uri, options: LanguageClientOptions) {
    super(ID, NAME, options);
    this.#folder = extension;
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    const server = await load(await bytes(this.#folder, 'server'));
    const reader = new Reader();
    const writer = new Writer((message) => {
      for (const answer of this.#guarded(() => server.handle(message))) reader.take(answer as Message);
    });
    return { reader, writer };
  }

  /** A module cannot go on behind a fault of its own: another server takes over, which is told of all open documents. */
  #guarded(ask: () => object[]): object[] {
    try {
      return ask();
    } catch (error) {
      this.error('the language server failed; this is a fault of Boxwright', error);
      this.#restarts += 1;
      if (this.#restarts <= MOST_RESTARTS) void this.stop().then(() => this.start());
      return [];
    }
  }
}

/** A module that comes with the extension. */
export async function bytes(extension: vscode.Uri, module: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = vscode.Uri.joinPath(extension, 'dist', `${module}_bg.wasm`);
  return new Uint8Array(await vscode.workspace.fs.readFile(file));
}

class Reader extends AbstractMessageReader {
  #listener: DataCallback | undefined;

  listen(listener: DataCallback): Disposable {
    this.#listener = listener;
    return Disposable.create(() => (this.#listener = undefined));
  }

  take(message: Message): void {
    this.#listener?.(message);
  }
}

class Writer extends AbstractMessageWriter {
  readonly #send: (message: Message) => void;

  constructor(send: (message: Message) => void) {
    super();
    this.#send = send;
  }

  write(message: Message): Promise<void> {
    // An answer comes after the message was sent, as it does over a pipe.
    return Promise.resolve().then(() => this.#send(message));
  }

  end(): void {}
}
