// The document's name and what can be done with it.
import { vocabulary, target } from "../state/document";
import { openFile, save, share } from "../state/files";
import { templatesOpen } from "../state/ui";
import { redoLast, undoLast } from "../editor/editor";
import { Documents } from "./Documents";
import { theme } from "./theme";

export function TopBar() {
  return (
    <header class="top">
      <h1>
        <img src="./icon.svg" alt="" width="26" height="26" />
        <span>Boxwright</span>
      </h1>
      <Documents />
      <div class="actions" role="group" aria-label="Document">
        <button type="button" class="quiet icon" aria-label="Undo" title="Undo (Ctrl+Z)" onClick={undoLast}>
          ↶
        </button>
        <button type="button" class="quiet icon" aria-label="Redo" title="Redo (Ctrl+Y)" onClick={redoLast}>
          ↷
        </button>
        <button type="button" class="quiet" onClick={() => (templatesOpen.value = true)}>
          New
        </button>
        <button type="button" class="quiet" title="Ctrl+O" onClick={() => void openFile()}>
          Open
        </button>
        <button type="button" class="quiet" onClick={() => void share()}>
          Share
        </button>
        <button type="button" class="button" title="Ctrl+S" onClick={() => void save()}>
          Save
        </button>
      </div>
      <div class="settings">
        <label for="release">For</label>
        <select id="release" value={target.value} onChange={(event) => (target.value = event.currentTarget.value)}>
          <option value="">any VirtualBox</option>
          {vocabulary.value?.releases.toReversed().map((release) => (
            <option key={release} value={release}>
              VirtualBox {release}
            </option>
          ))}
        </select>
        <select
          aria-label="Colours"
          value={theme.value}
          onChange={(event) => (theme.value = event.currentTarget.value as typeof theme.value)}
        >
          <option value="auto">Auto</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </div>
    </header>
  );
}
