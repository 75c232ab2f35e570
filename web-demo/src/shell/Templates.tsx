// What a new document begins as, and the documents of earlier visits.
import { useEffect, useRef } from "preact/hooks";
import { templatesOpen } from "../state/ui";
import { begin } from "../state/files";
import { earlier } from "../state/keep";
import { templates } from "../templates";

export function Templates() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = templatesOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const take = (name: string, xml: string): void => {
    templatesOpen.value = false;
    begin(name, xml);
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
          <li key={one.file}>
            <button type="button" onClick={() => take(one.file, one.xml)}>
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
                <button type="button" class="quiet" onClick={() => take(one.name, one.text)}>
                  {one.name} <small>{one.text.split("\n").length} lines</small>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </dialog>
  );
}
