//! Which VirtualBox the user means.

use std::ffi::{OsStr, OsString};

use crate::error::CommandError;

const DEFAULT: &str = "vbox:///session";

/// The connection URI: of the command line, else `BOXWRIGHT_URI`, else `LIBVIRT_DEFAULT_URI` where that is one for
/// VirtualBox (libvirt's tools may be set to another hypervisor), else the user's own machines.
pub(crate) fn uri(
    asked: Option<&OsStr>,
    environment: impl Fn(&str) -> Option<OsString>,
) -> Result<String, CommandError> {
    if let Some(uri) = asked {
        return text(uri, "--connect");
    }
    // An empty variable counts as one that is not set.
    let set = |name: &str| environment(name).filter(|value| !value.is_empty());
    if let Some(uri) = set("BOXWRIGHT_URI") {
        return text(&uri, "BOXWRIGHT_URI");
    }
    match set("LIBVIRT_DEFAULT_URI").and_then(|uri| uri.into_string().ok()) {
        Some(uri) if is_vbox(&uri) => Ok(uri),
        Some(_) | None => Ok(DEFAULT.to_owned()),
    }
}

fn text(uri: &OsStr, of: &str) -> Result<String, CommandError> {
    let shown = || {
        CommandError::usage(format!(
            "the connection URI of `{of}` is not UTF-8: {}",
            uri.display()
        ))
    };
    uri.to_str().map(str::to_owned).ok_or_else(shown)
}

/// `text` without the password that a URI may have: messages end up in logs.
pub(crate) fn without_password(uri: &str, text: &str) -> String {
    let address = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let authority = address.split('/').next().unwrap_or_default();
    let password = authority
        .rsplit_once('@')
        .and_then(|(user, _)| user.split_once(':'));
    match password {
        Some((_, password)) if !password.is_empty() => {
            text.replace(&format!(":{password}@"), ":***@")
        }
        Some(_) | None => text.to_owned(),
    }
}

fn is_vbox(uri: &str) -> bool {
    let scheme = uri
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    scheme == "vbox" || scheme.starts_with("vbox+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_repeated() {
        for (uri, expected) in [
            (
                "vbox+https://me:s3@cr:et@host:18083/",
                "cannot use vbox+https://me:***@host:18083/",
            ),
            (
                "vbox+ssh://me@host/session",
                "cannot use vbox+ssh://me@host/session",
            ),
            ("vbox:///session", "cannot use vbox:///session"),
        ] {
            assert_eq!(
                without_password(uri, &format!("cannot use {uri}")),
                expected
            );
        }
    }

    #[test]
    fn the_nearest_wish_wins() {
        for (asked, boxwright, libvirt, expected) in [
            (None, None, None, "vbox:///session"),
            (None, None, Some("qemu:///system"), "vbox:///session"),
            (None, None, Some("vbox:///system"), "vbox:///system"),
            (
                None,
                None,
                Some("VBOX+ssh://host/session"),
                "VBOX+ssh://host/session",
            ),
            (None, None, Some("vboxen:///x"), "vbox:///session"),
            (None, Some(""), Some("vbox:///system"), "vbox:///system"),
            (
                None,
                Some("test:///default"),
                Some("vbox:///system"),
                "test:///default",
            ),
            (
                Some("vbox:///session"),
                Some("test:///default"),
                None,
                "vbox:///session",
            ),
        ] {
            let environment = |name: &str| match name {
                "BOXWRIGHT_URI" => boxwright.map(OsString::from),
                "LIBVIRT_DEFAULT_URI" => libvirt.map(OsString::from),
                _ => None,
            };
            assert_eq!(uri(asked.map(OsStr::new), environment).unwrap(), expected);
        }
    }
}
