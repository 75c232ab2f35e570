//! What VirtualBox says about a call that failed.

use super::Xpcom;
use super::ffi::{ComPtr, In};
use crate::backend::{Fault, FaultKind, Verb, code_name};

/// The result code of every call once the service is gone.
const ABORT: u32 = 0x8000_4004;
/// How many causes of causes are followed.
const MAX_CAUSES: usize = 16;

impl Xpcom {
    /// The fault for a call that gave this result code. To be asked right after the call: the error object belongs to
    /// the thread, and the next failure without text would otherwise show this one's.
    pub(super) fn fault(&mut self, member: &str, code: u32) -> Fault {
        let exception = self.exception();
        let mut fault = match &exception {
            Some(exception) => self.explain(exception, member, code),
            None => plain(member, code),
        };
        let explained = exception.is_some();
        drop(exception);
        self.clear_exception();
        // The error object, its members and the exception itself are remote objects too.
        self.count_calls(10);
        if (code == ABORT || !explained) && self.service_is_gone() {
            fault.kind = FaultKind::ServiceGone;
            "the service `VBoxSVC` ended while boxwright was connected to it"
                .clone_into(&mut fault.text);
        }
        fault
    }

    /// Reads an `IVirtualBoxErrorInfo` and its causes, or what any exception has.
    fn explain(&self, exception: &ComPtr, member: &str, code: u32) -> Fault {
        let Ok(first) = self.query(exception, "IVirtualBoxErrorInfo") else {
            let mut fault = plain(member, code);
            let message = self.read_text(exception, "nsIException", "message");
            if let Some(message) = message.filter(|message| !message.is_empty()) {
                fault.text = message;
            }
            return fault;
        };
        let mut infos = vec![first];
        while infos.len() < MAX_CAUSES {
            let next = infos
                .last()
                .and_then(|info| self.read_object(info, "IVirtualBoxErrorInfo", "next"));
            let Some(next) = next else { break };
            infos.push(next);
        }
        // From the innermost cause outwards.
        let mut cause: Option<Box<Fault>> = None;
        for (depth, info) in infos.iter().enumerate().rev() {
            let text = |name| {
                self.read_text(info, "IVirtualBoxErrorInfo", name)
                    .unwrap_or_default()
            };
            let own = self.read_number(info, "IVirtualBoxErrorInfo", "resultCode");
            // The call's own code is what the caller acts upon.
            let code = if depth == 0 {
                code
            } else {
                own.unwrap_or_default()
            };
            let mut fault = plain(member, code);
            fault.component = text("component");
            let said = text("text");
            if !said.is_empty() {
                fault.text = said;
            }
            fault.next = cause.take();
            cause = Some(Box::new(fault));
        }
        cause.map_or_else(|| plain(member, code), |fault| *fault)
    }

    /// The error object that the last failed call left.
    fn exception(&self) -> Option<ComPtr> {
        if self.glue.has_exceptions() {
            return self.glue.exception();
        }
        let out = self.internal(
            self.exceptions.as_ref()?,
            "nsIExceptionService",
            Verb::Invoke,
            "getCurrentException",
            &[],
        );
        out.ok()?.into_iter().next_back().and_then(super::object_of)
    }

    fn clear_exception(&self) {
        if self.glue.has_exceptions() {
            self.glue.clear_exception();
        } else if let Some(service) = &self.exceptions {
            let none = [In::Object(None)];
            // Nothing can be done if even this fails.
            let _ = self
                .internal(
                    service,
                    "nsIExceptionService",
                    Verb::Invoke,
                    "setCurrentException",
                    &none,
                )
                .is_ok();
        }
    }

    /// Whether every call fails by now. One failure does not tell: an operation that was cancelled gives the same code,
    /// and a call during which the service died may give another.
    fn service_is_gone(&self) -> bool {
        let probe = self.internal(&self.virtual_box, "IVirtualBox", Verb::Get, "revision", &[]);
        probe.is_err_and(|failure| failure == super::ffi::Failure::Code(ABORT))
    }
}

/// A fault with nothing but a result code.
fn plain(member: &str, code: u32) -> Fault {
    let name = code_name(code);
    let text = if name.is_empty() {
        format!("VirtualBox gave the result code 0x{code:08x} and no text")
    } else {
        format!("VirtualBox gave no text with the result code 0x{code:08x}")
    };
    Fault {
        code,
        code_name: name.to_owned(),
        ..Fault::new(FaultKind::Refused, member, text)
    }
}
