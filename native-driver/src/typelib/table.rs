//! Slot tables as JSON, format `vbox-api-table/1`: what the simulation and the tests have in place of a type library.
//!
//! A slot is `kind name param...`; a parameter is a direction (`<` in, `>` out, `=` returned, `&` both ways) and a type.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::{Direction, Interface, Method, MethodKind, Param, Type, Typelib};

/// A table that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It is not JSON, or not of this shape.
    #[error("the slot table is not readable: {0}")]
    Json(#[from] serde_json::Error),
    /// It says that it is something else.
    #[error("the slot table has the format `{0}`, only `vbox-api-table/1` is known")]
    Format(String),
    /// A slot is not understood.
    #[error("the slot `{slot}` of `{interface}` is not understood")]
    Slot {
        /// The interface.
        interface: String,
        /// The slot's text.
        slot: String,
    },
}

#[derive(Deserialize)]
struct Table {
    format: String,
    interfaces: BTreeMap<String, TableInterface>,
    #[serde(default)]
    enums: BTreeMap<String, Constants>,
}

#[derive(Deserialize)]
struct TableInterface {
    iid: String,
    parent: Option<String>,
    first_slot: u32,
    slots: Vec<String>,
}

/// The constants of an enum, in the order of the file.
struct Constants(Vec<(String, u32)>);

impl<'de> Deserialize<'de> for Constants {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Constants;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("constants with their numbers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Constants, A::Error> {
                let mut constants = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    constants.push(entry);
                }
                Ok(Constants(constants))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

pub(super) fn read(texts: &[&str]) -> Result<Typelib, TableError> {
    let mut interfaces = Vec::new();
    let mut enums = Vec::new();
    for text in texts {
        let table: Table = serde_json::from_str(text)?;
        if table.format != "vbox-api-table/1" {
            return Err(TableError::Format(table.format));
        }
        for (name, from) in table.interfaces {
            let methods: Result<Vec<Method>, TableError> = from
                .slots
                .iter()
                .map(|slot| {
                    method(slot).ok_or_else(|| TableError::Slot {
                        interface: name.clone(),
                        slot: slot.clone(),
                    })
                })
                .collect();
            interfaces.push(Interface {
                name,
                iid: from.iid.to_ascii_lowercase(),
                parent: from.parent,
                first_slot: from.first_slot,
                methods: methods?,
            });
        }
        for (name, constants) in table.enums {
            enums.push((name, constants.0));
        }
    }
    Ok(Typelib::new(interfaces, enums))
}

fn method(text: &str) -> Option<Method> {
    let mut words = text.split(' ');
    let kind = match words.next()? {
        "get" => MethodKind::Get,
        "set" => MethodKind::Set,
        "call" => MethodKind::Call,
        "raw" => MethodKind::Raw,
        _ => return None,
    };
    let name = words.next()?.to_owned();
    let params: Option<Vec<Param>> = words.map(param).collect();
    Some(Method {
        name,
        kind,
        params: params?,
    })
}

fn param(text: &str) -> Option<Param> {
    let (direction, rest) = text.split_at_checked(1)?;
    let direction = match direction {
        "<" => Direction::In,
        ">" => Direction::Out,
        "=" => Direction::Return,
        "&" => Direction::InOut,
        _ => return None,
    };
    Some(Param {
        direction,
        kind: kind(rest)?,
    })
}

fn kind(text: &str) -> Option<Type> {
    if let Some((of, count)) = text
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        return Some(Type::Array {
            of: Box::new(kind(of)?),
            count: count.parse().ok()?,
        });
    }
    if let Some(index) = text
        .strip_prefix("iid_is(")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return Some(Type::InterfaceIs(index.parse().ok()?));
    }
    Some(match text {
        "bool" => Type::Bool,
        "u8" => Type::U8,
        "i16" => Type::I16,
        "u16" => Type::U16,
        "i32" => Type::I32,
        "u32" => Type::U32,
        "i64" => Type::I64,
        "u64" => Type::U64,
        "wstring" => Type::WString,
        "string" => Type::String,
        "iid" => Type::Iid,
        // No interface of VirtualBox itself has these; the base interfaces of XPCOM do.
        "ptr" | "astring" | "utf8string" | "cstring" | "domstring" | "f32" | "f64" | "char"
        | "wchar" | "i8" => Type::Pointer,
        name if name.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            Type::Interface(name.to_owned())
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(slot: &str, expected: Option<&Method>) {
        assert_eq!(method(slot).as_ref(), expected);
    }

    #[test]
    fn slots_are_read() {
        let params = vec![
            Param {
                direction: Direction::In,
                kind: Type::U32,
            },
            Param {
                direction: Direction::Return,
                kind: Type::Array {
                    of: Box::new(Type::Interface("IMachine".into())),
                    count: 0,
                },
            },
        ];
        check(
            "call getX <u32 =IMachine[0]",
            Some(&Method {
                name: "getX".into(),
                kind: MethodKind::Call,
                params,
            }),
        );
        check("get", None);
        check("call x ?u32", None);
        check("call x <u32[a]", None);
        check("call x <", None);
    }

    #[test]
    fn other_formats_are_refused() {
        let error = read(&[r#"{"format":"other/2","interfaces":{}}"#]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the slot table has the format `other/2`, only `vbox-api-table/1` is known"
        );
    }
}
