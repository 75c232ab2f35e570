// The form: every section of the vocabulary, with what the document says.
import { isWellFormed, root, vocabulary } from "../state/document";
import { markPlace, followForm } from "../state/links";
import { specOf } from "../state/spec";
import { Devices } from "./Devices";
import { Inside } from "./Group";
import { filled } from "./sections";
import { Unknown } from "./Unknown";

export function Form() {
  const words = vocabulary.value;
  const top = root.value;
  const spec = words?.elements[0];
  if (!words || !spec) return <p class="empty">Loading…</p>;
  const devices = top?.children.find((child) => child.name === "devices");
  const holder = specOf(words, ["domain", "devices"]);
  return (
    <form
      class="form"
      aria-label="Machine settings"
      ref={followForm}
      onSubmit={(event) => event.preventDefault()}
      onFocusIn={(event) => markPlace(event.target)}
      onFocusOut={() => markPlace(null)}
    >
      {!isWellFormed.value && top && (
        <p class="banner" role="status">
          The XML is broken at the moment. The form shows the last whole document and waits until it is mended.
        </p>
      )}
      {filled(words).map(({ section, own, devices: kinds }) => (
        <section key={section.id} id={`section-${section.id}`} aria-labelledby={`title-${section.id}`}>
          <header>
            <h2 id={`title-${section.id}`}>{section.title}</h2>
            <p>{section.about}</p>
          </header>
          {own.map((child) => (
            <Inside key={child.name} vocabulary={words} child={child} parent="/domain" outer={top} />
          ))}
          {kinds.map((child) => (
            <Devices key={child.name} vocabulary={words} child={child} devices={devices} hasTitle={kinds.length > 1} />
          ))}
        </section>
      ))}
      {top && <Unknown spec={spec} node={top} />}
      {devices && holder && <Unknown spec={holder} node={devices} />}
    </form>
  );
}
