// What a new document begins as, and the documents of earlier visits.
import { useEffect, useRef } from "preact/hooks";
import { templatesOpen } from "../state/ui";
import { type Draft, put, show, sheets } from "../state/book";
import { earlier, type Kept } from "../state/keep";
import { templates } from "../templates";

export function Templates() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = templatesOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const take = (files: Draft[]): void => {
    templatesOpen.value = false;
    put(files, true);
  };
  const takeBack = ({ documents, at }: Kept): void => {
    templatesOpen.value = false;
    put(documents);
    const last = sheets.peek().slice(-documents.length)[at];
    if (last) show(last.id);
  };
  const last = isOpen ? earlier() : [];
  return (
    <dialog ref={dialog} class="templates" aria-labelledby="templates-title" onClose={() => (templatesOpen.value = false)}>
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
