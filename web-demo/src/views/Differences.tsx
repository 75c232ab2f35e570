// What a change of the text means, place by place.
import type { Difference } from "boxwright";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { amountOf } from "../form/SizeInput";
import { call } from "../core/client";
import { opened } from "../state/book";
import { text, version } from "../state/document";
import { GotoLine } from "./Goto";
import { MARKS } from "./marks";

/** The normal form counts memory in KiB. */
function inUnits(path: string, value: string): string {
  if (!/\/(memory|currentMemory)$/.test(path)) return value;
  const { amount, unit } = amountOf(value, "KiB");
  return `${amount} ${unit}`;
}

export function Differences() {
  const all = useSignal<Difference[] | string>([]);
  const asked = version.value;
  const before = opened.value;
  useEffect(() => {
    const later = setTimeout(async () => {
      const answer = await call("diff", before, text.peek());
      if (version.peek() === asked) all.value = answer.outcome === "done" ? answer.result : answer.message;
    }, 100);
    return () => clearTimeout(later);
  }, [asked, before]);
  const found = all.value;
  if (typeof found === "string") return <p class="help">What it means cannot be told: {found}.</p>;
  if (found.length === 0) return <p class="help">It means what it meant.</p>;
  return (
    <ul class="changes" aria-label="What it means">
      {found.map((one) => (
        <li key={`${one.path}${one.before ?? ""}`} class={one.action}>
          <span class="sign" aria-label={one.action}>
            {MARKS[one.action]}
          </span>
          <span class="what">
            <span class="path">{one.path.replace(/^\/domain\//, "")}</span>
            <span class="values">
              {one.before !== null && <del>{inUnits(one.path, one.before)}</del>}
              {one.after !== null && <ins>{inUnits(one.path, one.after)}</ins>}
            </span>
          </span>
          {one.afterLine !== null && <GotoLine line={one.afterLine} />}
        </li>
      ))}
    </ul>
  );
}
