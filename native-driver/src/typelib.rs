//! What interfaces an installed VirtualBox has: read from its type library, a table or a WSDL.
//!
//! Members are found by name and without regard to case, because names drift in nothing but case between releases.

mod find;
mod table;
mod xpt;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use find::{Member, Signature};
pub use table::TableError;
pub use xpt::XptError;

/// The interfaces and enums of one VirtualBox.
#[derive(Clone, Default)]
pub struct Typelib {
    interfaces: BTreeMap<String, find::Indexed>,
    enums: BTreeMap<String, Vec<(String, u32)>>,
}

impl Typelib {
    /// A type library of these interfaces and enums; of two with one name the last stays.
    pub fn new(
        interfaces: impl IntoIterator<Item = Interface>,
        enums: impl IntoIterator<Item = (String, Vec<(String, u32)>)>,
    ) -> Self {
        Self {
            interfaces: interfaces
                .into_iter()
                .map(|each| (each.name.clone(), find::Indexed::new(each)))
                .collect(),
            enums: enums.into_iter().collect(),
        }
    }

    /// Reads type library files (`.xpt`), whose interfaces may extend one another across files.
    pub fn from_xpt(files: &[&[u8]]) -> Result<Self, XptError> {
        xpt::read(files)
    }

    /// Reads tables in the JSON format `vbox-api-table/1`, later ones over earlier ones.
    pub fn from_tables(texts: &[&str]) -> Result<Self, TableError> {
        table::read(texts)
    }

    /// The interface `name`.
    pub fn interface(&self, name: &str) -> Option<&Interface> {
        self.interfaces.get(name).map(find::Indexed::interface)
    }

    /// All interfaces, by name.
    pub fn interfaces(&self) -> impl Iterator<Item = &Interface> {
        self.interfaces.values().map(find::Indexed::interface)
    }

    /// All enums by name, with their constants and numbers.
    pub fn enums(&self) -> impl Iterator<Item = (&str, &[(String, u32)])> {
        self.enums
            .iter()
            .map(|(name, constants)| (name.as_str(), constants.as_slice()))
    }

    /// The number of the constant `name` of the enum `of`.
    pub fn enum_value(&self, of: &str, name: &str) -> Option<u32> {
        let constants = self.enums.get(of)?;
        let exact = constants.iter().find(|(each, _)| each == name);
        exact
            .or_else(|| {
                constants
                    .iter()
                    .find(|(each, _)| each.eq_ignore_ascii_case(name))
            })
            .map(|(_, number)| *number)
    }

    /// The name of the first constant of the enum `of` that has this number.
    pub fn enum_name(&self, of: &str, number: u32) -> Option<&str> {
        self.enums
            .get(of)?
            .iter()
            .find(|(_, each)| *each == number)
            .map(|(name, _)| name.as_str())
    }
}

impl PartialEq for Typelib {
    fn eq(&self, other: &Self) -> bool {
        self.enums == other.enums && self.interfaces().eq(other.interfaces())
    }
}

impl Eq for Typelib {}

impl fmt::Debug for Typelib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Three thousand methods help nobody in a failed assertion.
        f.debug_struct("Typelib")
            .field("interfaces", &self.interfaces.len())
            .field("enums", &self.enums.len())
            .finish()
    }
}

/// An interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interface {
    /// Its name, such as `IMachine`.
    pub name: String,
    /// Its identity, in the canonical form with hyphens, lower case.
    pub iid: String,
    /// The interface that it extends; `None` for `nsISupports`.
    pub parent: Option<String>,
    /// The slot of its first own method.
    pub first_slot: u32,
    /// Its own methods, in slot order.
    pub methods: Vec<Method>,
}

/// A method: one slot of an interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// The attribute's name for accessors, else the method's.
    pub name: String,
    /// What it is.
    pub kind: MethodKind,
    /// Its parameters as they stand in the vtable, counts of arrays included.
    pub params: Vec<Param>,
}

/// What a method is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MethodKind {
    /// Reads an attribute.
    Get,
    /// Writes an attribute.
    Set,
    /// Anything else.
    Call,
    /// Not callable through this crate: its return value is no result code.
    Raw,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Param {
    /// Which way it goes.
    pub direction: Direction,
    /// Its type.
    pub kind: Type,
}

/// Which way a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// To VirtualBox.
    In,
    /// From VirtualBox.
    Out,
    /// From VirtualBox, as the value of the call.
    Return,
    /// Both ways: not callable through this crate.
    InOut,
}

/// The type of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// Four bytes, 0 or 1.
    Bool,
    /// One byte.
    U8,
    /// Two bytes, signed.
    I16,
    /// Two bytes.
    U16,
    /// Four bytes, signed.
    I32,
    /// Four bytes; enums are this too.
    U32,
    /// Eight bytes, signed.
    I64,
    /// Eight bytes.
    U64,
    /// UTF-16, ended by a NUL.
    WString,
    /// 8-bit, ended by a NUL.
    String,
    /// A pointer to an identity of 16 bytes.
    Iid,
    /// A bare pointer, or a type that no interface of VirtualBox uses: not callable through this crate.
    Pointer,
    /// An object with this interface.
    Interface(String),
    /// An object whose interface is named by parameter number `.0`.
    InterfaceIs(usize),
    /// An array whose element count is parameter number `count` of the same method.
    Array {
        /// The type of an element.
        of: Box<Self>,
        /// The parameter with the count.
        count: usize,
    },
}

impl Type {
    /// The parameter with the count, and the type of an element, if this is an array.
    pub fn as_array(&self) -> Option<(usize, &Self)> {
        if let Self::Array { of, count } = self {
            Some((*count, of))
        } else {
            None
        }
    }

    /// Whether this is text of either kind.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::WString | Self::String)
    }

    /// Whether this is an object.
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Interface(_) | Self::InterfaceIs(_))
    }

    /// The interface, if this is an object with a known one.
    pub fn as_interface(&self) -> Option<&str> {
        if let Self::Interface(name) = self {
            Some(name)
        } else {
            None
        }
    }
}
