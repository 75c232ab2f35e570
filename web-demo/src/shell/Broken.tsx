// Why nothing can be changed beside the text, and the way to what is wrong.
import { computed } from "@preact/signals";
import { Message } from "../views/Message";
import { found, isWellFormed, root } from "../state/document";
import { goto } from "../views/Goto";

const fault = computed(() => found.value.find((one) => one.severity === "error"));

export function Broken() {
  const first = fault.value;
  if (isWellFormed.value || !root.value || !first) return null;
  return (
    <div class="broken" role="status">
      <p>
        <strong>The XML is broken, so nothing can be changed here.</strong> Line {first.line}: <Message text={first.message} />.
        This shows the last whole document.
      </p>
      <button type="button" class="button" onClick={() => goto(first.from, first.to)}>
        Go to the fault
      </button>
    </div>
  );
}
