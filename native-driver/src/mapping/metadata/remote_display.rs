//! `<vbox:remoteDisplay>`: details of the remote desktop server, which `<graphics type='rdp'>` switches on. They are read
//! only where it is on or a document names them.

use schema_core::domain::metadata::{
    AuthType, RemoteDisplay, Secret, SecretIs, Security, SecurityMethod, ServerProperty,
};
use schema_core::path::Path;
use schema_core::spec::Value as _;

use super::Ask;
use super::named::{Named, Naming};
use super::setting::{Fresh, Number, Site, Text, Words, settings};
use crate::backend::Fault;
use crate::obstacle;
use crate::plan::builder::Builder;
use crate::plan::{Arg, Target};
use crate::reader::{Reader, as_text};
use crate::value::{Object, Value};

const ELEMENT: &str = "vbox:remoteDisplay";
const PROPERTY: &str = "vbox:remoteDisplay/vbox:property ";
const PASSWORD: &str = "VNCPassword";

mod server {
    use super::{AuthType, Fresh, Number, RemoteDisplay, Text, Words, settings};

    const TYPES: Words<AuthType> = Words {
        of: &["AuthType", "VRDPAuthType"],
        all: &[
            (AuthType::Null, "Null"),
            (AuthType::External, "External"),
            (AuthType::Guest, "Guest"),
        ],
    };

    settings! {
        RemoteDisplay in "IVRDEServer" beside [vnc_password security properties] details {
            auth_type: "authType" is "authType" as TYPES, Fresh::Is(AuthType::Null);
            auth_timeout: "authTimeout" is "authTimeout" as Number, Fresh::Is(5000);
            auth_library: "authLibrary" is "authLibrary" as Text, Fresh::Newest("VBoxAuth".to_owned());
            extension_pack: "extensionPack" is "VRDEExtPack" as Text, Fresh::Varies;
        }
    }
}

/// The properties that have attributes of their own.
const METHOD: &str = "Security/Method";
const CERTIFICATES: [(&str, &str); 3] = [
    ("caCertificate", "Security/CACertificate"),
    ("serverCertificate", "Security/ServerCertificate"),
    ("serverPrivateKey", "Security/ServerPrivateKey"),
];

/// The files of a connection's security, in the order of [`CERTIFICATES`].
fn files(security: &Security) -> [Option<&String>; 3] {
    let Security {
        method: _method,
        ca_certificate,
        server_certificate,
        server_private_key,
    } = security;
    [
        ca_certificate.as_ref(),
        server_certificate.as_ref(),
        server_private_key.as_ref(),
    ]
}

/// What VirtualBox calls a method.
const METHODS: [(SecurityMethod, &str); 3] = [
    (SecurityMethod::Negotiate, "Negotiate"),
    (SecurityMethod::Rdp, "RDP"),
    (SecurityMethod::Tls, "TLS"),
];

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    is_on: bool,
    ask: &Ask<'_>,
) -> Result<Option<RemoteDisplay>, Fault> {
    let wanted = ask
        .wanted
        .and_then(|machine| machine.remote_display.as_ref());
    if !is_on && wanted.is_none() && !ask.named.any_in(ELEMENT) {
        return Ok(None);
    }
    let part = reader.part(machine, &Target::Vrde)?;
    let mut display = server::read(reader, part)?;
    if !reader.has("IVRDEServer", "getVRDEProperty") {
        return Ok(Some(display));
    }
    let mut security = Security::default();
    let method = property(reader, part, METHOD)?;
    let known = METHODS
        .iter()
        .find(|(_word, name)| name.eq_ignore_ascii_case(&method));
    security.method = known.map(|(word, _name)| *word);
    security.ca_certificate = Some(property(reader, part, CERTIFICATES[0].1)?);
    security.server_certificate = Some(property(reader, part, CERTIFICATES[1].1)?);
    security.server_private_key = Some(property(reader, part, CERTIFICATES[2].1)?);
    display.security = Some(security);
    let password = property(reader, part, PASSWORD)?;
    display.vnc_password = (!password.is_empty()).then(|| Secret::new(password));
    let mut names: Vec<String> = ask.named.behind(PROPERTY).map(str::to_owned).collect();
    names.extend(
        wanted
            .into_iter()
            .flat_map(|wanted| &wanted.properties)
            .map(|property| property.name.clone()),
    );
    names.sort();
    names.dedup();
    names.retain(|name| !name.is_empty());
    for name in names {
        let value = property(reader, part, &name)?;
        display.properties.push(ServerProperty { name, value });
    }
    Ok(Some(display))
}

fn property(reader: &mut Reader<'_>, server: Object, key: &str) -> Result<String, Fault> {
    let value = reader.invoke(server, "getVRDEProperty", vec![Value::text(key)])?;
    as_text(&value, "IVRDEServer.getVRDEProperty")
}

pub(super) fn shown(
    actual: &RemoteDisplay,
    named: &Named,
    is_on: bool,
    user: Option<&str>,
) -> RemoteDisplay {
    let mut shown = server::shown(actual, named, ELEMENT, is_on);
    let is_named = |name: &str| named.has(&format!("{ELEMENT}/{name}"));
    // How that user is let in follows from there being one.
    if user.is_some() {
        (shown.auth_type, shown.auth_library) = (None, None);
    }
    if actual.vnc_password.is_some() && (is_on || is_named("@vncPassword")) {
        shown.vnc_password = Some(Secret::new(Secret::KEPT));
    }
    if let Some(security) = &actual.security {
        // What VirtualBox makes of itself, when the server is switched on, is nothing that would be lost.
        let is_on = (is_on || named.whole) && !is_made_by_virtualbox(security);
        let [ca, certificate, key] =
            CERTIFICATES.map(|(attribute, _key)| is_named(&format!("vbox:security/@{attribute}")));
        let file = |file: Option<&String>, is_named: bool| {
            file.filter(|file| is_on && !file.is_empty() || is_named)
                .cloned()
        };
        let [ca_file, certificate_file, key_file] = files(security);
        let of_security = Security {
            method: security
                .method
                .filter(|_method| is_on || is_named("vbox:security/@method")),
            ca_certificate: file(ca_file, ca),
            server_certificate: file(certificate_file, certificate),
            server_private_key: file(key_file, key),
        };
        shown.security = (of_security != Security::default()).then_some(of_security);
    }
    let is_shown = |property: &&ServerProperty| {
        named.has(&format!("{PROPERTY}{}", property.name))
            || named.whole && !property.value.is_empty()
    };
    shown.properties = actual.properties.iter().filter(is_shown).cloned().collect();
    shown
}

/// Whether the certificate is the one that VirtualBox puts into the folder of a machine.
fn is_made_by_virtualbox(security: &Security) -> bool {
    let certificate = security.server_certificate.as_deref();
    certificate.is_some_and(|file| file.ends_with("VRDEAutoGeneratedCert.pem"))
}

pub(super) fn plan(
    wanted: &RemoteDisplay,
    was: Option<&RemoteDisplay>,
    is_on: bool,
    path: &Path,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    let site = Site::once(Target::Vrde, path, ELEMENT);
    server::plan(wanted, was, &site, is_on, naming, out);
    if let Some(secret) = &wanted.vnc_password {
        let before = was.and_then(|was| was.vnc_password.as_ref());
        password(secret, before, is_on, &site, naming, out);
    }
    if let Some(security) = &wanted.security {
        let nothing = Security::default();
        let before = was
            .and_then(|was| was.security.as_ref())
            .unwrap_or(&nothing);
        plan_security(security, before, is_on, &site, naming, out);
    }
    for (place, ServerProperty { name, value }) in wanted.properties.iter().enumerate() {
        let mut there = was.into_iter().flat_map(|was| &was.properties);
        let before = there.find(|there| there.name == *name);
        let entry = Entry {
            path: site.path.item("vbox:property", place),
            name: format!("{PROPERTY}{name}"),
            key: name,
            // Which properties there are is known only where they are named.
            always_shown: false,
        };
        entry.plan(
            before.map(|before| before.value.as_str()),
            value,
            naming,
            out,
        );
    }
}

fn plan_security(
    wanted: &Security,
    before: &Security,
    is_on: bool,
    site: &Site,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    let path = site.path.child("vbox:security");
    let entry = |attribute: &'static str, key: &'static str, value: &str| Entry {
        path: path.attribute(attribute),
        name: format!("{ELEMENT}/vbox:security/@{attribute}"),
        key,
        always_shown: is_on && !value.is_empty(),
    };
    let name_of = |method: SecurityMethod| {
        let found = METHODS.iter().find(|(word, _name)| *word == method);
        found.map_or("", |(_word, name)| name)
    };
    if let Some(method) = wanted.method {
        let value = name_of(method);
        let before = before.method.map(name_of);
        entry("method", METHOD, value).plan(before, value, naming, out);
    }
    for (((attribute, key), wanted), before) in CERTIFICATES
        .into_iter()
        .zip(files(wanted))
        .zip(files(before))
    {
        if let Some(value) = wanted {
            let before = before.map(String::as_str);
            entry(attribute, key, value).plan(before, value, naming, out);
        }
    }
}

/// A property of the server that a document names.
struct Entry<'a> {
    path: Path,
    name: String,
    key: &'a str,
    always_shown: bool,
}

impl Entry<'_> {
    fn plan(
        &self,
        before: Option<&str>,
        after: &str,
        naming: &mut Naming<'_>,
        out: &mut Builder<'_>,
    ) {
        let is_known = self.always_shown || naming.name(self.name.clone());
        if before == Some(after) {
            if !is_known {
                out.change(&self.path, None, Some(show(after)));
            }
            return;
        }
        out.change(&self.path, before.map(show), Some(show(after)));
        set(self.key, Value::text(after).into(), out);
    }
}

fn show(value: &str) -> String {
    (if value.is_empty() { "nothing" } else { value }).to_owned()
}

fn set(key: &str, value: Arg, out: &mut Builder<'_>) {
    out.call(
        Target::Vrde,
        "setVRDEProperty",
        vec![Value::text(key).into(), value],
    );
}

/// What is shown of it is where it comes from, never what it is.
fn password(
    wanted: &Secret,
    before: Option<&Secret>,
    is_on: bool,
    site: &Site,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    let path = site.path.attribute("vncPassword");
    let is_known = is_on || naming.name(format!("{ELEMENT}/@vncPassword"));
    let shown = match wanted.is() {
        SecretIs::Kept if before.is_some() => return,
        SecretIs::Kept => {
            let message = format!(
                "the machine has no password that `{}` stands for",
                Secret::KEPT
            );
            let help = "give the password, `env:NAME` or `file:PATH`".to_owned();
            return out.refuse(&obstacle::MISSING_SECRET, &path, message, help);
        }
        SecretIs::Env(_) | SecretIs::File(_) => wanted.text().into_owned(),
        SecretIs::Plain(_) => Secret::KEPT.to_owned(),
    };
    let value = match out.secret(wanted) {
        Ok(value) => value,
        Err(why) => {
            let help =
                "set it, or say `(redacted)` to leave the one that the machine has".to_owned();
            return out.refuse(&obstacle::MISSING_SECRET, &path, why, help);
        }
    };
    let there = before.map(|before| before.text().into_owned());
    if there.as_deref() == Some(&value) {
        if !is_known {
            out.change(&path, None, Some(shown));
        }
        return;
    }
    out.change(&path, there.map(|_| Secret::KEPT.to_owned()), Some(shown));
    set(PASSWORD, Arg::Secret(wanted.clone()), out);
}
