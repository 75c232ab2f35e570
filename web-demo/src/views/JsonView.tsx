// The same domain as JSON.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../core/client";
import { text, version } from "../state/document";
import { say } from "../state/ui";

export function JsonView() {
  const json = useSignal("");
  const asked = version.value;
  useEffect(() => {
    const later = setTimeout(async () => {
      const answer = await call("toJson", text.peek());
      if (version.peek() === asked) json.value = answer.outcome === "done" ? answer.result : answer.message;
    }, 100);
    return () => clearTimeout(later);
  }, [asked]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(json.value);
    say("Copied.");
  };
  return (
    <div class="view json" tabIndex={0} role="region" aria-label="JSON">
      <p class="lead">
        The form that programs read and write; every command of <code>boxwright</code> takes it as well. Comments have no place in
        it.
        <button type="button" class="quiet" onClick={() => void copy()}>
          Copy
        </button>
      </p>
      <pre>{json.value}</pre>
    </div>
  );
}
