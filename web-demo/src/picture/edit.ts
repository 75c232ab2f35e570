// From the picture to the fields of what was chosen.
import { arrive } from "../form/arrive";
import { leftView } from "../state/ui";

export function edit(path: string): void {
  leftView.value = "form";
  void arrive(path);
}
