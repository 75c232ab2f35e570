//! `IVirtualBox`.

use uuid::Uuid;

use super::fault::{Code, Refusal};
use super::file_name;
use super::handle::{Handle, Of};
use super::machine;
use super::media::Device;
use super::medium;
use super::os_types;
use super::settings::Settings;
use super::state::{self, Power};
use super::value::{self, Answer, Args, Out};
use super::world::{Machine, World};
use crate::backend::Verb;

const SELF: &str = "VirtualBoxWrap";

pub(super) fn call(world: &mut World, verb: Verb, member: &str, args: &Args) -> Option<Answer> {
    match verb {
        Verb::Get => get(world, member),
        Verb::Invoke => invoke(world, member, args),
        Verb::Set => None,
    }
}

fn get(world: &World, member: &str) -> Option<Answer> {
    Some(match member {
        "version" => value::text("7.2.22_Simulated"),
        "versionNormalized" => value::text(super::VERSION),
        "revision" => value::int(0),
        "packageType" => value::text("LINUX_64BITS_GENERIC"),
        "APIVersion" => value::text(super::API_VERSION),
        "APIRevision" => value::int(0x0702_0000_0000_0001_i64),
        "homeFolder" => value::text(super::HOME),
        "settingsFilePath" => value::text(format!("{}/VirtualBox.xml", super::HOME)),
        "host" => value::object(Handle::Host),
        "systemProperties" => value::object(Handle::SystemProperties),
        _ => return super::lists::call(world, member),
    })
}

fn invoke(world: &mut World, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "composeMachineFilename" => compose(world, args),
        "createMachine" => create_machine(world, args),
        "registerMachine" => register(world, args),
        "findMachine" => find_machine(world, args.text(0)),
        "getMachinesByGroups" => by_groups(world, &args.texts(0)),
        "getMachineStates" => states(world, args),
        "getPlatformProperties" => value::object(Handle::PlatformProperties),
        "getGuestOSType" => os_type(args.text(0)),
        "createMedium" => medium::create(world, args),
        "openMedium" => medium::open(world, args),
        "getExtraData" => value::text(
            world
                .extra_data
                .get(args.text(0))
                .cloned()
                .unwrap_or_default(),
        ),
        "setExtraData" => set_extra_data(world, args),
        "findProgressById" => Err(Refusal::bare(Code::InvalidArg)),
        _ => return super::lists::call(world, member),
    })
}

fn set_extra_data(world: &mut World, args: &Args) -> Answer {
    let (key, text) = (args.text(0), args.text(1));
    machine::check_extra_data(key, text)?;
    if text.is_empty() {
        world.extra_data.remove(key);
    } else {
        world.extra_data.insert(key.to_owned(), text.to_owned());
    }
    value::nothing()
}

fn compose(world: &World, args: &Args) -> Answer {
    let group = args.text(1);
    if args.text(0).is_empty() {
        let text = "Machine name is invalid, must not be empty";
        return Err(Refusal::invalid(SELF, text));
    }
    if !group.is_empty() {
        check_group(group)?;
    }
    let flags = Flags::parse(args.text(2))?;
    let base = match args.text(3) {
        "" => world.machine_folder.clone(),
        folder => folder.to_owned(),
    };
    let uuid = flags.uuid.filter(|_| flags.folder_has_uuid);
    value::text(file_name::compose(&base, args.text(0), group, uuid)?)
}

/// What `createMachine` takes as one text.
#[derive(Default)]
struct Flags {
    uuid: Option<Uuid>,
    overwrite: bool,
    folder_has_uuid: bool,
}

impl Flags {
    fn parse(text: &str) -> Result<Self, Refusal> {
        let mut flags = Self::default();
        for flag in text.split(',') {
            let (name, of) = flag.split_once('=').unwrap_or((flag, ""));
            match name {
                "UUID" => flags.uuid = Some(parse_uuid(of)?),
                "forceOverwrite" => flags.overwrite = of == "1",
                "directoryIncludesUUID" => flags.folder_has_uuid = of == "1",
                _ => {}
            }
        }
        flags.uuid = flags.uuid.filter(|uuid| !uuid.is_nil());
        Ok(flags)
    }
}

fn parse_uuid(text: &str) -> Result<Uuid, Refusal> {
    if text.is_empty() {
        return Ok(Uuid::nil());
    }
    Uuid::try_parse(text).map_err(|_| {
        let text = "'{00000000-0000-0000-0000-00000000000}' is not a valid Guid";
        Refusal::invalid(SELF, text)
    })
}

/// A group is a path: it starts with a slash, ends with none, and has no commas in it.
pub(super) fn check_group(group: &str) -> Result<(), Refusal> {
    let part = |part: &str| {
        !part.is_empty() && !part.contains([',', '\\']) && !part.chars().any(char::is_control)
    };
    let valid = group == "/"
        || group
            .strip_prefix('/')
            .is_some_and(|rest| rest.split('/').all(part));
    if valid {
        Ok(())
    } else {
        Err(Refusal::invalid(
            SELF,
            format!("Invalid machine group '{group}'"),
        ))
    }
}

/// Groups as a machine keeps them: at least one, each once.
pub(super) fn groups(texts: Vec<String>) -> Result<Vec<String>, Refusal> {
    let mut groups: Vec<String> = Vec::new();
    for group in texts {
        let group = if group.is_empty() {
            "/".to_owned()
        } else {
            group
        };
        check_group(&group)?;
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    if groups.is_empty() {
        groups.push("/".to_owned());
    }
    Ok(groups)
}

fn create_machine(world: &mut World, args: &Args) -> Answer {
    let (file, name, architecture) = (args.text(0), args.text(1), args.int(2));
    match architecture {
        1 => {}
        0 => {
            return Err(Refusal::invalid(
                SELF,
                "'Must specify a valid platform architecture",
            ));
        }
        _ => return Err(Refusal::bare(Code::PlatformArchNotSupported)),
    }
    let groups = groups(args.texts(3))?;
    let flags = Flags::parse(args.text(5))?;
    let uuid = flags.uuid.unwrap_or_else(|| world.make_uuid());
    let group = groups.first().map_or("", String::as_str);
    let file = match file {
        "" => {
            let uuid = Some(uuid).filter(|_| flags.folder_has_uuid);
            file_name::compose(&world.machine_folder, name, group, uuid)?
        }
        absolute if absolute.starts_with('/') => absolute.to_owned(),
        relative => format!("{}/{relative}", super::HOME),
    };
    if name.is_empty() {
        return Err(Refusal::invalid(
            SELF,
            "Machine name is invalid, must not be empty",
        ));
    }
    if world.host.written.contains(&file) && !flags.overwrite {
        let text = format!("Machine settings file '{file}' already exists");
        return Err(Refusal::new(Code::FileError, "MachineWrap", text));
    }
    let mut settings = Settings::fresh(name);
    settings.groups = groups;
    match os_types::find(args.text(4)) {
        Some(known) => known.apply(&mut settings, world.make_mac()),
        None if args.text(4).is_empty() => {}
        None => settings.write(
            super::parts::Part::Machine,
            0,
            "OSTypeId",
            value::Plain::Text(args.text(4).to_owned()),
        ),
    }
    let committed = settings.clone();
    let record = state::Machine {
        uuid,
        file,
        power: Power::PoweredOff,
        state_file: None,
        last_state_change: world.tick(),
        settings,
        snapshots: Vec::new(),
        current_snapshot: None,
        changed_since: false,
    };
    let number = world.number();
    world.machines.insert(
        number,
        Machine {
            record,
            is_registered: false,
            is_modified: true,
            is_deleted: false,
            committed: Some(committed),
        },
    );
    value::object(Handle::Machine(Of::Machine(number)))
}

fn register(world: &mut World, args: &Args) -> Answer {
    let Some(Handle::Machine(Of::Machine(number))) = args.handle(0) else {
        return Err(Refusal::bare(Code::InvalidArg));
    };
    let machine = world.machine(Of::Machine(*number))?;
    let uuid = machine.record.uuid;
    if let Some(other) = world
        .by_uuid(uuid)
        .and_then(|other| world.machines.get(&other))
    {
        let text = format!(
            "Registered machine with UUID {{{uuid}}} ('{}') already exists",
            other.record.file
        );
        return Err(Refusal::invalid(SELF, text));
    }
    // A machine that is registered is saved.
    machine::save(world, Of::Machine(*number))?;
    world.machine_mut(Of::Machine(*number))?.is_registered = true;
    value::nothing()
}

fn find_machine(world: &World, wanted: &str) -> Answer {
    let uuid = Uuid::try_parse(wanted).ok();
    let mut machines = world
        .machines
        .iter()
        .filter(|(_, machine)| machine.is_registered);
    let found = machines.find(|(_, machine)| match uuid {
        Some(uuid) => machine.record.uuid == uuid,
        None => machine.record.settings.name == wanted,
    });
    if let Some((number, _)) = found {
        return value::object(Handle::Machine(Of::Machine(*number)));
    }
    let text = match uuid {
        Some(uuid) => format!("Could not find a registered machine with UUID {{{uuid}}}"),
        None => format!("Could not find a registered machine named '{wanted}'"),
    };
    Err(Refusal::not_found(SELF, text))
}

fn by_groups(world: &World, wanted: &[String]) -> Answer {
    let machines = world.machines.iter().filter(|(_, machine)| {
        let mut groups = machine.record.settings.groups.iter();
        machine.is_registered && groups.any(|group| wanted.contains(group))
    });
    value::objects(machines.map(|(number, _)| Handle::Machine(Of::Machine(*number))))
}

fn states(world: &World, args: &Args) -> Answer {
    let handles = args.handles(0);
    let states = handles.iter().map(|handle| {
        let machine = match handle {
            Handle::Machine(of) => world.machine(*of).ok(),
            Handle::VirtualBox
            | Handle::SystemProperties
            | Handle::PlatformProperties
            | Handle::Host
            | Handle::Session(_)
            | Handle::Part(..)
            | Handle::Controller(..)
            | Handle::Attachment(..)
            | Handle::UsbController(..)
            | Handle::UsbFilters(_)
            | Handle::UsbFilter(..)
            | Handle::SharedFolder(..)
            | Handle::AudioSettings(_)
            | Handle::BandwidthControl(_)
            | Handle::BandwidthGroup(..)
            | Handle::UefiVariables(_)
            | Handle::Medium(_)
            | Handle::MediumFormat(_)
            | Handle::Snapshot(..)
            | Handle::Progress(_)
            | Handle::Error(_)
            | Handle::GuestOsType(_) => None,
        };
        Out::Int(machine.map_or(0, machine::state_number))
    });
    value::list(states)
}

fn os_type(id: &str) -> Answer {
    match os_types::find(id) {
        Some(known) => value::object(Handle::GuestOsType(known.id)),
        None => {
            let text = format!("'{id}' is not a valid Guest OS type");
            Err(Refusal::not_found(SELF, text))
        }
    }
}

/// The media that are listed as hard disks, DVDs or floppies.
pub(super) fn media(world: &World, device: Device) -> Answer {
    let media = world
        .media
        .iter()
        .filter(|it| it.device == device && it.is_created && it.parent.is_none() && !it.host_drive);
    value::objects(media.map(|medium| Handle::Medium(medium.uuid)))
}
