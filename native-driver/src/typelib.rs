//! What interfaces an installed VirtualBox has: read from its type library, a table or a WSDL.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The interfaces and enums of one VirtualBox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typelib {
    /// By name.
    pub interfaces: BTreeMap<String, Interface>,
    /// By name: constants and their numbers, in the order of the type library.
    pub enums: BTreeMap<String, Vec<(String, u32)>>,
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
    /// A bare pointer: not callable through this crate.
    Pointer,
    /// An object with this interface.
    Interface(String),
    /// An object whose interface is named by parameter number `.0`.
    InterfaceIs(usize),
    /// An array whose element count is parameter number `count` of the same method.
    Array {
        /// The type of an element.
        of: Box<Type>,
        /// The parameter with the count.
        count: usize,
    },
}
