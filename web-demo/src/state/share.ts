// The document in the fragment of the address, which browsers send to nobody.
import { withoutSecrets } from "./secrets";

/** The most that a link may unfold to. */
const MOST = 1 << 20;
const START = "#x=";

async function pass(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST) throw new RangeError("more than 1 MB");
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The fragment, and how many secrets are not in it; no fragment where the document is too large for one. */
export async function toHash(text: string): Promise<{ hash?: string; left: number }> {
  const clean = withoutSecrets(text);
  const bytes = new TextEncoder().encode(clean.text);
  if (bytes.length > MOST) return { left: clean.left };
  const packed = await pass(bytes, new CompressionStream("deflate-raw"));
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  const code = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return { hash: `${START}${code}`, left: clean.left };
}

export async function fromHash(hash: string): Promise<{ text?: string; error?: string }> {
  if (!hash.startsWith(START)) return {};
  try {
    const binary = atob(hash.slice(START.length).replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const text = await pass(packed, new DecompressionStream("deflate-raw"));
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(text) };
  } catch {
    return { error: "The link could not be read: it is damaged, or holds more than 1 MB." };
  }
}
