// The page.
import { render } from "preact";
import { answered } from "./core/client";
import { App } from "./shell/App";
import { scriptUrl } from "./shell/trusted";
import { follow } from "./state/document";
import { followNormal } from "./state/normal";
import { isServed } from "./state/host";
import { aimAsBefore } from "./state/release";
import { start } from "./state/start";
import { templates } from "./templates";

const home = document.getElementById("app");
if (home) render(<App />, home);
void follow().then(aimAsBefore);
followNormal();
void start(templates[0]);

// What is kept for use without a network is as much again: it is loaded when the core is there. A page of `boxwright edit` is of
// use only while the program runs.
if (import.meta.env.PROD && "serviceWorker" in navigator && !isServed()) {
  void answered.then(() => navigator.serviceWorker.register(scriptUrl("./offline.js") as string));
}
