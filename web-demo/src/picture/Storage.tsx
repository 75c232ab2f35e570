// Controllers with their ports: what is attached, and what is free.
import type { Node } from "boxwright";
import { freeTarget } from "../form/blank";
import { summary } from "../form/summary";
import { isWellFormed } from "../state/document";
import { wish } from "../state/wishes";
import type { Bus, Port } from "./model";
import { edit } from "./edit";

export function Storage({ buses, devices }: { buses: Bus[]; devices: Node | undefined }) {
  return (
    <>
      {buses.map((bus) => (
        <section key={bus.name} class="box storage" aria-label={`${bus.title} ports`}>
          <h3>{bus.title}</h3>
          <ul>
            {bus.ports.map((port) => (
              <li key={port.target} class={port.disk ? "is-taken" : "is-free"}>
                <span class="port">{port.label}</span>
                {port.disk ? (
                  <Taken disk={port.disk} port={port} buses={buses} />
                ) : (
                  <Free bus={bus} port={port} devices={devices} />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Taken({ disk, port, buses }: { disk: Node; port: Port; buses: Bus[] }) {
  const { title, detail } = summary(disk);
  const move = (value: string): void => {
    const [bus = "", target = ""] = value.split(" ");
    void wish(
      { op: "set", path: `${disk.path}/target/@dev`, value: target },
      { op: "set", path: `${disk.path}/target/@bus`, value: bus },
    );
    if (disk.children.some((one) => one.name === "address")) void wish({ op: "remove", path: `${disk.path}/address` });
  };
  return (
    <>
      <button type="button" class="thing" onClick={() => edit(disk.path)}>
        <strong>{title}</strong>
        <span>{detail}</span>
      </button>
      <select
        aria-label={`Move ${title} ${port.target} to another port`}
        value=""
        disabled={!isWellFormed.value}
        onChange={(event) => move(event.currentTarget.value)}
      >
        <option value="">Move…</option>
        {buses.map((bus) => (
          <optgroup key={bus.name} label={bus.title}>
            {bus.ports
              .filter((one) => !one.disk)
              .map((one) => (
                <option key={one.target} value={`${bus.name} ${one.target}`}>
                  {bus.title}, {one.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}

function Free({ bus, port, devices }: { bus: Bus; port: Port; devices: Node | undefined }) {
  const device = bus.name === "fdc" ? "floppy" : "disk";
  const add = (): void => {
    if (!devices) return;
    const source = device === "disk" ? `\n  <source file='/vm/${freeTarget(devices, "disk-")}.vdi'/>` : "";
    const xml = `<disk type='file' device='${device}'>${source}\n  <target dev='${port.target}' bus='${bus.name}'/>\n</disk>`;
    void wish({ op: "add", parent: devices.path, xml });
  };
  return (
    <button
      type="button"
      class="thing free"
      disabled={!isWellFormed.value}
      aria-label={`Attach a drive to ${bus.title}, ${port.label}`}
      onClick={add}
    >
      free
    </button>
  );
}
