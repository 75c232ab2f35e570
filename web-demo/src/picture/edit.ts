// From the picture to the fields of what was chosen.
import { chosen } from "../state/links";
import { leftView } from "../state/ui";

export function edit(path: string): void {
  chosen.value = path;
  leftView.value = "form";
  requestAnimationFrame(() => {
    const there = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    there?.querySelector<HTMLElement>("button, input, select")?.focus();
  });
}
