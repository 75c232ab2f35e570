// Where the core runs, so that nothing that it does holds up typing.
import { load, type Editor } from "boxwright";
import type { Planner } from "boxwright/plan";
import type { Answer, Calls, Question } from "./calls";

const editor: Promise<Editor> = load().then(ready);
let planner: Promise<Planner> | undefined;

/** What the second module answers: it is loaded when one of these is asked for. */
const LATER: ReadonlySet<keyof Calls> = new Set<keyof Planner>([
  "plan",
  "planJson",
  "retarget",
  "importSettings",
  "toJson",
  "fromJson",
]);

function withPlan(): Promise<Planner> {
  planner ??= import("boxwright/plan").then((plan) => plan.load());
  return planner;
}

/** A document with something of everything that most have. */
const USUAL = `<domain type='vbox'><name>a</name><memory>1024</memory><vcpu>1</vcpu><os><type arch='x86_64'>hvm</type></os><devices>
<disk type='file' device='disk'><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk><controller type='sata' index='0'/>
<interface type='user'><model type='82540EM'/></interface><video><model type='vmvga' vram='16384'/></video></devices></domain>`;

/** What is asked first is done once before: browsers compile a function when it is first called, and nobody waits for that here. */
function ready(core: Editor): Editor {
  core.check(USUAL);
  core.normalize(USUAL);
  return core;
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
