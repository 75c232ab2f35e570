import type { Source } from "./index.js";
import type { Planned } from "./types.js";

/** What apply would do, on a simulated VirtualBox 7.2. */
export interface Planner {
  /** What would be done; a new machine whose document has no UUID gets this one. */
  plan(text: string, uuid: string): Planned;
  /** What `boxwright plan --format json` prints; nothing where there is no plan. */
  planJson(text: string, uuid: string): string | undefined;
}

/** Loads the module. */
export function load(source?: Source): Promise<Planner>;
