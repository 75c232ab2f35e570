// Texts that people mostly write where the vocabulary has no closed list of words.

const SUGGESTIONS: Record<string, readonly string[]> = {
  "devices/interface/model/@type": ["82540EM", "82543GC", "82545EM", "Am79C970A", "Am79C973", "virtio"],
  "os/type": ["hvm"],
  "os/type/@arch": ["x86_64", "i686", "aarch64"],
  "os/type/@machine": ["pc", "q35"],
  "metadata/vbox:machine/vbox:osType": [
    "Windows11_64",
    "Windows10_64",
    "Windows2022_64",
    "WindowsXP",
    "Debian_64",
    "Ubuntu_64",
    "Fedora_64",
    "RedHat_64",
    "OpenSUSE_64",
    "ArchLinux_64",
    "Linux_64",
    "FreeBSD_64",
    "OpenBSD_64",
    "Solaris11_64",
    "DOS",
    "Other_64",
  ],
};

/** What may be offered at an address without places among siblings. */
export const suggestions = (plain: string): readonly string[] =>
  SUGGESTIONS[plain] ?? SUGGESTIONS[plain.replace(/^domain\//, "")] ?? [];
