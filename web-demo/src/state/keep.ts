// What was open, kept by the browser. Each page has a place of its own, so that none overwrites the work of another.

export interface Kept {
  documents: { name: string; text: string; opened: string; isWindows: boolean; isTemplate?: boolean }[];
  /** Which of them was in the editor. */
  at: number;
}

const PREFIX = "boxwright-open-";
const PLACE = "boxwright-place";
const MOST = 20;

let own = "";
let others = new Set<string>();
let later: ReturnType<typeof setTimeout> | undefined;
/** What is to be kept in a moment. */
let newest: Kept | undefined;

/** Takes a name for as long as the page is there; another page that has it keeps it. */
const hold = (name: string): Promise<boolean> =>
  new Promise((done) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock ? new Promise<void>(() => {}) : undefined;
    });
  });

/** Finds the place of this page: the one that it had before it was loaded again, unless a copy of the page has that. */
export async function claim(): Promise<void> {
  const fresh = `${PREFIX}${Date.now()}-${Math.floor(performance.now())}`;
  try {
    const before = sessionStorage.getItem(PLACE);
    own = before !== null && (await hold(before)) ? before : fresh;
    if (own === fresh) await hold(fresh);
    sessionStorage.setItem(PLACE, own);
    const locks = await navigator.locks.query();
    others = new Set(locks.held?.flatMap(({ name }) => (name !== undefined && name !== own ? [name] : [])));
  } catch {
    own = fresh;
  }
}

function read(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "") as Kept;
    return Array.isArray(kept.documents) && kept.documents.length > 0 ? kept : undefined;
  } catch {
    return undefined;
  }
}

const keys = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .sort()
    .reverse();

/** Whether anything was left here, by this page or another. */
export const hasKept = (): boolean => sessionStorage.length > 0 || keys().length > 0;

/** What this page had open before it was loaded again. */
export const restored = (): Kept | undefined => read(own);

/** What pages that are closed had open, the newest first. */
export function earlier(): Kept[] {
  try {
    return keys().flatMap((key) => (key === own || others.has(key) ? [] : (read(key) ?? [])));
  } catch {
    return [];
  }
}

/** Keeps what is open, a moment after the last change. */
export function keep(open: Kept): void {
  clearTimeout(later);
  newest = open;
  later = setTimeout(write, 400);
}

function write(): void {
  clearTimeout(later);
  if (!newest) return;
  try {
    localStorage.setItem(own, JSON.stringify(newest));
    newest = undefined;
    for (const old of keys().slice(MOST)) if (!others.has(old)) localStorage.removeItem(old);
  } catch {
    // A browser that keeps nothing, or has no room: the file is what counts.
  }
}

// Who leaves the page right after a change has that kept as well.
addEventListener("pagehide", write);
