// The frame: what is above, the two sides, what is below.
import { drop, openFile, save } from "../state/files";
import { host } from "../state/host";
import { format } from "../state/wishes";
import { leftView, rightView, side } from "../state/ui";
import { redoLast, undoLast } from "../editor/editor";
import { Form } from "../form/Form";
import { Picture } from "../picture/Picture";
import { ChangesView } from "../views/ChangesView";
import { HostView } from "../views/HostView";
import { JsonView } from "../views/JsonView";
import { PlanView } from "../views/PlanView";
import { Broken } from "./Broken";
import { EditorPane } from "./EditorPane";
import { Foreign } from "./Foreign";
import { Sections } from "./Sections";
import { Status } from "./Status";
import { Tabs } from "./Tabs";
import { Templates } from "./Templates";
import { TopBar } from "./TopBar";

const SHORTCUTS: Record<string, () => Promise<void>> = { s: save, o: openFile };

/** One history over both sides: the form's inputs have none of their own, and the editor sees to itself. */
function onHistoryKey(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  const at = event.target;
  if ((key !== "z" && key !== "y") || !(at instanceof HTMLElement) || at.closest(".editor")) return;
  event.preventDefault();
  // What it shows is what was typed, until it is left.
  if (at.matches("input, textarea")) {
    at.blur();
    at.focus();
  }
  if (key === "y" || event.shiftKey) redoLast();
  else undoLast();
}

function onKeyDown(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  onHistoryKey(event);
  const run = event.shiftKey && event.key.toLowerCase() === "f" ? format : event.shiftKey ? undefined : SHORTCUTS[event.key];
  if (!run) return;
  event.preventDefault();
  void run();
}

export function App() {
  return (
    <div class="app" onKeyDown={onKeyDown} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <TopBar />
      <Tabs
        label="Side of the machine"
        class="sides"
        value={side}
        all={[
          ["left", "Machine"],
          ["right", "Document"],
        ]}
      />
      <Foreign />
      <main class={`sides-${side.value}`}>
        <div class="side left">
          <div class="bar">
            <Tabs
              label="View of the machine"
              value={leftView}
              all={[
                ["form", "Form"],
                ["picture", "Picture"],
              ]}
            />
          </div>
          <Broken />
          <div class="body" role="tabpanel" aria-labelledby={`tab-${leftView.value}`}>
            {leftView.value === "form" ? (
              <>
                <Sections />
                <Form />
              </>
            ) : (
              <Picture />
            )}
          </div>
        </div>
        <div class="side right">
          <div class="bar">
            <Tabs
              label="View of the document"
              value={rightView}
              all={[
                ["xml", "XML"],
                ["plan", "Plan"],
                ["changes", "Changes"],
                ["json", "JSON"],
                ...(host.value ? [["host", "VirtualBox"] as ["host", string]] : []),
              ]}
            />
            {rightView.value === "xml" && (
              <button type="button" class="quiet" title="Ctrl+Shift+F" onClick={() => void format()}>
                Format
              </button>
            )}
          </div>
          <div class="body" role="tabpanel" aria-labelledby={`tab-${rightView.value}`}>
            <EditorPane hidden={rightView.value !== "xml"} />
            {rightView.value === "plan" && <PlanView />}
            {rightView.value === "changes" && <ChangesView />}
            {rightView.value === "json" && <JsonView />}
            {rightView.value === "host" && <HostView />}
          </div>
        </div>
      </main>
      <Status />
      <Templates />
    </div>
  );
}
