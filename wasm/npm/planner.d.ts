import type * as core from "./plan.js";
import type { Source } from "./index.js";

/** What apply would do, on a simulated VirtualBox 7.2. */
export type Planner = Omit<typeof core, "default" | "initSync">;

/** Loads the module; once is enough, and again gives the same. */
export function load(source?: Source): Promise<Planner>;
