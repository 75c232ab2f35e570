// Where drives are attached, by the rules of libvirt: by their address, else by their name.
import type { Node } from "boxwright";
import { attribute, inner } from "../form/summary";

/** A port. The two channels of an IDE controller count on: 0 and 1, 2 and 3. */
export interface Place {
  bus: string;
  controller: number;
  port: number;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** How names begin on a bus, and how many of them a controller takes by name alone. */
const NAMES: Record<string, { prefix: string; each: number }> = {
  ide: { prefix: "hd", each: 4 },
  sata: { prefix: "sd", each: 6 },
  scsi: { prefix: "sd", each: 7 },
  usb: { prefix: "sd", each: 0 },
  virtio: { prefix: "vd", each: Infinity },
  fdc: { prefix: "fd", each: 2 },
};

export const devOf = (disk: Node): string => attribute(inner(disk, "target"), "dev");

export function busOf(disk: Node): string {
  const said = attribute(inner(disk, "target"), "bus");
  if (said !== "") return said;
  if (attribute(disk, "device") === "floppy") return "fdc";
  const byPrefix: Record<string, string> = { fd: "fdc", sd: "scsi", vd: "virtio", nv: "nvme" };
  return byPrefix[devOf(disk).slice(0, 2)] ?? "ide";
}

/** `hda` is 0, `hdaa` 26. */
function letterIndex(dev: string): number {
  const letters = dev.slice(2).replace(/\d+$/, "");
  return [...letters].reduce((index, letter) => index * 26 + LETTERS.indexOf(letter) + 1, 0) - 1;
}

function letters(index: number): string {
  const last = LETTERS[index % 26] ?? "";
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** The port that a name says; nothing where it says none. */
function byName(bus: string, dev: string): Place | undefined {
  const nvme = /^nvme(\d+)n([1-9]\d*)$/.exec(dev);
  if (bus === "nvme" && nvme) return { bus, controller: Number(nvme[1]), port: Number(nvme[2]) - 1 };
  const each = NAMES[bus]?.each ?? 0;
  const index = letterIndex(dev);
  if (each === 0 || index < 0) return undefined;
  if (each === Infinity) return { bus, controller: 0, port: index };
  return { bus, controller: Math.floor(index / each), port: index % each };
}

/** The port of a drive; nothing where the document leaves it to VirtualBox. */
export function placeOf(disk: Node): Place | undefined {
  const bus = busOf(disk);
  const address = inner(disk, "address");
  const number = (name: string): number => Number(attribute(address, name) || 0);
  const type = attribute(address, "type");
  if (type === "usb" && bus === "usb") return { bus, controller: 0, port: number("port") - 1 };
  if (type === "drive") {
    const port = bus === "ide" ? number("bus") * 2 + number("unit") : number("unit");
    return { bus, controller: number("controller"), port };
  }
  return byName(bus, devOf(disk));
}

const isSame = (a: Place | undefined, b: Place): boolean =>
  a?.bus === b.bus && a.controller === b.controller && a.port === b.port;

/** The name of a drive at a port, and whether that says the port, so that an address is not needed. */
export function nameAt(place: Place, taken: readonly string[]): { dev: string; isEnough: boolean } {
  const { bus, controller, port } = place;
  if (bus === "nvme") return { dev: `nvme${controller}n${port + 1}`, isEnough: true };
  const { prefix, each } = NAMES[bus] ?? { prefix: "sd", each: 0 };
  const own = prefix + letters(each === Infinity ? port : controller * each + port);
  if (isSame(byName(bus, own), place) && !taken.includes(own)) return { dev: own, isEnough: true };
  for (let index = 0; ; index += 1) {
    const dev = prefix + letters(index);
    if (!taken.includes(dev)) return { dev, isEnough: bus === "usb" };
  }
}

/** The attributes of `<address>` for a port. */
export function addressOf({ bus, controller, port }: Place): Record<string, string> {
  if (bus === "usb") return { type: "usb", bus: "0", port: String(port + 1) };
  const [channel, unit] = bus === "ide" ? [Math.floor(port / 2), port % 2] : [0, port];
  return { type: "drive", controller: String(controller), bus: String(channel), target: "0", unit: String(unit) };
}
