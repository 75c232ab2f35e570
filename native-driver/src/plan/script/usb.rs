//! USB controllers and device filters.

use super::command::{Script, args, option, plain, text, value, word_for};
use crate::plan::{Arg, Op, Step, Target};
use crate::value::Value;

const CONTROLLERS: &[(&str, &str)] = &[
    ("OHCI", "--usb-ohci"),
    ("EHCI", "--usb-ehci"),
    ("XHCI", "--usb-xhci"),
];

/// A controller that is added or goes; `modifyvm` knows them by what they are, not by name.
pub(super) fn controller(step: &Step, script: &mut Script) -> bool {
    let args = args(step);
    let said = match step.op.member() {
        "addUSBController" => value(args, 1)
            .and_then(|kind| word_for(CONTROLLERS, kind))
            .map(|name| (name, "on")),
        // Every program names them after what they are.
        "removeUSBController" => text(args, 0).and_then(|name| {
            let mut known = CONTROLLERS.iter();
            let found = known.find(|(kind, _)| name.eq_ignore_ascii_case(kind))?;
            Some((found.1, "off"))
        }),
        _other => None,
    };
    let Some((name, word)) = said else {
        return false;
    };
    script.modify(option(name, word));
    true
}

/// A filter: made, filled in and entered into the list by steps of its own, which is one command.
pub(super) fn filter(step: &Step, script: &mut Script) -> bool {
    said(step, script).is_some()
}

fn said(step: &Step, script: &mut Script) -> Option<()> {
    const TEXTS: &[(&str, &str)] = &[
        ("name", "--name"),
        ("vendorId", "--vendorid"),
        ("productId", "--productid"),
        ("revision", "--revision"),
        ("manufacturer", "--manufacturer"),
        ("product", "--product"),
        ("serialNumber", "--serialnumber"),
        ("port", "--port"),
        ("remote", "--remote"),
    ];
    let machine = script.machine().to_owned();
    match (&step.target, &step.op) {
        (Target::UsbFilters, Op::Call { member, args }) => match member.as_ref() {
            "createDeviceFilter" => {
                let name = option("--name", text(args, 0)?);
                script.filters.insert(step.id, vec![name]);
            }
            "insertDeviceFilter" => {
                let Arg::Object(Target::Result(made)) = args.get(1)? else {
                    return None;
                };
                let mut options = vec![option("--target", machine)];
                options.extend(script.filters.remove(made)?);
                script.run(["usbfilter", "add", &text(args, 0)?], options);
            }
            "removeDeviceFilter" => {
                let options = vec![option("--target", machine)];
                script.run(["usbfilter", "remove", &text(args, 0)?], options);
            }
            _other => return None,
        },
        (
            Target::Result(made),
            Op::Set {
                member,
                value: Arg::Value(value),
            },
        ) => {
            let option = match (member.as_ref(), value) {
                ("active", Value::Bool(true)) => option("--active", "yes"),
                ("active", Value::Bool(false)) => option("--active", "no"),
                (member, value) => {
                    let (_, name) = TEXTS.iter().find(|(text, _)| *text == member)?;
                    option(*name, plain(value)?)
                }
            };
            script.filters.get_mut(made)?.push(option);
        }
        _other => return None,
    }
    Some(())
}
