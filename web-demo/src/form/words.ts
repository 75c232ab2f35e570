// Words for people. Whatever has none here gets one from its name.

const LABELS: Record<string, string> = {
  "domain/@type": "Hypervisor",
  "domain/name": "Name",
  "domain/uuid": "UUID",
  "domain/description": "Description",
  "domain/os": "Start",
  "domain/os/firmware": "Firmware, in detail",
  "domain/cpu": "What the guest sees",
  "domain/cpu/topology": "Topology",
  "domain/cputune": "Share of the host",
  "domain/metadata": "Kept with the machine",
  "domain/cpu/@mode": "Model from",
  "domain/cputune/period": "Period",
  "domain/cputune/quota": "Share of a period",
  "domain/os/bootmenu/@enable": "Boot menu",
  "domain/os/firmware/feature": "Features of the firmware",
  "domain/os/nvram": "Variable store",
  "domain/os/loader": "Loader",
  "domain/clock/timer": "Timers",
  "domain/features/hap/@state": "Nested paging",
  "domain/metadata/vbox:machine": "Settings of VirtualBox",
  "vbox:machine/vbox:osType": "Operating system",
  "domain/memory": "Memory",
  "domain/currentMemory": "Memory at start",
  "domain/vcpu": "Processors",
  "domain/vcpu/@current": "Processors at start",
  "domain/os/type": "Kind of guest",
  "domain/os/type/@arch": "Architecture",
  "domain/os/type/@machine": "Chipset",
  "domain/os/@firmware": "Firmware",
  "domain/os/boot": "Boot order",
  "domain/os/boot/@dev": "Boots from",
  "domain/clock/@offset": "Clock",
  "domain/features": "Features",
  "domain/features/acpi": "ACPI",
  "domain/features/apic": "I/O APIC",
  "domain/features/pae": "PAE/NX",
  "domain/features/hap": "Nested paging",
  "devices/disk/@type": "Kept in",
  "devices/disk/@device": "Kind",
  "devices/disk/source/@file": "Image file",
  "devices/disk/target/@dev": "Name in the machine",
  "devices/disk/target/@bus": "Bus",
  "devices/disk/readonly": "Read only",
  "devices/disk/boot/@order": "Place in the boot order",
  "devices/interface/boot/@order": "Place in the boot order",
  "devices/interface/portForward": "Port forwards",
  "devices/interface/portForward/@proto": "Protocol",
  "devices/interface/portForward/@address": "Address of the host",
  "devices/interface/portForward/range": "Ports",
  "devices/interface/portForward/range/@start": "Port of the host",
  "devices/interface/portForward/range/@end": "Last port of the host",
  "devices/interface/portForward/range/@to": "Port of the guest",
  "devices/interface/bandwidth/outbound/@average": "Most KiB a second",
  "devices/video/model/acceleration/@accel3d": "3D acceleration",
  "devices/video/model/acceleration/@accel2d": "2D acceleration",
  "devices/controller/@type": "Bus",
  "devices/controller/@index": "Number",
  "devices/controller/@model": "Hardware",
  "devices/controller/@ports": "Ports",
  "devices/tpm/backend/@version": "Version",
  "devices/tpm/backend/@type": "Kept by",
  "devices/sound/@model": "Sound card",
  "devices/disk/address": "Place on the controller",
  "devices/interface/@type": "Connected to",
  "devices/interface/mac/@address": "MAC address",
  "devices/interface/model/@type": "Card",
  "devices/interface/link/@state": "Cable",
  "devices/video/model/@type": "Graphics card",
  "devices/video/model/@vram": "Video memory",
  "devices/video/model/@heads": "Screens",
  "devices/graphics/@type": "Seen by",
  "devices/graphics/@autoport": "Choose a port",
  "devices/filesystem/source/@dir": "Folder of the host",
  "devices/filesystem/target/@dir": "Name in the guest",
  "devices/filesystem/readonly": "Read only",
};

const DEVICES: Record<string, [one: string, many: string]> = {
  disk: ["Drive", "Drives"],
  controller: ["Controller", "Controllers"],
  interface: ["Network card", "Network cards"],
  video: ["Graphics card", "Graphics card"],
  graphics: ["Display", "Displays"],
  sound: ["Sound card", "Sound card"],
  audio: ["Audio backend", "Audio backends"],
  serial: ["Serial port", "Serial ports"],
  parallel: ["Parallel port", "Parallel ports"],
  hostdev: ["Host device", "Host devices"],
  filesystem: ["Shared folder", "Shared folders"],
  input: ["Input device", "Input devices"],
  tpm: ["TPM", "TPM"],
  boot: ["Boot device", "Boot devices"],
  portForward: ["Port forward", "Port forwards"],
  range: ["Range of ports", "Ranges of ports"],
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

/** The label of what is at an address. */
export function label(path: string): string {
  const plain = plainPath(path);
  const known = LABELS[plain] ?? LABELS[plain.replace(/^domain\/(metadata\/)?/, "")];
  if (known !== undefined) return known;
  const parts = plain.split("/");
  const last = (parts.at(-1) ?? "").replace("@", "");
  const outer = parts.at(-2) ?? "";
  const isVague = ["type", "name", "value", "dev", "state", "mode"].includes(last);
  return isVague && parts.length > 3 ? `${humanize(outer)}: ${last}` : humanize(last);
}

export const deviceName = (name: string): string => DEVICES[name]?.[0] ?? humanize(name);
export const devicesName = (name: string): string => DEVICES[name]?.[1] ?? humanize(name);
