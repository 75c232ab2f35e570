//! `<graphics>`: `rdp` is the remote desktop server; `desktop` and `sdl` name the program that shows the machine, which
//! is kept in extra data under the keys that libvirt's driver uses.

mod user;

use schema_core::domain::YesNo;
use schema_core::domain::devices::{Graphics, GraphicsType};
use schema_core::domain::metadata::{Machine, Secret};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::extra_data::ExtraData;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool, as_text};
use crate::value::{Object, Value};

const FRONTEND_TYPE: &str = "FRONTEND/Type";
const FRONTEND_DISPLAY: &str = "FRONTEND/Display";
/// What `autoport` means.
const AUTOPORT: &str = "3389-3689";
const PORTS: &str = "TCP/Ports";
const ADDRESS: &str = "TCP/Address";

/// What extra data says now.
#[derive(Clone, Debug, Default)]
pub(crate) struct CurrentGraphics {
    frontend: String,
    display: String,
    /// The ports of the remote desktop server, in VirtualBox's words.
    ports: String,
    /// Who is let in by it.
    users: Vec<user::User>,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    extra_data: &ExtraData,
) -> Result<(Vec<Graphics>, CurrentGraphics), Fault> {
    let mut graphics = Vec::new();
    let mut current = CurrentGraphics {
        frontend: extra_data.get(reader, machine, FRONTEND_TYPE)?,
        display: extra_data.get(reader, machine, FRONTEND_DISPLAY)?,
        ports: String::new(),
        users: Vec::new(),
    };
    let kind = FRONTENDS
        .iter()
        .find(|(_kind, word)| *word == current.frontend)
        .map(|(kind, _word)| *kind);
    if let Some(kind) = kind {
        let display = (!current.display.is_empty()).then(|| current.display.clone());
        graphics.push(Graphics {
            kind,
            display,
            ..Graphics::default()
        });
    }
    let vrde = reader.part(machine, &Target::Vrde)?;
    let [enabled] = reader.get(vrde, ["enabled"])?;
    if !as_bool(&enabled, "IVRDEServer.enabled")? {
        return Ok((graphics, current));
    }
    let [multi, reuse] = reader.get(vrde, ["allowMultiConnection", "reuseSingleConnection"])?;
    let keys = [PORTS, ADDRESS].map(|key| vec![Value::text(key)]);
    let values = reader.each(vrde, "getVRDEProperty", &keys)?;
    let mut values = values
        .iter()
        .map(|value| as_text(value, "IVRDEServer.getVRDEProperty"));
    current.ports = values.next().transpose()?.unwrap_or_default();
    let address = values.next().transpose()?.unwrap_or_default();
    current.users = user::read(reader, machine, vrde, extra_data)?;
    let user = current.users.first().map(|(name, _digest)| name.clone());
    let port = current.ports.parse::<i32>().ok();
    graphics.push(Graphics {
        kind: GraphicsType::Rdp,
        port,
        autoport: port.is_none().then_some(YesNo::Yes),
        listen: (!address.is_empty()).then_some(address),
        multi_user: as_bool(&multi, "IVRDEServer.allowMultiConnection")?.then_some(YesNo::Yes),
        replace_user: as_bool(&reuse, "IVRDEServer.reuseSingleConnection")?.then_some(YesNo::Yes),
        passwd: user.as_ref().map(|_| Secret::new(Secret::KEPT)),
        username: user,
        display: None,
        listens: Vec::new(),
    });
    Ok((graphics, current))
}

const FRONTENDS: [(GraphicsType, &str); 2] =
    [(GraphicsType::Desktop, "gui"), (GraphicsType::Sdl, "sdl")];

pub(super) fn plan(
    desired: &[Graphics],
    current: Option<&[Graphics]>,
    facts: &CurrentGraphics,
    own: &Machine,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let there = current.unwrap_or_default();
    for (place, graphics) in desired.iter().enumerate() {
        match graphics.kind {
            GraphicsType::Desktop | GraphicsType::Sdl | GraphicsType::Rdp => {}
            GraphicsType::Vnc
            | GraphicsType::Spice
            | GraphicsType::Dbus
            | GraphicsType::EglHeadless => {
                out.not_applied_yet(
                    &path.item("graphics", place).attribute("type"),
                    "graphics of this type",
                );
            }
        }
    }
    let is_window =
        |graphics: &Graphics| FRONTENDS.iter().any(|(kind, _word)| *kind == graphics.kind);
    let is_server = |graphics: &Graphics| graphics.kind == GraphicsType::Rdp;
    let window = desired
        .iter()
        .enumerate()
        .find(|(_place, graphics)| is_window(graphics));
    plan_window(
        window,
        there.iter().find(|graphics| is_window(graphics)),
        facts,
        path,
        out,
    );
    let server = desired
        .iter()
        .enumerate()
        .find(|(_place, graphics)| is_server(graphics));
    let before = there.iter().find(|graphics| is_server(graphics));
    match (server, before) {
        (None, None) => {}
        (None, Some(before)) => {
            out.change(path, Some(show(before)), None);
            out.set(Target::Vrde, "enabled", Value::Bool(false));
            user::plan_none(&facts.users, own, path, out);
        }
        (Some((place, server)), before) => {
            let at = path.item("graphics", place);
            plan_server(server, before, facts, &at, out);
            user::plan(server, before, &facts.users, own, &at, out);
            if before.is_none() {
                out.at(&at);
                out.set(Target::Vrde, "enabled", Value::Bool(true));
            }
        }
    }
}

fn plan_window(
    desired: Option<(usize, &Graphics)>,
    before: Option<&Graphics>,
    facts: &CurrentGraphics,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let wanted = desired.map(|(_place, graphics)| graphics);
    if wanted == before {
        return;
    }
    let at = desired.map_or_else(
        || path.clone(),
        |(place, _graphics)| path.item("graphics", place),
    );
    out.change(&at, before.map(show), wanted.map(show));
    let frontend =
        wanted.and_then(|wanted| FRONTENDS.iter().find(|(kind, _word)| *kind == wanted.kind));
    let frontend = frontend.map_or("", |(_kind, word)| *word);
    if frontend != facts.frontend {
        out.extra_data(FRONTEND_TYPE, &facts.frontend, frontend);
    }
    let display = wanted
        .and_then(|wanted| wanted.display.as_deref())
        .unwrap_or_default();
    if display != facts.display {
        out.extra_data(FRONTEND_DISPLAY, &facts.display, display);
    }
}

fn plan_server(
    server: &Graphics,
    before: Option<&Graphics>,
    facts: &CurrentGraphics,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let Graphics {
        kind: _rdp,
        port,
        autoport,
        listen,
        multi_user,
        replace_user,
        // Planned by themselves.
        username: _username,
        passwd: _passwd,
        display,
        // The normal form has the address in `listen`.
        listens: _listens,
    } = server;
    if display.is_some() {
        out.not_applied_yet(
            &at.attribute("display"),
            "a display of a remote desktop server",
        );
    }
    let yes = |value: &Option<YesNo>| *value == Some(YesNo::Yes);
    let ports = |port: Option<i32>| {
        port.filter(|port| *port >= 0)
            .map_or_else(|| AUTOPORT.to_owned(), |port| port.to_string())
    };
    let wanted_ports = if yes(autoport) {
        AUTOPORT.to_owned()
    } else {
        ports(*port)
    };
    let new = before.is_none();
    let part = |name: &'static str, before: String, after: String, out: &mut Builder<'_>| {
        if !new {
            out.change(&at.attribute(name), Some(before), Some(after));
        }
    };
    if new {
        out.change(at, None, Some(show(server)));
    }
    // Any list or range of ports reads as `autoport`, and a document that says so leaves it.
    let same_ports = before.is_some_and(|before| {
        if before.port.is_none() {
            wanted_ports == AUTOPORT
        } else {
            facts.ports == wanted_ports
        }
    });
    if !same_ports {
        part(
            if yes(autoport) { "autoport" } else { "port" },
            facts.ports.clone(),
            wanted_ports.clone(),
            out,
        );
        property(PORTS, &wanted_ports, out);
    }
    let address_before = before.and_then(|before| before.listen.clone());
    if address_before != *listen {
        let show =
            |listen: &Option<String>| listen.clone().unwrap_or_else(|| "every address".to_owned());
        part("listen", show(&address_before), show(listen), out);
        property(ADDRESS, listen.as_deref().unwrap_or_default(), out);
    }
    let switches: [(&'static str, &'static str, bool, bool); 2] = [
        (
            "multiUser",
            "allowMultiConnection",
            before.is_some_and(|it| yes(&it.multi_user)),
            yes(multi_user),
        ),
        (
            "replaceUser",
            "reuseSingleConnection",
            before.is_some_and(|it| yes(&it.replace_user)),
            yes(replace_user),
        ),
    ];
    for (name, member, was, is) in switches {
        if new || was != is {
            part(name, yes_no(was), yes_no(is), out);
            out.set(Target::Vrde, member, Value::Bool(is));
        }
    }
}

fn property(key: &str, value: &str, out: &mut Builder<'_>) {
    out.call(
        Target::Vrde,
        "setVRDEProperty",
        vec![Value::text(key).into(), Value::text(value).into()],
    );
}

fn yes_no(is: bool) -> String {
    (if is { "yes" } else { "no" }).to_owned()
}

fn show(graphics: &Graphics) -> String {
    match graphics.kind {
        GraphicsType::Rdp => {
            let port = graphics
                .port
                .filter(|port| *port >= 0)
                .map_or_else(|| AUTOPORT.to_owned(), |port| port.to_string());
            let address = graphics.listen.as_deref().unwrap_or("every address");
            let user = graphics.username.as_ref();
            let user = user.map_or_else(String::new, |user| format!(" for the user `{user}`"));
            format!("rdp on port {port} of {address}{user}")
        }
        GraphicsType::Desktop | GraphicsType::Sdl => {
            let word = if graphics.kind == GraphicsType::Sdl {
                "sdl"
            } else {
                "desktop"
            };
            let display = graphics
                .display
                .as_ref()
                .map(|display| format!(" on display {display}"));
            format!("{word} window{}", display.unwrap_or_default())
        }
        GraphicsType::Vnc => "vnc".to_owned(),
        GraphicsType::Spice => "spice".to_owned(),
        GraphicsType::Dbus => "dbus".to_owned(),
        GraphicsType::EglHeadless => "egl-headless".to_owned(),
    }
}
