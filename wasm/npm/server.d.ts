import type { Source } from "./index.js";

/** The language server, `boxwright lsp`, without a host and without a project. */
export interface LanguageServer {
  /** Takes a message of the client, and gives those that are to be sent to it. */
  handle(message: object): object[];
}

/** Loads the module; fresh addresses are made from the seed. */
export function load(source?: Source, seed?: number): Promise<LanguageServer>;
