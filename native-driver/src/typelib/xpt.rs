//! Type library files, XPT 1.2: what an installed VirtualBox says about its own interfaces.
//!
//! The file says how machine code is called, so whatever it holds, reading it gives an error or a table: every offset
//! is checked, every count has a limit, and nothing recurses deeper than a type in an array.

mod cursor;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod write;

use std::collections::BTreeMap;

use super::{Direction, Interface, Method, MethodKind, Param, Type, Typelib};
use cursor::Cursor;

/// A whole file; the real one has 164,512 bytes.
const MAX_FILE: usize = 16 << 20;
/// Slots of an interface with all that it extends; `IMachine` has 225.
const MAX_SLOTS: u32 = 4096;
/// How long a chain of parents may be.
const MAX_DEPTH: usize = 16;
const MAGIC: &[u8] = b"XPCOM\nTypeLib\r\n\x1a";

/// A type library file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XptError {
    /// It does not begin as such files do.
    #[error("not a type library: the file does not begin with the mark of an XPT file")]
    Magic,
    /// Its version is not 1.x.
    #[error("the type library has version {0}.{1} of the format, only 1.x is known")]
    Version(u8, u8),
    /// It is too large to be one.
    #[error("the type library has {0} bytes, more than a type library can have")]
    TooLarge(usize),
    /// It is shorter than it says.
    #[error("the type library says that it has {says} bytes, but the file has {has}")]
    Length {
        /// What its header says.
        says: u32,
        /// What there is.
        has: usize,
    },
    /// Something in it lies outside of it.
    #[error("the type library is damaged: {what} at byte {at} lies outside the file")]
    Outside {
        /// What was to be read.
        what: &'static str,
        /// Where.
        at: usize,
    },
    /// A name is not text, or is empty or too long.
    #[error("the type library is damaged: the name at byte {0} is not readable")]
    Name(usize),
    /// An interface number is out of range.
    #[error(
        "the type library is damaged: `{interface}` refers to interface number {number}, which does not exist"
    )]
    Reference {
        /// The interface that refers.
        interface: String,
        /// To which.
        number: u16,
    },
    /// A type is not known.
    #[error("the type library is damaged: `{interface}` uses the unknown type {tag}")]
    UnknownType {
        /// The interface that uses it.
        interface: String,
        /// The tag of the type.
        tag: u8,
    },
    /// Its interfaces extend one another in a circle, or too many levels deep.
    #[error("the type library is damaged: the interfaces that `{0}` extends have no end")]
    Circle(String),
    /// An interface has more slots than a vtable can have.
    #[error("the type library is damaged: `{0}` has too many methods")]
    TooManySlots(String),
}

/// An interface before its slots are known.
struct Raw {
    iid: String,
    parent: Option<String>,
    methods: Vec<Method>,
}

#[derive(Default)]
struct Found {
    interfaces: BTreeMap<String, Raw>,
    enums: BTreeMap<String, Vec<(String, u32)>>,
}

pub(super) fn read(files: &[&[u8]]) -> Result<Typelib, XptError> {
    let mut found = Found::default();
    for bytes in files {
        File::open(bytes)?.read_into(&mut found)?;
    }
    let mut interfaces = Vec::with_capacity(found.interfaces.len());
    let mut firsts = BTreeMap::new();
    for name in found.interfaces.keys() {
        first_slot(name, &found.interfaces, &mut firsts, 0)?;
    }
    for (name, raw) in found.interfaces {
        // An interface whose parent is in a file that was not given has no known slots: leave it out.
        if let Some(Some(first_slot)) = firsts.get(&name).copied() {
            interfaces.push(Interface {
                name,
                iid: raw.iid,
                parent: raw.parent,
                first_slot,
                methods: raw.methods,
            });
        }
    }
    Ok(Typelib::new(interfaces, found.enums))
}

/// The slot of the first own method of `name`, or `None` if one of its parents is not known.
fn first_slot(
    name: &str,
    interfaces: &BTreeMap<String, Raw>,
    firsts: &mut BTreeMap<String, Option<u32>>,
    depth: usize,
) -> Result<Option<u32>, XptError> {
    if let Some(known) = firsts.get(name) {
        return Ok(*known);
    }
    if depth > MAX_DEPTH {
        return Err(XptError::Circle(name.to_owned()));
    }
    let first = match interfaces.get(name).map(|raw| raw.parent.as_deref()) {
        None => None,
        Some(None) => Some(0),
        Some(Some(parent)) => {
            let own = interfaces.get(parent).map_or(0, |raw| raw.methods.len());
            let own = u32::try_from(own).map_err(|_| XptError::TooManySlots(parent.to_owned()))?;
            first_slot(parent, interfaces, firsts, depth + 1)?
                .map(|first| first.saturating_add(own))
        }
    };
    if first.is_some_and(|first| first > MAX_SLOTS) {
        return Err(XptError::TooManySlots(name.to_owned()));
    }
    firsts.insert(name.to_owned(), first);
    Ok(first)
}

/// An entry of the directory.
struct Entry {
    iid: String,
    name: String,
    /// Where its description is; 0 if it is in another file.
    descriptor: u32,
}

struct File<'a> {
    bytes: &'a [u8],
    /// Where the pool, of which offset 1 is the first byte, begins.
    pool: usize,
    entries: Vec<Entry>,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, XptError> {
        if bytes.len() > MAX_FILE {
            return Err(XptError::TooLarge(bytes.len()));
        }
        let mut header = Cursor::new(bytes, 0);
        if header.take(MAGIC.len(), "the mark").ok() != Some(MAGIC) {
            return Err(XptError::Magic);
        }
        let (major, minor) = (header.u8("the version")?, header.u8("the version")?);
        if major != 1 {
            return Err(XptError::Version(major, minor));
        }
        let count = header.u16("the interface count")?;
        let says = header.u32("the length")?;
        if usize::try_from(says).ok() != Some(bytes.len()) {
            return Err(XptError::Length {
                says,
                has: bytes.len(),
            });
        }
        // The directory and what is in the pool are counted from 1, the pool itself from 0.
        let directory = header.offset("the directory's offset")?;
        let pool = usize::try_from(header.u32("the pool's offset")?).unwrap_or(usize::MAX);
        let mut file = Self {
            bytes,
            pool,
            entries: Vec::new(),
        };
        let mut cursor = Cursor::new(bytes, directory);
        for _ in 0..count {
            let iid = iid(cursor.array("an interface's identity")?);
            let name = file.name(cursor.u32("an interface's name")?)?;
            cursor.u32("an interface's namespace")?;
            let descriptor = cursor.u32("an interface's offset")?;
            file.entries.push(Entry {
                iid,
                name,
                descriptor,
            });
        }
        Ok(file)
    }

    /// The byte at an offset of the pool, counted from 1.
    fn at(&self, offset: u32) -> usize {
        usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .saturating_sub(1)
            .saturating_add(self.pool)
    }

    fn name(&self, offset: u32) -> Result<String, XptError> {
        let at = self.at(offset);
        if offset == 0 {
            return Err(XptError::Name(at));
        }
        Cursor::new(self.bytes, at).name()
    }

    fn read_into(&self, found: &mut Found) -> Result<(), XptError> {
        for entry in self.entries.iter().filter(|entry| entry.descriptor != 0) {
            let mut cursor = Cursor::new(self.bytes, self.at(entry.descriptor));
            let parent = match cursor.u16("a parent")? {
                0 => None,
                number => Some(self.reference(entry, number)?),
            };
            let count = cursor.u16("a method count")?;
            let mut methods = Vec::new();
            for _ in 0..count {
                methods.push(self.method(entry, &mut cursor)?);
            }
            let count = cursor.u16("a constant count")?;
            let mut constants = Vec::new();
            for _ in 0..count {
                constants.push(self.constant(entry, &mut cursor)?);
            }
            cursor.u8("an interface's flags")?;
            if parent.is_none() && methods.is_empty() {
                found.enums.insert(entry.name.clone(), constants);
            } else {
                found.interfaces.insert(
                    entry.name.clone(),
                    Raw {
                        iid: entry.iid.clone(),
                        parent,
                        methods,
                    },
                );
            }
        }
        Ok(())
    }

    /// The name of interface `number`, counted from 1.
    fn reference(&self, user: &Entry, number: u16) -> Result<String, XptError> {
        let entry = usize::from(number)
            .checked_sub(1)
            .and_then(|index| self.entries.get(index));
        entry
            .map(|entry| entry.name.clone())
            .ok_or_else(|| XptError::Reference {
                interface: user.name.clone(),
                number,
            })
    }

    fn method(&self, user: &Entry, cursor: &mut Cursor<'_>) -> Result<Method, XptError> {
        let flags = cursor.u8("a method's flags")?;
        let name = self.name(cursor.u32("a method's name")?)?;
        let count = cursor.u8("a parameter count")?;
        let mut params = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            params.push(self.param(user, cursor)?);
        }
        // The type of the result, which is a result code for all that can be called.
        self.param(user, cursor)?;
        let kind = if flags & 0x20 != 0 {
            MethodKind::Raw
        } else if flags & 0x80 != 0 {
            MethodKind::Get
        } else if flags & 0x40 != 0 {
            MethodKind::Set
        } else {
            MethodKind::Call
        };
        Ok(Method { name, kind, params })
    }

    fn param(&self, user: &Entry, cursor: &mut Cursor<'_>) -> Result<Param, XptError> {
        let flags = cursor.u8("a parameter's flags")?;
        let direction = match (flags & 0x80 != 0, flags & 0x40 != 0, flags & 0x20 != 0) {
            (true, true, _) => Direction::InOut,
            (false, true, true) => Direction::Return,
            (false, true, false) => Direction::Out,
            (_, false, _) => Direction::In,
        };
        Ok(Param {
            direction,
            kind: self.kind(user, cursor, true)?,
        })
    }

    fn kind(
        &self,
        user: &Entry,
        cursor: &mut Cursor<'_>,
        outermost: bool,
    ) -> Result<Type, XptError> {
        Ok(match cursor.u8("a type")? & 0x1f {
            1 => Type::I16,
            2 => Type::I32,
            3 => Type::I64,
            4 => Type::U8,
            5 => Type::U16,
            6 => Type::U32,
            7 => Type::U64,
            10 => Type::Bool,
            14 => Type::Iid,
            16 => Type::String,
            17 => Type::WString,
            18 => Type::Interface(self.reference(user, cursor.u16("an interface's number")?)?),
            19 => Type::InterfaceIs(usize::from(cursor.u8("a parameter's number")?)),
            20 if outermost => {
                let count = usize::from(cursor.u8("a parameter's number")?);
                cursor.u8("a parameter's number")?;
                Type::Array {
                    of: Box::new(self.kind(user, cursor, false)?),
                    count,
                }
            }
            21 | 22 => {
                cursor.u16("two parameters' numbers")?;
                Type::Pointer
            }
            // Signed bytes, floats, single characters, bare pointers and string objects.
            0 | 8 | 9 | 11 | 12 | 13 | 15 | 23 | 24 | 25 => Type::Pointer,
            tag => {
                return Err(XptError::UnknownType {
                    interface: user.name.clone(),
                    tag,
                });
            }
        })
    }

    fn constant(&self, user: &Entry, cursor: &mut Cursor<'_>) -> Result<(String, u32), XptError> {
        let name = self.name(cursor.u32("a constant's name")?)?;
        let value = match cursor.u8("a constant's type")? & 0x1f {
            1 | 5 => u32::from(cursor.u16("a constant")?),
            2 | 6 => cursor.u32("a constant")?,
            tag => {
                return Err(XptError::UnknownType {
                    interface: user.name.clone(),
                    tag,
                });
            }
        };
        Ok((name, value))
    }
}

fn iid(bytes: [u8; 16]) -> String {
    uuid::Uuid::from_bytes(bytes).hyphenated().to_string()
}
