//! Refusals in the words of VirtualBox, and the faults that callers see.

use crate::backend::{Fault, FaultKind, code_name};

/// A result code of VirtualBox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    InvalidArg,
    AccessDenied,
    Unexpected,
    NotImplemented,
    Fail,
    ObjectNotFound,
    InvalidVmState,
    FileError,
    InvalidObjectState,
    ObjectInUse,
    NotSupported,
    PlatformArchNotSupported,
}

impl Code {
    pub(super) fn number(self) -> u32 {
        match self {
            Self::InvalidArg => 0x8007_0057,
            Self::AccessDenied => 0x8007_0005,
            Self::Unexpected => 0x8000_ffff,
            Self::NotImplemented => 0x8000_4001,
            Self::Fail => 0x8000_4005,
            Self::ObjectNotFound => 0x80bb_0001,
            Self::InvalidVmState => 0x80bb_0002,
            Self::FileError => 0x80bb_0004,
            Self::InvalidObjectState => 0x80bb_0007,
            Self::NotSupported => 0x80bb_0009,
            Self::ObjectInUse => 0x80bb_000c,
            Self::PlatformArchNotSupported => 0x80bb_0012,
        }
    }
}

/// VirtualBox says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) text: String,
    pub(super) component: &'static str,
}

impl Refusal {
    pub(super) fn new(code: Code, component: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
            component,
        }
    }

    /// A bare result code, for which VirtualBox has no words of its own.
    pub(super) fn bare(code: Code) -> Self {
        let number = code.number();
        let text = format!("VirtualBox gave no text with the result code 0x{number:08x}");
        Self::new(code, "", text)
    }

    pub(super) fn invalid(component: &'static str, text: impl Into<String>) -> Self {
        Self::new(Code::InvalidArg, component, text)
    }

    pub(super) fn not_found(component: &'static str, text: impl Into<String>) -> Self {
        Self::new(Code::ObjectNotFound, component, text)
    }

    /// The object that a handle stood for is gone.
    pub(super) fn not_ready(component: &'static str) -> Self {
        Self::new(Code::AccessDenied, component, "The object is not ready")
    }

    pub(super) fn into_fault(self, member: String) -> Fault {
        Fault {
            member,
            code: self.code.number(),
            code_name: code_name(self.code.number()).to_owned(),
            text: self.text,
            component: self.component.to_owned(),
            next: None,
            kind: FaultKind::Refused,
        }
    }
}
