//! The value class of an attribute or a text: what libvirt's parser checks, which is often less than its schema says.
//!
//! A class is written as the source of a `ValueClass`, but for words, which are written `Words(a b c)`.

use serde_json::Value;

/// Ways of writing a value that stand for a class as they are. Where the parser takes any text, so does the class.
const KNOWN: &[(&str, &str)] = &[
    ("text", "Text"),
    ("string", "Text"),
    ("NCName", "Text"),
    ("dateTime", "DateTime"),
    ("pattern:(/|[a-zA-Z]:\\\\).+", "Path"),
    ("pattern:/.*", "Path"),
    ("pattern:[^\\n]+", "Line"),
    (
        "pattern:([bB]([yY][tT][eE][sS]?)?)|([kKmMgGtTpPeE]([iI]?[bB])?)",
        "SizeUnit",
    ),
    (
        "pattern:([0-9]+(-[0-9]+)?|\\^[0-9]+)(,([0-9]+(-[0-9]+)?|\\^[0-9]+))*",
        "CpuSet",
    ),
    (
        "pattern:[a-fA-F0-9][02468aAcCeE](:[a-fA-F0-9]{2}){5}",
        "Mac",
    ),
    (
        "pattern:((0x)?[0-9a-fA-F]{1,3}\\.){0,3}(0x)?[0-9a-fA-F]{1,3}",
        "UsbPort",
    ),
    ("pattern:(0x)?[0-9a-fA-F]{16}", "Wwn"),
    ("pattern:[a-zA-Z0-9\\-_]+", "ModelName"),
    ("pattern:[^,]{12}", "NoComma { min: 12, max: 12 }"),
    ("pattern:[^,]{0,12}", "NoComma { min: 0, max: 12 }"),
    ("pattern:[ -~]{0,8}", "Printable { max: 8 }"),
    ("pattern:[ -~]{0,40}", "Printable { max: 40 }"),
    ("pattern:[ -~]{1,128}", "Printable { max: 128 }"),
    ("pattern:[a-zA-Z0-9.\\s]{1,8}", "LoadParameter"),
    ("pattern:0[0-7]{3}|[0-7]{1,3}", "OctalMode"),
    ("pattern:(ipv4)|(ipv6)", "Words(ipv4 ipv6)"),
    (
        "pattern:(vepa|bridge|private|passthrough)",
        "Words(bridge passthrough private vepa)",
    ),
    ("pattern:(sync_pt|share_pt)", "Words(share_pt sync_pt)"),
    // Names of many kinds, of which the parser looks at no character.
    ("pattern:.+", "Text"),
    ("pattern:[^/]+", "Text"),
    ("pattern:[^/]*", "Text"),
    ("pattern:[^/\\n]+", "Text"),
    ("pattern:(naa\\.)[0-9a-fA-F]{16}", "Text"),
    ("pattern:\\[[^\\]]+\\] .+", "Path"),
    ("pattern:[a-zA-Z0-9_\\+\\-]+", "Text"),
    ("pattern:[a-zA-Z0-9_\\.\\-\\\\:/]+", "Text"),
    ("pattern:[a-zA-Z0-9_\\.\\-\\\\:/ ]*", "Text"),
    ("pattern:[a-zA-Z0-9_]+", "Text"),
    ("pattern:[a-zA-Z_]+[a-zA-Z0-9_]*", "Text"),
    ("pattern:[a-zA-Z0-9_\\-.]+", "Text"),
    ("pattern:[a-zA-Z0-9\\-_\\.]+", "Text"),
    ("pattern:[a-zA-Z0-9_\\.\\-]+", "Text"),
    ("pattern:[a-zA-Z0-9\\.\\-]+", "Text"),
    ("pattern:[a-zA-Z0-9_\\.:]+", "Text"),
    ("pattern:[a-zA-Z0-9_\\.\\+\\-/]+", "Text"),
    ("pattern:[A-Za-z0-9.\\-:]+", "Text"),
    ("pattern:[A-Za-z0-9_\\.\\+\\- ]+", "Text"),
    ("pattern:[!#$%&'*+\\-.0-9A-Z\\^_`a-z|~]+", "Text"),
    (
        "pattern:\"?[!#$%&'()*+\\-./0-9:>=<?@A-Z\\^_`\\[\\]a-z|~]+\"?",
        "Text",
    ),
];

/// What one way of writing a value allows.
enum Form {
    Class(String),
    /// Decimal digits, with a sign where less than 0 is allowed.
    Number {
        min: i64,
        max: u64,
    },
    /// Hexadecimal digits, at most so many.
    Hexadecimal {
        digits: u32,
        prefix: Prefix,
    },
    UuidPart,
    Ipv4,
    Ipv6,
    /// Digits, a dot, digits.
    UsbVersion,
    /// `-1`, which stands for anything.
    Any,
    /// A number of seconds with its sign.
    Signed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Needed,
    Optional,
}

/// Places where the schema allows nothing as well, which the file does not say: libvirt makes up a value.
const MADE_UP: &[(&str, &str)] = &[("domain/genid", "UuidOrNothing")];

/// The class of the text of the element at `path`.
pub(super) fn of_text(path: &str, value: &Value) -> Result<String, String> {
    match MADE_UP.iter().find(|(known, _)| *known == path) {
        Some((_, class)) => Ok((*class).to_owned()),
        None => of(value),
    }
}

/// The class of an attribute or a text.
pub(super) fn of(value: &Value) -> Result<String, String> {
    let list = |key| {
        let items = value.get(key).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
    };
    let (words, types) = (list("values"), list("types"));
    let mut forms = Vec::new();
    for one in &types {
        forms.push(form(one).ok_or_else(|| format!("there is no value class for `{one}`"))?);
    }
    let class = match forms.as_slice() {
        [] => None,
        forms => {
            Some(union(forms).ok_or_else(|| format!("there is no value class for {types:?}"))?)
        }
    };
    match (words.as_slice(), class) {
        // Nothing is said: an element or attribute without a value of its own.
        ([], None) => Ok("Text".to_owned()),
        ([], Some(class)) => Ok(class),
        (["no", "yes"], None) => Ok("YesNo".to_owned()),
        (["off", "on"], None) => Ok("OnOff".to_owned()),
        (words, None) if words.contains(&"*") => Ok("Text".to_owned()),
        (words, None) => Ok(format!("Words({})", words.join(" "))),
        (["reset"], Some(class)) if class == "Signed" => Ok("Adjustment".to_owned()),
        (words, Some(class)) => match class.strip_prefix("Words(") {
            // Two lists are one.
            Some(rest) => {
                let mut all: Vec<&str> = rest.trim_end_matches(')').split(' ').collect();
                all.extend(words);
                all.sort_unstable();
                Ok(format!("Words({})", all.join(" ")))
            }
            // Words beside a class are examples of it.
            None if matches!(class.as_str(), "Text" | "Path") => Ok(class),
            None => Err(format!(
                "there is no value class for {words:?} or {types:?}"
            )),
        },
    }
}

fn form(text: &str) -> Option<Form> {
    if let Some((_, class)) = KNOWN.iter().find(|(known, _)| *known == text) {
        return Some(Form::Class((*class).to_owned()));
    }
    let (base, facets) = match text.rsplit_once('(') {
        Some((base, facets)) if facets.starts_with("min") || facets.starts_with("max") => {
            (base, facets.trim_end_matches(')'))
        }
        _ => (text, ""),
    };
    let facet = |name: &str| {
        let found = facets.split(',').find_map(|facet| facet.strip_prefix(name));
        found.and_then(|value| value.strip_prefix('='))
    };
    let number = |min: i64, max: u64| {
        Some(Form::Number {
            min: facet("minInclusive").map_or(Some(min), |min| min.parse().ok())?,
            max: facet("maxInclusive").map_or(Some(max), |max| max.parse().ok())?,
        })
    };
    let hexadecimal = |digits, prefix| Some(Form::Hexadecimal { digits, prefix });
    match base {
        "string" => Some(Form::Class("Text".to_owned())),
        "unsignedInt" => number(0, u32::MAX.into()),
        "unsignedLong" | "pattern:[0-9]+" | "pattern:[0-9]{1,20}" => number(0, u64::MAX),
        "positiveInteger" => number(1, u64::MAX),
        "int" => number(i32::MIN.into(), i32::MAX.unsigned_abs().into()),
        "integer" | "long" => number(i64::MIN, i64::MAX.unsigned_abs()),
        // The parser has a wider type here than the schema.
        "short" => number(i16::MIN.into(), u16::MAX.into()),
        "pattern:-?[0-9]+" => number(i64::MIN, i64::MAX.unsigned_abs()),
        "pattern:[0-9]{1,2}" | "pattern:[0-9]{1,5}" | "pattern:[0-9]{1,10}" => {
            number(0, u32::MAX.into())
        }
        "pattern:(-|\\+)?[0-9]+" => Some(Form::Signed),
        "pattern:-1" => Some(Form::Any),
        "pattern:(0x)?[0-3]" => hexadecimal(1, Prefix::Optional),
        "pattern:(0x)?[0-7]" | "pattern:0x[a-fA-F0-9]" => hexadecimal(1, Prefix::Needed),
        "pattern:(0x)?[0-1]?[0-9a-fA-F]" => hexadecimal(2, Prefix::Needed),
        "pattern:0x[0-9a-eA-E][0-9a-fA-F]?" | "pattern:0x[fF][0-9a-eA-E]?" => {
            hexadecimal(2, Prefix::Needed)
        }
        "pattern:(0x)?[0-9a-f]+" => hexadecimal(16, Prefix::Optional),
        "pattern:[a-fA-F0-9]{32}"
        | "pattern:[a-fA-F0-9]{8}\\-([a-fA-F0-9]{4}\\-){3}[a-fA-F0-9]{12}" => Some(Form::UuidPart),
        "pattern:[0-9]{1,2}.[0-9]{1,2}" => Some(Form::UsbVersion),
        "pattern:(ioemu:)?(fd|hd|sd|vd|xvd|ubd)[a-zA-Z0-9_]+"
        | "pattern:nvme[0-9]+n[0-9]+(p[0-9]+)?" => Some(Form::Class("TargetDev".to_owned())),
        _ if base.starts_with("pattern:(((25[0-5])|") => Some(Form::Ipv4),
        _ if base.starts_with("pattern:(([0-9A-Fa-f]{1,4}:){7}") => Some(Form::Ipv6),
        _ => {
            let (prefix, rest) = match base.strip_prefix("pattern:(0x)?") {
                Some(rest) => (Prefix::Optional, rest),
                None => (Prefix::Needed, base.strip_prefix("pattern:0x")?),
            };
            let digits = ["[0-9a-fA-F]{1,", "[a-fA-F0-9]{1,"]
                .iter()
                .find_map(|set| rest.strip_prefix(set));
            hexadecimal(digits?.strip_suffix('}')?.parse().ok()?, prefix)
        }
    }
}

/// The class of all that any of the forms allows, where there is one.
fn union(forms: &[Form]) -> Option<String> {
    let mut classes: Vec<&str> = Vec::new();
    let mut number: Option<(i64, u64)> = None;
    let mut hexadecimal: Option<(u32, Prefix)> = None;
    let (mut uuid, mut v4, mut v6, mut version, mut any, mut signed) =
        (false, false, false, false, false, false);
    for form in forms {
        match form {
            Form::Class(class) => classes.push(class),
            Form::Number { min, max } => {
                let (least, most) = number.unwrap_or((*min, *max));
                number = Some((least.min(*min), most.max(*max)));
            }
            Form::Hexadecimal { digits, prefix } => {
                let (most, before) = hexadecimal.unwrap_or((*digits, *prefix));
                let optional = [*prefix, before].contains(&Prefix::Optional);
                let prefix = if optional {
                    Prefix::Optional
                } else {
                    Prefix::Needed
                };
                hexadecimal = Some((most.max(*digits), prefix));
            }
            Form::UuidPart => uuid = true,
            Form::Ipv4 => v4 = true,
            Form::Ipv6 => v6 = true,
            Form::UsbVersion => version = true,
            Form::Any => any = true,
            Form::Signed => signed = true,
        }
    }
    classes.sort_unstable();
    classes.dedup();
    // What allows any text allows the rest as well.
    if let Some(wide) = ["Text", "Path", "UsbPort"]
        .into_iter()
        .find(|wide| classes.contains(wide))
    {
        return Some(wide.to_owned());
    }
    let class = match (classes.as_slice(), number, hexadecimal) {
        ([], None, None) => match (uuid, v4, v6, version, any, signed) {
            (true, false, false, false, false, false) => "Uuid".to_owned(),
            (false, true, false, false, false, false) => "Ipv4".to_owned(),
            (false, true, true, false, false, false) => "Ip".to_owned(),
            (false, false, false, true, true, false) => "UsbVersion".to_owned(),
            (false, false, false, false, false, true) => "Signed".to_owned(),
            _ => return None,
        },
        ([only], None, None) => (*only).to_owned(),
        // Ports have a number or a UUID.
        ([], Some(_), None) if uuid => "Text".to_owned(),
        ([], Some((min, max)), None) => format!("Number {{ min: {min}, max: {max} }}"),
        ([], None, Some((digits, _))) if any => format!("HexOrAny {{ digits: {digits} }}"),
        ([], Some((_, max)), Some((_, Prefix::Needed))) => format!("Address {{ max: {max} }}"),
        ([], _, Some((digits, _))) => format!("Hex {{ digits: {digits} }}"),
        _ => return None,
    };
    Some(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_become_classes() {
        let cases = [
            (
                r#"{"types": ["pattern:[0-9]+(minInclusive=1,maxInclusive=9)"]}"#,
                "Number { min: 1, max: 9 }",
            ),
            (
                r#"{"types": ["unsignedInt(maxInclusive=128)", "unsignedInt(maxInclusive=32)"]}"#,
                "Number { min: 0, max: 128 }",
            ),
            (
                r#"{"types": ["int(minInclusive=0,maxInclusive=31)", "pattern:(0x)?[0-1]?[0-9a-fA-F]"]}"#,
                "Address { max: 31 }",
            ),
            (
                r#"{"types": ["int(minInclusive=0,maxInclusive=255)", "pattern:0x[0-9a-fA-F]{1,2}"]}"#,
                "Address { max: 255 }",
            ),
            (
                r#"{"types": ["pattern:(0x)?[0-9a-fA-F]{1,8}", "unsignedInt(minInclusive=0,maxInclusive=4294967295)"]}"#,
                "Hex { digits: 8 }",
            ),
            (
                r#"{"types": ["pattern:(0x)?[0-9a-fA-F]{1,4}", "pattern:-1"]}"#,
                "HexOrAny { digits: 4 }",
            ),
            (r#"{"values": ["no", "yes"]}"#, "YesNo"),
            (
                r#"{"values": ["reset"], "types": ["pattern:(-|\\+)?[0-9]+"]}"#,
                "Adjustment",
            ),
            (
                r#"{"values": ["client"], "types": ["pattern:(vepa|bridge|private|passthrough)"]}"#,
                "Words(bridge client passthrough private vepa)",
            ),
            (
                r#"{"values": ["*"], "types": ["pattern:(/|[a-zA-Z]:\\\\).+"]}"#,
                "Path",
            ),
            ("{}", "Text"),
        ];
        for (json, class) in cases {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(of(&value).as_deref(), Ok(class), "{json}");
        }
    }
}
