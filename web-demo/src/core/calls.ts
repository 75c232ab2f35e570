// What the page and the worker say to one another.
import type { Editor } from "boxwright";
import type { Planner } from "boxwright/plan";

/** All functions of the core. */
export type Calls = Editor & Planner;

export interface Question {
  id: number;
  name: keyof Calls;
  args: unknown[];
}

export type Answer = { id: number; result: unknown } | { id: number; error: string };
