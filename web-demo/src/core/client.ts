// The core as the page sees it: each call is a promise.
import type { Answer, Calls } from "./calls";
import { scriptUrl } from "../shell/trusted";
import workerUrl from "./worker?worker&url";

let made: Worker | undefined;
const open = new Map<number, { done: (value: never) => void; failed: (error: Error) => void }>();
let last = 0;
let isThere = (): void => {};

/** Until the core has answered for the first time. */
export const answered = new Promise<void>((done) => (isThere = done));

// What benches look at.
void answered.then(() => performance.mark("core"));

function hear({ data }: MessageEvent<Answer>): void {
  isThere();
  const asked = open.get(data.id);
  open.delete(data.id);
  if ("error" in data) asked?.failed(new Error(data.error));
  else asked?.done(data.result as never);
}

/** The worker, made when it is asked first: what it loads and compiles, the first view would have to wait for. */
function worker(): Worker {
  if (made) return made;
  made = new Worker(scriptUrl(workerUrl) as unknown as string, { type: "module" });
  made.onmessage = hear;
  return made;
}

/** Loads the core before it is asked anything. */
export const wake = (): void => void worker();

/** Calls a function of the core. */
export function call<Name extends keyof Calls>(name: Name, ...args: Parameters<Calls[Name]>): Promise<ReturnType<Calls[Name]>> {
  last += 1;
  const id = last;
  worker().postMessage({ id, name, args });
  return new Promise((done, failed) => open.set(id, { done, failed }));
}
