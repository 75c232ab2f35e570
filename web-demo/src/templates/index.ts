// What a new document can begin as.
import dos from "./dos.xml?raw";
import lab from "./lab-a.xml?raw";
import server from "./server.xml?raw";
import windows from "./windows-11.xml?raw";

export interface Template {
  file: string;
  title: string;
  about: string;
  xml: string;
}

export const templates: [Template, ...Template[]] = [
  { file: "server.xml", title: "Linux server", about: "Two processors, 2 GiB, SATA disk, NAT, no sound.", xml: server },
  {
    file: "windows-11.xml",
    title: "Windows 11 desktop",
    about: "EFI with secure boot, TPM 2.0, 8 GiB, SATA disk, 3D graphics.",
    xml: windows,
  },
  { file: "dos.xml", title: "Legacy DOS machine", about: "One slow processor, IDE disk, floppy drive, Sound Blaster.", xml: dos },
  {
    file: "lab.xml",
    title: "Lab of three machines",
    about: "The first of three that share an internal network; the others differ in name and MAC address.",
    xml: lab,
  },
];
