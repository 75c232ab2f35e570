// New items of lists, right from the start: an item that is about something else names one that nothing is said of yet.
import type { ChildEntry, ElementEntry, Node, Wish } from "boxwright";
import { buses } from "../picture/model";
import { named, nodeAt } from "../state/tree";
import { blank } from "./blank";
import { attribute, inner } from "./summary";

/** What is done to add an item, and its place among the others; or what has to be done before, in words. */
export type Fresh = { wishes: Wish[]; at: number } | { why: string };

interface Around {
  root: Node | undefined;
  /** The element that the items are in, where it is there. */
  holder: Node | undefined;
  /** The items that are there. */
  items: Node[];
}

/** An item as text, what goes with it, or why there can be none. */
type Made = string | { xml: string; first: Wish } | { why: string };

const devicesOf = ({ root }: Around): Node | undefined => root && inner(root, "devices");

/** The first of some values that no item has. */
function unused(values: readonly string[], items: Node[], name: string): string | undefined {
  const taken = items.map((one) => attribute(one, name));
  return values.find((one) => !taken.includes(one));
}

/** The next number that no item has. */
function free(items: Node[], name: string): number {
  const taken = items.map((one) => Number(attribute(one, name) || "0"));
  for (let number = 0; ; number += 1) if (!taken.includes(number)) return number;
}

/** The settings of one of some devices, by a value that tells it from the others. */
const details =
  (device: string, what: string, [inside, name]: [string, string], as: string, more = "") =>
  (around: Around): Made => {
    const values = named(devicesOf(around), device).map((one) => attribute(inner(one, inside), name));
    if (values.length === 0) return { why: `There is no ${what} yet.` };
    const value = unused(
      values.filter((one) => one !== ""),
      around.items,
      as,
    );
    return value === undefined ? { why: `Every ${what} is here already.` } : `<vbox:${device} ${as}='${value}'${more}/>`;
  };

/** A card without a MAC address gets a name by which it can be told. */
function card(around: Around): Made {
  const cards = named(devicesOf(around), "interface");
  if (cards.length === 0) return { why: "There is no network card yet." };
  const isTaken = (name: string, value: string): boolean =>
    value !== "" && around.items.some((one) => attribute(one, name).toLowerCase() === value.toLowerCase());
  const mac = (one: Node): string => attribute(inner(one, "mac"), "address");
  const alias = (one: Node): string => attribute(inner(one, "alias"), "name");
  const one = cards.find((each) => !isTaken("mac", mac(each)) && !isTaken("alias", alias(each)));
  if (!one) return { why: "Every network card is here already." };
  if (mac(one) !== "") return `<vbox:interface mac='${mac(one)}'/>`;
  if (alias(one) !== "") return `<vbox:interface alias='${alias(one)}'/>`;
  const name = `ua-card-${cards.indexOf(one) + 1}`;
  return { xml: `<vbox:interface alias='${name}'/>`, first: { op: "set", path: `${one.path}/alias/@name`, value: name } };
}

function controller(around: Around): Made {
  const all = buses(devicesOf(around))
    .filter(({ node }) => node && attribute(node, "type") !== "usb")
    .map(({ key }) => key);
  if (all.length === 0) return { why: "There is no controller of drives yet." };
  const taken = around.items.map((one) => `${attribute(one, "type")} ${attribute(one, "index") || "0"}`);
  const [type, index] = all.find((one) => !taken.includes(one))?.split(" ") ?? [];
  if (type === undefined) return { why: "Every controller is here already." };
  return `<vbox:controller type='${type}' index='${index}'/>`;
}

/** The numbers of ports that serial ports have, said or by their order. */
function serial(around: Around): Made {
  const ports = named(devicesOf(around), "serial").map((one, index) => attribute(inner(one, "target"), "port") || String(index));
  if (ports.length === 0) return { why: "There is no serial port yet." };
  const port = unused(ports, around.items, "port");
  return port === undefined ? { why: "Every serial port is here already." } : `<vbox:serial port='${port}'/>`;
}

const PROPERTIES = ["VideoChannel/Enabled", "VideoChannel/Quality", "Client/DisableClipboard", "Client/DisableAudio"];

function property(around: Around): Made {
  const hasServer = named(devicesOf(around), "graphics").some((one) => ["rdp", "vnc"].includes(attribute(one, "type")));
  if (!hasServer) return { why: "There is no remote desktop yet: it is added under “Remote display”." };
  const name = unused(PROPERTIES, around.items, "name") ?? `Property/${around.items.length + 1}`;
  return `<vbox:property name='${name}' value='${name === "VideoChannel/Quality" ? 75 : 1}'/>`;
}

/** The ports that a new port forward is for: those of the first service that is not forwarded yet. */
function forward({ root, holder }: Around): Made {
  if (attribute(holder, "type") !== "user") return { why: "Only a card that is connected by NAT forwards ports." };
  const taken = new Set<string>();
  const visit = (node: Node): void => {
    if (node.name === "range") taken.add(attribute(node, "start"));
    node.children.forEach(visit);
  };
  if (root) visit(root);
  const services: [string, string][] = [
    ["2222", "22"],
    ["8080", "80"],
    ["8443", "443"],
    ["3390", "3389"],
  ];
  const [start, to] = services.find(([port]) => !taken.has(port)) ?? [String(10_000 + taken.size), "80"];
  return `<portForward proto='tcp'>\n  <range start='${start}' to='${to}'/>\n</portForward>`;
}

function boot({ items }: Around): Made {
  const dev = unused(["hd", "cdrom", "network", "fd"], items, "dev");
  return dev === undefined ? { why: "Every kind of device is in the order already." } : `<boot dev='${dev}'/>`;
}

function firmwareFeature({ root, items }: Around): Made {
  const os = root && inner(root, "os");
  if (attribute(os, "firmware") !== "efi") return { why: "Only EFI has them: choose it as the firmware." };
  const name = unused(["secure-boot", "enrolled-keys"], items, "name");
  return name === undefined ? { why: "All of them are here already." } : `<feature enabled='yes' name='${name}'/>`;
}

const entry =
  (names: readonly string[]) =>
  ({ items }: Around): Made =>
    `<entry name='${unused(names, items, "name") ?? names[0]}'>${items.length + 1}</entry>`;

const counted = (start: string, items: Node[]): string => (items.length === 0 ? start : `${start}-${items.length + 1}`);

/** By the last names of an address. */
const ITEMS: Readonly<Record<string, (around: Around) => Made>> = {
  "interface/portForward": forward,
  "os/boot": boot,
  "firmware/feature": firmwareFeature,
  "cpu/feature": ({ items }) => {
    const name = unused(["vmx", "svm"], items, "name");
    return name === undefined ? { why: "VirtualBox knows no others." } : `<feature policy='require' name='${name}'/>`;
  },
  "clock/timer": ({ items }) => (items.length > 0 ? { why: "VirtualBox knows no other." } : "<timer name='hpet'/>"),
  "bios/entry": entry(["vendor", "version", "date"]),
  "system/entry": entry(["manufacturer", "product", "version", "serial", "sku", "family"]),
  "baseBoard/entry": entry(["manufacturer", "product", "version", "serial", "asset", "location"]),
  "chassis/entry": entry(["manufacturer", "version", "serial", "asset", "sku"]),
  "vbox:groups/vbox:group": ({ items }) => `<vbox:group>/${counted("group", items)}</vbox:group>`,
  "vbox:recording/vbox:screen": ({ items }) => `<vbox:screen number='${free(items, "number")}'/>`,
  "vbox:remoteDisplay/vbox:property": property,
  "vbox:machine/vbox:controller": controller,
  "vbox:machine/vbox:disk": details("disk", "drive", ["target", "dev"], "target"),
  "vbox:machine/vbox:filesystem": details("filesystem", "shared folder", ["target", "dir"], "target", " automount='yes'"),
  "vbox:machine/vbox:interface": card,
  "vbox:machine/vbox:serial": serial,
  // One that says nothing more would take every device of the host.
  "vbox:machine/vbox:usbFilter": ({ items }) => `<vbox:usbFilter name='${counted("device", items)}' active='no'/>`,
  "vbox:machine/vbox:extraData": ({ items }) => `<vbox:extraData key='${counted("my/key", items)}' value='1'/>`,
};

/** How an item is put into a list, with the element around it where it is not there. */
export function fresh(parent: string, child: ChildEntry, spec: ElementEntry | undefined, root: Node | undefined): Fresh {
  const holder = root && nodeAt(root, parent);
  const items = named(holder, child.name);
  const last = parent
    .replaceAll(/\[\d+\]/g, "")
    .split("/")
    .at(-1);
  const made = ITEMS[`${last}/${child.name}`]?.({ root, holder, items }) ?? blank(child, spec, items);
  if (typeof made !== "string" && "why" in made) return made;
  const { xml, first } = typeof made === "string" ? { xml: made, first: undefined } : made;
  const wishes: Wish[] = first ? [first] : [];
  // An element that is there or not is made with all that is on the way to it.
  if (root && !holder) wishes.push({ op: "set", path: parent, value: "" });
  return { wishes: [...wishes, { op: "add", parent, xml }], at: items.length };
}
