// New elements, as most people want them.
import type { ChildEntry, ElementEntry, Node, Wish } from "boxwright";
import { drive, freePlace } from "../picture/model";
import { named, nodeAt } from "../state/tree";
import { attribute, inner } from "./summary";

/** The least that an element of the vocabulary can be: what it must have, with the first word where there is a choice. */
export function blank(child: ChildEntry, spec: ElementEntry | undefined): string {
  const needed = (spec?.attributes ?? []).filter((one) => one.required);
  const written = needed.map((one) => ` ${one.name}='${one.default ?? one.value.words[0]?.word ?? ""}'`);
  const text = child.value ?? spec?.text ?? null;
  const start = `<${child.name}${written.join("")}`;
  return text === null ? `${start}/>` : `${start}>${text.words[0]?.word ?? ""}</${child.name}>`;
}

/** The ports that a new port forward is for: those of the first service that is not forwarded yet. */
function forward(root: Node | undefined): string {
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
  const [start, to] = services.find(([port]) => !taken.has(port)) ?? ["10000", "80"];
  return `<portForward proto='tcp'>\n  <range start='${start}' to='${to}'/>\n</portForward>`;
}

/** Items of lists that have more to begin with than what they must have. */
const ITEMS: Record<string, (root: Node | undefined) => string> = {
  portForward: forward,
  "vbox:interface": (root) => `<vbox:interface mac='${first(root, "interface", "mac", "address")}'/>`,
  "vbox:filesystem": (root) => `<vbox:filesystem target='${first(root, "filesystem", "target", "dir")}' automount='yes'/>`,
};

/** A value of the first device of a name. */
function first(root: Node | undefined, device: string, inside: string, name: string): string {
  const devices = root && inner(root, "devices");
  const one = devices && inner(devices, device);
  return one ? attribute(inner(one, inside), name) : "";
}

/** The wishes that put a new item into a list, and the element around it where it is not there. */
export function fresh(parent: string, child: ChildEntry, spec: ElementEntry | undefined, root: Node | undefined): Wish[] {
  const xml = ITEMS[child.name]?.(root) ?? blank(child, spec);
  if (!root || nodeAt(root, parent)) return [{ op: "add", parent, xml }];
  // An element that is there or not is made with all that is on the way to it.
  return [
    { op: "set", path: parent, value: "" },
    { op: "add", parent, xml },
  ];
}

/** A kind of device that can be added, and what it is when it is new. */
export interface Kind {
  label: string;
  xml: (devices: Node | undefined) => string;
}

const attached =
  (device: string, bus: string, file: string) =>
  (devices: Node | undefined): string =>
    drive(device, file, freePlace(bus, devices), devices);

const controller =
  (type: string, model = "") =>
  (devices: Node | undefined): string => {
    const index = named(devices, "controller").filter((one) => attribute(one, "type") === type).length;
    return `<controller type='${type}' index='${index}'${model === "" ? "" : ` model='${model}'`}/>`;
  };

const card = (type: string, source: string) => (): string =>
  `<interface type='${type}'>${source}\n  <model type='82540EM'/>\n</interface>`;

const KINDS: Record<string, Kind[]> = {
  disk: [
    { label: "Hard disk", xml: attached("disk", "sata", "/vm/%.vdi") },
    { label: "Optical drive", xml: attached("cdrom", "sata", "") },
    { label: "Floppy drive", xml: attached("floppy", "fdc", "") },
  ],
  interface: [
    { label: "NAT", xml: card("user", "") },
    { label: "Bridge", xml: card("bridge", "\n  <source bridge='eth0'/>") },
    { label: "Internal network", xml: card("internal", "\n  <source name='intnet'/>") },
  ],
  controller: [
    { label: "SATA", xml: controller("sata") },
    { label: "IDE", xml: controller("ide") },
    { label: "SCSI", xml: controller("scsi", "lsilogic") },
    { label: "SAS", xml: controller("scsi", "lsisas1068") },
    { label: "virtio-scsi", xml: controller("scsi", "virtio-scsi") },
    { label: "NVMe", xml: controller("nvme") },
    { label: "USB 3", xml: controller("usb", "qemu-xhci") },
  ],
  filesystem: [
    {
      label: "Folder",
      xml: () => "<filesystem type='mount'>\n  <source dir='/home/share'/>\n  <target dir='share'/>\n</filesystem>",
    },
  ],
  video: [{ label: "Graphics card", xml: () => "<video>\n  <model type='vmvga' vram='65536' heads='1'/>\n</video>" }],
  graphics: [
    { label: "Remote desktop", xml: () => "<graphics type='rdp' port='3389'/>" },
    { label: "Window", xml: () => "<graphics type='desktop'/>" },
  ],
  sound: [
    { label: "Intel HDA", xml: () => "<sound model='ich6'/>" },
    { label: "AC'97", xml: () => "<sound model='ac97'/>" },
  ],
  serial: [
    {
      label: "Serial port",
      xml: (devices) =>
        `<serial type='dev'>\n  <source path='/dev/ttyS0'/>\n  <target port='${named(devices, "serial").length}'/>\n</serial>`,
    },
  ],
  parallel: [
    {
      label: "Parallel port",
      xml: (devices) =>
        `<parallel type='dev'>\n  <source path='/dev/parport0'/>\n  <target port='${named(devices, "parallel").length}'/>\n</parallel>`,
    },
  ],
  hostdev: [
    {
      label: "USB device",
      xml: () =>
        "<hostdev mode='subsystem' type='usb'>\n  <source>\n    <vendor id='0x0951'/>\n    <product id='0x1666'/>\n  </source>\n</hostdev>",
    },
  ],
  tpm: [{ label: "TPM 2.0", xml: () => "<tpm model='tpm-crb'>\n  <backend type='emulator' version='2.0'/>\n</tpm>" }],
  input: [{ label: "Tablet", xml: () => "<input type='tablet' bus='usb'/>" }],
};

/** What can be added of a device; the least that it can be where nothing better is known. */
export const kinds = (child: ChildEntry, spec: ElementEntry | undefined, name: string): Kind[] =>
  KINDS[child.name] ?? [{ label: name, xml: () => blank(child, spec) }];
