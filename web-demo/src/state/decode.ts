// The text of a file, whatever its encoding.

/** A text, and the encoding that it had. The declaration of an XML document says what the text will be saved as. */
export function decode(bytes: Uint8Array<ArrayBuffer>): { text: string; was: string } {
  const was = encoding(bytes);
  const text = new TextDecoder(was).decode(bytes);
  if (was === "utf-8") return { text, was };
  return { text: text.replace(/^(<\?xml\b[^>]*?\bencoding\s*=\s*["'])[^"']*/, "$1UTF-8"), was };
}

function encoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']+)/.exec(start)?.[1];
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    // A name that no browser knows: most of it can be read as UTF-8.
    return "utf-8";
  }
}
