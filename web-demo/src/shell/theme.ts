// Light, dark, or as the system has it.
import { effect, signal } from "@preact/signals";

type Theme = "auto" | "light" | "dark";
const KEY = "boxwright-colours";

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto";
  }
}

export const theme = signal<Theme>(stored());

effect(() => {
  const now = theme.value;
  if (now === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = now;
  try {
    localStorage.setItem(KEY, now);
  } catch {
    // A browser that keeps nothing.
  }
});
