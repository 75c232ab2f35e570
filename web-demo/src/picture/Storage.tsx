// Controllers with their ports: what is attached, and what is free.
import type { Node } from "boxwright";
import type { TargetedKeyboardEvent } from "preact";
import { frame, keepFocus, settled } from "../form/arrive";
import { summary } from "../form/summary";
import { isWellFormed } from "../state/document";
import { say } from "../state/ui";
import { wish } from "../state/wishes";
import { type Bus, drive, move, type Port } from "./model";
import { edit } from "./edit";

/** More than this are not drawn. */
const MANY = 40;

interface StorageProps {
  buses: Bus[];
  devices: Node | undefined;
}

export function Storage({ buses, devices }: StorageProps) {
  return (
    <>
      {buses.map((bus) => (
        <section key={bus.key} class="box storage" aria-label={`${bus.title} controller`}>
          <h3>
            {bus.node ? (
              <button type="button" class="quiet" onClick={() => edit(bus.node?.path ?? "")}>
                {bus.title}
              </button>
            ) : (
              bus.title
            )}
          </h3>
          <ul>
            {bus.ports.map((port) => (
              <li key={port.place.port} class={port.disk ? "is-taken" : "is-free"}>
                <span class="port">{port.label}</span>
                {port.disk ? (
                  <Taken disk={port.disk} from={port} buses={buses} devices={devices} />
                ) : (
                  <Free bus={bus} port={port} devices={devices} />
                )}
              </li>
            ))}
            {bus.loose.slice(0, MANY).map((disk) => (
              <li key={disk.path} class="is-taken">
                <span class="port">any port</span>
                <Taken disk={disk} from={undefined} buses={buses} devices={devices} />
              </li>
            ))}
            {bus.loose.length > MANY && <li class="nothing">and {bus.loose.length - MANY} more without a port</li>}
            {bus.more > 0 && <li class="nothing">and {bus.more} more that are free</li>}
          </ul>
        </section>
      ))}
      {buses.length === 0 && (
        <section class="box storage" aria-label="Storage">
          <h3>Storage</h3>
          <ul>
            <li class="nothing">no controller, no drive</li>
          </ul>
        </section>
      )}
    </>
  );
}

interface TakenProps extends StorageProps {
  disk: Node;
  from: Port | undefined;
}

function Taken({ disk, from, buses, devices }: TakenProps) {
  const { title, detail } = summary(disk);
  const free = buses.map((bus) => ({ bus, ports: bus.ports.filter((port) => !port.disk) }));
  const choose = async (value: string): Promise<void> => {
    const [key, number] = value.split("/");
    const to = free.find(({ bus }) => bus.key === key);
    const port = to?.ports.find(({ place }) => String(place.port) === number);
    if (!to || !port) return;
    await wish(...move(disk, port.place, devices));
    await settled();
    say(`${title} ${detail} is at ${to.bus.title}, ${port.label} now.`);
    await frame();
    document.querySelector<HTMLElement>(`.storage [data-move="${CSS.escape(disk.path)}"]`)?.focus();
  };
  return (
    <>
      <button type="button" class="thing" onClick={() => edit(disk.path)}>
        <strong>{title}</strong>
        <span>{detail}</span>
      </button>
      <select
        aria-label={`Move ${title} ${detail} to another port`}
        title={from ? `at ${from.label}` : ""}
        value=""
        disabled={!isWellFormed.value}
        data-move={disk.path}
        onKeyDown={choosePlainly}
        onChange={(event) => void choose(event.currentTarget.value)}
      >
        <option value="">Move…</option>
        {free.map(({ bus, ports }) => (
          <optgroup key={bus.key} label={bus.title}>
            {ports.map(({ place, label }) => (
              <option key={place.port} value={`${bus.key}/${place.port}`}>
                {bus.title}, {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}

/** A key opens the list, and moves nothing: without that an arrow takes the first place at once. */
function choosePlainly(event: TargetedKeyboardEvent<HTMLSelectElement>): void {
  const isChoice = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End" || event.key.startsWith("Page");
  const isLetter = event.key.length === 1 && event.key !== " ";
  if (event.ctrlKey || event.metaKey || event.altKey || !(isChoice || isLetter)) return;
  event.preventDefault();
  event.currentTarget.showPicker();
}

interface FreeProps {
  bus: Bus;
  port: Port;
  devices: Node | undefined;
}

function Free({ bus, port, devices }: FreeProps) {
  const isFloppy = port.place.bus === "fdc";
  const add = async (button: Element): Promise<void> => {
    if (!devices) return;
    const home = button.closest("li");
    const xml = drive(isFloppy ? "floppy" : "disk", isFloppy ? "" : "/vm/%.vdi", port.place, devices);
    await wish({ op: "add", parent: devices.path, xml });
    await keepFocus(home, "button");
  };
  return (
    <button
      type="button"
      class="thing free"
      disabled={!isWellFormed.value}
      aria-label={`Free: attach a ${isFloppy ? "floppy drive" : "hard disk"} to ${bus.title}, ${port.label}`}
      onClick={(event) => void add(event.currentTarget)}
    >
      free
    </button>
  );
}
