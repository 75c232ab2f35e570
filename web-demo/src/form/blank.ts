// New elements, as most people want them.
import type { ChildEntry, ElementEntry, Node } from "boxwright";
import { attribute, inner } from "./summary";

/** The least that an element of the vocabulary can be: what it must have, with the first word where there is a choice. */
export function blank(child: ChildEntry, spec: ElementEntry | undefined): string {
  const needed = (spec?.attributes ?? []).filter((one) => one.required);
  const written = needed.map((one) => ` ${one.name}='${one.default ?? one.value.words[0]?.word ?? ""}'`);
  const text = child.value ?? spec?.text ?? null;
  const start = `<${child.name}${written.join("")}`;
  return text === null ? `${start}/>` : `${start}>${text.words[0]?.word ?? ""}</${child.name}>`;
}

/** A kind of device that can be added, and what it is when it is new. */
export interface Kind {
  label: string;
  xml: (devices: Node | undefined) => string;
}

const all = (devices: Node | undefined, name: string): Node[] => devices?.children.filter((one) => one.name === name) ?? [];

/** The first name with a prefix that no drive has. */
export function freeTarget(devices: Node | undefined, prefix: string): string {
  const taken = all(devices, "disk").map((one) => attribute(inner(one, "target"), "dev"));
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  return `${prefix}${letters.find((letter) => !taken.includes(prefix + letter)) ?? "z"}`;
}

function drive(device: string, prefix: string, bus: string, file: string) {
  return (devices: Node | undefined): string => {
    const target = freeTarget(devices, prefix);
    const source = file === "" ? "" : `\n  <source file='${file.replace("%", target)}'/>`;
    const readonly = device === "cdrom" ? "\n  <readonly/>" : "";
    return `<disk type='file' device='${device}'>${source}\n  <target dev='${target}' bus='${bus}'/>${readonly}\n</disk>`;
  };
}

const card = (type: string, source: string) => (): string =>
  `<interface type='${type}'>${source}\n  <model type='82540EM'/>\n</interface>`;

const KINDS: Record<string, Kind[]> = {
  disk: [
    { label: "Hard disk", xml: drive("disk", "sd", "sata", "/vm/%.vdi") },
    { label: "Optical drive", xml: drive("cdrom", "sd", "sata", "") },
    { label: "Floppy drive", xml: drive("floppy", "fd", "fdc", "") },
  ],
  interface: [
    { label: "NAT", xml: card("user", "") },
    { label: "Bridge", xml: card("bridge", "\n  <source bridge='eth0'/>") },
    { label: "Internal network", xml: card("internal", "\n  <source name='intnet'/>") },
  ],
  controller: [
    { label: "SATA", xml: (devices) => `<controller type='sata' index='${next(devices, "sata")}'/>` },
    { label: "USB 3", xml: () => "<controller type='usb' index='0' model='qemu-xhci'/>" },
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
        `<serial type='dev'>\n  <source path='/dev/ttyS0'/>\n  <target port='${all(devices, "serial").length}'/>\n</serial>`,
    },
  ],
  parallel: [
    {
      label: "Parallel port",
      xml: (devices) =>
        `<parallel type='dev'>\n  <source path='/dev/parport0'/>\n  <target port='${all(devices, "parallel").length}'/>\n</parallel>`,
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

const next = (devices: Node | undefined, type: string): number =>
  all(devices, "controller").filter((one) => attribute(one, "type") === type).length;

/** What can be added of a device; the least that it can be where nothing better is known. */
export const kinds = (child: ChildEntry, spec: ElementEntry | undefined, name: string): Kind[] =>
  KINDS[child.name] ?? [{ label: name, xml: () => blank(child, spec) }];
