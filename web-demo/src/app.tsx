// The page.
import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./shell/App";
import { scriptUrl } from "./shell/trusted";
import { checked, follow } from "./state/document";
import { followNormal } from "./state/normal";
import { isServed } from "./state/host";
import { start } from "./state/start";
import { templates } from "./templates";

const home = document.getElementById("app");
if (home) render(<App />, home);
void follow();
followNormal();
void start(templates[0]);

// What is kept for use without a network is as much again: it is loaded when the document has been looked at. A page of
// `boxwright edit` is of use only while the program runs.
if (import.meta.env.PROD && "serviceWorker" in navigator && !isServed()) {
  void firstLook().then(() => navigator.serviceWorker.register(scriptUrl("./offline.js") as string));
}

/** Until the core has said something about a document. */
function firstLook(): Promise<void> {
  return new Promise((done) => {
    const stop = effect(() => {
      if (!checked.value) return;
      done();
      queueMicrotask(() => stop());
    });
  });
}
