// Where the core runs, so that nothing that it does holds up typing.
import { load, type Editor } from "boxwright";
import type { Planner } from "boxwright/plan";
import type { Answer, Calls, Question } from "./calls";

const editor: Promise<Editor> = load();
let planner: Promise<Planner> | undefined;

/** What the second module answers: it is loaded when one of these is asked for. */
const LATER: ReadonlySet<keyof Calls> = new Set<keyof Planner>(["plan", "planJson", "importSettings", "toJson", "fromJson"]);

function withPlan(): Promise<Planner> {
  planner ??= import("boxwright/plan").then((plan) => plan.load());
  return planner;
}

async function answer({ id, name, args }: Question): Promise<Answer> {
  try {
    const core = (LATER.has(name) ? await withPlan() : await editor) as unknown as Calls;
    const call = core[name] as (...args: unknown[]) => unknown;
    return { id, result: call(...args) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

self.onmessage = async (event: MessageEvent<Question>) => {
  self.postMessage(await answer(event.data));
};
