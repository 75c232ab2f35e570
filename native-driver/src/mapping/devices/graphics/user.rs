//! Who is let in by the remote desktop server: the user of `<graphics>` is one of VirtualBox's library `VBoxAuthSimple`,
//! whose users stand in extra data, each with the SHA-256 of the password. That cannot be turned back, so it is compared.

use schema_core::domain::devices::Graphics;
use schema_core::domain::metadata::{Machine, Secret, SecretIs};
use schema_core::normalize::{SIMPLE_LIBRARY, SIMPLE_USERS};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::extra_data::ExtraData;
use crate::obstacle;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_text};
use crate::secret::digest;
use crate::value::{Object, Value};

const AUTH_TYPE: &str = "AuthType";
const EXTERNAL: &str = "External";

/// A user of the machine now: the name, and the digest of the password.
pub(super) type User = (String, String);

/// Reads the users of a server that is on; none where another way to let users in is set.
pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    server: Object,
    extra_data: &ExtraData,
) -> Result<Vec<User>, Fault> {
    let keys = extra_data.keys();
    let names = keys.filter_map(|key| key.strip_prefix(SIMPLE_USERS));
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.retain(|name| !name.is_empty());
    // Most machines have none, and are not asked more.
    if names.is_empty() || !reader.has("IVRDEServer", "authLibrary") {
        return Ok(Vec::new());
    }
    let [kind, library] = reader.get(server, ["authType", "authLibrary"])?;
    let kind = reader.constant(AUTH_TYPE, &kind)?;
    if kind != EXTERNAL || as_text(&library, "IVRDEServer.authLibrary")? != SIMPLE_LIBRARY {
        return Ok(Vec::new());
    }
    let mut users = Vec::with_capacity(names.len());
    for name in names {
        let digest = extra_data.get(reader, machine, &format!("{SIMPLE_USERS}{name}"))?;
        users.push((name, digest));
    }
    Ok(users)
}

/// Plans who is let in.
pub(super) fn plan(
    server: &Graphics,
    before: Option<&Graphics>,
    users: &[User],
    own: &Machine,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let wanted = server.username.as_deref().zip(server.passwd.as_ref());
    let Some((user, secret)) = wanted else {
        // The server goes on asking, and lets in nobody: by silence no display is opened to everybody.
        remove(users, None, own, at, out);
        return;
    };
    let is_new = before.is_none();
    if users.is_empty() {
        if !is_new {
            out.change(&at.attribute("username"), None, Some(user.to_owned()));
        }
        let external = Value::constant(AUTH_TYPE, EXTERNAL);
        out.set(Target::Vrde, "authType", external);
        out.set(Target::Vrde, "authLibrary", Value::text(SIMPLE_LIBRARY));
    }
    remove(users, Some(user), own, at, out);
    let there = users.iter().find(|(name, _)| name == user);
    let there = there.map(|(_, digest)| digest.as_str());
    password(user, secret, there, is_new, at, out);
}

/// Takes the users away with their server.
pub(super) fn plan_none(users: &[User], own: &Machine, path: &Path, out: &mut Builder<'_>) {
    out.at(path);
    for (_, key, digest) in gone(users, None, own) {
        out.extra_data(&key, digest, "");
    }
}

/// Takes away the users whom the document does not name.
fn remove(users: &[User], kept: Option<&str>, own: &Machine, at: &Path, out: &mut Builder<'_>) {
    for (name, key, digest) in gone(users, kept, own) {
        let after = kept.map(str::to_owned);
        out.change(&at.attribute("username"), Some(name.to_owned()), after);
        out.extra_data(&key, digest, "");
    }
}

/// Those whom the document names neither here nor by their key in extra data: the name, the key, and its value now.
fn gone<'u>(
    users: &'u [User],
    kept: Option<&'u str>,
    own: &'u Machine,
) -> impl Iterator<Item = (&'u str, String, &'u str)> {
    let keyed = users.iter().map(|(name, digest)| {
        let key = format!("{SIMPLE_USERS}{name}");
        (name.as_str(), key, digest.as_str())
    });
    keyed.filter(move |(name, key, _)| {
        Some(*name) != kept && own.extra_data.iter().all(|entry| entry.key != *key)
    })
}

/// What is shown of a password is where it comes from, never what it is.
fn password(
    user: &str,
    secret: &Secret,
    there: Option<&str>,
    is_new: bool,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let path = at.attribute("passwd");
    let refuse = |out: &mut Builder<'_>, why: String, help: &str| {
        out.refuse(&obstacle::MISSING_SECRET, &path, why, help.to_owned());
    };
    let shown = match secret.is() {
        SecretIs::Kept if there.is_some() => return,
        SecretIs::Kept => {
            let why = format!(
                "the machine has no password of `{user}` that `{}` stands for",
                Secret::KEPT
            );
            return refuse(out, why, "give the password, `env:NAME` or `file:PATH`");
        }
        SecretIs::Env(_) | SecretIs::File(_) => format!("{:?}", secret.is()),
        SecretIs::Plain(_) => Secret::KEPT.to_owned(),
    };
    let value = match out.secret(secret) {
        Ok(value) => digest(&value),
        Err(why) => {
            let help = "set it, or say `(redacted)` to leave the one that the machine has";
            return refuse(out, why, help);
        }
    };
    if there == Some(value.as_str()) {
        return;
    }
    if !is_new {
        let before = there.map(|_| Secret::KEPT.to_owned());
        out.change(&path, before, Some(shown));
    }
    let key = format!("{SIMPLE_USERS}{user}");
    out.extra_data_digest(&key, there.unwrap_or_default(), secret);
}
