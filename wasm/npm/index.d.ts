import type * as core from "./editor.js";

export type * from "./types.js";

/** Everything about a document alone. Places are counted in UTF-16 code units, as JavaScript counts. */
export type Editor = Omit<typeof core, "default" | "initSync">;

/** What a module is loaded from; its own file beside this one by default. */
export type Source = URL | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/** Loads the module; once is enough, and again gives the same. */
export function load(source?: Source): Promise<Editor>;
