// A document of another hypervisor: what can be done with it, and what was.
import type { Retargeted } from "boxwright";
import { useEffect, useRef } from "preact/hooks";
import { currentId } from "../state/book";
import { foreign, report, retarget } from "../state/retarget";
import { Message } from "../views/Message";

export function Foreign() {
  const made = report.value;
  const of = currentId.value;
  // It is about the document that was in the editor.
  useEffect(() => () => void (report.value = undefined), [of]);
  if (foreign.value !== "") {
    return (
      <div class="foreign" role="status">
        <p>
          <strong>
            This is a machine for <code>{foreign.value}</code>.
          </strong>{" "}
          VirtualBox can have the like of it.
        </p>
        <button type="button" class="button" onClick={() => void retarget()}>
          Rewrite for VirtualBox
        </button>
      </div>
    );
  }
  return made ? <Rewritten made={made} /> : null;
}

function Rewritten({ made }: { made: Retargeted }) {
  const title = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone.
  useEffect(() => title.current?.focus(), []);
  const close = (): void => {
    report.value = undefined;
    document.querySelector<HTMLElement>("#tab-form")?.focus();
  };
  return (
    <section class="foreign done" aria-labelledby="rewritten">
      <h2 id="rewritten" tabIndex={-1} ref={title}>
        What was rewritten
      </h2>
      <button type="button" class="quiet" onClick={close}>
        Close
      </button>
      <ul tabIndex={0} aria-labelledby="rewritten">
        {made.done.map((one) => (
          <li key={`${one.line}${one.message}`} class={one.verb}>
            <span class="aside">line {one.line} before</span> <strong>{one.verb}</strong> <Message text={one.message} />
          </li>
        ))}
        {made.commands.map((command) => (
          <li key={command}>
            Convert the image: <code>{command}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
