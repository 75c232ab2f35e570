// The way to a place of the text.
import { reveal } from "../editor/editor";
import { text } from "../state/document";
import { rightView, side } from "../state/ui";

/** Shows a place of the text, wherever one is. */
export function goto(from: number, to: number): void {
  rightView.value = "xml";
  side.value = "right";
  // The editor may have been hidden until now.
  requestAnimationFrame(() => reveal(from, to, true));
}

export function Goto({ line, from, to }: { line: number; from: number; to: number }) {
  return (
    <button type="button" class="quiet" onClick={() => goto(from, to)}>
      line {line}
    </button>
  );
}

/** The same by the number alone. */
export function GotoLine({ line }: { line: number }) {
  const lines = text.value.split("\n", line);
  const to = lines.join("\n").length;
  return <Goto line={line} from={to - (lines.at(-1)?.trimStart().length ?? 0)} to={to} />;
}
