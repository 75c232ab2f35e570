//! Media: images on the host that VirtualBox opens. None is ever created or deleted here.

use std::collections::BTreeMap;

use schema_core::domain::devices::DiskDevice;
use schema_core::path::Path;
use uuid::Uuid;

use crate::backend::{Fault, HostPath};
use crate::find;
use crate::obstacle;
use crate::plan::builder::Builder;
use crate::plan::{Arg, Medium, Op, Phase, Target, Undo};
use crate::reader::{Reader, as_list, as_object, as_objects, as_text};
use crate::typelib::Typelib;
use crate::value::{Name, Object, Value};

/// What is known of the media that a document names, asked before the first write.
#[derive(Clone, Debug, Default)]
pub(crate) struct Media {
    by_location: BTreeMap<String, Facts>,
    /// Pairs of paths that lead to the same file.
    same: Vec<(String, String)>,
    /// The networks of VirtualBox's own, by name.
    networks: BTreeMap<String, Network>,
    /// The drives of the host, where a document names one.
    drives: Option<Drives>,
}

/// The drives of the host, by VirtualBox's names of them.
#[derive(Clone, Debug)]
struct Drives {
    optical: Vec<String>,
    floppy: Vec<String>,
}

/// The method that finds an optical drive of the host, and that for a floppy drive.
pub(crate) const FIND_OPTICAL: &str = "findHostDVDDrive";
pub(crate) const FIND_FLOPPY: &str = "findHostFloppyDrive";

/// A kind of network that an adapter is attached to by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Network {
    /// A host-only interface: what a name means that VirtualBox knows nothing else of.
    HostOnlyInterface,
    /// A NAT network.
    Nat,
    /// A host-only network.
    HostOnly,
}

impl Network {
    /// The constant of `NetworkAttachmentType`.
    pub(crate) fn constant(self) -> &'static str {
        match self {
            Self::HostOnlyInterface => "HostOnly",
            Self::Nat => "NATNetwork",
            Self::HostOnly => "HostOnlyNetwork",
        }
    }
}

/// What is known of one medium.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// What is at that place of the host.
    pub(crate) host: HostPath,
    /// What VirtualBox has registered there, if anything.
    registered: Option<Registered>,
}

#[derive(Clone, Debug)]
struct Registered {
    /// A constant of `MediumType`.
    kind: Name,
    machines: Vec<User>,
}

/// A machine that uses a medium.
#[derive(Clone, Debug)]
struct User {
    uuid: Uuid,
    name: String,
}

impl Media {
    /// Asks for `locations`; hard disks also what VirtualBox knows of them.
    pub(crate) fn ask(reader: &mut Reader<'_>, locations: &[(&str, bool)]) -> Result<Self, Fault> {
        let mut media = Self::default();
        let registered = if locations.iter().any(|(_location, hard_disk)| *hard_disk) {
            registered_hard_disks(reader)?
        } else {
            Vec::new()
        };
        for (location, hard_disk) in locations {
            let host = reader.backend().host_path(location)?;
            let object = registered
                .iter()
                .find(|(at, _object)| at == location)
                .filter(|_found| *hard_disk);
            let registered = match object {
                None => None,
                Some((_at, object)) => {
                    let [kind] = reader.get(*object, ["type"])?;
                    Some(Registered {
                        kind: reader.constant("MediumType", &kind)?,
                        machines: users(reader, *object)?,
                    })
                }
            };
            media
                .by_location
                .insert((*location).to_owned(), Facts { host, registered });
        }
        Ok(media)
    }

    /// Asks which of `wanted` leads to the same file as one of `there`.
    pub(crate) fn compare(
        &mut self,
        reader: &mut Reader<'_>,
        wanted: &[&str],
        there: &[&str],
    ) -> Result<(), Fault> {
        for one in wanted {
            for other in there {
                if reader.backend().same_file(one, other)? {
                    self.same.push(((*one).to_owned(), (*other).to_owned()));
                }
            }
        }
        Ok(())
    }

    /// Asks which networks VirtualBox has.
    pub(crate) fn ask_networks(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let virtual_box = reader.backend().virtual_box();
        for (list, interface, kind) in [
            ("NATNetworks", "INATNetwork", Network::Nat),
            ("hostOnlyNetworks", "IHostOnlyNetwork", Network::HostOnly),
        ] {
            if !reader.has("IVirtualBox", list) || !reader.has(interface, "networkName") {
                continue;
            }
            // Host-only networks are declared everywhere, and there only where the host has them.
            let networks = match reader.get(virtual_box, [list]) {
                Ok([networks]) => networks,
                Err(fault) if fault.code_name == "NS_ERROR_NOT_IMPLEMENTED" => continue,
                Err(fault) => return Err(fault),
            };
            for network in as_objects(&networks, list)? {
                let [name] = reader.get(network, ["networkName"])?;
                self.networks.insert(as_text(&name, "networkName")?, kind);
            }
        }
        Ok(())
    }

    /// Asks which drives the host has, and for those that a document names, by name and kind.
    pub(crate) fn ask_drives(
        &mut self,
        reader: &mut Reader<'_>,
        wanted: &[(&str, DiskDevice)],
    ) -> Result<(), Fault> {
        let virtual_box = reader.backend().virtual_box();
        let [host] = reader.get(virtual_box, ["host"])?;
        let host = as_object(&host, "IVirtualBox.host")?;
        let [optical, floppy] = reader.get(host, ["DVDDrives", "floppyDrives"])?;
        let mut names = |drives: &Value| -> Result<Vec<String>, Fault> {
            let drives = as_objects(drives, "IHost.DVDDrives")?;
            let names = reader.of_all(&drives, "location")?;
            let text = |name: &Value| as_text(name, "IMedium.location");
            names.iter().map(text).collect()
        };
        let mut drives = Drives {
            optical: names(&optical)?,
            floppy: names(&floppy)?,
        };
        for (name, device) in wanted {
            let (list, method) = match device {
                DiskDevice::Cdrom => (&mut drives.optical, FIND_OPTICAL),
                DiskDevice::Floppy => (&mut drives.floppy, FIND_FLOPPY),
                DiskDevice::Disk | DiskDevice::Lun => continue,
            };
            // VirtualBox may know a drive that it does not list.
            let is_listed = list.iter().any(|there| there == name);
            if !is_listed
                && reader
                    .invoke(host, method, vec![Value::text(*name)])
                    .is_ok()
            {
                list.push((*name).to_owned());
            }
        }
        self.drives = Some(drives);
        Ok(())
    }

    /// The drives of the host of a kind, where they are known.
    fn drives(&self, device: &str) -> Option<&[String]> {
        let Drives { optical, floppy } = self.drives.as_ref()?;
        Some(if device == "DVD" { optical } else { floppy })
    }

    /// What the network of that name is.
    pub(crate) fn network(&self, name: &str) -> Network {
        let known = self.networks.get(name).copied();
        known.unwrap_or(Network::HostOnlyInterface)
    }

    /// Whether `wanted` leads to the file that is `there`.
    pub(crate) fn is_same(&self, wanted: Option<&str>, there: Option<&str>) -> bool {
        wanted == there
            || self
                .same
                .iter()
                .any(|(one, other)| Some(one.as_str()) == wanted && Some(other.as_str()) == there)
    }

    /// The names of the machines but `own` that have the hard disk at `location`.
    pub(crate) fn others(&self, location: &str, own: Uuid) -> Vec<&str> {
        let registered = self.get(location).and_then(|it| it.registered.as_ref());
        let machines = registered.into_iter().flat_map(|it| &it.machines);
        let others = machines.filter(|machine| machine.uuid != own);
        others.map(|machine| machine.name.as_str()).collect()
    }

    /// What is known of the medium at `location`.
    pub(crate) fn get(&self, location: &str) -> Option<&Facts> {
        self.by_location.get(location)
    }
}

/// The machines that use a medium or a differencing image that stands on it.
fn users(reader: &mut Reader<'_>, medium: Object) -> Result<Vec<User>, Fault> {
    let mut users: Vec<User> = Vec::new();
    let mut rest = vec![medium];
    while let Some(medium) = rest.pop() {
        let [machines, children] = reader.get(medium, ["machineIds", "children"])?;
        let machines = as_list(&machines, "IMedium.machineIds")?;
        let ids = machines
            .iter()
            .filter_map(|id| Uuid::parse_str(&as_text(id, "id").ok()?).ok());
        for uuid in ids {
            if users.iter().all(|user| user.uuid != uuid) {
                let name = name_of(reader, uuid)?;
                users.push(User { uuid, name });
            }
        }
        rest.extend(as_objects(&children, "IMedium.children")?);
    }
    Ok(users)
}

/// The name of a machine; its UUID where it is gone or cannot be read.
fn name_of(reader: &mut Reader<'_>, uuid: Uuid) -> Result<String, Fault> {
    let unnamed = uuid.to_string();
    let Some(machine) = find::by_uuid(reader, uuid)? else {
        return Ok(unnamed);
    };
    match reader.get(machine, ["name"]) {
        Ok([name]) => as_text(&name, "IMachine.name"),
        Err(_inaccessible) => Ok(unnamed),
    }
}

fn registered_hard_disks(reader: &mut Reader<'_>) -> Result<Vec<(String, Object)>, Fault> {
    let virtual_box = reader.backend().virtual_box();
    let [disks] = reader.get(virtual_box, ["hardDisks"])?;
    let disks = as_objects(&disks, "IVirtualBox.hardDisks")?;
    let locations = reader.of_all(&disks, "location")?;
    locations
        .iter()
        .zip(disks)
        .map(|(at, disk)| Ok((as_text(at, "IMedium.location")?, disk)))
        .collect()
}

/// Plans to have a medium, after a look at what is there.
pub(crate) fn have(medium: &Medium, path: &Path, out: &mut Builder<'_>) {
    if medium.host_drive {
        find(medium, path, out);
    } else {
        open(medium, path, out);
    }
}

fn find(drive: &Medium, path: &Path, out: &mut Builder<'_>) {
    let Medium {
        location,
        device,
        host_drive: _this,
    } = drive;
    let drives = out.media.drives(device);
    if let Some(there) = drives.filter(|drives| !drives.contains(location)) {
        let what = if *device == "DVD" {
            "optical"
        } else {
            "floppy"
        };
        let names: Vec<String> = there.iter().map(|name| format!("`{name}`")).collect();
        let help = if names.is_empty() {
            format!(
                "it has none: name an image with `type='file'`, or remove `<source>` for an empty {what} drive"
            )
        } else {
            format!("it has {}", names.join(", "))
        };
        let message = format!("the host has no {what} drive `{location}`");
        out.refuse(&obstacle::NO_SUCH_HOST_DRIVE, path, message, help);
    }
    out.find_drive(drive);
}

fn open(medium: &Medium, path: &Path, out: &mut Builder<'_>) {
    let Medium {
        location,
        device,
        host_drive: _not_this,
    } = medium;
    if let Some((message, help)) = out
        .media
        .get(location)
        .and_then(|facts| complaint(&facts.host, location, device))
    {
        out.refuse(
            &obstacle::UNUSABLE_HOST_FILE,
            path,
            message,
            help.to_owned(),
        );
    }
    let args = open_args(medium, out.typelib)
        .into_iter()
        .map(Arg::from)
        .collect();
    out.open_medium(medium, args);
}

/// What `openMedium` takes.
pub(crate) fn open_args(medium: &Medium, typelib: &Typelib) -> Vec<Value> {
    let Medium {
        location,
        device,
        host_drive: _never,
    } = medium;
    let access = if *device == "DVD" {
        "ReadOnly"
    } else {
        "ReadWrite"
    };
    let mut args = vec![
        Value::text(location),
        Value::Enum {
            of: Name::Borrowed("DeviceType"),
            is: device.clone(),
        },
        Value::constant("AccessMode", access),
    ];
    // Since 4.1 an image whose UUID is taken can be given a new one; that would write to a user's file.
    if typelib.arity("IVirtualBox", "openMedium") == Some(4) {
        args.push(Value::Bool(false));
    }
    args
}

fn complaint(host: &HostPath, location: &str, device: &str) -> Option<(String, &'static str)> {
    match host {
        HostPath::Missing => Some((
            format!("`{location}` does not exist on the host"),
            "create it, or correct the path",
        )),
        HostPath::Folder => Some((format!("`{location}` is a folder"), "name an image file")),
        HostPath::Special => Some((
            format!("`{location}` is a device or pipe"),
            "name an image file",
        )),
        HostPath::Refused(why) => Some((
            format!("`{location}` cannot be read: {why}"),
            "give yourself the right to read it",
        )),
        HostPath::File { head } => {
            let format = disk_format(head)?;
            (device != "HardDisk").then(|| {
                let drive = if device == "DVD" {
                    "an optical drive"
                } else {
                    "a floppy drive"
                };
                (
                    format!("`{location}` is a {format} disk image and does not go into {drive}"),
                    "use device='disk'",
                )
            })
        }
    }
}

/// The format of a hard disk image that can be told from its first bytes.
fn disk_format(head: &[u8]) -> Option<&'static str> {
    let signatures: [(&[u8], &str); 5] = [
        (b"<<< ", "VDI"),
        (b"KDMV", "VMDK"),
        (b"# Disk DescriptorFile", "VMDK"),
        (b"conectix", "VHD"),
        (b"QFI\xfb", "QCOW"),
    ];
    signatures
        .into_iter()
        .find(|(signature, _format)| head.starts_with(signature))
        .map(|(_signature, format)| format)
}

/// Plans the type of a hard disk: immutable where the document says read-only.
///
/// The type is a property of the medium, not of the attachment, so it is never changed under another machine's feet.
pub(crate) fn set_type(
    medium: &Medium,
    wanted: Option<&'static str>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let registered = out
        .media
        .get(&medium.location)
        .and_then(|facts| facts.registered.clone());
    let before = registered
        .as_ref()
        .map_or(Name::Borrowed("Normal"), |registered| {
            registered.kind.clone()
        });
    // Other types than these are nothing that the format says; they stay.
    let after = match (wanted, before.as_ref()) {
        (Some(wanted), before) if wanted == before => return,
        (Some(wanted), _other) => wanted,
        (None, "Immutable" | "Shareable") => "Normal",
        (None, _other) => return,
    };
    let machines = registered
        .map(|registered| registered.machines)
        .unwrap_or_default();
    let location = &medium.location;
    if machines.iter().any(|machine| machine.uuid != out.uuid) {
        out.refuse(
            &obstacle::MEDIUM_OF_ANOTHER_MACHINE,
            path,
            format!("`{location}` is {before} and used by another machine too"),
            format!("use a copy of the image, or make it {after} in VirtualBox"),
        );
        return;
    }
    if !machines.is_empty() {
        // VirtualBox asks for the settings to be saved in between, and half of a change is not saved.
        out.refuse(
            &obstacle::MEDIUM_IN_USE,
            path,
            format!(
                "`{location}` is {before}, and can be made {after} only while no machine has it"
            ),
            "apply the document without this disk first, then with it".to_owned(),
        );
        return;
    }
    let op = Op::Set {
        member: Name::Borrowed("type"),
        value: Value::constant("MediumType", after).into(),
    };
    let undo = Undo::MediumType {
        medium: medium.clone(),
        before,
    };
    out.step(
        Phase::Change,
        Target::Medium(medium.clone()),
        op,
        Some(undo),
    );
}
