// Words for people. Whatever has none of its own gets one from its name.
import { LABELS } from "./labels";

/** One of what a list holds, by the name of its element. */
const ITEMS: Readonly<Record<string, string>> = {
  disk: "Drive",
  controller: "Controller",
  interface: "Network card",
  video: "Graphics card",
  graphics: "Display",
  sound: "Sound card",
  audio: "Sound system of the host",
  serial: "Serial port",
  parallel: "Parallel port",
  hostdev: "Device of the host",
  filesystem: "Shared folder",
  input: "Input device",
  tpm: "TPM",
  boot: "Boot device",
  entry: "Entry",
  feature: "Feature",
  listen: "Address",
  portForward: "Port forward",
  range: "Range of ports",
  sysinfo: "Hardware tables",
  timer: "Timer",
  "vbox:controller": "Details of a controller",
  "vbox:disk": "Details of a drive",
  "vbox:extraData": "Key",
  "vbox:filesystem": "Details of a shared folder",
  "vbox:group": "Group",
  "vbox:interface": "Details of a network card",
  "vbox:property": "Property",
  "vbox:screen": "Screen",
  "vbox:serial": "Details of a serial port",
  "vbox:unmanaged": "Part",
  "vbox:usbFilter": "USB filter",
};

/** `currentMemory` → `Current memory`. */
export function humanize(name: string): string {
  const words = name
    .replace(/^.*:/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]/g, " ");
  const plain = words.toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** An address without places among siblings. */
export const plainPath = (path: string): string => path.replaceAll(/\[\d+\]/g, "").replace(/^\//, "");

/** The word of its own that is said for what is at an address. */
function ownLabel(path: string): string | undefined {
  const plain = plainPath(path);
  const ending = /\]$/.test(path) ? [`${plain}[]`, plain] : [plain];
  return ending
    .flatMap((one) => [one, one.replace(/^domain\/(metadata\/)?/, "")])
    .map((one) => LABELS[one])
    .find((one) => one !== undefined);
}

/** The label of what is at an address. */
export const label = (path: string): string => ownLabel(path) ?? humanize((path.split("/").at(-1) ?? "").replace(/^@|\[.*/g, ""));

export const itemName = (name: string): string => ITEMS[name] ?? humanize(name);

/** A name behind other words: `Network card` → `network card`, but `TPM`. */
export const inSentence = (name: string): string =>
  /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
