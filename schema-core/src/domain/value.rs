//! Values that stand in many elements.

use std::borrow::Cow;
use std::fmt;

use schema_derive::Value;
use uuid::Uuid;

use crate::spec::{Value, ValueSpec};

/// Yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum YesNo {
    /// It is so.
    #[default]
    Yes,
    /// It is not so.
    No,
}

/// On or off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum OnOff {
    /// It is on.
    #[default]
    On,
    /// It is off.
    Off,
}

/// How far a clock is from another, or that it is to be set anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// Set anew at every start.
    Reset,
    /// So many seconds ahead, or behind where it is negative.
    Seconds(i64),
}

impl Default for Adjustment {
    fn default() -> Self {
        Self::Seconds(0)
    }
}

impl Value for Adjustment {
    const SPEC: ValueSpec = ValueSpec {
        what: "a whole number of seconds, or `reset`",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        if text.trim() == "reset" {
            return Some(Self::Reset);
        }
        i64::read(text).map(Self::Seconds)
    }

    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Reset => Cow::Borrowed("reset"),
            Self::Seconds(seconds) => Cow::Owned(seconds.to_string()),
        }
    }
}

/// The hardware address of a network interface, six octets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mac(pub [u8; 6]);

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, octet) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(":")?;
            }
            write!(f, "{octet:02x}")?;
        }
        Ok(())
    }
}

impl Value for Mac {
    const SPEC: ValueSpec = ValueSpec {
        what: "six pairs of hexadecimal digits with colons between them",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        let mut octets = [0; 6];
        let mut parts = text.trim().split(':');
        for octet in &mut octets {
            let part = parts.next().filter(|part| part.len() == 2)?;
            *octet = hexadecimal(part).and_then(|number| u8::try_from(number).ok())?;
        }
        parts.next().is_none().then_some(Self(octets))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

/// A number of 16 bits that is written in hexadecimal, with or without `0x`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hex16(pub u16);

impl Value for Hex16 {
    const SPEC: ValueSpec = ValueSpec {
        what: "one to four hexadecimal digits, such as `0x80ee`",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text
            .strip_prefix("0x")
            .or_else(|| text.strip_prefix("0X"))
            .unwrap_or(text);
        hexadecimal(digits)
            .and_then(|number| u16::try_from(number).ok())
            .map(Self)
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(format!("0x{:04x}", self.0))
    }
}

/// A number that may be written in hexadecimal with `0x`, as in the addresses of devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddressNumber(u32);

impl From<u32> for AddressNumber {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl From<AddressNumber> for u32 {
    fn from(number: AddressNumber) -> Self {
        number.0
    }
}

impl Value for AddressNumber {
    const SPEC: ValueSpec = ValueSpec {
        what: "a whole number",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_prefix("0x") {
            Some(digits) => hexadecimal(digits).map(Self),
            None => u32::read(text).map(Self),
        }
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
}

/// A TCP or UDP port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port(pub u16);

impl Value for Port {
    const SPEC: ValueSpec = ValueSpec {
        what: "a port, from 0 to 65535",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        u32::read(text)
            .and_then(|number| u16::try_from(number).ok())
            .map(Self)
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
}

/// A place in the boot order, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BootOrder(u32);

impl From<u32> for BootOrder {
    fn from(place: u32) -> Self {
        Self(place)
    }
}

impl From<BootOrder> for u32 {
    fn from(place: BootOrder) -> Self {
        place.0
    }
}

impl Value for BootOrder {
    const SPEC: ValueSpec = ValueSpec {
        what: "a whole number from 1",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        u32::read(text).filter(|place| *place > 0).map(Self)
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
}

/// A port of a USB controller: a number, and one more for each hub on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsbPort([u16; 4]);

impl UsbPort {
    /// A port of the controller itself, from 1.
    pub fn new(number: u32) -> Self {
        Self([u16::try_from(number).unwrap_or(u16::MAX), 0, 0, 0])
    }

    /// The number of a port of the controller itself; `None` behind a hub.
    pub fn number(self) -> Option<u32> {
        let [number, behind_a_hub, ..] = self.0;
        (behind_a_hub == 0).then(|| u32::from(number))
    }
}

impl Value for UsbPort {
    const SPEC: ValueSpec = ValueSpec {
        what: "a number, such as `1`, or one for each hub with dots between them, such as `1.2`",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        let mut numbers = [0; 4];
        let mut parts = text.trim().split('.');
        for number in &mut numbers {
            let Some(part) = parts.next() else { break };
            let AddressNumber(read) = AddressNumber::read(part)?;
            *number = u16::try_from(read).ok()?;
        }
        parts.next().is_none().then_some(Self(numbers))
    }

    fn text(&self) -> Cow<'_, str> {
        let [first, behind @ ..] = self.0;
        let mut text = first.to_string();
        for number in behind.iter().filter(|number| **number > 0) {
            text.push('.');
            text.push_str(&number.to_string());
        }
        Cow::Owned(text)
    }
}

fn hexadecimal(digits: &str) -> Option<u32> {
    // `from_str_radix` takes a sign, which no number in a document has.
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(digits, 16).ok())?
}

/// Writes a value as its text in JSON, and as that in the JSON Schema.
macro_rules! text_in_json {
    ($($type:ident: $pattern:literal,)*) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&crate::spec::Value::text(self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::json::value(deserializer)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($type))
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                crate::schema::text(&<Self as crate::spec::Value>::SPEC, $pattern)
            }
        }
    )*};
}

pub(crate) use text_in_json;

text_in_json! {
    Mac: "^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$",
    Hex16: "^(0[xX])?[0-9A-Fa-f]{1,4}$",
    Adjustment: "^(reset|-?[0-9]+)$",
    Port: "^[0-9]{1,5}$",
    UsbPort: "^[0-9]+(\\.[0-9]+){0,3}$",
}

impl Value for String {
    const SPEC: ValueSpec = ValueSpec {
        what: "a text",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Value for Uuid {
    const SPEC: ValueSpec = ValueSpec {
        what: "32 hexadecimal digits, with or without hyphens",
        words: &[],
    };

    fn read(text: &str) -> Option<Self> {
        // As libvirt reads it: hyphens and blanks may stand between pairs of digits.
        let mut digits = String::with_capacity(32);
        for character in text.trim().chars() {
            match character {
                '-' | ' ' if digits.len().is_multiple_of(2) && !digits.is_empty() => {}
                digit if digit.is_ascii_hexdigit() && digits.len() < 32 => digits.push(digit),
                _ => return None,
            }
        }
        (digits.len() == 32).then(|| Self::try_parse(&digits).ok())?
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.hyphenated().to_string())
    }
}

/// Whole numbers as libvirt reads them: decimal digits, a sign only where the type has one.
macro_rules! whole_numbers {
    ($($type:ty: $what:literal, $signed:literal;)*) => {$(
        impl Value for $type {
            const SPEC: ValueSpec = ValueSpec { what: $what, words: &[] };

            fn read(text: &str) -> Option<Self> {
                let text = text.trim();
                let digits = if $signed { text.strip_prefix('-').unwrap_or(text) } else { text };
                let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                all_digits.then(|| text.parse().ok())?
            }

            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

whole_numbers! {
    i32: "a whole number", true;
    i64: "a whole number", true;
    u32: "a whole number from 0 to 4294967295", false;
    u64: "a whole number below 2^64, digits only", false;
}

/// The unit of a size; upper and lower case are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
#[ignore_case]
pub enum SizeUnit {
    /// One byte.
    #[word("bytes")]
    #[word("byte")]
    #[word("b")]
    Bytes,
    /// 1000 bytes.
    #[word("KB")]
    Kb,
    /// 1024 bytes.
    #[default]
    #[word("KiB")]
    #[word("k")]
    Kib,
    /// 1000 KB.
    #[word("MB")]
    Mb,
    /// 1024 KiB.
    #[word("MiB")]
    #[word("M")]
    Mib,
    /// 1000 MB.
    #[word("GB")]
    Gb,
    /// 1024 MiB.
    #[word("GiB")]
    #[word("G")]
    Gib,
    /// 1000 GB.
    #[word("TB")]
    Tb,
    /// 1024 GiB.
    #[word("TiB")]
    #[word("T")]
    Tib,
    /// 1000 TB.
    #[word("PB")]
    Pb,
    /// 1024 TiB.
    #[word("PiB")]
    #[word("P")]
    Pib,
    /// 1000 PB.
    #[word("EB")]
    Eb,
    /// 1024 PiB.
    #[word("EiB")]
    #[word("E")]
    Eib,
}

impl SizeUnit {
    /// How many bytes it is.
    const fn bytes(self) -> u64 {
        match self {
            Self::Bytes => 1,
            Self::Kb => 1_000,
            Self::Kib => 1 << 10,
            Self::Mb => 1_000_000,
            Self::Mib => 1 << 20,
            Self::Gb => 1_000_000_000,
            Self::Gib => 1 << 30,
            Self::Tb => 1_000_000_000_000,
            Self::Tib => 1 << 40,
            Self::Pb => 1_000_000_000_000_000,
            Self::Pib => 1 << 50,
            Self::Eb => 1_000_000_000_000_000_000,
            Self::Eib => 1 << 60,
        }
    }

    /// How many KiB `number` of this unit are, rounded up; `None` beyond what 64 bits of bytes hold.
    pub fn to_kib(self, number: u64) -> Option<u64> {
        number
            .checked_mul(self.bytes())
            .map(|bytes| bytes.div_ceil(1 << 10))
    }

    /// A number of this unit with a fraction, in a unit of which it is a whole number: 2.5 GiB are 2560 MiB. None of what
    /// has three digits behind the dot, which may be thousands.
    pub(crate) fn whole(self, number: &str) -> Option<(u64, Self)> {
        let (whole, fraction) = number.split_once('.')?;
        let is_number = |digits: &str| {
            !digits.is_empty() && digits.len() < 9 && digits.bytes().all(|at| at.is_ascii_digit())
        };
        if !is_number(whole) || !is_number(fraction) || fraction.len() == 3 {
            return None;
        }
        let all: u128 = format!("{whole}{fraction}").parse().ok()?;
        let scale = 10_u128.pow(u32::try_from(fraction.len()).ok()?);
        let bytes = all * u128::from(self.bytes());
        let units = [
            Self::Gib,
            Self::Mib,
            Self::Kib,
            Self::Gb,
            Self::Mb,
            Self::Bytes,
        ];
        let is_whole = |unit: &Self| bytes.is_multiple_of(scale * u128::from(unit.bytes()));
        let unit = units.into_iter().find(is_whole)?;
        let number = bytes / (scale * u128::from(unit.bytes()));
        Some((u64::try_from(number).ok()?, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up_to_kib() {
        let cases = [
            (SizeUnit::Bytes, 1, Some(1)),
            (SizeUnit::Kb, 1000, Some(977)),
            (SizeUnit::Kib, 5, Some(5)),
            (SizeUnit::Gib, 2, Some(2 << 20)),
            (SizeUnit::Eib, 15, Some(15 << 50)),
            (SizeUnit::Eib, 16, None),
        ];
        for (unit, number, kib) in cases {
            assert_eq!(unit.to_kib(number), kib, "{number} {}", unit.as_str());
        }
    }

    #[test]
    fn a_fraction_is_a_whole_number_of_a_smaller_unit() {
        let cases = [
            (SizeUnit::Gib, "2.5", Some((2560, SizeUnit::Mib))),
            (SizeUnit::Gib, "2.0", Some((2, SizeUnit::Gib))),
            (SizeUnit::Mib, "0.5", Some((512, SizeUnit::Kib))),
            (SizeUnit::Gb, "1.5", Some((1500, SizeUnit::Mb))),
            (SizeUnit::Mib, "1.024", None),
            (SizeUnit::Mib, "2.048,5", None),
            (SizeUnit::Gib, "1.1", None),
            (SizeUnit::Gib, "2", None),
            (SizeUnit::Gib, ".5", None),
        ];
        for (unit, number, whole) in cases {
            assert_eq!(unit.whole(number), whole, "{number} {}", unit.as_str());
        }
    }

    #[test]
    fn units_are_read_in_any_case() {
        for (text, unit) in [
            ("m", SizeUnit::Mib),
            ("mib", SizeUnit::Mib),
            ("GB", SizeUnit::Gb),
            ("B", SizeUnit::Bytes),
        ] {
            assert_eq!(SizeUnit::read(text), Some(unit), "{text}");
        }
        assert_eq!(SizeUnit::read("KiBi"), None);
    }

    #[test]
    fn values_read_what_libvirt_reads() {
        let uuid = Uuid::from_u128(0x4dab_22b3_1d52_d8f3_2516_782e_98ab_3fa0);
        for text in [
            "4dab22b31d52d8f32516782e98ab3fa0",
            " 4DAB22B3-1D52-D8F3-2516-782E98AB3FA0 ",
        ] {
            assert_eq!(<Uuid as Value>::read(text), Some(uuid), "{text}");
        }
        for text in [
            "{4dab22b3-1d52-d8f3-2516-782e98ab3fa0}",
            "4dab22b31d52d8f32516782e98ab3fa",
            "4dab22b31d52d8f32516782e98ab3fa00",
        ] {
            assert_eq!(<Uuid as Value>::read(text), None, "{text}");
        }
        assert_eq!(Hex16::read("0x80EE"), Some(Hex16(0x80ee)));
        assert_eq!(Hex16::read("1234"), Some(Hex16(0x1234)));
        for text in ["", "0x", "+1", "12345"] {
            assert_eq!(Hex16::read(text), None, "{text}");
        }
        assert_eq!(
            Mac::read("08:00:27:AB:cd:ef"),
            Some(Mac([8, 0, 0x27, 0xab, 0xcd, 0xef]))
        );
        for text in [
            "08:00:27:ab:cd",
            "08:00:27:ab:cd:ef:00",
            "8:0:27:ab:cd:ef",
            "08-00-27-ab-cd-ef",
            "+8:00:27:ab:cd:ef",
        ] {
            assert_eq!(Mac::read(text), None, "{text}");
        }
        assert_eq!(u32::read("+1"), None);
        assert_eq!(u32::read("4294967296"), None);
        assert_eq!(i32::read("-1"), Some(-1));
    }
}
