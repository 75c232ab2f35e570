//! What a value can be: the checks that libvirt's parser makes, where it makes fewer than its schema.

use core::net::{IpAddr, Ipv4Addr};

use uuid::Uuid;

use crate::domain::value::SizeUnit;
use crate::spec::Value as _;

/// The words of a list, sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub(super) start: u16,
    pub(super) count: u16,
}

impl Words {
    /// The words.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        let start = usize::from(self.start);
        let numbers = super::data::WORDS.get(start..start + usize::from(self.count));
        numbers
            .unwrap_or_default()
            .iter()
            .map(|number| super::name(*number))
    }
}

/// What a value can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueClass {
    /// Any text: libvirt's parser looks at no character of it.
    Text,
    /// A text of one line that is not empty.
    Line,
    /// A path on the host; the parser takes a relative one as well.
    Path,
    /// One of a list.
    Words(Words),
    /// `yes` or `no`.
    YesNo,
    /// `on` or `off`.
    OnOff,
    /// Decimal digits.
    Number {
        /// The least value.
        min: i64,
        /// The greatest value.
        max: u64,
    },
    /// Decimal digits, or hexadecimal ones after `0x`.
    Address {
        /// The greatest value.
        max: u64,
    },
    /// Hexadecimal digits with or without `0x`, or a decimal number in the same range.
    Hex {
        /// The most digits.
        digits: u8,
    },
    /// The same, or `-1` for any.
    HexOrAny {
        /// The most digits.
        digits: u8,
    },
    /// A number of seconds with or without its sign, or `reset`.
    Adjustment,
    /// A UUID.
    Uuid,
    /// A UUID, or nothing for one that libvirt makes up.
    UuidOrNothing,
    /// The hardware address of one network interface.
    Mac,
    /// An IP address, of version 4 or 6.
    Ip,
    /// An IP address of version 4.
    Ipv4,
    /// A list of numbers, ranges and exceptions with commas between them.
    CpuSet,
    /// The unit of a size.
    SizeUnit,
    /// The name of a disk in the guest, such as `sda`.
    TargetDev,
    /// Numbers with dots between them, which lead to a port through hubs.
    UsbPort,
    /// A version such as `2.0`, or `-1` for any.
    UsbVersion,
    /// A worldwide name, 16 hexadecimal digits.
    Wwn,
    /// Letters, digits, `-` and `_`.
    ModelName,
    /// Characters that are no comma.
    NoComma {
        /// The fewest.
        min: u8,
        /// The most.
        max: u8,
    },
    /// Printable ASCII characters.
    Printable {
        /// The most.
        max: u8,
    },
    /// One to eight letters, digits, dots and blanks.
    LoadParameter,
    /// The permissions of a file, up to four octal digits.
    OctalMode,
    /// A date with a time, such as `2030-01-31T12:00:00`.
    DateTime,
}

impl ValueClass {
    /// Whether `text` is such a value.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Text | Self::Path => true,
            Self::Line => !text.is_empty() && !text.contains('\n'),
            Self::Words(words) => words.iter().any(|word| word == text),
            Self::YesNo => matches!(text, "yes" | "no"),
            Self::OnOff => matches!(text, "on" | "off"),
            Self::Number { min, max } => is_number(text.trim(), min, max),
            Self::Address { max } => match hexadecimal(text.trim()) {
                Some(digits) => is_hexadecimal(digits, max),
                None => is_number(text.trim(), 0, max),
            },
            Self::Hex { digits } => is_hex(text.trim(), digits),
            Self::HexOrAny { digits } => text.trim() == "-1" || is_hex(text.trim(), digits),
            Self::Adjustment => {
                let (number, min) = match text.strip_prefix('+') {
                    Some(rest) => (rest, 0),
                    None => (text, i64::MIN),
                };
                text == "reset" || is_number(number, min, i64::MAX.unsigned_abs())
            }
            Self::Uuid => Uuid::read(text).is_some(),
            Self::UuidOrNothing => text.trim().is_empty() || Uuid::read(text).is_some(),
            Self::Mac => is_mac(text),
            Self::Ip => text.parse::<IpAddr>().is_ok(),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::CpuSet => text.split(',').all(|part| is_cpu_range(part.trim())),
            Self::SizeUnit => text.is_empty() || SizeUnit::read(text).is_some(),
            Self::TargetDev => is_target(text),
            Self::UsbPort => {
                let mut parts = text.split('.');
                parts.clone().count() <= 4 && parts.all(|part| is_hex(part, 3))
            }
            Self::UsbVersion => {
                let parts = text.split_once('.');
                text == "-1"
                    || parts.is_some_and(|(major, minor)| {
                        is_number(major, 0, 99) && is_number(minor, 0, 99)
                    })
            }
            Self::Wwn => {
                let digits = hexadecimal(text).unwrap_or(text);
                digits.len() == 16 && is_hexadecimal(digits, u64::MAX)
            }
            Self::ModelName => {
                let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
                !text.is_empty() && text.bytes().all(part)
            }
            Self::NoComma { min, max } => {
                let count = text.chars().count();
                (usize::from(min)..=usize::from(max)).contains(&count) && !text.contains(',')
            }
            Self::Printable { max } => {
                text.len() <= usize::from(max)
                    && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
            }
            Self::LoadParameter => {
                let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b' ');
                (1..=8).contains(&text.len()) && text.bytes().all(part)
            }
            Self::OctalMode => {
                let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
                digits && (1..=4).contains(&text.len()) && (text.len() < 4 || text.starts_with('0'))
            }
            Self::DateTime => is_date_time(text),
        }
    }

    /// The words that it can be; none where it is not one of a list.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let (list, pair): (_, &[&str]) = match self {
            Self::Words(words) => (words, &[]),
            Self::YesNo => (Words::NONE, &["yes", "no"]),
            Self::OnOff => (Words::NONE, &["on", "off"]),
            Self::Adjustment => (Words::NONE, &["reset"]),
            Self::Text
            | Self::Line
            | Self::Path
            | Self::Number { .. }
            | Self::Address { .. }
            | Self::Hex { .. }
            | Self::HexOrAny { .. }
            | Self::Uuid
            | Self::UuidOrNothing
            | Self::Mac
            | Self::Ip
            | Self::Ipv4
            | Self::CpuSet
            | Self::SizeUnit
            | Self::TargetDev
            | Self::UsbPort
            | Self::UsbVersion
            | Self::Wwn
            | Self::ModelName
            | Self::NoComma { .. }
            | Self::Printable { .. }
            | Self::LoadParameter
            | Self::OctalMode
            | Self::DateTime => (Words::NONE, &[]),
        };
        list.iter().chain(pair.iter().copied())
    }

    /// What it has to be, such as `a UUID`.
    pub fn what(self) -> String {
        let what = match self {
            Self::Text => "a text",
            Self::Line => "a text of one line that is not empty",
            Self::Path => "a path on the host",
            Self::Words(_) => "one of a list of words",
            Self::YesNo => "`yes` or `no`",
            Self::OnOff => "`on` or `off`",
            Self::Number { min, max } if max >= i64::MAX.unsigned_abs() => {
                return match min {
                    0 => "a whole number, digits only".to_owned(),
                    1.. => format!("a whole number of at least {min}, digits only"),
                    ..0 => "a whole number".to_owned(),
                };
            }
            Self::Number { min, max } => return format!("a whole number from {min} to {max}"),
            Self::Address { max: u64::MAX } => {
                "a whole number, or hexadecimal digits with `0x` before them"
            }
            Self::Address { max } => {
                return format!(
                    "a whole number from 0 to {max}, or the same in hexadecimal digits with `0x` before them"
                );
            }
            Self::Hex { digits } => {
                return format!("one to {digits} hexadecimal digits, such as `0x8`");
            }
            Self::HexOrAny { digits } => {
                return format!("one to {digits} hexadecimal digits, or `-1` for any");
            }
            Self::Adjustment => "a number of seconds, or `reset`",
            Self::Uuid | Self::UuidOrNothing => "32 hexadecimal digits, with or without hyphens",
            Self::Mac => {
                "six pairs of hexadecimal digits with colons between them, the first of them even"
            }
            Self::Ip => "an IP address",
            Self::Ipv4 => "four numbers from 0 to 255 with dots between them",
            Self::CpuSet => {
                "numbers, ranges such as `0-3` and exceptions such as `^2` with commas between them"
            }
            Self::SizeUnit => "a unit such as `KiB` or `MB`",
            Self::TargetDev => "a name such as `hda`, `sdb`, `vda` or `fda`",
            Self::UsbPort => "up to four numbers with dots between them",
            Self::UsbVersion => "a version such as `2.0`, or `-1` for any",
            Self::Wwn => "16 hexadecimal digits",
            Self::ModelName => "letters, digits, `-` and `_`",
            Self::NoComma { min, max } if min == max => {
                return format!("{max} characters without a comma");
            }
            Self::NoComma { max, .. } => {
                return format!("at most {max} characters without a comma");
            }
            Self::Printable { max } => return format!("at most {max} printable ASCII characters"),
            Self::LoadParameter => "one to eight letters, digits, dots and blanks",
            Self::OctalMode => "octal digits such as `0755`",
            Self::DateTime => "a date with a time, such as `2030-01-31T12:00:00`",
        };
        what.to_owned()
    }
}

impl Words {
    const NONE: Self = Self { start: 0, count: 0 };
}

fn is_number(text: &str, min: i64, max: u64) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.strip_prefix('-') {
        Some(rest) => {
            min < 0 && digits(rest) && text.parse().is_ok_and(|number: i64| number >= min)
        }
        None => {
            let least = u64::try_from(min).unwrap_or_default();
            digits(text)
                && text
                    .parse()
                    .is_ok_and(|number| (least..=max).contains(&number))
        }
    }
}

/// The digits after `0x`.
fn hexadecimal(text: &str) -> Option<&str> {
    text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))
}

fn is_hexadecimal(digits: &str, max: u64) -> bool {
    // `from_str_radix` takes a sign.
    digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && u64::from_str_radix(digits, 16).is_ok_and(|number| number <= max)
}

fn is_hex(text: &str, digits: u8) -> bool {
    let max = u64::MAX >> (64 - 4 * u32::from(digits.clamp(1, 16)));
    match hexadecimal(text) {
        Some(digits) => is_hexadecimal(digits, max),
        None => is_hexadecimal(text, max) || is_number(text, 0, max),
    }
}

fn is_mac(text: &str) -> bool {
    let octet = |part: &str| (1..=2).contains(&part.len()) && is_hexadecimal(part, 255);
    let first = text
        .split(':')
        .next()
        .and_then(|part| u8::from_str_radix(part, 16).ok());
    // The lowest bit of the first octet says that many are meant.
    text.split(':').count() == 6
        && text.split(':').all(octet)
        && first.is_some_and(|first| first.is_multiple_of(2))
}

fn is_cpu_range(part: &str) -> bool {
    let number = |text: &str| is_number(text, 0, u32::MAX.into());
    match (part.strip_prefix('^'), part.split_once('-')) {
        (Some(except), _) => number(except),
        (None, Some((first, last))) => number(first) && number(last),
        (None, None) => number(part),
    }
}

fn is_target(text: &str) -> bool {
    let text = text.strip_prefix("ioemu:").unwrap_or(text);
    let rest = ["fd", "hd", "sd", "vd", "xvd", "ubd", "nvme"]
        .into_iter()
        .find_map(|prefix| text.strip_prefix(prefix));
    rest.is_some_and(|rest| {
        let part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        !rest.is_empty() && rest.bytes().all(part)
    })
}

fn is_date_time(text: &str) -> bool {
    let shape = "dddd-dd-ddTdd:dd:dd";
    let Some((start, rest)) = text.split_at_checked(shape.len()) else {
        return false;
    };
    let alike = start
        .bytes()
        .zip(shape.bytes())
        .all(|(byte, shape)| match shape {
            b'd' => byte.is_ascii_digit(),
            other => byte == other,
        });
    // Fractions of seconds and a zone may follow.
    alike
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':' | b'+' | b'-' | b'Z'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(class: ValueClass, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(class.accepts(text), "{class:?} refuses `{text}`");
        }
        for text in bad {
            assert!(!class.accepts(text), "{class:?} accepts `{text}`");
        }
        assert!(!class.what().is_empty());
    }

    #[test]
    fn numbers_are_what_the_parser_reads() {
        use ValueClass as C;
        let number = |min, max| C::Number { min, max };
        check(
            number(1, 9),
            &["1", "9", "01", " 5\n"],
            &["0", "10", "+1", "-1", "0x1", "", "1.0"],
        );
        check(
            number(0, u64::MAX),
            &["0", "18446744073709551615"],
            &["18446744073709551616", "-0", "- 1"],
        );
        check(
            number(-1, 65535),
            &["-1", "0", "65535"],
            &["-2", "65536", "--1"],
        );
        check(
            C::Address { max: 31 },
            &["0", "31", "0x1f", "0X1F"],
            &["32", "0x20", "1f", "0x", "0x+1"],
        );
        check(
            C::Hex { digits: 4 },
            &["1234", "0x80EE", "f", "65535"],
            &["", "0x", "12345678", "0x12345", "g", "-1"],
        );
        check(
            C::HexOrAny { digits: 2 },
            &["-1", "ff", "0x08"],
            &["-2", "0x100"],
        );
        check(
            C::Adjustment,
            &["reset", "3600", "-3600", "+1"],
            &["", "+-1", "now"],
        );
        check(
            C::CpuSet,
            &["0", "0-3", "0-7,^3", "1, 2"],
            &["", "0-", "0,,1", "^", "a"],
        );
        check(
            C::OctalMode,
            &["755", "0755", "7"],
            &["", "1755", "8", "00755"],
        );
        check(
            C::UsbVersion,
            &["2.0", "-1", "11.23"],
            &["2", "2.", "100.1"],
        );
    }

    #[test]
    fn addresses_are_what_the_parser_reads() {
        use ValueClass as C;
        check(
            C::Uuid,
            &[
                "4dab22b31d52d8f32516782e98ab3fa0",
                "4DAB22B3-1D52-D8F3-2516-782E98AB3FA0",
            ],
            &["", "{4dab22b3-1d52-d8f3-2516-782e98ab3fa0}", "4dab22b3"],
        );
        check(
            C::Mac,
            &["08:00:27:ab:CD:ef", "8:0:27:ab:cd:ef"],
            &[
                "01:00:27:ab:cd:ef",
                "08:00:27:ab:cd",
                "08-00-27-ab-cd-ef",
                "08:00:27:ab:cd:+f",
                "",
            ],
        );
        check(
            C::Ip,
            &["127.0.0.1", "::1", "fe80::1:2"],
            &["256.0.0.1", "1.2.3", "localhost", ""],
        );
        check(C::Ipv4, &["255.255.255.0"], &["::1", "1.2.3.4.5"]);
        check(
            C::UsbPort,
            &["1", "1.2.3.4", "0x1"],
            &["1.2.3.4.5", "1.", ""],
        );
        check(
            C::Wwn,
            &["5000c50015ea71ac", "0x5000c50015ea71ac"],
            &["5000c50015ea71a", "x000c50015ea71ac"],
        );
        check(
            C::TargetDev,
            &["sda", "hda1", "xvdb", "ioemu:hda", "nvme0n1", "vdA"],
            &["", "sd", "disk0", "sd-a"],
        );
        check(C::Path, &["/a", "relative", "C:\\a", ""], &[]);
    }

    #[test]
    fn texts_are_what_the_parser_reads() {
        use ValueClass as C;
        check(C::Text, &["", "anything\nat all"], &[]);
        check(C::Line, &["a", " a b "], &["", "a\nb"]);
        check(C::YesNo, &["yes", "no"], &["Yes", "on", "1", "", "yes "]);
        check(C::OnOff, &["on", "off"], &["yes", "ON"]);
        check(
            C::SizeUnit,
            &["KiB", "mb", "G", "bytes", "b"],
            &["KiBi", "kbit"],
        );
        check(
            C::ModelName,
            &["82540EM", "virtio-net_x"],
            &["", "a b", "a/b"],
        );
        check(
            C::NoComma { min: 12, max: 12 },
            &["KVMKVMKVM\u{e9}ab"],
            &["short", "KVM,KVMKVMKV"],
        );
        check(
            C::Printable { max: 8 },
            &["", "12345678"],
            &["123456789", "tab\t"],
        );
        check(C::LoadParameter, &["a.1 B"], &["", "123456789", "a_b"]);
        check(
            C::DateTime,
            &["2030-01-31T12:00:00", "2030-01-31T12:00:00.5Z"],
            &["2030-01-31", "tomorrow at noon o'clock", ""],
        );
    }

    #[test]
    fn words_are_what_is_accepted() {
        let device =
            crate::vocabulary::find(["devices", "disk"]).and_then(|disk| disk.attribute("device"));
        let class = device.unwrap().class;
        assert_eq!(
            class.words().collect::<Vec<_>>(),
            ["cdrom", "disk", "floppy", "lun"]
        );
        for word in class.words() {
            assert!(class.accepts(word));
        }
        assert!(!class.accepts("CDROM"));
        assert_eq!(ValueClass::OnOff.words().collect::<Vec<_>>(), ["on", "off"]);
        assert_eq!(ValueClass::Text.words().count(), 0);
    }
}
