//! Which documents a command is to read, and their bytes.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use project::Origin;
use schema_core::decode;
use schema_core::diagnostic::Diagnostic;
use schema_core::span::LineIndex;

use crate::error::{CommandError, Unread};
use crate::files;
use crate::instances;
use crate::set_by::SetBy;

/// More than this is no description of a machine; reading `/dev/zero` has to end.
const LIMIT: u64 = 64 << 20;

/// A document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input, with the name that messages give it.
    Stdin(PathBuf),
    /// A file that was named.
    Named(PathBuf),
    /// A file that a named folder holds; it counts only where it is a domain document.
    Found(PathBuf),
    /// A machine of several that a project makes of one document.
    Made(Made),
}

/// A document that was made of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    /// What messages call it.
    pub(crate) name: PathBuf,
    pub(crate) text: String,
    /// What it was made of.
    pub(crate) base: Base,
    /// What the file of the project says of it.
    pub(crate) set_by: Option<SetBy>,
}

/// The document that one was made of: what is wrong is shown there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base {
    pub(crate) path: PathBuf,
    pub(crate) text: Arc<str>,
    /// What of that the other has where.
    pub(crate) origin: Origin,
}

impl Base {
    /// Findings in the document that was made of it, as findings in this one.
    pub(crate) fn of(&self, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let found = found.iter().cloned();
        let mut found: Vec<Diagnostic> = found.map(|found| self.origin.back(found)).collect();
        found.sort_by_key(|found| found.span.start);
        found
    }
}

impl Input {
    /// What messages call it.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Stdin(path) | Self::Named(path) | Self::Found(path) => path,
            Self::Made(made) => &made.name,
        }
    }

    /// The file that it comes from.
    pub(crate) fn file(&self) -> &Path {
        match self {
            Self::Stdin(path) | Self::Named(path) | Self::Found(path) => path,
            Self::Made(made) => &made.base.path,
        }
    }

    /// The document that it is made of, where it is a machine of several.
    pub(crate) fn base(&self) -> Option<&Base> {
        match self {
            Self::Made(made) => Some(&made.base),
            Self::Stdin(_) | Self::Named(_) | Self::Found(_) => None,
        }
    }

    /// Its bytes.
    pub(crate) fn read(&self) -> Result<Vec<u8>, CommandError> {
        let bytes = match self {
            Self::Stdin(_) => read_limited(io::stdin().lock(), 0, LIMIT),
            Self::Named(path) | Self::Found(path) => read_file(path, LIMIT),
            Self::Made(made) => Ok(made.text.clone().into_bytes()),
        };
        bytes.map_err(|error| {
            let failure = CommandError::io("read", self.path(), &error);
            if error.kind() == io::ErrorKind::IsADirectory {
                failure.hint("name the document itself")
            } else {
                failure
            }
        })
    }
}

/// What the paths of a command line stand for: `-` is standard input, a folder the `.xml` files in it and below, and the
/// file of a project the machines that it makes of its documents.
///
/// What may be wrong with those is given to `warn`.
pub(crate) fn collect(
    paths: &[PathBuf],
    stdin_name: Option<&Path>,
    warn: &mut dyn FnMut(&str),
) -> Vec<Result<Input, CommandError>> {
    let mut inputs = Vec::with_capacity(paths.len());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Ok(stdin(stdin_name)));
        } else if path.is_dir() {
            walk(path, &mut inputs);
        } else if instances::are_in(path) {
            match instances::of(path) {
                Ok(machines) => {
                    for warning in &machines.warnings {
                        warn(warning);
                    }
                    let all = machines.all.into_iter();
                    inputs.extend(all.map(|(_, made)| Ok(Input::Made(made))));
                }
                Err(error) => inputs.push(Err(error)),
            }
        } else {
            inputs.push(Ok(Input::Named(path.clone())));
        }
    }
    inputs
}

/// What is said where there is nothing to work on.
pub(crate) fn no_document_in(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths
        .iter()
        .map(|path| format!("`{}`", path.display()))
        .collect();
    format!(
        "no domain document (an `.xml` file whose root is `<domain>`) in {}",
        paths.join(", ")
    )
}

/// The one document that a path stands for.
pub(crate) fn single(path: &Path) -> Input {
    if path.as_os_str() == "-" {
        stdin(None)
    } else {
        Input::Named(path.to_owned())
    }
}

/// What messages call standard input where it has no other name.
const STDIN: &str = "<stdin>";

fn stdin(name: Option<&Path>) -> Input {
    Input::Stdin(name.unwrap_or(Path::new(STDIN)).to_owned())
}

/// What a command line calls what messages call `name`.
pub(crate) fn argument(name: &str) -> &str {
    if name == STDIN { "-" } else { name }
}

/// Refuses the file of a project where a document is wanted.
pub(crate) fn must_be_no_project(path: &Path) -> Result<(), CommandError> {
    if path.extension().is_none_or(|ending| ending != "toml") || !path.is_file() {
        return Ok(());
    }
    let file = path.display();
    Err(CommandError::usage(format!("`{file}` is the file of a project, and no document")).hint(
        "`boxwright lint`, `plan` and `apply` take it for the machines that it makes; name a document here",
    ))
}

/// Adds the `.xml` files below a folder, sorted, so that the order is the same on every machine. Hidden folders
/// (`.git`) and what `.gitignore` names are left out, and links are not followed: they may lead out of the folder or
/// round in a circle.
fn walk(folder: &Path, inputs: &mut Vec<Result<Input, CommandError>>) {
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false)
        .git_global(false)
        .ignore(false)
        .sort_by_file_name(Ord::cmp);
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                // `a.xml` and not `./a.xml` where no folder was named.
                let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
                let is_xml = |extension: &OsStr| extension.eq_ignore_ascii_case("xml");
                if is_file && path.extension().is_some_and(is_xml) {
                    inputs.push(Ok(Input::Found(path.to_owned())));
                }
            }
            Err(error) => {
                let path = broken(&error).unwrap_or(folder).to_owned();
                let error = match error.into_io_error() {
                    Some(error) => error,
                    None => io::ErrorKind::InvalidData.into(),
                };
                inputs.push(Err(CommandError::io("read", &path, &error)));
            }
        }
    }
}

/// The path that could not be walked.
fn broken(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            broken(err)
        }
        ignore::Error::Partial(_)
        | ignore::Error::Loop { .. }
        | ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}

/// The bytes of a file that has at most `limit` of them.
pub(crate) fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    read_limited(file, length, limit)
}

fn read_limited(source: impl Read, expected: u64, limit: u64) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(expected.min(limit)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected + 1);
    let read = source.take(limit + 1).read_to_end(&mut bytes)?;
    if u64::try_from(read).is_ok_and(|read| read <= limit) {
        Ok(bytes)
    } else {
        Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it has more than {} MiB", limit >> 20),
        ))
    }
}

/// The text of a file with these bytes.
pub(crate) fn text<'b>(path: &Path, bytes: &'b [u8]) -> Result<Cow<'b, str>, CommandError> {
    decode::decode(bytes).map_err(|error| {
        let (text, span) = decode::as_far_as_read(bytes, &error);
        let at = LineIndex::new(&text).line_column(&text, span.start);
        let place = format!("{}:{}:{}", path.display(), at.line, at.column);
        let error = io::Error::new(io::ErrorKind::InvalidData, error);
        CommandError {
            unread: Some(Box::new(Unread { text, span })),
            ..CommandError::io("read", Path::new(&place), &error)
        }
    })
}

/// Puts a changed text in the place of the file, in the encoding that the file had.
pub(crate) fn save(path: &Path, before: &[u8], text: &str) -> Result<(), CommandError> {
    let bytes = decode::encode_as(before, text).ok_or_else(|| {
        CommandError::failed(format!(
            "`{}` has an encoding that lacks a character of the change",
            path.display()
        ))
        .hint("save the file as UTF-8, and try again")
    })?;
    files::replace(path, &bytes).map_err(|error| CommandError::io("write", path, &error))
}

/// Whether the root element is `<domain>`, in whatever letters, as far as can be said of a text that may not be
/// well-formed: `<Domain>` is a fault to be told of, and no other document.
pub(crate) fn is_domain(text: &str) -> bool {
    root_name(text).is_some_and(|name| name.eq_ignore_ascii_case("domain"))
}

/// The name of the root element with its prefix, as far as can be said of a text that may not be well-formed.
pub(crate) fn root_name(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest.as_bytes() {
            [b'<', b'?', ..] => "?>",
            [b'<', b'!', b'-', b'-', ..] => "-->",
            [b'<', b'!', ..] => ">",
            _ => break,
        };
        let (_, after) = rest.split_once(end)?;
        rest = after.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
    name.get(..end)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn folders_are_walked_in_order_without_hidden_and_ignored_ones_and_links() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(".gitignore"), "build/\n*.tmp.xml\n").unwrap();
        for name in [
            "b.xml",
            "a/z.XML",
            "a/x.txt",
            ".git/c.xml",
            "c/d/e.xml",
            "c/build/f.xml",
            "c/g.tmp.xml",
        ] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "<domain/>").unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).unwrap();
            std::os::unix::fs::symlink("/etc/hosts", dir.path().join("out.xml")).unwrap();
        }
        let found: Vec<String> = collect(&[dir.path().to_owned()], None, &mut |_| {})
            .into_iter()
            .map(|input| {
                input
                    .unwrap()
                    .path()
                    .strip_prefix(dir.path())
                    .unwrap()
                    .display()
                    .to_string()
            })
            .collect();
        assert_eq!(found, ["a/z.XML", "b.xml", "c/d/e.xml"]);
    }

    #[test]
    fn endless_input_ends() {
        assert_eq!(
            read_limited(io::repeat(b'<'), 0, LIMIT)
                .unwrap_err()
                .to_string(),
            "it has more than 64 MiB"
        );
    }

    #[test]
    fn domains_are_known_by_their_root() {
        for (text, expected) in [
            ("<domain type='vbox'>", true),
            ("<?xml version='1.0'?>\n<!-- <network> -->\n<domain/>", true),
            ("<!DOCTYPE x><domain>", true),
            ("<Domain type='vbox'>", true),
            ("<domainsnapshot>", false),
            ("<network><domain/></network>", false),
            ("<!-- <domain>", false),
            ("", false),
        ] {
            assert_eq!(is_domain(text), expected, "{text}");
        }
    }
}
