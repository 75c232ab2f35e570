// A device in a line, as a person would name it.
import type { Node } from "boxwright";
import { itemName } from "./words";

interface Summary {
  title: string;
  detail: string;
}

export const attribute = (node: Node | undefined, name: string): string =>
  node?.attributes.find((one) => one.name === name)?.value ?? "";

export const inner = (node: Node, name: string): Node | undefined => node.children.find((child) => child.name === name);

const file = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
const join = (...parts: string[]): string => parts.filter((part) => part !== "").join(" · ");

const KINDS: Record<string, string> = {
  disk: "Hard disk",
  cdrom: "Optical drive",
  floppy: "Floppy drive",
};

const NETWORKS: Record<string, string> = {
  user: "NAT",
  bridge: "Bridge",
  network: "Network",
  internal: "Internal network",
  direct: "Bridge",
};

const SUMMARIES: Record<string, (node: Node) => Summary> = {
  disk(node) {
    const target = inner(node, "target");
    const image = attribute(inner(node, "source"), "file");
    const bus = attribute(target, "bus").toUpperCase();
    return {
      title: KINDS[attribute(node, "device") || "disk"] ?? "Drive",
      detail: join(attribute(target, "dev"), bus, image === "" ? "empty" : file(image)),
    };
  },
  controller(node) {
    const type = attribute(node, "type");
    return {
      title: type === "" ? "Controller" : `${type.toUpperCase()} controller`,
      detail: join(attribute(node, "model"), attribute(node, "index") && `number ${attribute(node, "index")}`),
    };
  },
  interface(node) {
    const source = inner(node, "source");
    const to = source?.attributes.map((one) => one.value).join(" ") ?? "";
    const type = attribute(node, "type");
    return {
      title: NETWORKS[type] ?? "Network card",
      detail: join(to, attribute(inner(node, "model"), "type"), attribute(inner(node, "mac"), "address")),
    };
  },
  filesystem: (node) => ({
    title: attribute(inner(node, "target"), "dir") || "Shared folder",
    detail: attribute(inner(node, "source"), "dir"),
  }),
  video: (node) => ({ title: "Graphics card", detail: attribute(inner(node, "model"), "type") }),
  graphics: (node) => ({
    title: attribute(node, "type") === "rdp" ? "Remote desktop" : "Window on the host",
    detail: attribute(node, "port") && `port ${attribute(node, "port")}`,
  }),
  sound: (node) => ({ title: "Sound card", detail: attribute(node, "model") }),
};

/** Any element in a line. */
export function summary(node: Node): Summary {
  const known = SUMMARIES[node.name];
  if (known) return known(node);
  const values = [...node.attributes, ...node.children.flatMap((child) => child.attributes)];
  const detail = values.slice(0, 3).map((one) => one.value);
  return { title: itemName(node.name), detail: join(...detail) };
}
