// What the guest, or the network, gets of the host.
import type { Exposed, Exposure as Given } from "boxwright";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../core/client";
import { text, version } from "../state/document";
import { Goto } from "./Goto";
import { Message } from "./Message";
import { Rule } from "./Rule";

/** What a document gives, however far from a plan it is; `widens` are the kinds and words that a plan calls new. */
export function Exposure({ planned }: { planned: Exposed[] | undefined }) {
  const given = useSignal<Given[]>([]);
  const asked = version.value;
  useEffect(() => {
    const later = setTimeout(async () => {
      const answer = await call("exposure", text.peek());
      if (version.peek() === asked) given.value = answer;
    }, 100);
    return () => clearTimeout(later);
  }, [asked]);
  const isNew = (one: Given): boolean => planned?.some((other) => other.what === one.what && other.widens) ?? false;
  return (
    <section class="exposure" aria-labelledby="exposure-title">
      <h3 id="exposure-title">What the guest and the network get of the host</h3>
      {given.value.length === 0 && <p class="help">Nothing beyond what every machine gets.</p>}
      <ul class="changes">
        {given.value.map((one) => (
          <li key={`${one.kind}${one.path}${one.what}`}>
            <span class="what">
              <Message text={one.what} />
              {isNew(one) && <span class="aside"> new</span>}
              <Rule name={one.kind} />
            </span>
            <Goto line={one.line} from={one.from} to={one.to} />
          </li>
        ))}
      </ul>
    </section>
  );
}
