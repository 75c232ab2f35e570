//! `boxwright doctor`

use std::fmt;

use clap::Args;
use native_driver::connect::{
    self, ConnectError, ConnectOptions, MachineFacts, Probe, ServiceFacts, TypelibFacts,
};
use native_driver::uri::ConnectionUri;
use schema_core::visible;

use crate::args::Global;
use crate::error::{CommandResult, Status};
use crate::output::Output;
use crate::session;

/// Tells which VirtualBox was found where, and what will not work and why.
///
/// Ends with 1 when documents cannot be applied.
#[derive(Args, Debug)]
pub(crate) struct DoctorArgs;

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Good,
    /// Something will not work, but not everything.
    Warning,
    Bad,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Good => "ok",
            Self::Warning => "warning",
            Self::Bad => "error",
        })
    }
}

/// One line of the list.
#[derive(Debug)]
struct Check {
    verdict: Verdict,
    subject: String,
    /// What was found; of a failure why, and what to do.
    found: String,
}

impl Check {
    fn new(verdict: Verdict, subject: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            verdict,
            subject: subject.into(),
            found: found.into(),
        }
    }
}

pub(crate) fn run(_args: &DoctorArgs, global: &Global, out: &mut Output) -> CommandResult {
    let uri = session::uri(global)?;
    let options = ConnectOptions::from_environment();
    let checks = match uri {
        ConnectionUri::Session | ConnectionUri::System => real(connect::probe(&uri, &options)),
        ConnectionUri::TestDefault | ConnectionUri::TestFile(_) => vec![simulated(&uri, &options)],
    };
    out.write(&format!(
        "{:7}  connection: {}\n",
        Verdict::Good,
        visible::name(&uri.to_string())
    ))?;
    for Check {
        verdict,
        subject,
        found,
    } in &checks
    {
        let found = visible::text(found).replace('\n', "\n         ");
        out.write(&format!(
            "{verdict:7}  {}: {found}\n",
            visible::name(subject)
        ))?;
    }
    let bad = checks.iter().any(|check| check.verdict == Verdict::Bad);
    Ok(if bad { Status::Found } else { Status::Clean })
}

fn simulated(uri: &ConnectionUri, options: &ConnectOptions) -> Check {
    match connect::connect(uri, options) {
        Ok(mut connection) => {
            let version = connection.backend().about().version.clone();
            Check::new(
                Verdict::Good,
                "simulation",
                format!("VirtualBox {version}; nothing of this host is looked at"),
            )
        }
        Err(error) => Check::new(Verdict::Bad, "simulation", error.to_string()),
    }
}

fn real(probe: Probe) -> Vec<Check> {
    let Probe {
        installation,
        typelib,
        service,
        kernel_driver,
    } = probe;
    let installed = installation.is_ok();
    let mut checks = vec![match installation {
        Ok(found) => Check::new(
            Verdict::Good,
            "VirtualBox",
            format!("{} ({})", found.home.display(), found.found_by),
        ),
        Err(error) => Check::new(Verdict::Bad, "VirtualBox", error.to_string()),
    }];
    checks.extend(typelib.map(|typelib| match typelib {
        Ok(TypelibFacts {
            files: _,
            interfaces,
            methods,
            enums,
        }) => Check::new(
            Verdict::Good,
            "type library",
            format!("{interfaces} interfaces, {methods} methods, {enums} enumerations"),
        ),
        Err(error) => Check::new(Verdict::Bad, "type library", error),
    }));
    if let Some(service) = service {
        checks.extend(answering(service));
    }
    // Without VirtualBox nobody misses its driver.
    checks.extend(kernel_driver.filter(|_loaded| installed).map(|loaded| {
        if loaded {
            Check::new(Verdict::Good, "kernel driver", "loaded")
        } else {
            let why = "`/dev/vboxdrv` is missing: documents can be applied, machines cannot be started\n\
                       install the module for this kernel (`virtualbox-dkms`, or `/sbin/vboxconfig`) and load it";
            Check::new(Verdict::Warning, "kernel driver", why)
        }
    }));
    checks
}

fn answering(service: Result<ServiceFacts, ConnectError>) -> Vec<Check> {
    let ServiceFacts {
        about,
        table,
        tables,
        machines,
    } = match service {
        Ok(facts) => facts,
        Err(error) => return vec![Check::new(Verdict::Bad, "service", error.to_string())],
    };
    let tables: Vec<String> = tables.iter().map(ToString::to_string).collect();
    let found = format!(
        "VirtualBox {}, API {}, function table {table} of {}",
        about.version,
        about.api_version,
        tables.join(", ")
    );
    let mut checks = vec![
        Check::new(Verdict::Good, "service", found),
        Check::new(Verdict::Good, "machines", machines.len().to_string()),
    ];
    checks.extend(machines.into_iter().filter_map(machine));
    checks
}

/// What is to be said of a machine, if anything.
fn machine(facts: MachineFacts) -> Option<Check> {
    let MachineFacts {
        id,
        name,
        inaccessible,
        state,
        lock,
    } = facts;
    let subject = if name.is_empty() {
        format!("machine {id}")
    } else {
        format!("machine `{name}`")
    };
    if let Some(why) = inaccessible {
        return Some(Check::new(
            Verdict::Warning,
            subject,
            format!("its settings cannot be read: {why}"),
        ));
    }
    let lock = lock?;
    let kind = if lock.name.is_empty() {
        String::new()
    } else {
        format!(" ({})", lock.name)
    };
    let found = format!(
        "{state}; process {}{kind} holds its lock ({}), so it cannot be changed now",
        lock.process, lock.state
    );
    Some(Check::new(Verdict::Warning, subject, found))
}
