// One of a few views, by click or by arrow key.
import type { Signal } from "@preact/signals";

interface TabsProps<Name extends string> {
  label: string;
  value: Signal<Name>;
  all: [Name, string][];
  class?: string;
}

export function Tabs<Name extends string>({ label, value, all, class: extra = "" }: TabsProps<Name>) {
  const step = (event: KeyboardEvent, by: number): void => {
    const at = all.findIndex(([name]) => name === value.value);
    const next = all[(at + by + all.length) % all.length];
    if (!next) return;
    event.preventDefault();
    value.value = next[0];
    const tabs = (event.currentTarget as HTMLElement).querySelectorAll("button");
    tabs[all.indexOf(next)]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowRight") step(event, 1);
    if (event.key === "ArrowLeft") step(event, -1);
  };
  return (
    <div class={`tabs ${extra}`} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {all.map(([name, title]) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={value.value === name}
          tabIndex={value.value === name ? 0 : -1}
          onClick={() => (value.value = name)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
