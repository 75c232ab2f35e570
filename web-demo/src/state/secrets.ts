// Passwords have no place in a link.

const SECRET = "passw(?:or)?d|passphrase|secret|token";

/** `passwd='…'`, `vncPassword="…"`. */
const ATTRIBUTE = new RegExp(`\\b([\\w:-]*(?:${SECRET}))(\\s*=\\s*)("[^"<]*"|'[^'<]*')`, "gi");
/** `<vbox:property name='…Password' value='…'/>`, whichever comes first. */
const TAG = new RegExp(`<[\\w:-]+(?=[^<>]*\\b(?:name|key)\\s*=\\s*["'][^"'<>]*(?:${SECRET}))[^<>]*>`, "gi");
const VALUE = /\b(value\s*=\s*)("[^"<]*"|'[^'<]*')/g;
/** `<password>…</password>`. */
const ELEMENT = new RegExp(`(<([\\w:-]*(?:${SECRET}))(?:\\s[^<>]*)?>)([^<]+)(</\\2\\s*>)`, "gi");

/** Whether a value only says where a secret is, or is none. */
const isHarmless = (value: string): boolean => value.trim() === "" || /^(env|file):/.test(value);

/** A text without its secrets, and how many there were. */
export function withoutSecrets(text: string): { text: string; left: number } {
  let left = 0;
  const emptied = (before: string, quoted: string): string => {
    if (isHarmless(quoted.slice(1, -1))) return before + quoted;
    left += 1;
    return `${before}''`;
  };
  const clean = text
    .replace(ATTRIBUTE, (_, name: string, equals: string, quoted: string) => emptied(name + equals, quoted))
    .replace(TAG, (tag) => tag.replace(VALUE, (_, before: string, quoted: string) => emptied(before, quoted)))
    .replace(ELEMENT, (all: string, start: string, _name: string, value: string, end: string) => {
      if (isHarmless(value)) return all;
      left += 1;
      return start + end;
    });
  return { text: clean, left };
}
