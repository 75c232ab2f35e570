// What most people should choose, by the guest that the document names.
import { computed } from "@preact/signals";
import type { Node } from "boxwright";
import { root } from "../state/document";
import { inner } from "./summary";

export interface Advice {
  word: string;
  why: string;
}

type Guest = "windows" | "dos" | "other";

function guestOf(root: Node | undefined): Guest {
  const own = root && inner(root, "metadata")?.children.find((one) => one.name === "vbox:machine");
  const type = (own && inner(own, "vbox:osType")?.text) ?? "";
  if (/^windows/i.test(type)) return "windows";
  return /^dos/i.test(type) ? "dos" : "other";
}

const guest = computed(() => guestOf(root.value));

const hasTpm = computed(() => {
  const devices = root.value && inner(root.value, "devices");
  return devices?.children.some((one) => one.name === "tpm") ?? false;
});

const ADVICE: Record<string, (guest: Guest) => Advice | undefined> = {
  "domain/os/@firmware": () => (hasTpm.value ? { word: "efi", why: "a guest with a TPM starts from EFI" } : undefined),
  "domain/clock/@offset": (guest) =>
    guest === "other"
      ? { word: "utc", why: "what Linux and most others expect" }
      : { word: "localtime", why: "what Windows and DOS expect" },
  "devices/disk/target/@bus": (guest) =>
    guest === "dos"
      ? { word: "ide", why: "old systems know no other" }
      : { word: "sata", why: "every system since 2006 knows it" },
  "devices/interface/model/@type": (guest) =>
    guest === "dos"
      ? { word: "Am79C973", why: "packet drivers exist for it" }
      : { word: "82540EM", why: "nearly every system has a driver for it" },
  "devices/video/model/@type": (guest) => {
    if (guest === "dos") return { word: "vbox", why: "plain VGA" };
    return guest === "windows"
      ? { word: "vga", why: "VirtualBox's choice for Windows" }
      : { word: "vmvga", why: "VirtualBox's choice for Linux" };
  },
  "devices/sound/@model": (guest) =>
    guest === "dos" ? { word: "sb16", why: "what games know" } : { word: "ich6", why: "today's systems have a driver for it" },
};

/** What to choose at an address without places among siblings, such as `devices/sound/@model`. */
export const advice = (plain: string): Advice | undefined =>
  (ADVICE[plain] ?? ADVICE[plain.replace(/^domain\//, "")])?.(guest.value);
