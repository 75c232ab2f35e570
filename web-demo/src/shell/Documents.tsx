// Which document is in the editor, and which others are open.
import { close, currentId, fileName, isChanged, sheets, show, textOf } from "../state/book";

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
                {one.name}
                {textOf(one) !== one.opened ? " (edited)" : ""}
              </option>
            ))}
          </select>
          <button type="button" class="quiet" aria-label={`Close ${fileName.value}`} onClick={close}>
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
