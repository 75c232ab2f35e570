//! "Did you mean …?"

use std::borrow::Cow;

use crate::diagnostic::{Applicability, Edit, Fix};
use crate::domain::value::SizeUnit;
use crate::span::Span;
use crate::spec::Value as _;

/// What others call what libvirt has another word for, each with that word.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("nat", "user"),
    ("slirp", "user"),
    ("bridged", "bridge"),
    ("intnet", "internal"),
    ("uefi", "efi"),
    ("dvd", "cdrom"),
    ("optical", "cdrom"),
    ("floppy", "fd"),
    ("floppy", "fdc"),
    ("net", "network"),
    ("pxe", "network"),
    ("disk", "hd"),
    ("hdd", "hd"),
    ("hdd", "disk"),
    ("harddisk", "disk"),
    ("ahci", "sata"),
    ("vrde", "rdp"),
    ("local", "localtime"),
    ("nic", "interface"),
    ("ram", "memory"),
    ("cpus", "vcpu"),
    ("display", "graphics"),
    ("virtualbox", "vbox"),
    ("vboxvga", "vbox"),
    ("vboxsvga", "vga"),
    ("vmware", "vmvga"),
    ("virtio-net", "virtio"),
    ("both", "bidirectional"),
    ("password", "passwd"),
    ("user", "username"),
    ("device", "dev"),
    ("src", "source"),
    ("src", "file"),
    ("path", "file"),
    ("pulse", "pulseaudio"),
    ("hda", "ich6"),
    ("2", "2.0"),
    ("1", "1.2"),
    ("cd", "cdrom"),
    ("cd-rom", "cdrom"),
    ("dvd-rom", "cdrom"),
    ("desc", "description"),
    ("macaddress", "mac"),
    ("ki", "KiB"),
    ("mi", "MiB"),
    ("gi", "GiB"),
    ("ti", "TiB"),
    // What a controller is called after: its model, or else its type.
    ("ohci", "pci-ohci"),
    ("ehci-pci", "ehci"),
    ("pci-ehci", "ehci"),
    ("xhci", "qemu-xhci"),
    ("pci-xhci", "qemu-xhci"),
    ("usb1", "pci-ohci"),
    ("usb1.1", "pci-ohci"),
    ("usb2", "ehci"),
    ("usb2.0", "ehci"),
    ("usb3", "qemu-xhci"),
    ("usb3.0", "qemu-xhci"),
    ("ohci", "usb"),
    ("ehci", "usb"),
    ("xhci", "usb"),
    ("usb1", "usb"),
    ("usb2", "usb"),
    ("usb3", "usb"),
    ("lsilogicsas", "lsisas1068"),
    ("lsilogic-sas", "lsisas1068"),
    ("lsisas", "lsisas1068"),
    // VirtualBox's host-only networks are networks of the host here.
    ("hostonly", "network"),
    ("host-only", "network"),
    ("hostonlynet", "network"),
    ("natnetwork", "network"),
    ("nat-network", "network"),
];

/// What means something of its own, and so is no slip for anything else.
const OTHER_THINGS: &[&str] = &[
    "ahci", "com", "desc", "hpet", "lpt", "ohci", "range", "ssd", "uhci", "xhci",
];

/// No known word is that long, and to compare a longer one takes time for nothing.
const LONGEST: usize = 64;

/// So many letters are enough that one wrong letter makes no other word, and two in a long one.
const SHORT: usize = 4;
const LONG: usize = 8;

/// The known word that is close enough to `word` to be what was meant.
pub fn closest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let known: Vec<&str> = known.collect();
    closest_of(word, &known)
}

/// Whether `word` is `known` but for a slip of the keyboard.
pub(crate) fn is_close(word: &str, known: &str) -> bool {
    !word.is_empty() && nearest(word, &[known], usual_limit(word)).is_some()
}

/// The known word that `word` is but for a slip of the keyboard, or that others call so. What is near only for want of
/// another, or because both are short, is no reason to look for it elsewhere.
pub(crate) fn slip_of<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let known: Vec<&str> = known.collect();
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    if word.len() > LONGEST {
        return None;
    }
    let mut others = OTHER_NAMES.iter();
    let other = others.find_map(|(other, meant)| {
        let known = known.iter().find(|known| *known == meant)?;
        (*other == lower).then_some(*known)
    });
    let limit = if length < LONG { 1 } else { 2 };
    other.or_else(|| nearest(&lower, &known, limit).filter(|_| length >= SHORT))
}

fn closest_of<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let named = |is: &dyn Fn(&str) -> bool| {
        let mut others = OTHER_NAMES.iter();
        others.find_map(|(other, meant)| {
            let known = known.iter().find(|known| *known == meant)?;
            is(other).then_some(*known)
        })
    };
    let limit = usual_limit(&lower);
    let other = named(&|other| other == lower);
    if other.is_some() || OTHER_THINGS.contains(&lower.as_str()) {
        return other;
    }
    extended(&lower, known)
        .or_else(|| nearest(&lower, known, limit))
        .or_else(|| named(&|other| lower.len() > 2 && strsim::osa_distance(&lower, other) == 1))
        .or_else(|| only_one(&lower, known))
}

/// One mistake in a short word, one in three letters of a long one.
fn usual_limit(word: &str) -> usize {
    (word.chars().count() / 3).max(1)
}

/// The one word that goes on where `word` ends, with the number of bits: `Windows11` for `Windows11_64`.
fn extended<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let mut bits = known.iter().filter(|known| {
        let known = lower_case(known);
        let front = known.strip_suffix("_64");
        front.is_some_and(|front| word == front || word == [front, "64"].concat())
    });
    bits.next().copied()
}

fn nearest<'k>(word: &str, known: &[&'k str], limit: usize) -> Option<&'k str> {
    let near = distances(word, known, limit);
    let nearest = near.min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, known)| known)
}

/// The word that is nearer than any other where two letters of four or five are wrong, but not the first: `stat` for `sata`.
fn only_one<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let first = word.chars().next()?;
    let limit = (word.chars().count() / 2).min(2);
    let least = distances(word, known, limit).map(|(distance, _)| distance);
    let least = least.min()?;
    let mut near = distances(word, known, least);
    let (_, found) = near.next()?;
    let begins = lower_case(found).starts_with(first);
    (near.next().is_none() && begins && limit > 1).then_some(found)
}

/// The words that are at most so many slips away, with how many.
fn distances<'k>(
    word: &str,
    known: &[&'k str],
    limit: usize,
) -> impl Iterator<Item = (usize, &'k str)> {
    let length = word.chars().count();
    // A mistake adds or takes a letter at most; known words are ASCII.
    let near = known
        .iter()
        .filter(move |known| known.len().abs_diff(length) <= limit);
    near.map(move |known| (strsim::osa_distance(word, &lower_case(known)), *known))
        .filter(move |(distance, known)| *distance <= limit && *distance < known.len())
}

/// The word in lower case, which most known words are in.
fn lower_case(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// Other ways to say yes and no, which libvirt says as `yes` and `no` or as `on` and `off`, by place.
const YES: &[&str] = &["yes", "on", "true", "1", "enabled", "enable"];
const NO: &[&str] = &["no", "off", "false", "0", "disabled", "disable"];

/// The word that means the same as `word` where `known` are yes and no, or else the one that is close to it.
pub(crate) fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let pair = |yes: &str, no: &str| known.contains(&yes) && known.contains(&no);
    if pair("yes", "no") || pair("on", "off") {
        let group = [YES, NO]
            .into_iter()
            .find(|group| group.contains(&lower.as_str()));
        let same = group.and_then(|group| known.iter().find(|known| group.contains(known)));
        if let Some(same) = same {
            return Some(same);
        }
    }
    closest_of(word, known)
}

/// What a value was meant to be that is no word: without what nobody writes there on purpose, if `accepts` takes that.
pub(crate) fn mended(text: &str, accepts: &dyn Fn(&str) -> bool) -> Option<String> {
    let bare = text.trim_matches(|at: char| at.is_whitespace() || "{}()[]\"'`#$".contains(at));
    let unit = bare.trim_start_matches(|at: char| !at.is_ascii_alphabetic());
    // `4 GiB` is not 4 KiB.
    let counted = SizeUnit::read(unit).is_none() || unit.is_empty();
    let number = bare.trim_end_matches(|at: char| !at.is_ascii_digit());
    let digits = bare.trim_end_matches(|at: char| !at.is_ascii_hexdigit());
    let candidates = [
        Some(bare.to_owned()),
        Some(bare.to_lowercase()),
        Some(bare.replace(['O', 'o'], "0").replace(['l', 'I'], "1")),
        Some(bare.replace(['-', '.'], ":")),
        Some(bare.replace([',', '_', ' ', '\''], "")),
        Some(bare.trim_start_matches(['-', '+']).to_owned()),
        Some(digits.to_owned()).filter(|_| counted),
        Some(number.to_owned()).filter(|_| counted),
        // Any other fraction is something, and `1.000` may be a thousand to whom the dot separates them.
        bare.split_once('.')
            .filter(|(_, fraction)| matches!(*fraction, "0" | "00"))
            .map(|(whole, _)| whole.to_owned()),
        bare.rsplit_once([':', '.'])
            .filter(|(front, _)| front.contains([':', '.']))
            .map(|(front, _)| front.to_owned()),
        with_colons(bare),
    ];
    // Of `0xzz` nothing is left that was meant.
    let is_prefix = |candidate: &String| candidate == "0" && bare.len() > 1;
    let mut candidates = candidates.into_iter().flatten().filter(|it| !is_prefix(it));
    candidates.find(|candidate| !candidate.is_empty() && candidate != text && accepts(candidate))
}

/// Twelve hexadecimal digits as a hardware address has them.
fn with_colons(digits: &str) -> Option<String> {
    let is_bare = digits.len() == 12 && digits.bytes().all(|at| at.is_ascii_hexdigit());
    let pairs = is_bare.then(|| digits.as_bytes().chunks(2))?;
    let pairs: Option<Vec<&str>> = pairs.map(|pair| std::str::from_utf8(pair).ok()).collect();
    pairs.map(|pairs| pairs.join(":"))
}

/// The fix that puts `meant` in the place of `written`: safe where only upper and lower case differ.
pub(crate) fn rename(meant: &str, written: &str, spans: Vec<Span>) -> Fix {
    let applicability = if meant.eq_ignore_ascii_case(written) {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    Fix {
        title: format!("write `{meant}`"),
        applicability,
        edits: spans
            .into_iter()
            .map(|span| Edit {
                span,
                text: meant.to_owned(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_close_is_suggested() {
        let known = ["ide", "scsi", "sata", "virtio"];
        let cases = [
            ("sta", Some("sata")),
            ("SATA", Some("sata")),
            ("virito", Some("virtio")),
            ("stat", Some("sata")),
            ("saat", Some("sata")),
            ("scssi", Some("scsi")),
            ("ste", None),
            ("usb", None),
            ("", None),
        ];
        for (word, meant) in cases {
            assert_eq!(closest(word, known.into_iter()), meant, "{word}");
        }
    }

    #[test]
    fn what_others_call_it_is_understood() {
        let known = ["user", "bridge", "internal", "network", "null"];
        let cases = [
            ("nat", Some("user")),
            ("nta", Some("user")),
            ("Bridged", Some("bridge")),
            ("hostonly", Some("network")),
            ("Host-Only", Some("network")),
        ];
        for (word, meant) in cases {
            assert_eq!(closest(word, known.into_iter()), meant, "{word}");
        }
        let boot = ["fd", "hd", "cdrom", "network"];
        for (word, meant) in [("disk", "hd"), ("dvd", "cdrom"), ("pxe", "network")] {
            assert_eq!(closest(word, boot.into_iter()), Some(meant), "{word}");
        }
        let others = ["dev", "source", "pulseaudio", "ich6", "2.0", "1.2", "disk"];
        for (word, meant) in [
            ("device", "dev"),
            ("src", "source"),
            ("pulse", "pulseaudio"),
            ("hda", "ich6"),
            ("2", "2.0"),
            ("1", "1.2"),
            ("hdd", "disk"),
        ] {
            assert_eq!(closest(word, others.into_iter()), Some(meant), "{word}");
        }
    }

    #[test]
    fn what_is_called_after_something_is_not_taken_for_what_is_near() {
        let models = ["ehci", "pci-ohci", "qemu-xhci", "lsilogic", "lsisas1068"];
        for (word, meant) in [
            ("xhci", Some("qemu-xhci")),
            ("ohci", Some("pci-ohci")),
            ("pci-xhci", Some("qemu-xhci")),
            ("USB2", Some("ehci")),
            ("usb3", Some("qemu-xhci")),
            ("usb1", Some("pci-ohci")),
            ("LsiLogicSAS", Some("lsisas1068")),
            ("ahci", None),
            ("ehic", Some("ehci")),
        ] {
            assert_eq!(closest(word, models.into_iter()), meant, "{word}");
        }
        let types = ["sata", "usb", "scsi"];
        for (word, meant) in [("xhci", "usb"), ("ahci", "sata")] {
            assert_eq!(closest(word, types.into_iter()), Some(meant), "{word}");
        }
        let units = ["KB", "KiB", "MB", "MiB", "GB", "GiB"];
        for (word, meant) in [("Gi", "GiB"), ("Mi", "MiB"), ("Ki", "KiB")] {
            assert_eq!(closest(word, units.into_iter()), Some(meant), "{word}");
        }
        let boot = ["fd", "hd", "cdrom", "network"];
        for (word, meant) in [("cd", "cdrom"), ("hdd", "hd"), ("net", "network")] {
            assert_eq!(closest(word, boot.into_iter()), Some(meant), "{word}");
        }
    }

    #[test]
    fn elsewhere_only_a_slip_is_looked_for() {
        for (word, known, is_slip) in [
            ("interfaces", "interface", true),
            ("currentmemroy", "currentMemory", true),
            ("disc", "disk", true),
            ("desc", "disk", false),
            ("range", "rng", false),
            ("com", "rom", false),
            ("nic", "interface", true),
        ] {
            let found = slip_of(word, std::iter::once(known));
            assert_eq!(found.is_some(), is_slip, "{word}");
        }
    }

    #[test]
    fn a_slip_in_a_word_of_any_list_is_understood() {
        let slips = |word: &str| {
            let letters: Vec<char> = word.chars().collect();
            let mut all = Vec::new();
            for at in 0..letters.len().saturating_sub(1) {
                let mut swapped = letters.clone();
                swapped.swap(at, at + 1);
                let mut doubled = letters.clone();
                doubled.insert(at, letters[at]);
                let mut without = letters.clone();
                without.remove(at);
                all.extend([swapped, doubled, without]);
            }
            all.into_iter().map(String::from_iter).collect::<Vec<_>>()
        };
        let mut misunderstood = Vec::new();
        for list in crate::vocabulary::lists() {
            let words: Vec<&str> = list.iter().collect();
            for word in words.iter().filter(|word| word.len() > 2) {
                let slips = slips(word).into_iter();
                for slip in slips.filter(|slip| slip.len() > 2 && !words.contains(&&**slip)) {
                    // Another word may be as near.
                    if meant(&slip, &words).is_none() {
                        misunderstood.push(format!("{slip} for {word}"));
                    }
                }
            }
        }
        assert_eq!(misunderstood, [""; 0]);
    }

    #[test]
    fn yes_and_no_have_many_names() {
        assert_eq!(meant("true", &["yes", "no"]), Some("yes"));
        assert_eq!(meant("Disabled", &["off", "on"]), Some("off"));
        assert_eq!(meant("onn", &["off", "on"]), Some("on"));
        assert_eq!(meant("true", &["ide", "sata"]), None);
    }

    #[test]
    fn what_nobody_means_is_left_out() {
        let number = |text: &str| mended(text, &|text| text.parse::<u32>().is_ok());
        let cases = [
            ("4096x", Some("4096")),
            ("-5", Some("5")),
            ("1O24", Some("1024")),
            ("4,096", Some("4096")),
            ("4.0", Some("4")),
            ("4.5", None),
            ("1.024", None),
            ("2.048,5", None),
            ("'7'", Some("7")),
            ("4 GiB", None),
            ("many", None),
            ("0xzz", None),
        ];
        for (text, meant) in cases {
            assert_eq!(number(text).as_deref(), meant, "{text}");
        }
        let mac = |text: &str| mended(text, &|text| text.len() == 17 && text.contains(':'));
        assert_eq!(
            mac("08-00-27-00-00-01").as_deref(),
            Some("08:00:27:00:00:01")
        );
        assert_eq!(mac("080027000001").as_deref(), Some("08:00:27:00:00:01"));
        assert_eq!(
            mac("08:00:27:00:00:01:00").as_deref(),
            Some("08:00:27:00:00:01")
        );
    }
}
