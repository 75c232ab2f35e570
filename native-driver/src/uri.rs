//! Connection URIs: which VirtualBox is meant.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};

/// Which VirtualBox is meant. Nothing but a URI that says `test` ever means the simulated one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionUri {
    /// `vbox:///session`: the machines of this user.
    Session,
    /// `vbox:///system`: the machines of root.
    System,
    /// `test:///default`: the simulated VirtualBox, fresh for each connection.
    TestDefault,
    /// `test:///PATH`: the simulated VirtualBox, kept in that file.
    TestFile(PathBuf),
}

/// Who asks: `vbox:///system` is root's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    /// User number 0.
    Root,
    /// Anybody else.
    Other,
}

impl User {
    /// The path that this user can always connect to.
    fn suggestion(self) -> &'static str {
        match self {
            Self::Root => "vbox:///system",
            Self::Other => "vbox:///session",
        }
    }
}

/// A URI that cannot be connected to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// It has no scheme, or nothing behind it.
    #[error(
        "`{0}` is not a connection URI: one has the form `SCHEME:///PATH`; try `vbox:///session`"
    )]
    NoScheme(String),
    /// Its scheme is of something else.
    #[error(
        "the connection URI `{uri}` is for `{scheme}`, but only `vbox` and `test` are driven; try `vbox:///session`, or `test:///default` for the simulated VirtualBox"
    )]
    Scheme {
        /// The URI.
        uri: String,
        /// Its scheme.
        scheme: String,
    },
    /// The path of a `vbox` URI is not one of the two; the first sentence is libvirt's own.
    #[error("unexpected vbox URI path '{path}', try {suggestion}{why}")]
    Path {
        /// The path.
        path: String,
        /// A URI that works.
        suggestion: &'static str,
        /// What is wrong with the path, if that is not plain.
        why: &'static str,
    },
    /// It is a remote one.
    #[error(
        "the connection URI `{uri}` asks for the transport `{transport}`, which is not available in this version; run boxwright on the host of the machines with `vbox:///session`"
    )]
    Transport {
        /// The URI.
        uri: String,
        /// The transport.
        transport: String,
    },
    /// A `vbox+…` URI with a transport that does not exist.
    #[error(
        "the connection URI `{uri}` asks for the unknown transport `{transport}`; local machines are at `vbox:///session`"
    )]
    UnknownTransport {
        /// The URI.
        uri: String,
        /// The transport.
        transport: String,
    },
    /// A `test` URI names no file.
    #[error(
        "the connection URI `{0}` names no simulated VirtualBox: try `test:///default` or `test:///absolute/path.json`"
    )]
    TestPath(String),
}

impl ConnectionUri {
    /// Reads a URI on behalf of `user`.
    pub fn parse(text: &str, user: User) -> Result<Self, UriError> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(UriError::NoScheme(text.to_owned()));
        };
        let scheme = scheme.to_ascii_lowercase();
        // Parameters of a local URI are passed over, as libvirt's driver does.
        let address = rest.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
        match scheme.split_once('+') {
            None if scheme == "vbox" && host.is_empty() => Self::local(path, user),
            None if scheme == "vbox" => Err(UriError::Transport {
                uri: text.to_owned(),
                transport: "tls".to_owned(),
            }),
            None if scheme == "test" && host.is_empty() => Self::test(path, text),
            None if scheme == "test" => Err(UriError::TestPath(text.to_owned())),
            Some(("vbox", transport)) => Err(remote(text, transport)),
            None | Some(_) => Err(UriError::Scheme {
                uri: text.to_owned(),
                scheme,
            }),
        }
    }

    fn local(path: &str, user: User) -> Result<Self, UriError> {
        match (path, user) {
            ("/session", _) => Ok(Self::Session),
            ("/system", User::Root) => Ok(Self::System),
            ("/system", User::Other) => Err(wrong_path(
                path,
                user,
                "; `vbox:///system` is for root, whose machines are apart from yours",
            )),
            _ => Err(wrong_path(path, user, "")),
        }
    }

    fn test(path: &str, text: &str) -> Result<Self, UriError> {
        let error = || UriError::TestPath(text.to_owned());
        match path {
            "/default" => Ok(Self::TestDefault),
            "" | "/" => Err(error()),
            // Anything else is likelier a slip than a file.
            _ if Path::new(path).extension() != Some(OsStr::new("json")) => Err(error()),
            _ => decode(path)
                .map(|path| Self::TestFile(PathBuf::from(path)))
                .ok_or_else(error),
        }
    }

    /// Whether it means the simulated VirtualBox.
    pub fn is_test(&self) -> bool {
        match self {
            Self::TestDefault | Self::TestFile(_) => true,
            Self::Session | Self::System => false,
        }
    }
}

impl fmt::Display for ConnectionUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session => f.write_str("vbox:///session"),
            Self::System => f.write_str("vbox:///system"),
            Self::TestDefault => f.write_str("test:///default"),
            Self::TestFile(path) => write!(f, "test://{}", encode(&path.to_string_lossy())),
        }
    }
}

fn wrong_path(path: &str, user: User, why: &'static str) -> UriError {
    UriError::Path {
        path: path.to_owned(),
        suggestion: user.suggestion(),
        why,
    }
}

fn remote(uri: &str, transport: &str) -> UriError {
    let (uri, transport) = (uri.to_owned(), transport.to_owned());
    match transport.as_str() {
        "unix" | "tcp" | "tls" | "ssh" | "libssh" | "libssh2" | "ext" | "http" | "https" => {
            UriError::Transport { uri, transport }
        }
        _ => UriError::UnknownTransport { uri, transport },
    }
}

/// `%20` and its like decoded; `None` for what is not UTF-8, ends early, or has a NUL.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: u8| {
            char::from(byte)
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        };
        let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
        bytes.push(high << 4 | low);
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => encoded.push_str("%25"),
            '?' => encoded.push_str("%3F"),
            '#' => encoded.push_str("%23"),
            ' ' => encoded.push_str("%20"),
            _ => encoded.push(c),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, user: User, expected: &str) {
        let found = match ConnectionUri::parse(text, user) {
            Ok(uri) => format!("{uri:?} {uri}"),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn local_uris() {
        check("vbox:///session", User::Other, "Session vbox:///session");
        check(
            "vbox:///session?no_verify=1",
            User::Root,
            "Session vbox:///session",
        );
        check("VBOX:///system", User::Root, "System vbox:///system");
        check(
            "vbox:///system",
            User::Other,
            "unexpected vbox URI path '/system', try vbox:///session; `vbox:///system` is for root, whose machines are apart from yours",
        );
        check(
            "vbox:///",
            User::Root,
            "unexpected vbox URI path '/', try vbox:///system",
        );
        check(
            "vbox:///other",
            User::Other,
            "unexpected vbox URI path '/other', try vbox:///session",
        );
        check(
            "vbox://",
            User::Other,
            "unexpected vbox URI path '', try vbox:///session",
        );
    }

    #[test]
    fn remote_uris_are_known_and_refused() {
        for (uri, transport) in [
            ("vbox+ssh://me@host/session", "ssh"),
            ("vbox+http://host:18083/", "http"),
            ("vbox+unix:///session", "unix"),
            ("vbox://host/session", "tls"),
        ] {
            let expected = format!(
                "the connection URI `{uri}` asks for the transport `{transport}`, which is not available in this version; run boxwright on the host of the machines with `vbox:///session`"
            );
            check(uri, User::Other, &expected);
        }
        check(
            "vbox+pigeon://host/",
            User::Other,
            "the connection URI `vbox+pigeon://host/` asks for the unknown transport `pigeon`; local machines are at `vbox:///session`",
        );
    }

    #[test]
    fn simulated_uris() {
        check(
            "test:///default",
            User::Other,
            "TestDefault test:///default",
        );
        check(
            "test:///tmp/a%20b.json",
            User::Other,
            "TestFile(\"/tmp/a b.json\") test:///tmp/a%20b.json",
        );
        for uri in [
            "test:///",
            "test://",
            "test://host/default",
            "test:///tmp/",
            "test:///defult",
            "test:///a%2",
            "test:///%ff",
            "test:///a%00",
        ] {
            let expected = format!(
                "the connection URI `{uri}` names no simulated VirtualBox: try `test:///default` or `test:///absolute/path.json`"
            );
            check(uri, User::Other, &expected);
        }
    }

    #[test]
    fn other_uris() {
        check(
            "qemu:///system",
            User::Other,
            "the connection URI `qemu:///system` is for `qemu`, but only `vbox` and `test` are driven; try `vbox:///session`, or `test:///default` for the simulated VirtualBox",
        );
        check(
            "session",
            User::Other,
            "`session` is not a connection URI: one has the form `SCHEME:///PATH`; try `vbox:///session`",
        );
    }
}
