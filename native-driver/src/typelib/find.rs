//! Finding members by name, and what a member looks like from outside.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use super::{Direction, Interface, Method, MethodKind, Param, Type, Typelib};
use crate::backend::Verb;

/// How far a chain of parents is followed: deeper ones exist in damaged files only.
const MAX_DEPTH: usize = 16;

/// An interface with its members by name, put in order when the first one is looked for.
#[derive(Clone)]
pub(super) struct Indexed {
    interface: Interface,
    members: OnceLock<BTreeMap<String, Vec<Place>>>,
}

/// Where a method is: the interface's distance up the chain of parents, and its own index there.
#[derive(Clone, Copy)]
struct Place {
    up: usize,
    index: usize,
}

impl Indexed {
    pub(super) fn new(interface: Interface) -> Self {
        Self {
            interface,
            members: OnceLock::new(),
        }
    }

    pub(super) fn interface(&self) -> &Interface {
        &self.interface
    }
}

/// A method found by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The interface that declares it: the one asked or one that it extends.
    pub interface: &'a Interface,
    /// The method.
    pub method: &'a Method,
    /// Its slot in the vtable.
    pub slot: u32,
}

impl fmt::Display for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.interface.name, self.method.name)
    }
}

/// The parameters of a method without the counts of its arrays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature<'a> {
    /// What goes in, in order.
    pub ins: Vec<&'a Type>,
    /// What comes out, in order, the return value last.
    pub outs: Vec<&'a Type>,
}

impl Typelib {
    /// Finds what `verb` on `member` means for an object with this interface, in the interface itself or one that it
    /// extends. Reading and writing an array attribute finds the method behind it (`machines` is `getMachines`).
    pub fn find(&self, interface: &str, verb: Verb, member: &str) -> Option<Member<'_>> {
        let wanted = member.to_ascii_lowercase();
        match verb {
            Verb::Get => self
                .pick(interface, &wanted, |method| method.kind == MethodKind::Get)
                .or_else(|| {
                    self.pick(interface, &format!("get{wanted}"), |method| {
                        method.is_plain(0, 1)
                    })
                }),
            Verb::Set => self
                .pick(interface, &wanted, |method| method.kind == MethodKind::Set)
                .or_else(|| {
                    self.pick(interface, &format!("set{wanted}"), |method| {
                        method.is_plain(1, 0)
                    })
                }),
            Verb::Invoke => self.pick(interface, &wanted, |method| method.kind == MethodKind::Call),
        }
    }

    /// Whether objects with this interface have the attribute or method `member`.
    pub fn has(&self, interface: &str, member: &str) -> bool {
        [Verb::Get, Verb::Set, Verb::Invoke]
            .into_iter()
            .any(|verb| self.find(interface, verb, member).is_some())
    }

    /// Whether the attribute `member` can be written.
    pub fn has_setter(&self, interface: &str, member: &str) -> bool {
        self.find(interface, Verb::Set, member).is_some()
    }

    /// How many values the method `member` takes, counts of arrays left out.
    pub fn arity(&self, interface: &str, member: &str) -> Option<usize> {
        let member = self.find(interface, Verb::Invoke, member)?;
        Some(member.method.signature().ins.len())
    }

    /// Whether `interface` is `ancestor` or extends it.
    pub fn extends(&self, interface: &str, ancestor: &str) -> bool {
        self.chain(interface).any(|each| each.name == ancestor)
    }

    /// The interface and those that it extends, nearest first.
    fn chain(&self, interface: &str) -> impl Iterator<Item = &Interface> {
        std::iter::successors(self.interface(interface), |each| {
            self.interface(each.parent.as_deref()?)
        })
        .take(MAX_DEPTH)
    }

    fn pick(
        &self,
        interface: &str,
        wanted: &str,
        fits: impl Fn(&Method) -> bool,
    ) -> Option<Member<'_>> {
        let indexed = self.interfaces.get(interface)?;
        let places = indexed
            .members
            .get_or_init(|| self.index(interface))
            .get(wanted)?;
        places.iter().find_map(|place| {
            let interface = self.chain(interface).nth(place.up)?;
            let method = interface
                .methods
                .get(place.index)
                .filter(|method| fits(method))?;
            let slot = interface
                .first_slot
                .checked_add(u32::try_from(place.index).ok()?)?;
            Some(Member {
                interface,
                method,
                slot,
            })
        })
    }

    fn index(&self, interface: &str) -> BTreeMap<String, Vec<Place>> {
        let mut members: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for (up, interface) in self.chain(interface).enumerate() {
            for (index, method) in interface.methods.iter().enumerate() {
                if !method.is_reserved() {
                    members
                        .entry(method.name.to_ascii_lowercase())
                        .or_default()
                        .push(Place { up, index });
                }
            }
        }
        members
    }
}

impl Method {
    /// Whether it only fills a slot for later releases.
    pub fn is_reserved(&self) -> bool {
        self.name.starts_with("InternalAndReserved")
    }

    /// Its parameters as a caller sees them: the count of an array belongs to the array.
    pub fn signature(&self) -> Signature<'_> {
        let mut signature = Signature::default();
        for (index, param) in self.params.iter().enumerate() {
            if self.is_count(index) {
                continue;
            }
            match param.direction {
                Direction::In => signature.ins.push(&param.kind),
                Direction::Out | Direction::Return | Direction::InOut => {
                    signature.outs.push(&param.kind);
                }
            }
        }
        signature
    }

    /// Whether parameter `index` is the count of an array.
    pub fn is_count(&self, index: usize) -> bool {
        self.params
            .iter()
            .any(|param| matches!(&param.kind, Type::Array { count, .. } if *count == index))
    }

    /// Whether each parameter is of a type and direction that can be called, with the counts where they belong.
    pub fn is_callable(&self) -> bool {
        self.kind != MethodKind::Raw
            && self
                .params
                .iter()
                .all(|param| self.param_is_callable(param))
    }

    fn param_is_callable(&self, param: &Param) -> bool {
        if param.direction == Direction::InOut {
            return false;
        }
        match &param.kind {
            Type::Pointer => false,
            Type::Array { of, count } => {
                let element = !matches!(
                    **of,
                    Type::Array { .. } | Type::Pointer | Type::Iid | Type::InterfaceIs(_)
                );
                element
                    && self.params.get(*count).is_some_and(|count| {
                        // A count that comes out belongs to an array that comes out.
                        count.kind == Type::U32
                            && (count.direction == Direction::In)
                                == (param.direction == Direction::In)
                    })
            }
            Type::InterfaceIs(iid) => self
                .params
                .get(*iid)
                .is_some_and(|iid| iid.kind == Type::Iid),
            Type::Bool
            | Type::U8
            | Type::I16
            | Type::U16
            | Type::I32
            | Type::U32
            | Type::I64
            | Type::U64
            | Type::WString
            | Type::String
            | Type::Iid
            | Type::Interface(_) => true,
        }
    }

    fn is_plain(&self, ins: usize, outs: usize) -> bool {
        let signature = self.signature();
        self.kind == MethodKind::Call && signature.ins.len() == ins && signature.outs.len() == outs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"{"format":"vbox-api-table/1","version":"9.9","interfaces":{
        "nsISupports":{"iid":"00000000-0000-0000-c000-000000000046","parent":null,"first_slot":0,
            "slots":["call QueryInterface <iid =iid_is(0)","raw AddRef","raw Release"]},
        "IBase":{"iid":"00000000-0000-0000-0000-000000000001","parent":"nsISupports","first_slot":3,
            "slots":["get CPUCount =u32","set CPUCount <u32","call getMachines >u32 =IBase[0]","call InternalAndReservedMethod1IBase"]},
        "IThing":{"iid":"00000000-0000-0000-0000-000000000002","parent":"IBase","first_slot":7,
            "slots":["get CPUCount =u64","call setGroups <u32 <wstring[0]","call getThing <u32 >u32 >wstring[1] =bool","call odd &u32"]}},
        "enums":{"Kind":{"None":0,"SATA":2,"Sata2":2}}}"#;

    #[track_caller]
    fn check(interface: &str, verb: Verb, member: &str, expected: Option<(&str, u32)>) {
        let typelib = Typelib::from_tables(&[TABLE]).unwrap();
        let found = typelib
            .find(interface, verb, member)
            .map(|found| (found.to_string(), found.slot));
        assert_eq!(found, expected.map(|(name, slot)| (name.to_owned(), slot)));
    }

    #[test]
    fn members_are_found_by_name() {
        check(
            "IThing",
            Verb::Get,
            "cpucount",
            Some(("IThing.CPUCount", 7)),
        );
        check("IBase", Verb::Get, "CPUCount", Some(("IBase.CPUCount", 3)));
        check("IThing", Verb::Set, "CPUCount", Some(("IBase.CPUCount", 4)));
        check(
            "IThing",
            Verb::Get,
            "machines",
            Some(("IBase.getMachines", 5)),
        );
        check("IThing", Verb::Set, "groups", Some(("IThing.setGroups", 8)));
        check(
            "IThing",
            Verb::Invoke,
            "GetThing",
            Some(("IThing.getThing", 9)),
        );
        check(
            "IThing",
            Verb::Invoke,
            "getMachines",
            Some(("IBase.getMachines", 5)),
        );
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        check("IThing", Verb::Get, "thing", None);
        check("IThing", Verb::Invoke, "CPUCount", None);
        check("IThing", Verb::Invoke, "AddRef", None);
        check(
            "IBase",
            Verb::Invoke,
            "InternalAndReservedMethod1IBase",
            None,
        );
        check("IOther", Verb::Get, "CPUCount", None);
    }

    #[test]
    fn capabilities_and_enums() {
        let typelib = Typelib::from_tables(&[TABLE]).unwrap();
        assert!(typelib.has("IThing", "machines") && !typelib.has("IThing", "disks"));
        assert!(typelib.extends("IThing", "nsISupports") && !typelib.extends("IBase", "IThing"));
        assert_eq!(typelib.enum_value("Kind", "sata"), Some(2));
        assert_eq!(typelib.enum_value("Kind", "Floppy"), None);
        assert_eq!(typelib.enum_name("Kind", 2), Some("SATA"));
    }

    #[test]
    fn counts_are_left_out_of_signatures() {
        let typelib = Typelib::from_tables(&[TABLE]).unwrap();
        let method = typelib
            .find("IThing", Verb::Invoke, "getThing")
            .unwrap()
            .method;
        let text = Type::Array {
            of: Box::new(Type::WString),
            count: 1,
        };
        assert_eq!(
            method.signature(),
            Signature {
                ins: vec![&Type::U32],
                outs: vec![&text, &Type::Bool]
            }
        );
        assert!(method.is_callable());
        assert!(
            !typelib
                .find("IThing", Verb::Invoke, "odd")
                .unwrap()
                .method
                .is_callable()
        );
    }
}
