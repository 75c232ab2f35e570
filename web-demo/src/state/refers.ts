// What names a device elsewhere follows it: VirtualBox's own settings in the metadata say by a name which device they are about.
import type { Node, Wish } from "boxwright";
import { attribute } from "../form/summary";
import { root } from "./document";
import { named, nodeAt } from "./tree";

interface Name {
  /** The element of the metadata that refers to it, and the attribute that does. */
  element: string;
  key: string;
}

/** The names of devices: by the device and the way to its name. */
const NAMES: Readonly<Record<string, Name>> = {
  "disk/target/@dev": { element: "vbox:disk", key: "target" },
  "filesystem/target/@dir": { element: "vbox:filesystem", key: "target" },
  "interface/mac/@address": { element: "vbox:interface", key: "mac" },
  "interface/alias/@name": { element: "vbox:interface", key: "alias" },
  "serial/target/@port": { element: "vbox:serial", key: "port" },
};

const DEVICE = /^(\/?domain\/devices\/([a-z]+)(?:\[\d+\])?)(?:\/(.*))?$/;

/** What names had that are being typed anew, from empty on. */
const before = new Map<string, string>();

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function valueAt(node: Node | undefined, way: string): string {
  const [element = "", name = ""] = way.split("/@");
  return attribute(named(node, element)[0], name);
}

function referring(top: Node, { element, key }: Name, value: string): Node[] {
  const machine = named(named(top, "metadata")[0], "vbox:machine")[0];
  return named(machine, element).filter((one) => isSame(attribute(one, key), value));
}

/** Whether another device has the same name, so that nothing says which of them is meant. */
function isShared(top: Node, device: Node, way: string, value: string): boolean {
  const others = named(named(top, "devices")[0], device.name).filter((one) => one !== device);
  return others.some((one) => isSame(valueAt(one, way), value));
}

/** What says where the other end of a card is, by the kind of its connection. */
const ENDS: Readonly<Record<string, string>> = { bridge: "bridge", direct: "dev", internal: "name", network: "network" };

/** The other end of a card goes with the kind of connection that it was for. */
function otherEnd(card: Node, path: string, type: string): Wish[] {
  const [source] = named(card, "source");
  if (!source) return [];
  const names = source.attributes.map((one) => one.name);
  const isFor = Object.keys(ENDS).filter((kind) => names.includes(ENDS[kind] ?? ""));
  return isFor.length > 0 && !isFor.includes(type) ? [{ op: "remove", path: `${path}/source` }] : [];
}

/** What has to follow one wish so that nothing refers to a device that is no more. */
function following(top: Node, wish: Wish): Wish[] {
  if (wish.op === "add") return [];
  const [, path = "", kind = "", way = ""] = DEVICE.exec(wish.path) ?? [];
  const device = path === "" ? undefined : nodeAt(top, path);
  if (!device) return [];
  if (wish.op === "remove" && way === "") {
    const names = Object.entries(NAMES).filter(([one]) => one.startsWith(`${kind}/`));
    const about = names.flatMap(([one, name]) => {
      const inside = one.slice(kind.length + 1);
      const value = valueAt(device, inside);
      return value === "" || isShared(top, device, inside, value) ? [] : referring(top, name, value);
    });
    // From the last to the first: each leaves the addresses of those before it as they are.
    return [...new Set(about)].toReversed().map(({ path: at }) => ({ op: "remove", path: at }));
  }
  if (kind === "interface" && way === "@type" && wish.op === "set") return otherEnd(device, path, wish.value);
  const name = NAMES[`${kind}/${way}`];
  if (!name) return [];
  const value = valueAt(device, way);
  if (wish.op !== "set") {
    if (value !== "") before.set(wish.path, value);
    return [];
  }
  const old = value === "" ? (before.get(wish.path) ?? "") : value;
  if (wish.value !== "") before.delete(wish.path);
  if (old === "" || wish.value === "" || isShared(top, device, way, old)) return [];
  return referring(top, name, old).map(({ path: at }) => ({ op: "set", path: `${at}/@${name.key}`, value: wish.value }));
}

/** The wishes with all that has to follow them. */
export function withFollowing(wishes: readonly Wish[]): Wish[] {
  const top = root.peek();
  if (!top) return [...wishes];
  const more = wishes.flatMap((wish) => following(top, wish));
  // What is removed from the metadata stands before the devices or behind them, and moves none of them.
  return [...wishes, ...more];
}
