//! What this computer is called.

/// The name of this computer, where it has one that is a text.
#[cfg(unix)]
pub(crate) fn this() -> Option<String> {
    let system = rustix::system::uname();
    let name = system.nodename().to_str().ok()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The name of this computer, where it has one that is a text.
#[cfg(not(unix))]
pub(crate) fn this() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}
