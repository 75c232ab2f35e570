// The document's name and what can be done with it. A narrow page has most of it in a menu.
import type { TargetedEvent } from "preact";
import { project, target, vocabulary } from "../state/document";
import { aimAt } from "../state/release";
import { openFile, save, share } from "../state/files";
import { leaveProject } from "../state/project";
import { templatesOpen } from "../state/ui";
import { redoLast, undoLast } from "../editor/editor";
import { Documents } from "./Documents";
import { theme } from "./theme";

/** A command closes the menu that it is in; a choice leaves it open. */
function leaveMenu({ currentTarget, target }: TargetedEvent<HTMLElement>): void {
  if (target instanceof Element && target.closest("button") && currentTarget.matches(":popover-open"))
    currentTarget.hidePopover();
}

export function TopBar() {
  return (
    <header class="top">
      <h1>
        <img src="./icon.svg" alt="" width="26" height="26" />
        <span>Boxwright</span>
      </h1>
      <Documents />
      <div class="history" role="group" aria-label="History">
        <button type="button" class="quiet icon" aria-label="Undo" title="Undo (Ctrl+Z)" onClick={undoLast}>
          ↶
        </button>
        <button type="button" class="quiet icon" aria-label="Redo" title="Redo (Ctrl+Y)" onClick={redoLast}>
          ↷
        </button>
      </div>
      <div id="more" class="more" popover="auto" role="group" aria-label="Document" onClick={leaveMenu}>
        <button type="button" class="quiet" onClick={() => (templatesOpen.value = true)}>
          New
        </button>
        <button type="button" class="quiet" title="Ctrl+O" onClick={() => void openFile()}>
          Open
        </button>
        <button type="button" class="quiet" onClick={() => void share()}>
          Share
        </button>
        <div class="settings">
          {project.value && (
            <button
              type="button"
              class="chip"
              aria-label={`${project.value.name}: leave its rules`}
              title="Documents are checked by its rules, too"
              onClick={leaveProject}
            >
              {project.value.name} ×
            </button>
          )}
          <label for="release">For</label>
          <select id="release" value={target.value} onChange={(event) => aimAt(event.currentTarget.value)}>
            <option value="">any VirtualBox</option>
            {vocabulary.value?.releases.toReversed().map((release) => (
              <option key={release} value={release}>
                VirtualBox {release}
              </option>
            ))}
          </select>
          <label for="colours">Colours</label>
          <select
            id="colours"
            value={theme.value}
            onChange={(event) => (theme.value = event.currentTarget.value as typeof theme.value)}
          >
            <option value="auto">Auto</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </div>
      </div>
      <button type="button" class="button save" title="Ctrl+S" onClick={() => void save()}>
        Save
      </button>
      <button type="button" class="quiet icon menu" popovertarget="more" aria-label="More" title="More">
        ⋯
      </button>
    </header>
  );
}
