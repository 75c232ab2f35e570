//! Values that cross the border to VirtualBox.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name of a member, interface, enum or constant, as VirtualBox 7.2 spells it.
pub type Name = Cow<'static, str>;

/// An object of VirtualBox, known by a number so that it can cross a pipe.
///
/// Valid until it is released or its backend is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Object(pub u64);

/// A value that goes into a call or comes out of it. Widths come from the type library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// No object, or no text.
    Null,
    /// A boolean.
    Bool(bool),
    /// A signed number.
    Int(i64),
    /// An unsigned number; an enum constant that came out of a type library that does not say which enum it is.
    Unsigned(u64),
    /// Text.
    Text(String),
    /// Octets.
    Bytes(Vec<u8>),
    /// An enum constant by name; its number comes from the type library.
    Enum {
        /// The enum, such as `StorageBus`.
        of: Name,
        /// The constant, such as `SATA`.
        is: Name,
    },
    /// An object.
    Object(Object),
    /// An array.
    List(Vec<Self>),
    /// A struct, as only the web service has them.
    Struct(BTreeMap<Name, Self>),
}

impl Value {
    /// The constant `is` of the enum `of`.
    pub fn constant(of: &'static str, is: &'static str) -> Self {
        Self::Enum {
            of: Cow::Borrowed(of),
            is: Cow::Borrowed(is),
        }
    }

    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}
