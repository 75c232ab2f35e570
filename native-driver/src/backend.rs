//! What makes calls: real VirtualBox behind a helper process, or the simulated one.
//!
//! A backend makes calls and judges nothing. It is blocking and has one caller at a time.

mod codes;
#[cfg(all(
    feature = "xpcom",
    any(
        all(
            target_os = "linux",
            any(target_arch = "x86_64", target_arch = "aarch64")
        ),
        all(target_os = "macos", target_arch = "x86_64")
    )
))]
pub mod helper;
mod nulls;
pub mod progress;
pub mod sim;
#[cfg(all(
    feature = "xpcom",
    any(
        all(
            target_os = "linux",
            any(target_arch = "x86_64", target_arch = "aarch64")
        ),
        all(target_os = "macos", target_arch = "x86_64")
    )
))]
pub(crate) mod xpcom;

use std::ops::ControlFlow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use codes::code_name;

use crate::typelib::Typelib;
use crate::value::{Name, Object, Value};

/// A connection to one VirtualBox.
pub trait Backend: Send {
    /// What it is, which version, where.
    fn about(&self) -> &About;
    /// The interfaces it has.
    fn typelib(&self) -> &Typelib;
    /// The root object, an `IVirtualBox`.
    fn virtual_box(&self) -> Object;
    /// A new, unlocked `ISession`.
    fn new_session(&mut self) -> Result<Object, Fault>;
    /// Makes one call; gives the outs in order, the return value last. Counts of arrays are left out on both sides.
    fn call(&mut self, call: &Call) -> Result<Vec<Value>, Fault>;
    /// Makes calls that do not depend on each other, in one round trip where the backend can.
    fn read_many(&mut self, calls: &[Call]) -> Vec<Result<Vec<Value>, Fault>> {
        calls.iter().map(|call| self.call(call)).collect()
    }
    /// The same object with another interface.
    fn cast(&mut self, object: Object, interface: &str) -> Result<Object, Fault>;
    /// The interface that an object was given out with, such as `IMachine`.
    fn interface_of(&self, object: Object) -> Option<&str>;
    /// Gives objects back; unknown ones are passed over.
    fn release(&mut self, objects: &[Object]);
    /// Waits until an `IProgress` is completed and turns its failure into a fault. `tick` sees the percentage and can
    /// give up waiting, which cancels the operation where that is possible.
    fn wait(
        &mut self,
        progress: Object,
        limit: Duration,
        tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault>;
    /// What a path of the host is, as VirtualBox would see it.
    fn host_path(&mut self, path: &str) -> Result<HostPath, Fault>;
    /// Whether two paths of the host lead to the same file, through links for instance.
    fn same_file(&mut self, one: &str, other: &str) -> Result<bool, Fault> {
        Ok(one == other)
    }
    /// How many bytes VirtualBox can write to the disk of a path of the host, which need not be there yet; nothing
    /// where that cannot be told.
    fn free_space(&mut self, _path: &str) -> Option<u64> {
        None
    }
}

/// Makes a connection again after the old one was lost.
pub trait Connector {
    /// Connects.
    fn connect(&mut self) -> Result<Box<dyn Backend>, Fault>;
}

/// How much of an operation is done, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u32);

/// What a backend is connected to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The connection URI, such as `vbox:///session` or `test:///default`.
    pub uri: String,
    /// VirtualBox's own version, such as `7.2.22`.
    pub version: String,
    /// The API version, such as `7_2`.
    pub api_version: String,
    /// Where it is installed; empty for the simulation.
    pub home: String,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// On which object.
    pub object: Object,
    /// Reading an attribute, writing one, or calling a method.
    pub verb: Verb,
    /// The member; found without regard to case. Array attributes are `Get`s of the plural name (`machines`).
    pub member: Name,
    /// What goes in, counts of arrays left out.
    pub args: Vec<Value>,
}

impl Call {
    /// Reads the attribute `member`.
    pub fn get(object: Object, member: impl Into<Name>) -> Self {
        Self {
            object,
            verb: Verb::Get,
            member: member.into(),
            args: Vec::new(),
        }
    }

    /// Writes the attribute `member`.
    pub fn set(object: Object, member: impl Into<Name>, value: Value) -> Self {
        Self {
            object,
            verb: Verb::Set,
            member: member.into(),
            args: vec![value],
        }
    }

    /// Calls the method `member`.
    pub fn invoke(object: Object, member: impl Into<Name>, args: Vec<Value>) -> Self {
        Self {
            object,
            verb: Verb::Invoke,
            member: member.into(),
            args,
        }
    }
}

/// What a call does with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verb {
    /// Reads an attribute.
    Get,
    /// Writes an attribute.
    Set,
    /// Calls a method.
    Invoke,
}

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", self.describe())]
pub struct Fault {
    /// Interface and member, such as `IMachine.memorySize`.
    pub member: String,
    /// The result code, 0 where there was none.
    pub code: u32,
    /// Its name, such as `VBOX_E_INVALID_OBJECT_STATE`.
    pub code_name: String,
    /// VirtualBox's own text, or ours where it gave none.
    pub text: String,
    /// The component of VirtualBox that spoke, such as `SessionMachine`.
    pub component: String,
    /// What VirtualBox gave as the cause.
    pub next: Option<Box<Self>>,
    /// What kind of failure it is.
    pub kind: FaultKind,
}

impl Fault {
    /// A fault of ours, without a result code.
    pub fn new(kind: FaultKind, member: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            member: member.into(),
            code: 0,
            code_name: String::new(),
            text: text.into(),
            component: String::new(),
            next: None,
            kind,
        }
    }

    fn describe(&self) -> String {
        let mut text = format!("{}: {}", self.member, self.text);
        if !self.code_name.is_empty() || !self.component.is_empty() {
            let parts: Vec<&str> = [self.component.as_str(), self.code_name.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            text = format!("{text} ({})", parts.join(", "));
        }
        text
    }
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// VirtualBox said no.
    Refused,
    /// `VBoxSVC` is gone: every later call on this connection fails too.
    ServiceGone,
    /// It took too long.
    Timeout,
    /// The helper process or the pipe to it is gone.
    Transport,
    /// This VirtualBox has no such member, or it cannot be called through this crate.
    NoSuchMember,
}

/// What a path of the host is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HostPath {
    /// Nothing is there.
    Missing,
    /// A regular file, with its first bytes (at most 512; none from the simulation), which tell an image's format.
    File {
        /// The first bytes.
        head: Vec<u8>,
    },
    /// A folder.
    Folder,
    /// A device, pipe or socket.
    Special,
    /// It cannot be read, with the reason.
    Refused(String),
}
