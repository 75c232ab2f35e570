//! Addresses of files: `file:///a%20b.xml` and its path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::protocol::Uri;

/// The path of a file's address; `None` for what is no file of this host.
pub(crate) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = decode(rest)?;
    // `/c:/a.xml` is what Windows calls `c:/a.xml`.
    let has_drive = decoded.as_bytes().get(2) == Some(&b':');
    let path = if cfg!(windows) && has_drive {
        decoded.get(1..)?
    } else {
        &decoded
    };
    path.starts_with(['/'])
        .then(|| PathBuf::from(path))
        .or_else(|| has_drive.then(|| PathBuf::from(path)))
}

/// The address of a file.
pub(crate) fn from_path(path: &Path) -> Uri {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut out = String::from("file://");
    if !text.starts_with('/') {
        out.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            // Writing to a String cannot fail.
            let _ok = write!(out, "{byte:02X}");
        }
    }
    Uri::from(out)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_path_are_one_thing() {
        let path = Path::new("/home/me/my vm/\u{e9}%1.xml");
        let uri = from_path(path);
        assert_eq!(uri.as_ref(), "file:///home/me/my%20vm/%C3%A9%251.xml");
        assert_eq!(to_path(&uri).as_deref(), Some(path));
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in [
            "untitled:Untitled-1",
            "http://a/b",
            "file://%zz",
            "file://a%f",
            "vscode-vfs://github/a.xml",
        ] {
            assert_eq!(to_path(&Uri::from(uri)), None, "{uri}");
        }
    }
}
