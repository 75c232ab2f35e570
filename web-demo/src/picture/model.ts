// The machine as a person would sketch it: what hangs from what.
import type { Node } from "boxwright";
import { attribute, inner } from "../form/summary";

export interface Port {
  /** The name of a drive here. */
  target: string;
  label: string;
  disk: Node | undefined;
}

export interface Bus {
  name: string;
  title: string;
  ports: Port[];
}

interface Kind {
  title: string;
  prefix: string;
  /** How many ports are drawn at least, and how many there are. */
  least: number;
  most: number;
  label: (index: number) => string;
}

const IDE = ["primary, first", "primary, second", "secondary, first", "secondary, second"];

const KINDS: Record<string, Kind> = {
  ide: { title: "IDE", prefix: "hd", least: 4, most: 4, label: (index) => IDE[index] ?? `${index}` },
  sata: { title: "SATA", prefix: "sd", least: 3, most: 26, label: (index) => `port ${index}` },
  scsi: { title: "SCSI", prefix: "sd", least: 3, most: 16, label: (index) => `port ${index}` },
  nvme: { title: "NVMe", prefix: "nvme", least: 1, most: 26, label: (index) => `slot ${index}` },
  virtio: { title: "virtio", prefix: "vd", least: 2, most: 26, label: (index) => `port ${index}` },
  usb: { title: "USB", prefix: "sd", least: 1, most: 8, label: (index) => `port ${index}` },
  fdc: { title: "Floppy", prefix: "fd", least: 2, most: 2, label: (index) => `drive ${index === 0 ? "A" : "B"}` },
};

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function busOf(disk: Node): string {
  const target = inner(disk, "target");
  const said = attribute(target, "bus");
  if (said !== "") return said;
  const prefix = attribute(target, "dev").slice(0, 2);
  const byPrefix: Record<string, string> = { hd: "ide", sd: "sata", fd: "fdc", vd: "virtio", nv: "nvme" };
  return byPrefix[prefix] ?? "ide";
}

/** The place of a drive among those of its bus, by the letter at the end of its name. */
function indexOf(disk: Node): number {
  const name = attribute(inner(disk, "target"), "dev");
  return Math.max(0, LETTERS.indexOf(name.at(-1) ?? "a"));
}

export function buses(devices: Node | undefined): Bus[] {
  const all = devices?.children ?? [];
  const disks = all.filter((one) => one.name === "disk");
  const said = all.filter((one) => one.name === "controller").map((one) => attribute(one, "type"));
  const names = new Set([...disks.map(busOf), ...said.filter((type) => type in KINDS)]);
  return Object.keys(KINDS)
    .filter((name) => names.has(name))
    .map((name) =>
      bus(
        name,
        disks.filter((disk) => busOf(disk) === name),
      ),
    );
}

function bus(name: string, disks: Node[]): Bus {
  const kind = KINDS[name];
  if (!kind) return { name, title: name, ports: [] };
  const last = Math.max(-1, ...disks.map(indexOf));
  const count = Math.min(kind.most, Math.max(kind.least, last + 2));
  const ports = Array.from({ length: count }, (_, index) => ({
    target: kind.prefix + (LETTERS[index] ?? ""),
    label: kind.label(index),
    disk: disks.find((disk) => indexOf(disk) === index),
  }));
  return { name, title: kind.title, ports };
}

/** What a network card is connected to. */
export function network(card: Node): string {
  const type = attribute(card, "type");
  const source = inner(card, "source");
  const names = source?.attributes.filter((one) => one.name !== "mode").map((one) => one.value) ?? [];
  const to = names.join(" ");
  const words: Record<string, string> = {
    user: "the host's own connection (NAT)",
    bridge: `the host's ${to || "network"}, bridged`,
    direct: `the host's ${to || "network"}, bridged`,
    network: `network ${to}`,
    internal: `internal network ${to}`,
  };
  return words[type] ?? [type, to].filter((one) => one !== "").join(" ");
}
