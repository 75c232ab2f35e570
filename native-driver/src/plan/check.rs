//! Checks a plan against the type library of the VirtualBox that is installed, before the first call.

use schema_core::support::Release;

use super::{Arg, Op, Step, Target, since};
use crate::backend::Verb;
use crate::target::route;
use crate::typelib::{Type, Typelib};
use crate::value::{Name, Value};

/// What the installed VirtualBox lacks.
pub(crate) struct Lack {
    pub(crate) message: String,
    /// The first release that has it, where that is known.
    pub(crate) since: Option<Release>,
}

impl From<String> for Lack {
    fn from(message: String) -> Self {
        Self {
            message,
            since: None,
        }
    }
}

/// Whether the installed VirtualBox can do `step`, one of `steps`; else what it lacks.
pub(crate) fn step(step: &Step, steps: &[Step], typelib: &Typelib) -> Result<(), Lack> {
    let interface = interface(&step.target, steps, typelib)
        .ok_or_else(|| format!("the installed VirtualBox has no {}", step.target))?;
    let (verb, member, args) = match &step.op {
        Op::Set { member, value } => (Verb::Set, member, std::slice::from_ref(value)),
        Op::Call { member, args } => (Verb::Invoke, member, args.as_slice()),
    };
    let Some(found) = typelib.find(&interface, verb, member) else {
        return Err(Lack {
            message: format!("the installed VirtualBox has no `{interface}.{member}`"),
            since: since::member(&interface, member),
        });
    };
    let ins = found.method.signature().ins.len();
    if ins != args.len() {
        return Err(format!(
            "`{found}` of the installed VirtualBox takes {ins} arguments, not {}",
            args.len()
        )
        .into());
    }
    let types = found.method.signature().ins.into_iter();
    for (arg, wanted) in args.iter().zip(types) {
        // Until 4.0 media were attached by their UUIDs.
        if matches!(arg, Arg::Object(_)) && matches!(wanted, Type::WString | Type::String) {
            return Err(format!(
                "`{found}` of the installed VirtualBox takes a text in place of an object"
            )
            .into());
        }
    }
    for arg in args {
        if let Arg::Value(Value::Enum { of, is }) = arg
            && typelib.enum_value(of, is).is_none()
        {
            return Err(Lack {
                message: format!("the installed VirtualBox has no `{of}` `{is}`"),
                since: since::constant(of, is),
            });
        }
    }
    Ok(())
}

fn interface(target: &Target, steps: &[Step], typelib: &Typelib) -> Option<Name> {
    match target {
        Target::VirtualBox => Some(Name::Borrowed("IVirtualBox")),
        Target::Host => Some(Name::Borrowed("IHost")),
        Target::Session => Some(Name::Borrowed("ISession")),
        Target::Medium(..) => Some(Name::Borrowed("IMedium")),
        Target::Result(of) => {
            let producer = steps.iter().find(|step| step.id == *of)?;
            // A result of a result would be a step that the mapping never makes.
            if matches!(producer.target, Target::Result(..)) {
                return None;
            }
            let interface = interface(&producer.target, steps, typelib)?;
            let member = typelib.find(&interface, Verb::Invoke, producer.op.member())?;
            match member.method.signature().outs.last()? {
                Type::Interface(name) => Some(Name::Owned(name.clone())),
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
                | Type::Pointer
                | Type::InterfaceIs(..)
                | Type::Array { .. } => None,
            }
        }
        Target::Registered
        | Target::Machine
        | Target::Platform
        | Target::PlatformX86
        | Target::Firmware
        | Target::Nvram
        | Target::UefiVariables
        | Target::Tpm
        | Target::Graphics
        | Target::Audio
        | Target::Vrde
        | Target::Recording
        | Target::RecordingScreen(..)
        | Target::Nic(..)
        | Target::NatEngine(..)
        | Target::Serial(..)
        | Target::Parallel(..)
        | Target::Controller(..)
        | Target::Bandwidth
        | Target::BandwidthGroup(..)
        | Target::UsbFilters
        | Target::Attachment(..)
        | Target::SharedFolder(..) => route(target, typelib).map(|route| route.interface),
    }
}
