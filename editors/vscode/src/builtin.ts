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

/** A client of it. */
export class BuiltIn extends BaseLanguageClient {
  readonly #folder: vscode.Uri;

  constructor(extension: vscode.Uri, options: LanguageClientOptions) {
    super(ID, NAME, options);
    this.#folder = extension;
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    const server = await load(await bytes(this.#folder, 'server'));
    const reader = new Reader();
    const writer = new Writer((message) => {
      for (const answer of server.handle(message)) reader.take(answer as Message);
    });
    return { reader, writer };
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
