// The form: every section of the vocabulary, with what the document says.
import type { Vocabulary } from "boxwright";
import { useEffect } from "preact/hooks";
import { isLookedAt, isWellFormed, root, vocabulary } from "../state/document";
import { markPlace, followForm } from "../state/links";
import { specOf } from "../state/spec";
import { Devices } from "./Devices";
import { Inside } from "./Group";
import { type Filled, isWhole, shownSections } from "./sections";
import { inner } from "./summary";
import { Unknown } from "./Unknown";

export function Form() {
  const words = vocabulary.value;
  // With its values at once: most of what a field costs is its first time.
  if (!words || !isLookedAt.value) return <p class="empty">Loading…</p>;
  return (
    <form
      class={`form ${isWellFormed.value ? "" : "is-waiting"}`}
      aria-label="Machine settings"
      ref={followForm}
      onSubmit={(event) => event.preventDefault()}
      onFocusIn={(event) => markPlace(event.target)}
      onFocusOut={() => markPlace(null)}
    >
      {shownSections.value.map((one) => (
        <FilledSection key={one.section.id} words={words} filled={one} />
      ))}
      <Rest words={words} />
    </form>
  );
}

function FilledSection({ words, filled }: { words: Vocabulary; filled: Filled }) {
  const { section, own, devices: kinds } = filled;
  const top = root.value;
  const devices = top && inner(top, "devices");
  return (
    <section id={`section-${section.id}`} aria-labelledby={`title-${section.id}`}>
      <header>
        <h2 id={`title-${section.id}`} tabIndex={-1}>
          {section.title}
        </h2>
        <p>{section.about}</p>
      </header>
      {own.map((child) => (
        <Inside key={child.name} vocabulary={words} child={child} parent="/domain" outer={top} />
      ))}
      {kinds.map((child) => (
        <Devices key={child.name} vocabulary={words} child={child} devices={devices} hasTitle={kinds.length > 1} />
      ))}
    </section>
  );
}

/** What nobody waits for: it comes when the first view has been painted. */
function Rest({ words }: { words: Vocabulary }) {
  useEffect(() => {
    isWhole.value = true;
  }, []);
  return isWhole.value ? <Kept words={words} /> : null;
}

/** What stands in the document beside all sections. */
function Kept({ words }: { words: Vocabulary }) {
  const top = root.value;
  const devices = top && inner(top, "devices");
  const spec = specOf(words, ["domain"]);
  const holder = specOf(words, ["domain", "devices"]);
  return (
    <>
      {top && spec && <Unknown spec={spec} node={top} />}
      {devices && holder && <Unknown spec={holder} node={devices} />}
    </>
  );
}
