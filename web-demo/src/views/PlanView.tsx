// What apply would do, on a simulated VirtualBox 7.2.
import type { Action, Change, Found, MachinePlan, Planned } from "boxwright";
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../core/client";
import { Message } from "./Message";
import { fileName, opened, sheets, textOf } from "../state/book";
import { counts, project, target, text, version, vocabulary } from "../state/document";
import { say } from "../state/ui";
import { Against } from "./Against";
import { Exposure } from "./Exposure";
import { Goto, GotoLine } from "./Goto";
import { MARKS } from "./marks";

const ACTIONS = {
  create: "A new machine would be made",
  change: "The machine would be changed in place",
  none: "Nothing would change",
  delete: "The machine would be taken away",
} as const satisfies Record<Action, string>;

/** What the plan is compared with. */
const against = signal("");

/** The document that stands for the machine as it is. */
function current(): string | undefined {
  if (against.value === "") return undefined;
  if (against.value === "opened") return opened.value;
  const other = sheets.value.find((one) => String(one.id) === against.value);
  return other && textOf(other);
}

export function PlanView() {
  const planned = useSignal<Planned | undefined>(undefined);
  const asked = version.value;
  const before = current();
  const rules = project.value;
  const release = target.value;
  useEffect(() => {
    let isStale = false;
    const later = setTimeout(async () => {
      const wanted = { against: before, options: { project: rules?.text } };
      const answer = await call("plan", text.peek(), wanted).catch((error: unknown): Planned => ({
        outcome: "failed",
        message: String(error),
      }));
      if (!isStale) planned.value = answer;
    }, 150);
    return () => {
      isStale = true;
      clearTimeout(later);
    };
  }, [asked, before, rules]);
  const now = planned.value;
  return (
    <div class="view plan" tabIndex={0} role="region" aria-label="Plan">
      <p class="lead">
        What <code>boxwright apply</code> would do on a VirtualBox 7.2. It is simulated here, in this page; nothing is changed
        anywhere.
        {release !== "" && release !== vocabulary.value?.releases.at(-1) && (
          <>
            {" "}
            <strong>For VirtualBox {release}</strong>{" "}
            {counts.value.error > 0
              ? "apply would refuse the document as long as it has errors: the problems say what that release cannot do."
              : "the calls may be others; apply plans them with the VirtualBox that it finds."}
          </>
        )}
      </p>
      <Against value={against} />
      {!now && <p class="empty">Planning…</p>}
      {now?.outcome === "failed" && <p class="banner">{now.message}</p>}
      {now?.outcome === "refused" && <Refused all={now.found} />}
      {now?.outcome === "plan" && <Machine machine={now.machine} />}
      <Exposure planned={now?.outcome === "plan" ? now.machine.exposure : undefined} />
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
            <Goto line={one.line} from={one.from} to={one.to} />
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
  const adopt = machine.needsAdopt ? " --adopt" : "";
  const command = `boxwright apply${adopt} ${fileName.value.replaceAll(/[^\w.-]/g, "-")}`;
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
      {machine.leftAlone.length > 0 && (
        <>
          <h4>What stays as it is</h4>
          <ul class="left-alone">
            {machine.leftAlone.map((one) => (
              <li key={one}>
                <Message text={one} />
              </li>
            ))}
          </ul>
        </>
      )}
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
      {change.silent ? <span class="aside">by default</span> : change.line !== null && <GotoLine line={change.line} />}
    </li>
  );
}
