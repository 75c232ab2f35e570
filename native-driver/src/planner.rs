//! From a document and the machine that is there to a plan.

use schema_core::diagnostic::{Diagnostic, Severity};
use schema_core::domain::Domain;
use schema_core::domain::devices::{Disk, DiskDevice, DiskType, Interface, InterfaceType};
use schema_core::domain::metadata::Groups;
use schema_core::exposure;
use schema_core::identity;
use schema_core::normalize::Normalized;
use schema_core::path::Path;
use uuid::Uuid;

use crate::backend::Verb;
use crate::backend::{Backend, Fault};
use crate::current::{APPLIED, Current, Look};
use crate::document::Document;
use crate::drift;
use crate::find;
use crate::mapping::{self, groups_value};
use crate::media::Media;
use crate::obstacle;
use crate::plan::builder::{Builder, Refusal};
use crate::plan::{
    Action, Arg, ChangeAction, Exposed, MachinePlan, Op, Phase, Plan, Step, Target, Undo, VERSION,
};
use crate::reader::{Reader, as_text};
use crate::room;
use crate::secret::FindSecret;
use crate::typelib::{Type, Typelib};
use crate::unmanaged;
use crate::value::{Name, Object, Value};

/// Why there is no plan.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PlanError {
    /// The document asks for what cannot be done; one diagnostic for each such place.
    #[error("the document asks for what cannot be applied")]
    Refused(Vec<Diagnostic>),
    /// VirtualBox could not be asked.
    #[error("{0}")]
    Fault(#[from] Fault),
}

/// What a plan takes from outside.
#[derive(Clone, Copy)]
pub struct PlanOptions {
    /// Finds out secrets that the document only names, to compare them with those that the machine has.
    pub secrets: FindSecret,
}

impl std::fmt::Debug for PlanOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlanOptions").finish_non_exhaustive()
    }
}

/// An empty plan for a connection, to which machines are added.
pub fn new_plan(backend: &dyn Backend) -> Plan {
    let about = backend.about();
    Plan {
        version: VERSION,
        connection: about.uri.clone(),
        api_version: about.api_version.clone(),
        machines: Vec::new(),
    }
}

/// Plans what makes VirtualBox have the machine that `normalized` describes. Only reads.
pub fn plan_machine(
    backend: &mut dyn Backend,
    normalized: &Normalized,
    options: PlanOptions,
) -> Result<MachinePlan, PlanError> {
    let mut reader = Reader::new(backend);
    let document = Document::new(normalized);
    let machine = identify(&mut reader, document.domain(), document)?;
    let current = machine
        .map(|machine| Current::read(&mut reader, machine, Look::for_plan(document.domain())))
        .transpose()?;
    let beside = current
        .as_ref()
        .and_then(|it| unmanaged::beside(normalized, it));
    let passed_over = current.as_ref().map(|it| {
        let typelib = reader.typelib();
        unmanaged::passed_over(normalized, it, typelib)
    });
    let document = Document::new(beside.as_ref().unwrap_or(normalized));
    let mut plan = plan_with(&mut reader, document, (machine, current), options)?;
    plan.unmanaged = passed_over.unwrap_or_default();
    Ok(plan)
}

/// What a release of VirtualBox lacks that a new machine like this would need; `typelib` is what that release has.
pub fn lacking(normalized: &Normalized, typelib: &Typelib) -> Vec<Refusal> {
    let document = Document::new(normalized);
    let media = Media::default();
    let mut out = Builder::new(typelib, document, &media, Uuid::nil(), true);
    mapping::plan(document.domain(), None, &mut out);
    let mut lacking = out.finish().refusals;
    lacking.retain(|refusal| refusal.obstacle.name == obstacle::NOT_IN_THIS_VIRTUALBOX.name);
    lacking
}

fn plan_with(
    reader: &mut Reader<'_>,
    document: Document<'_>,
    (machine, current): (Option<Object>, Option<Current>),
    options: PlanOptions,
) -> Result<MachinePlan, PlanError> {
    let desired = document.domain();
    let media = ask_media(reader, desired, current.as_ref())?;
    let uuid = match (&current, desired.uuid) {
        (Some(current), _) => current.uuid,
        (None, Some(uuid)) => uuid,
        (None, None) => free_uuid(reader, &desired.name)?,
    };
    let settings_file = if current.is_none() {
        settings_file(reader, desired)?
    } else {
        String::new()
    };
    let typelib = reader.typelib();
    let mut out = Builder::new(typelib, document, &media, uuid, current.is_none());
    out.secrets = options.secrets;
    if current.is_none() {
        create(desired, uuid, &settings_file, &mut out);
    }
    mapping::plan(desired, current.as_ref(), &mut out);
    if let Some(current) = &current {
        unmanaged::keep_disks(desired, current, &mut out);
    }
    let any = out.has_changes();
    if any {
        frame(current.as_ref(), desired, &mut out);
    }
    let mut built = out.finish();
    if let Some(current) = current.as_ref().filter(|_current| any) {
        drift::tell(&mut built.changes, current, typelib);
    }
    if !built.refusals.is_empty() {
        let mut refused: Vec<Diagnostic> = built
            .refusals
            .into_iter()
            .map(|refusal| diagnostic(refusal, document))
            .collect();
        // In the order of the text, not of the normal form.
        refused.sort_by_key(|refused| refused.span.start);
        return Err(PlanError::Refused(refused));
    }
    let blocked = match current.as_ref().and_then(Current::blocked) {
        _ if !any => None,
        Some(why) => Some(why),
        None => room::blocked(reader, &desired.name, machine, &settings_file)?,
    };
    let foreign = current
        .as_ref()
        .is_some_and(|current| current.applied.is_empty());
    let loses = |change: &crate::plan::Change| change.silent && change.action != ChangeAction::Add;
    Ok(MachinePlan {
        name: desired.name.clone(),
        uuid,
        action: match (&current, any) {
            (None, _) => Action::Create,
            (Some(_), true) => Action::Change,
            (Some(_), false) => Action::None,
        },
        needs_adopt: foreign && built.changes.iter().any(loses),
        blocked,
        before: current.as_ref().map(Current::digest),
        exposure: exposed(document, current.as_ref()),
        left_alone: current
            .map(|current| current.left_alone)
            .unwrap_or_default(),
        unmanaged: Vec::new(),
        changes: built.changes,
        steps: built.steps,
    })
}

/// What the machine will give away of the host, compared with what it gives away now.
fn exposed(document: Document<'_>, current: Option<&Current>) -> Vec<Exposed> {
    let desired = document.domain();
    let said = exposure::of(desired);
    let (now, then) = match current {
        Some(current) => {
            let machine = &current.metadata.machine;
            let after = |domain| exposure::after(domain, &current.domain, machine);
            let now = exposure::of(&after(&current.domain));
            (now, exposure::of(&after(desired)))
        }
        None => (Vec::new(), said.clone()),
    };
    then.into_iter()
        .map(|exposed| Exposed {
            widens: !exposed.is_among(&now),
            // What the document does not mention stays as it is, and has no line.
            line: document
                .line(&exposed.path)
                .filter(|_| exposed.is_among(&said)),
            path: exposed.path.to_string(),
            kind: exposed.kind.to_owned(),
            what: exposed.message,
        })
        .collect()
}

/// The machine that the document means. A UUID and a name of two different machines is an error.
fn identify(
    reader: &mut Reader<'_>,
    desired: &Domain,
    document: Document<'_>,
) -> Result<Option<Object>, PlanError> {
    let by_name = find::by_name(reader, &desired.name)?;
    let Some(uuid) = desired.uuid else {
        return Ok(by_name);
    };
    let by_uuid = find::by_uuid(reader, uuid)?;
    let Some(other) = by_name else {
        return Ok(by_uuid);
    };
    let [id] = reader.get(other, ["id"])?;
    let id = as_text(&id, "IMachine.id")?;
    if Uuid::try_parse(&id).ok() == Some(uuid) {
        return Ok(by_uuid);
    }
    let refusal = Refusal {
        obstacle: &obstacle::NAME_OF_ANOTHER_MACHINE,
        path: Path::root().child("uuid"),
        message: format!("a machine named `{}` exists with another UUID, {id}", desired.name),
        help: "to change that machine, give the document its UUID; to make a new one, give it another name".to_owned(),
    };
    Err(PlanError::Refused(vec![diagnostic(refusal, document)]))
}

/// The UUID of a new machine whose document says none: see [`identity`].
fn free_uuid(reader: &mut Reader<'_>, name: &str) -> Result<Uuid, Fault> {
    let mut uuid = identity::of_name(name);
    while find::by_uuid(reader, uuid)?.is_some() {
        uuid = identity::after(uuid, name);
    }
    Ok(uuid)
}

fn diagnostic(refusal: Refusal, document: Document<'_>) -> Diagnostic {
    let Refusal {
        obstacle,
        path,
        message,
        help,
    } = refusal;
    Diagnostic {
        rule: obstacle.name,
        alias: "",
        severity: Severity::Error,
        message,
        span: document.span(&path),
        path,
        related: Vec::new(),
        notes: vec![help],
        fixes: Vec::new(),
    }
}

/// Asks for the images and folders that the document names and the machine has not.
fn ask_media(
    reader: &mut Reader<'_>,
    desired: &Domain,
    current: Option<&Current>,
) -> Result<Media, Fault> {
    let was = current.map(|current| &current.domain.devices);
    let mut wanted: Vec<(&str, bool)> = Vec::new();
    for disk in &desired.devices.disks {
        let known = was.is_some_and(|was| was.disks.contains(disk));
        let file = disk
            .source
            .as_ref()
            .and_then(|source| source.file.as_deref());
        wanted.extend(
            file.filter(|_file| !known)
                .map(|file| (file, disk.device == DiskDevice::Disk)),
        );
    }
    for folder in &desired.devices.filesystems {
        if !was.is_some_and(|was| was.filesystems.contains(folder)) {
            wanted.push((&folder.source.dir, false));
        }
    }
    let mut media = Media::ask(reader, &wanted)?;
    let of_host = |disk: &Disk| {
        disk.kind == DiskType::Block && !was.is_some_and(|was| was.disks.contains(disk))
    };
    let disks = desired.devices.disks.iter();
    let drives: Vec<(&str, DiskDevice)> = disks
        .filter(|disk| of_host(disk))
        .filter_map(|disk| Some((disk.source.as_ref()?.dev.as_deref()?, disk.device)))
        .collect();
    if !drives.is_empty() {
        media.ask_drives(reader, &drives)?;
    }
    let by_name = |interface: &Interface| interface.kind == InterfaceType::Network;
    if desired.devices.interfaces.iter().any(by_name) {
        media.ask_networks(reader)?;
    }
    let there: Vec<&str> = was
        .into_iter()
        .flat_map(|was| &was.disks)
        .filter_map(|disk| disk.source.as_ref()?.file.as_deref())
        .collect();
    let wanted: Vec<&str> = wanted.iter().map(|(file, _hard_disk)| *file).collect();
    media.compare(reader, &wanted, &there)?;
    Ok(media)
}

/// Where VirtualBox will put the settings of a new machine; empty for releases that do not tell.
fn settings_file(reader: &mut Reader<'_>, desired: &Domain) -> Result<String, Fault> {
    let name = &desired.name;
    let group = groups(desired).and_then(|groups| groups.groups.first());
    let group = group.map_or("", |group| group.name.as_str());
    let virtual_box = reader.backend().virtual_box();
    // 4.2 added groups and flags to the name and the folder.
    let args = match reader
        .typelib()
        .arity("IVirtualBox", "composeMachineFilename")
    {
        Some(4) => vec![
            Value::text(name),
            Value::text(group),
            Value::text(""),
            Value::text(""),
        ],
        Some(_) => vec![Value::text(name), Value::text("")],
        None => return Ok(String::new()),
    };
    let file = reader.invoke(virtual_box, "composeMachineFilename", args)?;
    as_text(&file, "IVirtualBox.composeMachineFilename")
}

/// The groups that the document puts the machine into.
fn groups(desired: &Domain) -> Option<&Groups> {
    desired.own()?.groups.as_ref()
}

/// The steps that make a machine and enter it into the list.
fn create(desired: &Domain, uuid: Uuid, settings_file: &str, out: &mut Builder<'_>) {
    let groups = groups(desired).map_or_else(|| Value::List(Vec::new()), groups_value);
    let args = create_args(out.typelib, &desired.name, groups, uuid);
    out.at(&Path::root().child("name"));
    out.call_in(
        Phase::Create,
        Target::VirtualBox,
        "createMachine",
        args.into_iter().map(Arg::from).collect(),
    );
    let op = Op::Call {
        member: Name::Borrowed("registerMachine"),
        args: vec![Arg::Object(Target::Machine)],
    };
    let undo = Undo::Unregister {
        uuid,
        settings_file: settings_file.to_owned(),
    };
    out.step(Phase::Register, Target::VirtualBox, op, Some(undo));
}

/// What `createMachine` takes has changed five times; the type library tells by number and types.
fn create_args(typelib: &Typelib, name: &str, groups: Value, uuid: Uuid) -> Vec<Value> {
    let member = typelib.find("IVirtualBox", Verb::Invoke, "createMachine");
    let ins: Vec<Type> = member
        .map(|member| member.method.signature().ins.into_iter().cloned().collect())
        .unwrap_or_default();
    let text = |text: &str| Value::text(text);
    let id = uuid.hyphenated().to_string();
    let flags = format!("UUID={id},forceOverwrite=0");
    let is_list = |place: usize| matches!(ins.get(place), Some(Type::Array { .. }));
    if is_list(3) {
        let x86 = Value::constant("PlatformArchitecture", "x86");
        let mut args = vec![text(""), text(name), x86, groups, text(""), text(&flags)];
        args.resize(ins.len(), text(""));
        args
    } else if is_list(2) {
        let mut args = vec![text(""), text(name), groups, text(""), text(&flags)];
        args.resize(ins.len(), text(""));
        args
    } else if typelib.has("IVirtualBox", "composeMachineFilename") {
        vec![
            text(""),
            text(name),
            text("Other"),
            text(&id),
            Value::Bool(false),
        ]
    } else {
        let mut args = vec![text(name), text("Other"), text(""), text(&id)];
        args.resize(ins.len(), Value::Bool(false));
        args
    }
}

/// Whether a document is what the machine keeps of the one that was applied last.
pub(crate) fn is_marked(current: &Current, desired: &Domain) -> bool {
    current.applied == drift::kept(desired)
}

/// The steps around the changes: lock, mark, save, unlock.
pub(crate) fn frame(current: Option<&Current>, desired: &Domain, out: &mut Builder<'_>) {
    out.at(&Path::root());
    let write = Value::constant("LockType", "Write");
    if out.typelib.has("IMachine", "lockMachine") {
        let args = vec![Arg::Object(Target::Session), write.into()];
        out.call_in(Phase::Lock, Target::Registered, "lockMachine", args);
    } else {
        let args = vec![
            Arg::Object(Target::Session),
            Value::text(out.uuid.hyphenated().to_string()).into(),
        ];
        out.call_in(Phase::Lock, Target::VirtualBox, "openSession", args);
    }
    let before = current.map_or("", |current| current.applied.as_str());
    let after = drift::kept(desired);
    if before != after {
        out.extra_data(APPLIED, before, &after);
    }
    out.call_in(Phase::Save, Target::Machine, "saveSettings", Vec::new());
    let unlock = if out.typelib.has("ISession", "unlockMachine") {
        "unlockMachine"
    } else {
        "close"
    };
    out.call_in(Phase::Unlock, Target::Session, unlock, Vec::new());
}

/// Whether a step is the one after which the machine is as asked.
pub(crate) fn is_commit(step: &Step) -> bool {
    step.phase == Phase::Save || step.phase == Phase::Delete
}
