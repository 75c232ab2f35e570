// The signs of changes.
import type { ChangeAction } from "boxwright";

export const MARKS = { add: "+", change: "~", remove: "−" } as const satisfies Record<ChangeAction, string>;
