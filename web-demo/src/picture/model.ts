// The machine as a person would sketch it: what hangs from what.
import type { Node, Wish } from "boxwright";
import { attribute, inner } from "../form/summary";
import { named } from "../state/tree";
import { addressOf, busOf, devOf, nameAt, type Place, placeOf } from "./place";

export interface Port {
  place: Place;
  label: string;
  disk: Node | undefined;
}

/** A controller, said or implied by its drives. */
export interface Bus {
  key: string;
  title: string;
  /** Its element, where the document has one. */
  node: Node | undefined;
  ports: Port[];
  /** How many more there are than are drawn. */
  more: number;
  /** Drives that the document gives no port. */
  loose: Node[];
}

interface Kind {
  title: string;
  /** How many ports are drawn at least, and how many there are. */
  least: number;
  most: number;
  label: (index: number) => string;
}

const IDE = ["primary, first", "primary, second", "secondary, first", "secondary, second"];
const numbered = (index: number): string => `port ${index}`;

const KINDS: Record<string, Kind> = {
  fdc: { title: "Floppy", least: 2, most: 2, label: (index) => `drive ${index === 0 ? "A" : "B"}` },
  ide: { title: "IDE", least: 4, most: 4, label: (index) => IDE[index] ?? numbered(index) },
  sata: { title: "SATA", least: 3, most: 30, label: numbered },
  scsi: { title: "SCSI", least: 3, most: 16, label: numbered },
  nvme: { title: "NVMe", least: 1, most: 255, label: (index) => `slot ${index}` },
  virtio: { title: "virtio", least: 2, most: 256, label: numbered },
  usb: { title: "USB", least: 1, most: 8, label: (index) => `port ${index + 1}` },
};

const SCSI: Record<string, { title: string; most: number }> = {
  buslogic: { title: "SCSI, BusLogic", most: 16 },
  lsilogic: { title: "SCSI, LsiLogic", most: 16 },
  lsisas1068: { title: "SAS", most: 255 },
  "virtio-scsi": { title: "virtio-scsi", most: 256 },
};

const disksOf = (devices: Node | undefined): Node[] => named(devices, "disk");

/** All controllers with their ports, in the order of their kinds. */
export function buses(devices: Node | undefined): Bus[] {
  const disks = disksOf(devices);
  const said = new Map<string, Node | undefined>();
  const next = new Map<string, number>();
  for (const one of named(devices, "controller")) {
    const type = attribute(one, "type");
    const index = attribute(one, "index") || String(next.get(type) ?? 0);
    next.set(type, Number(index) + 1);
    if (type in KINDS) said.set(`${type} ${index}`, one);
  }
  for (const disk of disks) {
    const key = `${busOf(disk)} ${placeOf(disk)?.controller ?? 0}`;
    if (!said.has(key)) said.set(key, undefined);
  }
  const order = Object.keys(KINDS);
  return [...said.keys()]
    .toSorted((a, b) => order.indexOf(a.split(" ")[0] ?? "") - order.indexOf(b.split(" ")[0] ?? "") || a.localeCompare(b))
    .map((key) => bus(key, said.get(key), disks));
}

function bus(key: string, node: Node | undefined, disks: Node[]): Bus {
  const [name = "", index = "0"] = key.split(" ");
  const controller = Number(index);
  const kind = KINDS[name] ?? { title: name, least: 1, most: 16, label: numbered };
  const model = name === "scsi" ? SCSI[attribute(node, "model")] : undefined;
  const most = Number(attribute(node, "ports")) || model?.most || kind.most;
  const own = disks.filter((disk) => busOf(disk) === name && (placeOf(disk)?.controller ?? 0) === controller);
  const byPort = new Map<number, Node>();
  for (const disk of own) {
    const port = placeOf(disk)?.port;
    if (port !== undefined && !byPort.has(port)) byPort.set(port, disk);
  }
  const last = Math.max(-1, ...byPort.keys());
  const count = Math.max(last + 1, Math.min(most, Math.max(kind.least, last + 2)));
  const ports = Array.from({ length: Math.min(count, 64) }, (_, port) => ({
    place: { bus: name, controller, port },
    label: kind.label(port),
    disk: byPort.get(port),
  }));
  const title = (model?.title ?? kind.title) + (controller === 0 ? "" : ` ${controller}`);
  const drawn = new Set(ports.map(({ disk }) => disk));
  const loose = own.filter((disk) => !drawn.has(disk));
  return { key, title, node, ports, more: Math.max(0, most - ports.length), loose };
}

/** What attaches a drive to another port. */
export function move(disk: Node, to: Place, devices: Node | undefined): Wish[] {
  const others = disksOf(devices).filter((one) => one !== disk);
  const { dev, isEnough } = nameAt(to, others.map(devOf));
  const set = (inside: string, value: string): Wish => ({ op: "set", path: `${disk.path}/${inside}`, value });
  const wishes = [set("target/@dev", dev), set("target/@bus", to.bus)];
  if (isEnough && !inner(disk, "address")) return wishes;
  const isOther = attribute(inner(disk, "address"), "type") !== addressOf(to)["type"];
  if (isOther && inner(disk, "address")) wishes.push({ op: "remove", path: `${disk.path}/address` });
  const values = Object.entries(addressOf(to));
  return [...wishes, ...values.map(([name, value]) => set(`address/@${name}`, value))];
}

/** A new drive at a port. */
export function drive(device: string, file: string, at: Place, devices: Node | undefined): string {
  const { dev, isEnough } = nameAt(at, disksOf(devices).map(devOf));
  const source = file === "" ? "" : `\n  <source file='${file.replace("%", dev)}'/>`;
  const readonly = device === "cdrom" ? "\n  <readonly/>" : "";
  const written = Object.entries(addressOf(at)).map(([name, value]) => ` ${name}='${value}'`);
  const address = isEnough ? "" : `\n  <address${written.join("")}/>`;
  const start = `<disk type='file' device='${device}'>${source}\n  <target dev='${dev}' bus='${at.bus}'/>`;
  return `${start}${readonly}${address}\n</disk>`;
}

/** The first port of a bus that nothing is attached to. */
export function freePlace(name: string, devices: Node | undefined): Place {
  const taken = disksOf(devices).map(placeOf);
  const most = KINDS[name]?.most ?? 1;
  for (let port = 0; port < most; port += 1) {
    const place = { bus: name, controller: 0, port };
    if (!taken.some((one) => one?.bus === name && one.controller === 0 && one.port === port)) return place;
  }
  return { bus: name, controller: 0, port: most };
}

/** What a network card is connected to. */
export function network(card: Node): string {
  const source = inner(card, "source");
  const to = source?.attributes
    .filter((one) => one.name !== "mode")
    .map((one) => one.value)
    .join(" ");
  const words: Record<string, string> = {
    user: "the host's own connection (NAT)",
    bridge: `the host's ${to || "network"}, bridged`,
    direct: `the host's ${to || "network"}, bridged`,
    network: `network ${to ?? ""}`,
    internal: `internal network ${to ?? ""}`,
  };
  const type = attribute(card, "type");
  return words[type] ?? [type, to].filter(Boolean).join(" ");
}

/** The ports of the host that lead to a card, in words. */
export const forwards = (card: Node): string[] =>
  card.children
    .filter((one) => one.name === "portForward")
    .flatMap((forward) =>
      forward.children
        .filter((one) => one.name === "range")
        .map((range) => {
          const start = attribute(range, "start");
          return `${attribute(forward, "proto").toUpperCase()} ${start} → ${attribute(range, "to") || start}`;
        }),
    );
