// What the plan is compared with: nothing, or a document that stands for the machine as it is.
import type { Signal } from "@preact/signals";
import { currentId, isChanged, sheets, titleOf } from "../state/book";

interface AgainstProps {
  /** Empty for none, `opened` for this document as it was opened, else the number of another one. */
  value: Signal<string>;
}

export function Against({ value }: AgainstProps) {
  const others = sheets.value.filter((one) => one.id !== currentId.value);
  const isGone = value.value !== "" && value.value !== "opened" && !others.some((one) => String(one.id) === value.value);
  return (
    <p class="against">
      <label for="against">VirtualBox has</label>
      <select id="against" value={isGone ? "" : value.value} onChange={(event) => (value.value = event.currentTarget.value)}>
        <option value="">no such machine</option>
        <option value="opened">
          the machine as this document was opened{isChanged.value ? "" : " (nothing has changed since)"}
        </option>
        {others.map((one) => (
          <option key={one.id} value={one.id}>
            the machine of {titleOf(one)}
          </option>
        ))}
      </select>
    </p>
  );
}
