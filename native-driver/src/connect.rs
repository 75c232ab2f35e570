//! Connecting: from a URI to a backend.

mod absent;
mod library;
mod probe;
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
mod real;
#[cfg(not(all(
    feature = "xpcom",
    any(
        all(
            target_os = "linux",
            any(target_arch = "x86_64", target_arch = "aarch64")
        ),
        all(target_os = "macos", target_arch = "x86_64")
    )
)))]
#[path = "connect/unsupported.rs"]
mod real;
mod simulated;
mod state_file;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use crate::backend::{Backend, Connector, Fault, FaultKind};
use crate::uri::{ConnectionUri, User};

use absent::Absent;
pub use library::{Installation, NotFound, TypelibError, find};
pub use probe::{Holder, MachineFacts, Probe, ServiceFacts, TypelibFacts, probe};
pub use state_file::{StateFile, StateFileError};

/// How long after its last client the service has certainly ended: it waits five seconds itself.
const SERVICE_LEAVES: Duration = Duration::from_millis(6500);

/// How a connection is made.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// The helper process; without one, this same program with the argument `__xpcom`.
    pub helper: Option<HelperCommand>,
    /// How long things may take.
    pub limits: Limits,
    /// Where VirtualBox is, and nowhere else.
    pub app_home: Option<OsString>,
    /// The function table to use, 1 to 4, instead of the newest that the library serves.
    pub table: Option<u8>,
}

impl ConnectOptions {
    /// What the environment asks for: `VBOX_APP_HOME`, and for tests `BOXWRIGHT_XPCOM_TABLE`.
    pub fn from_environment() -> Self {
        let table = std::env::var("BOXWRIGHT_XPCOM_TABLE")
            .ok()
            .and_then(|text| text.parse().ok());
        Self {
            helper: None,
            limits: Limits::default(),
            app_home: std::env::var_os("VBOX_APP_HOME"),
            table,
        }
    }
}

/// How the helper process is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelperCommand {
    /// The program.
    pub program: PathBuf,
    /// Its arguments, which make it call [`helper::main`](crate::helper::main).
    pub args: Vec<OsString>,
}

impl HelperCommand {
    /// This same program with the argument `__xpcom`.
    pub fn this_program() -> std::io::Result<Self> {
        Ok(Self::of(std::env::current_exe()?))
    }

    /// A program that takes the argument `__xpcom`.
    pub fn of(program: PathBuf) -> Self {
        Self {
            program,
            args: vec!["__xpcom".into()],
        }
    }
}

/// How long things may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connecting, which starts the service where it does not run.
    pub connect: Duration,
    /// One call.
    pub call: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            call: Duration::from_mins(5),
        }
    }
}

/// A connection that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// No VirtualBox was found.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// Its type library cannot be used.
    #[error(transparent)]
    Typelib(#[from] TypelibError),
    /// It was found, but does not answer.
    #[error("cannot connect to the VirtualBox in `{}`: {}", home.display(), fault.text)]
    Fault {
        /// Where it is installed.
        home: PathBuf,
        /// What went wrong.
        fault: Box<Fault>,
    },
    /// Where this program is cannot be told, so that it cannot start itself as a helper.
    #[error(
        "the helper process cannot be started, because this program's own file is not known: {0}"
    )]
    ThisProgram(std::io::Error),
    /// Not on this platform.
    #[error(
        "a real VirtualBox can be driven from x86-64 and AArch64 Linux and x86-64 macOS only; `-c test:///default` works on a simulated one"
    )]
    Unsupported,
    /// The file of a simulated VirtualBox cannot be used.
    #[error(transparent)]
    StateFile(#[from] StateFileError),
}

/// A connection that can be made again.
pub struct Connection {
    uri: ConnectionUri,
    options: ConnectOptions,
    source: Source,
    backend: Box<dyn Backend>,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection")
            .field("uri", &self.uri)
            .finish_non_exhaustive()
    }
}

/// Connects to what a URI means.
pub fn connect(uri: &ConnectionUri, options: &ConnectOptions) -> Result<Connection, ConnectError> {
    let mut source = if uri.is_test() {
        Source::Simulated(simulated::Source::open(uri)?)
    } else {
        Source::Real(real::Source::open(uri, options)?)
    };
    let backend = source.connect(uri, options)?;
    Ok(Connection {
        uri: uri.clone(),
        options: options.clone(),
        source,
        backend,
    })
}

/// What stays the same when a connection is made again.
enum Source {
    Real(real::Source),
    Simulated(simulated::Source),
}

impl Source {
    fn connect(
        &mut self,
        uri: &ConnectionUri,
        options: &ConnectOptions,
    ) -> Result<Box<dyn Backend>, ConnectError> {
        match self {
            Self::Real(source) => source.connect(uri, options),
            Self::Simulated(source) => Ok(source.connect(uri)),
        }
    }
}

impl Connection {
    /// What it is connected to.
    pub fn uri(&self) -> &ConnectionUri {
        &self.uri
    }

    /// The backend in use.
    pub fn backend(&mut self) -> &mut dyn Backend {
        &mut *self.backend
    }

    /// The backend in use, to look at.
    pub fn shared(&self) -> &dyn Backend {
        &*self.backend
    }

    /// Lets the service end, which it does some seconds after its last client, and connects to the one that follows.
    ///
    /// Where another program of `VirtualBox` runs, the service goes on.
    pub fn renew_service(&mut self) -> Result<(), Fault> {
        let about = self.backend.about().clone();
        self.backend = Box::new(Absent::new(about));
        match &self.source {
            Source::Real(_) => std::thread::sleep(SERVICE_LEAVES),
            Source::Simulated(source) => source.end_service(),
        }
        self.reconnect()
    }

    /// Puts a fresh backend in the place of one that was lost. All objects are gone with the old one.
    pub fn reconnect(&mut self) -> Result<(), Fault> {
        self.backend = Connector::connect(self)?;
        Ok(())
    }
}

impl Connector for Connection {
    fn connect(&mut self) -> Result<Box<dyn Backend>, Fault> {
        self.source
            .connect(&self.uri, &self.options)
            .map_err(|error| match error {
                ConnectError::Fault { fault, .. } => *fault,
                other @ (ConnectError::NotFound(_)
                | ConnectError::Typelib(_)
                | ConnectError::ThisProgram(_)
                | ConnectError::Unsupported
                | ConnectError::StateFile(_)) => {
                    Fault::new(FaultKind::Transport, "connect", other.to_string())
                }
            })
    }
}

/// Who runs this program.
pub fn user() -> User {
    real::user()
}
