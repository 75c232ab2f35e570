// The project whose rules a document has to follow: a `boxwright.toml` that is opened like a document.
import { call } from "../core/client";
import { project } from "./document";
import { say } from "./ui";

export const isProject = (file: File): boolean => /\.toml$/i.test(file.name);

/** Takes a project up, if nothing is wrong with it. */
export async function takeProject(file: File): Promise<void> {
  const text = await file.text();
  try {
    const [fault] = await call("projectFaults", text);
    if (fault) throw new Error(`line ${text.slice(0, fault.from).split("\n").length}: ${fault.message}`);
    // What it extends is another file, which the page does not have.
    await call("check", "", { project: text });
    project.value = { name: file.name, text };
    say(`Documents are checked by ${file.name}, too.`);
  } catch (error) {
    say(`${file.name} was not opened: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

export const leaveProject = (): void => void (project.value = undefined);
