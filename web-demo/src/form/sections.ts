// Where each element of the vocabulary has its place in the form. What is not named here comes under "More", so that an
// element that is new in the core has a place as well.
import { computed, signal } from "@preact/signals";
import type { ChildEntry, Vocabulary } from "boxwright";
import { vocabulary } from "../state/document";

interface Section {
  id: string;
  title: string;
  about: string;
  /** Names of elements directly in `<domain>`. */
  own: string[];
  /** Names of elements in `<devices>`. */
  devices: string[];
}

const SECTIONS: Section[] = [
  section("general", "General", "What the machine is called, and what it is for.", [
    "name",
    "title",
    "description",
    "uuid",
    "genid",
  ]),
  section("system", "System", "Memory, clock, and what the guest sees of the machine.", [
    "memory",
    "currentMemory",
    "clock",
    "features",
  ]),
  section("processor", "Processor", "How many there are, and how much of the host's they may use.", ["vcpu", "cpu", "cputune"]),
  section(
    "boot",
    "Boot and firmware",
    "What starts, and in which order.",
    ["os", "bootloader", "sysinfo", "pm"],
    ["tpm", "nvram"],
  ),
  section("storage", "Storage", "Disks, optical and floppy drives, and what they hang from.", [], ["disk", "controller"]),
  section("network", "Network", "Cards, and what they are connected to.", [], ["interface"]),
  section("display", "Display", "The graphics card.", [], ["video"]),
  section("remote", "Remote display", "Ways to see the screen.", [], ["graphics"]),
  section("audio", "Audio", "The sound card.", [], ["sound", "audio"]),
  section("ports", "Ports", "Serial and parallel ports.", [], ["serial", "parallel", "console", "channel"]),
  section(
    "usb",
    "USB and input",
    "Devices of the host that the guest gets, keyboard and pointer.",
    [],
    ["hostdev", "input", "hub", "redirdev"],
  ),
  section("shares", "Shared folders", "Folders of the host that the guest sees.", [], ["filesystem"]),
  section("vbox", "VirtualBox only", "What VirtualBox can do and libvirt has no words for.", ["metadata"]),
];

function section(id: string, title: string, about: string, own: string[], devices: string[] = []): Section {
  return { id, title, about, own, devices };
}

const MORE = section("more", "More", "Everything else.", []);

export interface Filled {
  section: Section;
  own: ChildEntry[];
  devices: ChildEntry[];
}

/** How many sections there is room for on the largest page. */
const FIRST = 3;

/** Whether the form has all sections: those that nobody sees yet come behind the first view. */
export const isWhole = signal(false);

/** The sections that the form has. */
export const shownSections = computed(() => (isWhole.value ? sections.value : sections.value.slice(0, FIRST)));

/** The sections with what the vocabulary has for each. */
export const sections = computed(() => (vocabulary.value ? filled(vocabulary.value) : []));

function filled(vocabulary: Vocabulary): Filled[] {
  const domain = vocabulary.elements[0]?.children ?? [];
  const holder = domain.find((child) => child.name === "devices");
  const devices = holder?.element != null ? (vocabulary.elements[holder.element]?.children ?? []) : [];
  const rest = domain.filter((child) => child !== holder);
  const pick = (names: string[], from: ChildEntry[]): ChildEntry[] =>
    names.flatMap((name) => from.filter((child) => child.name === name));
  const named = SECTIONS.map((one) => ({
    section: one,
    own: pick(one.own, rest),
    devices: pick(one.devices, devices),
  }));
  const is = (child: ChildEntry, all: (one: Filled) => ChildEntry[]): boolean => named.some((one) => all(one).includes(child));
  const more = {
    section: MORE,
    own: rest.filter((child) => !is(child, (one) => one.own)),
    devices: devices.filter((child) => !is(child, (one) => one.devices)),
  };
  return [...named, more].filter((one) => one.own.length + one.devices.length > 0);
}
