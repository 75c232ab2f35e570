// The core is on its way before anything else is done. On a first visit, whose document was looked at when the page was built, that is
// all: what a browser compiles meanwhile, the first view waits for. Whose document is another waits for the core itself.
import { hasKept } from "../state/keep";
import { wake } from "./client";
import url from "boxwright/editor_bg.wasm?url";

function isFirstVisit(): boolean {
  try {
    return location.hash.length <= 1 && !hasKept();
  } catch {
    return false;
  }
}

/** Brings the module into the browser's store, from which the worker has it later. */
async function bring(): Promise<void> {
  const answer = await fetch(url, { priority: "low" });
  await answer.arrayBuffer();
}

// Where that fails, the worker asks again and says why.
if (isFirstVisit()) void bring().catch(() => {});
else wake();
