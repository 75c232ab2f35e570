//! Settings that are one member of a part of the machine: read, shown, planned, all from one line each.

use std::borrow::Cow;

use schema_core::domain::YesNo;
use schema_core::path::Path;

use super::named::{Named, Naming};
use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{as_bool, as_text, as_u32, constant};
use crate::typelib::Typelib;
use crate::value::{Name, Value};

/// Makes the functions `read`, `shown` and `plan` for an element whose attributes are members of one interface.
///
/// A line is `field: "attribute" is "member" as KIND, FRESH;`, where [`Fresh`] is what a new machine has. `details` are
/// worth a look only where what they belong to is on, or a document names them: then they are read by `read_details`, and
/// `shown` and `plan` want to know whether it is on. `beside` names the fields that are mapped elsewhere.
macro_rules! settings {
    ($element:ident in $interface:literal $(beside [$($other:ident)+])? {
        $($field:ident: $attribute:literal is $member:literal as $kind:expr, $fresh:expr;)+
    }) => {
        settings!(@read $element in $interface [$($($other)+)?] { $($field is $member as $kind;)+ });
        settings!(@use $element [$($($other)+)?] [] {
            $($field: $attribute is $member as $kind, $fresh, true;)+
        });
    };
    ($element:ident in $interface:literal $(beside [$($other:ident)+])? {
        $($field:ident: $attribute:literal is $member:literal as $kind:expr, $fresh:expr;)+
    } details {
        $($detail:ident: $detail_attribute:literal is $detail_member:literal as $detail_kind:expr, $detail_fresh:expr;)+
    }) => {
        settings!(@read $element in $interface [$($($other)+)? $($detail)+] {
            $($field is $member as $kind;)+
        });

        pub(in crate::mapping::metadata) fn read_details(
            reader: &mut $crate::reader::Reader<'_>,
            object: $crate::value::Object,
            element: &mut $element,
        ) -> Result<(), $crate::backend::Fault> {
            let mut values = reader.those(object, $interface, &[$($detail_member),+])?.into_iter();
            $(element.$detail = $crate::mapping::metadata::setting::read_one(
                &$detail_kind, $detail_member, values.next().flatten(), reader.typelib(),
            )?;)+
            Ok(())
        }

        settings!(@use $element [$($($other)+)?] [is_on] {
            $($field: $attribute is $member as $kind, $fresh, true;)+
            $($detail: $detail_attribute is $detail_member as $detail_kind, $detail_fresh, is_on;)+
        });
    };
    ($element:ident in $interface:literal $(beside [$($other:ident)+])? details {
        $($detail:ident: $attribute:literal is $member:literal as $kind:expr, $fresh:expr;)+
    }) => {
        settings!(@read $element in $interface [$($($other)+)?] { $($detail is $member as $kind;)+ });
        settings!(@use $element [$($($other)+)?] [is_on] {
            $($detail: $attribute is $member as $kind, $fresh, is_on;)+
        });
    };
    // Reading, where the fields in brackets are read elsewhere.
    (@read $element:ident in $interface:literal [$($other:ident)*] {
        $($field:ident is $member:literal as $kind:expr;)+
    }) => {
        pub(in crate::mapping::metadata) fn read(
            reader: &mut $crate::reader::Reader<'_>,
            object: $crate::value::Object,
        ) -> Result<$element, $crate::backend::Fault> {
            let mut values = reader.those(object, $interface, &[$($member),+])?.into_iter();
            Ok($element {
                $($field: $crate::mapping::metadata::setting::read_one(
                    &$kind, $member, values.next().flatten(), reader.typelib(),
                )?,)+
                $($other: Default::default(),)*
            })
        }
    };
    // Showing and planning: each line ends with whether it is shown where it differs from what a new machine has.
    (@use $element:ident [$($other:ident)*] [$($on:ident)?] {
        $($field:ident: $attribute:literal is $member:literal as $kind:expr, $fresh:expr, $always:expr;)+
    }) => {
        pub(in crate::mapping::metadata) fn shown(
            actual: &$element,
            named: &$crate::mapping::metadata::Named,
            name: &str,
            $($on: bool,)?
        ) -> $element {
            let $element { $($field,)+ $($other: _,)* } = actual;
            $element {
                $($field: $crate::mapping::metadata::setting::shown_one(
                    $field.as_ref(), &$fresh, named, (name, $attribute), $always,
                ),)+
                $($other: Default::default(),)*
            }
        }

        pub(in crate::mapping::metadata) fn plan(
            wanted: &$element,
            was: Option<&$element>,
            site: &$crate::mapping::metadata::setting::Site,
            $($on: bool,)?
            naming: &mut $crate::mapping::metadata::named::Naming<'_>,
            out: &mut $crate::plan::builder::Builder<'_>,
        ) {
            let $element { $($field,)+ $($other: _,)* } = wanted;
            $($crate::mapping::metadata::setting::Line {
                kind: &$kind,
                attribute: $attribute,
                member: $member,
                fresh: &$fresh,
                always_shown: $always,
            }.plan($field.as_ref(), was.and_then(|was| was.$field.as_ref()), site, naming, out);)+
        }
    };
}
pub(super) use settings;

/// What a new machine has, which is not shown unless a document has named it.
pub(super) enum Fresh<T> {
    /// This.
    Is(T),
    /// What differs from host to host, or from release to release.
    Varies,
    /// What differs from release to release, and is this in the newest.
    Newest(T),
}

impl<T: PartialEq> Fresh<T> {
    /// Whether a machine with that value is known to be no new one.
    pub(super) fn is_left(&self, value: &T) -> bool {
        match self {
            Self::Is(fresh) => value != fresh,
            Self::Varies | Self::Newest(_) => false,
        }
    }

    /// Whether a machine with that value is no new one of the newest release.
    pub(super) fn is_left_in_newest(&self, value: &T) -> bool {
        match self {
            Self::Is(fresh) | Self::Newest(fresh) => value != fresh,
            Self::Varies => false,
        }
    }
}

/// Where the settings of an element are.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The part of the machine.
    pub(super) target: Target,
    /// The element.
    pub(super) path: Path,
    /// What its settings are named after.
    pub(super) name: String,
}

impl Site {
    /// An element of the machine that there is once.
    pub(super) fn once(target: Target, machine: &Path, element: &'static str) -> Self {
        Self {
            target,
            path: machine.child(element),
            name: element.to_owned(),
        }
    }
}

/// How a value of the document is a value of VirtualBox.
pub(super) trait Kind {
    /// The value in the document.
    type Of: PartialEq + Clone;
    /// Reads it; `None` where the document has no word for it.
    fn read(
        &self,
        value: &Value,
        member: &str,
        typelib: &Typelib,
    ) -> Result<Option<Self::Of>, Fault>;
    /// Writes it.
    fn write(&self, value: &Self::Of, typelib: &Typelib) -> Value;
    /// Shows it in a plan.
    fn show(&self, value: &Self::Of) -> String;
}

/// A boolean that is `yes` or `no`.
pub(super) struct Switch;

impl Kind for Switch {
    type Of = YesNo;

    fn read(&self, value: &Value, member: &str, _: &Typelib) -> Result<Option<YesNo>, Fault> {
        let is = as_bool(value, member)?;
        Ok(Some(if is { YesNo::Yes } else { YesNo::No }))
    }

    fn write(&self, value: &YesNo, _: &Typelib) -> Value {
        Value::Bool(*value == YesNo::Yes)
    }

    fn show(&self, value: &YesNo) -> String {
        value.as_str().to_owned()
    }
}

/// A number.
pub(super) struct Number;

impl Kind for Number {
    type Of = u32;

    fn read(&self, value: &Value, member: &str, _: &Typelib) -> Result<Option<u32>, Fault> {
        as_u32(value, member).map(Some)
    }

    fn write(&self, value: &u32, _: &Typelib) -> Value {
        Value::Unsigned(u64::from(*value))
    }

    fn show(&self, value: &u32) -> String {
        value.to_string()
    }
}

/// A text.
pub(super) struct Text;

impl Kind for Text {
    type Of = String;

    fn read(&self, value: &Value, member: &str, _: &Typelib) -> Result<Option<String>, Fault> {
        as_text(value, member).map(Some)
    }

    fn write(&self, value: &String, _: &Typelib) -> Value {
        Value::text(value)
    }

    fn show(&self, value: &String) -> String {
        if value.is_empty() {
            "nothing".to_owned()
        } else {
            value.clone()
        }
    }
}

/// A word that is a constant of an enum.
pub(super) struct Words<T: 'static> {
    /// The enum's names, the newest first: some were renamed.
    pub(super) of: &'static [&'static str],
    pub(super) all: &'static [(T, &'static str)],
}

impl<T> Words<T> {
    /// The name of the enum in the installed release.
    fn name(&self, typelib: &Typelib) -> &'static str {
        let known = |of: &&&'static str| {
            let mut constants = self.all.iter();
            constants.any(|(_word, is)| typelib.enum_value(of, is).is_some())
        };
        let newest = self.of.first().copied().unwrap_or_default();
        self.of.iter().find(known).copied().unwrap_or(newest)
    }
}

impl<T: Copy + PartialEq + schema_core::spec::Value> Kind for Words<T> {
    type Of = T;

    fn read(&self, value: &Value, _: &str, typelib: &Typelib) -> Result<Option<T>, Fault> {
        let is = constant(typelib, self.name(typelib), value)?;
        let found = self.all.iter().find(|(_word, constant)| *constant == is);
        Ok(found.map(|(word, _constant)| *word))
    }

    fn write(&self, value: &T, typelib: &Typelib) -> Value {
        let found = self.all.iter().find(|(word, _constant)| word == value);
        let is = found.map_or("", |(_word, constant)| constant);
        Value::Enum {
            of: Name::Borrowed(self.name(typelib)),
            is: Cow::Borrowed(is),
        }
    }

    fn show(&self, value: &T) -> String {
        value.text().into_owned()
    }
}

pub(super) fn read_one<K: Kind>(
    kind: &K,
    member: &str,
    value: Option<Value>,
    typelib: &Typelib,
) -> Result<Option<K::Of>, Fault> {
    match value {
        Some(value) => kind.read(&value, member, typelib),
        // The installed release lacks it.
        None => Ok(None),
    }
}

/// The value of an attribute, where it is shown.
pub(super) fn shown_one<T: PartialEq + Clone>(
    actual: Option<&T>,
    fresh: &Fresh<T>,
    named: &Named,
    (name, attribute): (&str, &str),
    always: bool,
) -> Option<T> {
    shown_leaf(
        actual,
        fresh,
        named,
        &format!("{name}/@{attribute}"),
        always,
    )
}

/// The value of an element that is one value, where it is shown.
pub(super) fn shown_leaf<T: PartialEq + Clone>(
    actual: Option<&T>,
    fresh: &Fresh<T>,
    named: &Named,
    name: &str,
    always: bool,
) -> Option<T> {
    let is_shown = |actual: &&T| {
        always && fresh.is_left(actual)
            || named.has(name)
            || named.whole && fresh.is_left_in_newest(actual)
    };
    actual.filter(is_shown).cloned()
}

/// A setting, as one line declares it.
pub(super) struct Line<'a, K: Kind> {
    pub(super) kind: &'a K,
    pub(super) attribute: &'static str,
    pub(super) member: &'static str,
    pub(super) fresh: &'a Fresh<K::Of>,
    /// Whether it is shown where it differs from what a new machine has.
    pub(super) always_shown: bool,
}

impl<K: Kind> Line<'_, K> {
    pub(super) fn plan(
        &self,
        wanted: Option<&K::Of>,
        before: Option<&K::Of>,
        site: &Site,
        naming: &mut Naming<'_>,
        out: &mut Builder<'_>,
    ) {
        let site = Site {
            target: site.target.clone(),
            path: site.path.attribute(self.attribute),
            name: format!("{}/@{}", site.name, self.attribute),
        };
        self.plan_at(wanted, before, &site, naming, out);
    }

    /// Plans a setting that is the value at a site itself.
    pub(super) fn plan_at(
        &self,
        wanted: Option<&K::Of>,
        before: Option<&K::Of>,
        site: &Site,
        naming: &mut Naming<'_>,
        out: &mut Builder<'_>,
    ) {
        let Some(wanted) = wanted else { return };
        let would_show = self.always_shown && self.fresh.is_left(wanted);
        let is_known = would_show || naming.name(site.name.clone());
        let show = |value: &K::Of| Some(self.kind.show(value));
        if before != Some(wanted) {
            out.change(&site.path, before.and_then(show), show(wanted));
            let value = self.kind.write(wanted, out.typelib);
            out.set(site.target.clone(), self.member, value);
        } else if !is_known {
            // The machine is so already; from now on because the document says it.
            out.change(&site.path, None, show(wanted));
        }
    }
}
