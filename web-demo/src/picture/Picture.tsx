// The machine drawn: storage on one side, the outside world on the other. It is made of lists, so that those who hear it
// get the same.
import type { Node } from "boxwright";
import { amountOf } from "../form/SizeInput";
import { attribute, inner, summary } from "../form/summary";
import { label } from "../form/words";
import { root, vocabulary } from "../state/document";
import { specOf } from "../state/spec";
import { named } from "../state/tree";
import { edit } from "./edit";
import { buses, forwards, network } from "./model";
import { Storage } from "./Storage";

/** What is drawn apart. */
const APART = ["disk", "controller", "interface"];

export function Picture() {
  const top = root.value;
  if (!top) return <p class="empty">There is no whole document to draw.</p>;
  const devices = inner(top, "devices");
  const cards = named(devices, "interface");
  const names = [...new Set(devices?.children.map((one) => one.name) ?? [])].filter((name) => !APART.includes(name));
  return (
    <div class="picture" tabIndex={0} role="region" aria-label="Picture of the machine">
      <div class="column from">
        <Storage buses={buses(devices)} devices={devices} />
      </div>
      <Chassis top={top} />
      <div class="column to">
        <section class="box network" aria-label="Network cards">
          <h3>Network cards</h3>
          <ul>
            {cards.map((card) => (
              <Wire key={card.path} card={card} />
            ))}
            {cards.length === 0 && <li class="nothing">no card</li>}
          </ul>
        </section>
        {names.map((name) => (
          <Others key={name} name={name} all={named(devices, name)} />
        ))}
      </div>
    </div>
  );
}

function Chassis({ top }: { top: Node }) {
  const text = (name: string): string => inner(top, name)?.text ?? "";
  const memory = inner(top, "memory");
  const os = inner(top, "os");
  const firmware = isEfi(os) ? "EFI" : "BIOS";
  const processors = text("vcpu") || "1";
  const boots = named(os, "boot").map((one) => attribute(one, "dev"));
  return (
    <section class="chassis" aria-label="The machine">
      <div class="inside">
        <h2>{text("name") || "unnamed"}</h2>
        <dl>
          <dt>Memory</dt>
          <dd>{memory ? inUnits(memory) : "not said"}</dd>
          <dt>Processors</dt>
          <dd>{processors}</dd>
          <dt>Firmware</dt>
          <dd>{firmware}</dd>
          <dt>Starts from</dt>
          <dd>{(boots.length > 0 ? boots : ["hd"]).map(bootDevice).join(", then ")}</dd>
        </dl>
      </div>
    </section>
  );
}

/** A boot device as the vocabulary says it: `hd` is the hard disk. */
function bootDevice(dev: string): string {
  const spec = vocabulary.value && specOf(vocabulary.value, ["domain", "os", "boot"]);
  const word = spec?.attributes.find(({ name }) => name === "dev")?.value.words.find(({ word }) => word === dev);
  return word?.docs.replace(/\.$/, "").toLowerCase() ?? dev;
}

/** The firmware is said, or follows from a loader in flash memory. */
const isEfi = (os: Node | undefined): boolean =>
  attribute(os, "firmware") === "efi" || (os !== undefined && attribute(inner(os, "loader"), "type") === "pflash");

function inUnits(memory: Node): string {
  const { amount, unit } = amountOf(memory.text, attribute(memory, "unit") || "KiB");
  return `${amount} ${unit}`;
}

function Wire({ card }: { card: Node }) {
  const isDown = attribute(inner(card, "link"), "state") === "down";
  return (
    <li class={isDown ? "is-down" : ""}>
      <button type="button" class="thing" onClick={() => edit(card.path)}>
        <strong>{attribute(inner(card, "model"), "type") || "network card"}</strong>
        <span>{attribute(inner(card, "mac"), "address")}</span>
      </button>
      <span class="wire">
        <span class="visually-hidden">{isDown ? "unplugged from " : "connected to "}</span>
        <span class="line" aria-hidden="true" />
        {network(card)}
      </span>
      {forwards(card).map((forward) => (
        <span key={forward} class="wire">
          <span class="visually-hidden">port of the host to port of the guest: </span>
          {forward}
        </span>
      ))}
    </li>
  );
}

function Others({ name, all }: { name: string; all: Node[] }) {
  return (
    <section class="box" aria-label={label(`/domain/devices/${name}`)}>
      <h3>{label(`/domain/devices/${name}`)}</h3>
      <ul>
        {all.map((node) => {
          const { title, detail } = summary(node);
          return (
            <li key={node.path}>
              <button type="button" class="thing" onClick={() => edit(node.path)}>
                <strong>{title}</strong>
                <span>{detail}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
