// New devices, as most people want them.
import type { AttributeEntry, ChildEntry, ElementEntry, Node } from "boxwright";
import { drive, freePlace } from "../picture/model";
import { named } from "../state/tree";
import { attribute } from "./summary";

/**
 * The least that an element of the vocabulary can be: what it must have, with the first word where there is a choice, and one
 * that no other has if there is one.
 */
export function blank(child: ChildEntry, spec: ElementEntry | undefined, others: Node[] = []): string {
  const value = ({ name, value: { words, what }, default: standard }: AttributeEntry): string => {
    const taken = others.map((one) => attribute(one, name));
    if (standard === null && words.length === 0 && what.includes("number")) {
      const numbers = Array.from({ length: taken.length + 1 }, (_, index) => String(index + 1));
      return numbers.find((number) => !taken.includes(number)) ?? "";
    }
    return standard ?? (words.find(({ word, isForeign }) => !isForeign && !taken.includes(word)) ?? words[0])?.word ?? "";
  };
  const needed = (spec?.attributes ?? []).filter((one) => one.required);
  const written = needed.map((one) => ` ${one.name}='${value(one)}'`);
  const text = child.value ?? spec?.text ?? null;
  const start = `<${child.name}${written.join("")}`;
  return text === null ? `${start}/>` : `${start}>${text.words[0]?.word ?? ""}</${child.name}>`;
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
