// Which document is in the editor, and which others are open.
import { close, currentId, fileName, isChanged, sheets, show, textOf, titleOf } from "../state/book";

/** Closes the document, after a word where that loses something. */
function leave(): void {
  if (!isChanged.peek() || confirm(`${fileName.peek()} has changes that are not saved. Close it all the same?`)) close();
}

export function Documents() {
  const all = sheets.value;
  return (
    <div class="file">
      {all.length > 1 ? (
        <>
          <select
            aria-label="Open documents"
            value={currentId.value}
            onChange={(event) => show(Number(event.currentTarget.value))}
          >
            {all.map((one) => (
              <option key={one.id} value={one.id}>
                {titleOf(one)}
                {textOf(one) !== one.opened ? " (edited)" : ""}
              </option>
            ))}
          </select>
          <button type="button" class="quiet" aria-label={`Close ${fileName.value}`} onClick={leave}>
            Close
          </button>
        </>
      ) : (
        <span class="name">{fileName.value}</span>
      )}
      {isChanged.value && <span class="changed">edited</span>}
    </div>
  );
}
