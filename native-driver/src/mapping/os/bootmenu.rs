//! `<bootmenu>`: the firmware's menu of boot devices.

use std::borrow::Cow;

use schema_core::domain::{Bootmenu, YesNo};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::typelib::Typelib;
use crate::value::{Object, Value};

const MODE: &str = "bootMenuMode";

/// 7.1 gave the enum another name.
fn kind(typelib: &Typelib) -> &'static str {
    if typelib
        .enum_value("FirmwareBootMenuMode", "Disabled")
        .is_some()
    {
        "FirmwareBootMenuMode"
    } else {
        "BIOSBootMenuMode"
    }
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<Option<Bootmenu>, Fault> {
    let firmware = reader.part(machine, &Target::Firmware)?;
    let [mode] = reader.get(firmware, [MODE])?;
    let constant = reader.constant(kind(reader.typelib()), &mode)?;
    if constant == Cow::Borrowed("MenuOnly") {
        left_alone.push("the boot menu, which shows no message".to_owned());
    }
    Ok((constant == "Disabled").then_some(Bootmenu {
        enable: Some(YesNo::No),
    }))
}

pub(super) fn plan(
    desired: Option<Bootmenu>,
    current: Option<Bootmenu>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let is_there =
        |menu: Option<Bootmenu>| menu.is_none_or(|Bootmenu { enable }| enable != Some(YesNo::No));
    let (was, is) = (is_there(current), is_there(desired));
    if out.differs(&path.child("bootmenu"), Some(&was), &is, |is| {
        (if *is { "yes" } else { "no" }).to_owned()
    }) {
        let constant = if is { "MessageAndMenu" } else { "Disabled" };
        let value = Value::constant(kind(out.typelib), constant);
        out.set(Target::Firmware, MODE, value);
    }
}
