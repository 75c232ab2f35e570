import type { Checked, Outcome, TextEdit, Vocabulary, Wish } from "./types.js";

export type * from "./types.js";

/** Everything about a document alone. Places are counted in UTF-16 code units. */
export interface Editor {
  /** What is wrong with a text, for a release such as `7.2` or for none, and what elements it has. */
  check(text: string, target?: string): Checked;
  /** What `boxwright lint --format json` prints. */
  lint(file: string, text: string, target?: string): string;
  /** The page of a rule, in Markdown. */
  explain(rule: string): string | undefined;
  /** The smallest edits that make a wish true. */
  wish(text: string, wish: Wish): Outcome<TextEdit[]>;
  /** The edits that format a text. */
  format(text: string): Outcome<TextEdit[]>;
  /** The text with its fixes carried out. */
  fix(text: string, unsafeToo?: boolean): string;
  /** The same document with everything written out that its silence means. */
  normalize(text: string): Outcome<string>;
  /** The same domain as JSON. */
  toJson(text: string): Outcome<string>;
  /** The domain of a JSON form, as XML. */
  fromJson(text: string): Outcome<string>;
  /** All that a document may say to VirtualBox. */
  vocabulary(): Vocabulary;
}

/** What a module is loaded from; its own file beside this one by default. */
export type Source = URL | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/** Loads the module. */
export function load(source?: Source): Promise<Editor>;
