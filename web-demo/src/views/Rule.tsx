// The name of a rule, and its page on demand.
import { useSignal } from "@preact/signals";
import { call } from "../core/client";
import { Markdown } from "./Markdown";

export function Rule({ name }: { name: string }) {
  const page = useSignal("");
  const isOpen = useSignal(false);
  const toggle = async (): Promise<void> => {
    isOpen.value = !isOpen.value;
    if (page.value === "") page.value = (await call("explain", name)) ?? "There is no page about this.";
  };
  return (
    <>
      <button type="button" class="rule" aria-expanded={isOpen.value} onClick={() => void toggle()}>
        {name}
      </button>
      {isOpen.value && <Markdown text={page.value} />}
    </>
  );
}
