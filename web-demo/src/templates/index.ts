// What a new document can begin as.
import type { Draft } from "../state/book";
import dos from "./dos.xml?raw";
import labA from "./lab-a.xml?raw";
import labB from "./lab-b.xml?raw";
import labC from "./lab-c.xml?raw";
import server from "./server.xml?raw";
import windows from "./windows-11.xml?raw";

export interface Template {
  title: string;
  about: string;
  files: Draft[];
}

export const templates: [Template, ...Template[]] = [
  {
    title: "Linux server",
    about: "Two processors, 2 GiB, SATA disk, NAT, remote desktop, no sound.",
    files: [{ name: "server.xml", text: server }],
  },
  {
    title: "Windows 11 desktop",
    about: "EFI with secure boot, TPM 2.0, 8 GiB, SATA disk, USB 3, 3D graphics.",
    files: [{ name: "windows-11.xml", text: windows }],
  },
  {
    title: "Legacy DOS machine",
    about: "One slow processor, IDE disk, floppy drive, Sound Blaster.",
    files: [{ name: "dos.xml", text: dos }],
  },
  {
    title: "Lab of three machines",
    about: "Three documents: an internal network joins the machines, one of them has a way out.",
    files: [
      { name: "lab-a.xml", text: labA },
      { name: "lab-b.xml", text: labB },
      { name: "lab-c.xml", text: labC },
    ],
  },
];
