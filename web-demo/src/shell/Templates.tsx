// What a new document begins as, and the documents of earlier visits.
import { useEffect, useRef } from "preact/hooks";
import { templatesOpen } from "../state/ui";
import { type Draft, put, show, sheets } from "../state/book";
import { earlier, type Kept } from "../state/keep";
import { templates } from "../templates";

/**
 * Where somebody who uses keys goes on: at the beginning of what was taken, else where the dialog was opened. The browser goes there by
 * itself, but not into the menu of a narrow page, which has closed.
 */
function goOn(isTaken: boolean): void {
  const places = [...(isTaken ? ["#title-general"] : []), "#more button", ".top .menu"];
  const all = places.map((place) => document.querySelector<HTMLElement>(place));
  all.find((one) => one?.checkVisibility({ visibilityProperty: true }))?.focus();
}

export function Templates() {
  const isTaken = useRef(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = templatesOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const take = (files: Draft[]): void => {
    isTaken.current = true;
    templatesOpen.value = false;
    put(files, true);
  };
  const takeBack = ({ documents, at }: Kept): void => {
    isTaken.current = true;
    templatesOpen.value = false;
    put(documents);
    const last = sheets.peek().slice(-documents.length)[at];
    if (last) show(last.id);
  };
  const onClose = (): void => {
    templatesOpen.value = false;
    goOn(isTaken.current);
    isTaken.current = false;
  };
  const last = isOpen ? earlier() : [];
  return (
    <dialog ref={dialog} class="templates" aria-labelledby="templates-title" onClose={onClose}>
      <header>
        <h2 id="templates-title">A new machine</h2>
        <button type="button" class="quiet" onClick={() => (templatesOpen.value = false)}>
          Close
        </button>
      </header>
      <ul class="cards">
        {templates.map((one) => (
          <li key={one.title}>
            <button type="button" onClick={() => take(one.files)}>
              <strong>{one.title}</strong>
              <span>{one.about}</span>
            </button>
          </li>
        ))}
      </ul>
      {last.length > 0 && (
        <>
          <h3>Where you left off</h3>
          <ul class="earlier">
            {last.map((one, index) => (
              <li key={index}>
                <button type="button" class="quiet" onClick={() => takeBack(one)}>
                  {one.documents.map(({ name }) => name).join(", ")}{" "}
                  <small>{one.documents.reduce((sum, { text }) => sum + text.split("\n").length, 0)} lines</small>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </dialog>
  );
}
