// The way to each section of the form, with what it needs, and which one is in sight.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { found } from "../state/document";
import { type Filled, isWhole, sections } from "../form/sections";

function worst({ own, devices }: Filled): string {
  const starts = [...own.map((one) => `/domain/${one.name}`), ...devices.map((one) => `/domain/devices/${one.name}`)];
  const here = found.value.filter((one) =>
    starts.some((start) => one.path === start || one.path.startsWith(`${start}/`) || one.path.startsWith(`${start}[`)),
  );
  if (here.some((one) => one.severity === "error")) return "error";
  return here.some((one) => one.severity === "warning") ? "warning" : "";
}

/** How much of a section has to be in sight below the upper edge, in pixels, for it to be the one that is looked at. */
const LEAST = 60;

const sectionOf = (id: string): HTMLElement | null => document.getElementById(`section-${id}`);

/** The first section that is not above what is seen. */
function inSight(ids: string[]): string {
  const form = document.querySelector(".form");
  const top = Math.max(0, form?.getBoundingClientRect().top ?? 0) + LEAST;
  return ids.find((id) => (sectionOf(id)?.getBoundingClientRect().bottom ?? 0) > top) ?? "";
}

/** Follows what is in sight. */
function useInSight(ids: string[], isAll: boolean): string {
  const current = useSignal(ids[0] ?? "");
  useEffect(() => {
    const observer = new IntersectionObserver(() => (current.value = inSight(ids)), {
      threshold: [0, 0.25, 0.5, 0.75, 1],
    });
    for (const id of ids) {
      const there = sectionOf(id);
      if (there) observer.observe(there);
    }
    return () => observer.disconnect();
  }, [ids.join(), isAll]);
  return current.value;
}

export function Sections() {
  const nav = useRef<HTMLElement>(null);
  const current = useInSight(
    sections.value.map(({ section }) => section.id),
    isWhole.value,
  );
  // Where the links are a line that is wider than the page.
  useEffect(() => {
    const there = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (!nav.current || !there || nav.current.scrollWidth <= nav.current.clientWidth) return;
    nav.current.scrollTo({ left: there.offsetLeft - (nav.current.clientWidth - there.offsetWidth) / 2 });
  }, [current]);
  const go = (event: MouseEvent, id: string): void => {
    event.preventDefault();
    const there = sectionOf(id);
    there?.scrollIntoView({ block: "start" });
    there?.querySelector<HTMLElement>("input, select, textarea, button")?.focus({ preventScroll: true });
  };
  return (
    <nav class="sections" aria-label="Sections" ref={nav}>
      <ul>
        {sections.value.map((one) => {
          const severity = worst(one);
          const { id, title } = one.section;
          return (
            <li key={id}>
              <a href={`#section-${id}`} {...(id === current && { "aria-current": "true" })} onClick={(event) => go(event, id)}>
                {title}
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
