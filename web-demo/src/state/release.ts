// The release that documents are checked for, as it was chosen last.
import { target, vocabulary } from "./document";

const KEY = "boxwright-release";

export function aimAt(release: string): void {
  target.value = release;
  try {
    localStorage.setItem(KEY, release);
  } catch {
    // A browser that keeps nothing.
  }
}

/** Takes up what was chosen before, where it is still there to be chosen. */
export function aimAsBefore(): void {
  try {
    const release = localStorage.getItem(KEY) ?? "";
    if (vocabulary.peek()?.releases.includes(release)) target.value = release;
  } catch {
    // A browser that keeps nothing.
  }
}
