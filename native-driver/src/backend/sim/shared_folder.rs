//! `ISharedFolder`.

use schema_core::support::is_absolute;

use super::fault::{Code, Refusal};
use super::handle::{Handle, Of};
use super::host::{self, Found};
use super::settings::SharedFolder;
use super::value::{self, Answer, Args};
use super::world::Level::MutableOrRunning;
use super::world::World;
use crate::backend::Verb;

const SELF: &str = "SharedFolderWrap";

pub(super) fn all(world: &World, of: Of) -> Answer {
    let all = world.settings(of)?.shared_folders.iter();
    value::objects(all.map(|each| Handle::SharedFolder(of, each.id)))
}

pub(super) fn create(world: &mut World, of: Of, args: &Args) -> Answer {
    let (name, path) = (args.text(0), args.text(1));
    world.check(of, MutableOrRunning)?;
    if world
        .settings(of)?
        .shared_folders
        .iter()
        .any(|each| each.name == name)
    {
        let text = format!("Shared folder named '{name}' already exists");
        return Err(Refusal::new(Code::ObjectInUse, of.component(), text));
    }
    if name.is_empty() || path.is_empty() {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    let path = if path.len() > 1 {
        path.trim_end_matches('/')
    } else {
        path
    };
    if !is_absolute(path) {
        let text = format!("Shared folder path '{path}' is not absolute");
        return Err(Refusal::invalid(SELF, text));
    }
    if let Some(status) = status(world, path) {
        let text = format!("RTPathQueryInfo failed on shared folder path '{path}': {status}");
        return Err(Refusal::invalid(SELF, text));
    }
    let id = world.number();
    let folder = SharedFolder {
        id,
        name: name.to_owned(),
        host_path: path.to_owned(),
        writable: args.flag(2),
        auto_mount: args.flag(3),
        auto_mount_point: args.text(4).to_owned(),
        symlink_policy: 0,
    };
    world.change(of)?.shared_folders.push(folder);
    value::nothing()
}

/// Why a path cannot be looked at, in the words of VirtualBox's runtime.
fn status(world: &World, path: &str) -> Option<&'static str> {
    match host::look(world, path) {
        Found::Missing => Some("VERR_FILE_NOT_FOUND"),
        Found::Refused(_) => Some("VERR_ACCESS_DENIED"),
        Found::File | Found::Folder | Found::Special => None,
    }
}

pub(super) fn remove(world: &mut World, of: Of, name: &str) -> Answer {
    world.check(of, MutableOrRunning)?;
    if !world
        .settings(of)?
        .shared_folders
        .iter()
        .any(|each| each.name == name)
    {
        let text = format!("Could not find a shared folder named '{name}'");
        return Err(Refusal::not_found(of.component(), text));
    }
    world
        .change(of)?
        .shared_folders
        .retain(|each| each.name != name);
    value::nothing()
}

pub(super) fn call(
    world: &mut World,
    of: Of,
    id: u64,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match verb {
        Verb::Get => get(world, of, id, member),
        Verb::Set => Some(set(world, of, id, member, args)),
        Verb::Invoke => None,
    }
}

fn find(world: &World, of: Of, id: u64) -> Result<&SharedFolder, Refusal> {
    let mut all = world.settings(of)?.shared_folders.iter();
    all.find(|each| each.id == id)
        .ok_or_else(|| Refusal::not_ready(SELF))
}

fn get(world: &World, of: Of, id: u64, member: &str) -> Option<Answer> {
    let each = match find(world, of, id) {
        Ok(each) => each,
        Err(refusal) => return Some(Err(refusal)),
    };
    let status = status(world, &each.host_path);
    Some(match member {
        "name" => value::text(&each.name),
        "hostPath" => value::text(&each.host_path),
        "writable" => value::flag(each.writable),
        "autoMount" => value::flag(each.auto_mount),
        "autoMountPoint" => value::text(&each.auto_mount_point),
        "symlinkPolicy" => value::int(each.symlink_policy),
        "accessible" => value::flag(status.is_none()),
        "lastAccessError" => match status {
            Some(status) => {
                value::text(format!("'{}' is not accessible ({status})", each.host_path))
            }
            None => value::text(""),
        },
        _ => return None,
    })
}

/// VirtualBox checks neither the state of the machine here nor marks its settings as modified.
fn set(world: &mut World, of: Of, id: u64, member: &str, args: &Args) -> Answer {
    find(world, of, id)?;
    let number = args.int(0);
    if member == "symlinkPolicy" && !(1..=4).contains(&number) {
        let text = format!("The symbolic link policy specified ({number}) is invalid.");
        return Err(Refusal::invalid(SELF, text));
    }
    let was_modified = world.machine(of)?.is_modified;
    let mut all = world.change(of)?.shared_folders.iter_mut();
    if let Some(each) = all.find(|each| each.id == id) {
        match member {
            "writable" => each.writable = args.flag(0),
            "autoMount" => each.auto_mount = args.flag(0),
            "autoMountPoint" => args.text(0).clone_into(&mut each.auto_mount_point),
            _ => each.symlink_policy = u32::try_from(number).unwrap_or_default(),
        }
    }
    world.machine_mut(of)?.is_modified = was_modified;
    value::nothing()
}
