// The way to each section of the form, with what it needs.
import { found } from "../state/document";
import { type Filled, sections } from "../form/sections";

function worst({ own, devices }: Filled): string {
  const starts = [...own.map((one) => `/domain/${one.name}`), ...devices.map((one) => `/domain/devices/${one.name}`)];
  const here = found.value.filter((one) =>
    starts.some((start) => one.path === start || one.path.startsWith(`${start}/`) || one.path.startsWith(`${start}[`)),
  );
  if (here.some((one) => one.severity === "error")) return "error";
  return here.some((one) => one.severity === "warning") ? "warning" : "";
}

export function Sections() {
  const go = (event: MouseEvent, id: string): void => {
    event.preventDefault();
    const there = document.getElementById(`section-${id}`);
    there?.scrollIntoView({ block: "start" });
    there?.querySelector<HTMLElement>("input, select, textarea, button")?.focus({ preventScroll: true });
  };
  return (
    <nav class="sections" aria-label="Sections">
      <ul>
        {sections.value.map((one) => {
          const severity = worst(one);
          return (
            <li key={one.section.id}>
              <a href={`#section-${one.section.id}`} onClick={(event) => go(event, one.section.id)}>
                {one.section.title}
                {severity !== "" && (
                  <span class={`dot ${severity}`}>
                    <span class="visually-hidden">has problems</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
