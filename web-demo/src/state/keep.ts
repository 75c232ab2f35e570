// The last documents, kept by the browser. Each page that is open has a place of its own, so that none overwrites another.

export interface Kept {
  name: string;
  text: string;
  opened: string;
}

const PREFIX = "boxwright-document-";
const MOST = 5;
const own = `${PREFIX}${Date.now()}-${Math.floor(performance.now())}`;
let later: ReturnType<typeof setTimeout> | undefined;

function read(key: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "") as Kept;
  } catch {
    return undefined;
  }
}

const keys = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .sort()
    .reverse();

/** The documents of earlier visits, the newest first. */
export function earlier(): Kept[] {
  try {
    return keys().flatMap((key) => (key === own ? [] : (read(key) ?? [])));
  } catch {
    return [];
  }
}

export const kept = (): Kept | undefined => earlier()[0];

/** Keeps a document, a moment after the last change. */
export function keep(document: Kept): void {
  clearTimeout(later);
  later = setTimeout(() => {
    try {
      localStorage.setItem(own, JSON.stringify(document));
      for (const old of keys().slice(MOST)) localStorage.removeItem(old);
    } catch {
      // A browser that keeps nothing, or has no room: the file is what counts.
    }
  }, 400);
}
