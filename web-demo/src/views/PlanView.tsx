// What apply would do, on a simulated VirtualBox 7.2.
import type { Action, Change, ChangeAction, Found, MachinePlan, Planned } from "boxwright";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../core/client";
import { reveal } from "../editor/editor";
import { Message } from "../form/Problems";
import { text, version } from "../state/document";
import { rightView, say } from "../state/ui";

const MARKS = { add: "+", change: "~", remove: "−" } as const satisfies Record<ChangeAction, string>;

const ACTIONS = {
  create: "A new machine would be made",
  change: "The machine would be changed in place",
  none: "Nothing would change",
  delete: "The machine would be taken away",
} as const satisfies Record<Action, string>;

/** The machine that is planned gets this identity, if the document has none. */
const IDENTITY = crypto.randomUUID();

export function PlanView() {
  const planned = useSignal<Planned | undefined>(undefined);
  const asked = version.value;
  useEffect(() => {
    const later = setTimeout(async () => {
      const answer = await call("plan", text.peek(), { uuid: IDENTITY }).catch((error: unknown): Planned => ({
        outcome: "failed",
        message: String(error),
      }));
      if (version.peek() === asked) planned.value = answer;
    }, 150);
    return () => clearTimeout(later);
  }, [asked]);
  const now = planned.value;
  return (
    <div class="view plan" tabIndex={0} role="region" aria-label="Plan">
      <p class="lead">
        What <code>boxwright apply</code> would do on a VirtualBox 7.2 that has not met this machine. It is simulated here, in
        this page; nothing is changed anywhere.
      </p>
      {!now && <p class="empty">Planning…</p>}
      {now?.outcome === "failed" && <p class="banner">{now.message}</p>}
      {now?.outcome === "refused" && <Refused all={now.found} />}
      {now?.outcome === "plan" && <Machine machine={now.machine} />}
    </div>
  );
}

function Refused({ all }: { all: Found[] }) {
  const errors = all.filter((one) => one.severity === "error");
  return (
    <>
      <h3>There is no plan yet</h3>
      <p>These have to be put right first:</p>
      <ul class="changes">
        {errors.map((one) => (
          <li key={one.from + one.rule}>
            <Line line={one.line} from={one.from} to={one.to} />
            <span class="what">
              <Message text={one.message} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Machine({ machine }: { machine: MachinePlan }) {
  const command = `boxwright apply ${machine.name.replaceAll(/[^\w.-]/g, "-")}.xml`;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(command);
    say("Copied.");
  };
  return (
    <>
      <h3>
        {ACTIONS[machine.action]}: <em>{machine.name}</em>
      </h3>
      {machine.blocked !== null && <p class="banner">{machine.blocked}</p>}
      <p class="command">
        <code>{command}</code>
        <button type="button" class="quiet" onClick={() => void copy()}>
          Copy
        </button>
      </p>
      <ul class="changes">
        {machine.changes.map((change) => (
          <Row key={change.path} change={change} />
        ))}
      </ul>
      <details class="group">
        <summary>
          <span>The calls to VirtualBox, in order</span>
          <span class="aside">{machine.steps.length}</span>
        </summary>
        <ol class="steps">
          {machine.steps.map((step, index) => (
            <li key={index}>
              <span class="target">{step.target}</span>{" "}
              <code>{step.sets ? `${step.member} = ${step.args}` : `${step.member}(${step.args})`}</code>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function Row({ change }: { change: Change }) {
  return (
    <li class={change.action}>
      <span class="sign" aria-label={change.action}>
        {MARKS[change.action]}
      </span>
      <span class="what">
        <span class="path">{change.path.replace(/^\/domain\//, "")}</span>
        <span class="values">
          {change.before !== null && <del>{change.before}</del>}
          {change.after !== null && <ins>{change.after}</ins>}
        </span>
      </span>
      {change.silent ? <span class="aside">by default</span> : change.line !== null && <LineNumber line={change.line} />}
    </li>
  );
}

/** A line of the text by its number alone. */
function LineNumber({ line }: { line: number }) {
  const lines = text.value.split("\n", line);
  const to = lines.join("\n").length;
  return <Line line={line} from={to - (lines.at(-1)?.trimStart().length ?? 0)} to={to} />;
}

function Line({ line, from, to }: { line: number; from: number; to: number }) {
  const go = (): void => {
    rightView.value = "xml";
    requestAnimationFrame(() => reveal(from, to, true));
  };
  return (
    <button type="button" class="quiet" onClick={go}>
      line {line}
    </button>
  );
}
