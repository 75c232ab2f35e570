//! `<vbox:remoteDisplay>`: details of `<graphics type='rdp'>`.

use schema_derive::{Value, element};

use super::secret::Secret;

/// Details of the remote desktop server that `<graphics type='rdp'>` switches on.
#[element("vbox:remoteDisplay")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoteDisplay {
    /// Who may look; `null` on a new machine, which is everybody.
    #[xml(attribute, since = "2.2")]
    pub auth_type: Option<AuthType>,
    /// How many milliseconds a guest has to say who may look; 5000 on a new machine.
    #[xml(attribute, since = "2.2")]
    pub auth_timeout: Option<u32>,
    /// The library that knows who may look: a name or a path.
    #[xml(attribute, since = "4.0")]
    pub auth_library: Option<String>,
    /// The extension pack with the server.
    #[xml(attribute, since = "4.0")]
    pub extension_pack: Option<String>,
    /// The password of a server that speaks VNC; `env:NAME` and `file:PATH` name where it is.
    #[xml(attribute, since = "4.0")]
    pub vnc_password: Option<Secret>,
    /// How the connection is kept secret.
    #[xml(child)]
    pub security: Option<Security>,
    /// Another property of the server.
    #[xml(children = "vbox:property")]
    pub properties: Vec<ServerProperty>,
}

/// Who may look at the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum AuthType {
    /// Everybody.
    Null,
    /// Whom the host's library lets in.
    External,
    /// Whom the guest lets in.
    Guest,
}

/// How the connection to a remote desktop server is kept secret.
#[element("vbox:security")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Security {
    /// By what; `negotiate` where nothing is said.
    #[xml(attribute, since = "4.0")]
    pub method: Option<SecurityMethod>,
    /// The file with the certificate of the authority.
    #[xml(attribute = "caCertificate", since = "4.0")]
    pub ca_certificate: Option<String>,
    /// The file with the certificate of the server.
    #[xml(attribute, since = "4.0")]
    pub server_certificate: Option<String>,
    /// The file with the key of the server.
    #[xml(attribute, since = "4.0")]
    pub server_private_key: Option<String>,
}

/// By what a connection is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum SecurityMethod {
    /// By what the client can do.
    #[word("negotiate")]
    Negotiate,
    /// By RDP's own way.
    #[word("rdp")]
    Rdp,
    /// By TLS.
    #[word("tls")]
    Tls,
}

/// A property of a remote desktop server, in its own words.
#[element("vbox:property")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerProperty {
    /// The name, such as `VideoChannel/Enabled`.
    #[xml(attribute)]
    pub name: String,
    /// The value; an empty one removes it.
    #[xml(attribute)]
    pub value: String,
}
