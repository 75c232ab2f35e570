//! Serial and parallel ports.

use std::collections::BTreeMap;

use super::command::{Script, Word, option, others, plain, word_for, written};
use crate::plan::{Arg, Step};
use crate::value::Value;

/// Everything that is written into a serial port, together: its options say several members at once.
pub(super) fn serial<'s>(slot: u32, steps: &'s [Step], script: &mut Script) -> Vec<&'s Step> {
    let wrote = Wrote(written(steps));
    let number = slot + 1;
    let mut said = wrote.switch(&format!("--uart{number}"), "IOAddress", script);
    if let Some(words) = wrote.mode() {
        let mut option: Vec<Word> = vec![format!("--uart-mode{number}").into()];
        option.extend(words);
        script.modify(option);
        said.extend(["path", "server", "hostMode"]);
    }
    if let Some(kind) = wrote.value("uartType")
        && let Some(word) = word_for(
            &[
                ("U16450", "16450"),
                ("U16550A", "16550A"),
                ("U16750", "16750"),
            ],
            kind,
        )
    {
        script.modify(option(format!("--uart-type{number}"), word));
        said.push("uartType");
    }
    others(steps, &said)
}

/// The same for a parallel port, which is a device of the host.
pub(super) fn parallel<'s>(slot: u32, steps: &'s [Step], script: &mut Script) -> Vec<&'s Step> {
    let wrote = Wrote(written(steps));
    let number = slot + 1;
    let mut said = wrote.switch(&format!("--lpt{number}"), "IOBase", script);
    if let Some(path) = wrote.text("path") {
        script.modify(option(format!("--lpt-mode{number}"), path));
        said.push("path");
    }
    others(steps, &said)
}

/// What is written into a port.
struct Wrote<'s>(BTreeMap<&'s str, &'s Arg>);

impl<'s> Wrote<'s> {
    fn value(&self, member: &str) -> Option<&'s Value> {
        match self.0.get(member)? {
            Arg::Value(value) => Some(value),
            Arg::Object(_) | Arg::Secret(_) | Arg::Digest(_) => None,
        }
    }

    fn text(&self, member: &str) -> Option<String> {
        self.value(member).and_then(plain)
    }

    /// Switches a port off, or on at its address; gives what that said.
    fn switch(&self, name: &str, io_base: &'static str, script: &mut Script) -> Vec<&'static str> {
        if self.value("enabled") == Some(&Value::Bool(false)) {
            script.modify(option(name, "off"));
            return vec!["enabled"];
        }
        if let Some(Value::Unsigned(base)) = self.value(io_base)
            && let Some(irq) = self.text("IRQ")
        {
            let words = vec![name.into(), format!("{base:#x}").into(), irq.into()];
            script.modify(words);
            return vec!["enabled", io_base, "IRQ"];
        }
        Vec::new()
    }

    /// What a serial port is connected to. `None` where only a part of it is written, whose rest nobody tells.
    fn mode(&self) -> Option<Vec<Word>> {
        let Value::Enum { of: _, is } = self.value("hostMode")? else {
            return None;
        };
        let path = self.text("path");
        let is_server = self.value("server") == Some(&Value::Bool(true));
        Some(match (is.as_ref(), is_server) {
            ("Disconnected", _) => vec!["disconnected".into()],
            ("HostDevice", _) => vec![path?.into()],
            ("RawFile", _) => vec!["file".into(), path?.into()],
            ("HostPipe", true) => vec!["server".into(), path?.into()],
            ("HostPipe", false) => vec!["client".into(), path?.into()],
            ("TCP", true) => vec!["tcpserver".into(), path?.into()],
            ("TCP", false) => vec!["tcpclient".into(), path?.into()],
            _unknown => return None,
        })
    }
}
