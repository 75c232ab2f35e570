//! `<filesystem>`: a shared folder. Whether the guest mounts it by itself is nothing that the format says, and is kept.

use schema_core::domain::devices::{
    Filesystem, FilesystemSource, FilesystemTarget, FilesystemType,
};
use schema_core::path::Path;

use crate::backend::{Fault, HostPath};
use crate::obstacle;
use crate::plan::builder::Builder;
use crate::plan::{Arg, Target};
use crate::reader::{Reader, as_bool, as_objects, as_text};
use crate::value::{Object, Value};

/// A shared folder of a machine that exists.
#[derive(Clone, Debug)]
pub(crate) struct CurrentFilesystem {
    pub(crate) filesystem: Filesystem,
    pub(super) auto_mount: bool,
    pub(super) auto_mount_point: String,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
) -> Result<Vec<CurrentFilesystem>, Fault> {
    let [folders] = reader.get(machine, ["sharedFolders"])?;
    let mut found = Vec::new();
    for folder in as_objects(&folders, "IMachine.sharedFolders")? {
        let [name, path, writable] = reader.get(folder, ["name", "hostPath", "writable"])?;
        let auto_mount = if reader.has("ISharedFolder", "autoMount") {
            let [auto_mount] = reader.get(folder, ["autoMount"])?;
            as_bool(&auto_mount, "ISharedFolder.autoMount")?
        } else {
            false
        };
        let auto_mount_point = if auto_mount && reader.has("ISharedFolder", "autoMountPoint") {
            let [point] = reader.get(folder, ["autoMountPoint"])?;
            as_text(&point, "ISharedFolder.autoMountPoint")?
        } else {
            String::new()
        };
        let filesystem = Filesystem {
            kind: FilesystemType::Mount,
            source: FilesystemSource {
                dir: as_text(&path, "ISharedFolder.hostPath")?,
            },
            target: FilesystemTarget {
                dir: as_text(&name, "ISharedFolder.name")?,
            },
            readonly: !as_bool(&writable, "ISharedFolder.writable")?,
            alias: None,
        };
        found.push(CurrentFilesystem {
            filesystem,
            auto_mount,
            auto_mount_point,
        });
    }
    Ok(found)
}

pub(super) fn plan(
    desired: &[Filesystem],
    current: &[CurrentFilesystem],
    path: &Path,
    out: &mut Builder<'_>,
) {
    let wanted = |name: &str| desired.iter().any(|wanted| wanted.target.dir == name);
    for gone in current
        .iter()
        .filter(|there| !wanted(&there.filesystem.target.dir))
    {
        out.change(path, Some(show(&gone.filesystem)), None);
        remove(&gone.filesystem, out);
    }
    for (place, filesystem) in desired.iter().enumerate() {
        let at = path.item("filesystem", place);
        let Filesystem {
            kind,
            source: FilesystemSource { dir },
            target: FilesystemTarget { dir: name },
            readonly,
            alias: _alias,
        } = filesystem;
        match kind {
            FilesystemType::Mount => {}
            FilesystemType::File
            | FilesystemType::Block
            | FilesystemType::Bind
            | FilesystemType::Template
            | FilesystemType::Ram => {
                out.not_applied_yet(&at.attribute("type"), "a filesystem other than `mount`");
                continue;
            }
        }
        let there = current
            .iter()
            .find(|there| there.filesystem.target.dir == *name);
        let Some(before) = there else {
            out.change(&at, None, Some(show(filesystem)));
            complain(dir, &at, out);
            create(filesystem, false, "", out);
            continue;
        };
        let was = &before.filesystem;
        if was == filesystem {
            continue;
        }
        let place = if was.source.dir == *dir {
            at.child("readonly")
        } else {
            at.child("source").attribute("dir")
        };
        out.change(&place, Some(show(was)), Some(show(filesystem)));
        if was.source.dir != *dir {
            complain(dir, &at, out);
            remove(was, out);
            create(filesystem, before.auto_mount, &before.auto_mount_point, out);
        } else if out.typelib.has_setter("ISharedFolder", "writable") {
            out.set(
                Target::SharedFolder(name.clone()),
                "writable",
                Value::Bool(!readonly),
            );
        } else {
            remove(was, out);
            create(filesystem, before.auto_mount, &before.auto_mount_point, out);
        }
    }
}

fn complain(dir: &str, at: &Path, out: &mut Builder<'_>) {
    let message = match out.media.get(dir).map(|facts| &facts.host) {
        None | Some(HostPath::Folder) => return,
        Some(HostPath::Missing) => format!("the folder `{dir}` does not exist on the host"),
        Some(HostPath::File { head: _head }) => format!("`{dir}` is a file"),
        Some(HostPath::Special) => format!("`{dir}` is a device or pipe"),
        Some(HostPath::Refused(why)) => format!("`{dir}` cannot be read: {why}"),
    };
    let path = at.child("source").attribute("dir");
    out.refuse(
        &obstacle::UNUSABLE_HOST_FILE,
        &path,
        message,
        "create the folder, or correct the path".to_owned(),
    );
}

fn remove(folder: &Filesystem, out: &mut Builder<'_>) {
    out.call(
        Target::Machine,
        "removeSharedFolder",
        vec![Value::text(&folder.target.dir).into()],
    );
}

fn create(folder: &Filesystem, auto_mount: bool, auto_mount_point: &str, out: &mut Builder<'_>) {
    let mut args: Vec<Arg> = vec![
        Value::text(&folder.target.dir).into(),
        Value::text(&folder.source.dir).into(),
        Value::Bool(!folder.readonly).into(),
    ];
    // 4.0 added that the guest mounts by itself, 6.0 where.
    let arity = out
        .typelib
        .arity("IMachine", "createSharedFolder")
        .unwrap_or(args.len());
    if arity > 3 {
        args.push(Value::Bool(auto_mount).into());
    }
    if arity > 4 {
        args.push(Value::text(auto_mount_point).into());
    }
    out.call(Target::Machine, "createSharedFolder", args);
}

fn show(folder: &Filesystem) -> String {
    let rights = if folder.readonly {
        "read-only"
    } else {
        "writable"
    };
    format!(
        "shared folder {} = {} ({rights})",
        folder.target.dir, folder.source.dir
    )
}
