//! Collects the changes and steps of one machine while the mapping walks the document.

use schema_core::domain::metadata::Secret;
use schema_core::path::Path;
use uuid::Uuid;

use super::{Arg, Change, ChangeAction, Medium, Needs, Op, Phase, Step, Target, Undo, check};
use crate::document::Document;
use crate::media::{FIND_FLOPPY, FIND_OPTICAL, Media};
use crate::obstacle::{self, Obstacle};
use crate::secret::{FindSecret, plain};
use crate::typelib::Typelib;
use crate::value::{Name, Value};

/// Collects the changes and steps of one machine.
pub(crate) struct Builder<'a> {
    /// What the installed VirtualBox has.
    pub(crate) typelib: &'a Typelib,
    /// The machine's identity.
    pub(crate) uuid: Uuid,
    /// Whether there was no machine before: then everything is set, whatever a fresh machine has.
    pub(crate) fresh: bool,
    /// What is known of the images and folders that the document names.
    pub(crate) media: &'a Media,
    /// Finds out secrets that the document only names.
    pub(crate) secrets: FindSecret,
    /// Which part of the machine devices of the document are.
    placed: Vec<(Path, Target)>,
    document: Document<'a>,
    changes: Vec<Change>,
    steps: Vec<Step>,
    refusals: Vec<Refusal>,
    /// The address that steps belong to now.
    place: Path,
    /// The address of each step, by its first number.
    places: Vec<Path>,
}

/// Something that the document asks for and that cannot be planned.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What stands in the way.
    pub obstacle: &'static Obstacle,
    /// The address in the document's normal form.
    pub path: Path,
    /// What, and why.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What a builder collected.
pub(crate) struct Built {
    pub(crate) changes: Vec<Change>,
    pub(crate) steps: Vec<Step>,
    pub(crate) refusals: Vec<Refusal>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        typelib: &'a Typelib,
        document: Document<'a>,
        media: &'a Media,
        uuid: Uuid,
        fresh: bool,
    ) -> Self {
        Self {
            typelib,
            media,
            uuid,
            fresh,
            secrets: plain,
            placed: Vec::new(),
            document,
            changes: Vec::new(),
            steps: Vec::new(),
            refusals: Vec::new(),
            place: Path::root(),
            places: Vec::new(),
        }
    }

    /// Begins a change at `path`; the steps that follow belong to it.
    pub(crate) fn change(&mut self, path: &Path, before: Option<String>, after: Option<String>) {
        let action = match (&before, &after) {
            (None, _) => ChangeAction::Add,
            (Some(_), Some(_)) => ChangeAction::Change,
            (Some(_), None) => ChangeAction::Remove,
        };
        let line = self.document.line(path);
        self.place = path.clone();
        let silent = action == ChangeAction::Remove || !self.document.states(path);
        self.changes.push(Change {
            path: path.to_string(),
            action,
            before,
            after,
            line,
            needs: Needs::Stopped,
            silent,
            cause: None,
        });
    }

    /// Says which part of the machine a device of the document is.
    pub(crate) fn placed(&mut self, path: &Path, target: Target) {
        self.placed.push((path.clone(), target));
    }

    /// Which part of the machine a device of the document is.
    pub(crate) fn target(&self, path: &Path) -> Option<Target> {
        let found = self.placed.iter().find(|(placed, _target)| placed == path);
        found.map(|(_placed, target)| target.clone())
    }

    /// What a secret of the document is.
    pub(crate) fn secret(&self, secret: &Secret) -> Result<String, String> {
        (self.secrets)(secret)
    }

    /// Begins a change where a value differs; says whether it does. A fresh machine differs everywhere.
    pub(crate) fn differs<T: PartialEq>(
        &mut self,
        path: &Path,
        before: Option<&T>,
        after: &T,
        show: impl Fn(&T) -> String,
    ) -> bool {
        let differs = before != Some(after);
        if differs {
            self.change(path, before.map(&show), Some(show(after)));
        }
        differs
    }

    /// Steps from here on belong to `path`, without a change of their own.
    pub(crate) fn at(&mut self, path: &Path) {
        self.place = path.clone();
    }

    /// Whether anything was asked for: a new machine is a change by itself.
    pub(crate) fn has_changes(&self) -> bool {
        self.fresh || !self.changes.is_empty()
    }

    /// Writes an attribute, when settings are written.
    pub(crate) fn set(&mut self, target: Target, member: impl Into<Name>, value: Value) -> u32 {
        self.set_in(self.settings(), target, member, value)
    }

    /// Writes an attribute in a phase.
    pub(crate) fn set_in(
        &mut self,
        phase: Phase,
        target: Target,
        member: impl Into<Name>,
        value: Value,
    ) -> u32 {
        self.step(
            phase,
            target,
            Op::Set {
                member: member.into(),
                value: value.into(),
            },
            None,
        )
    }

    /// Writes an object into an attribute, when settings are written.
    pub(crate) fn set_object(
        &mut self,
        target: Target,
        member: impl Into<Name>,
        value: Target,
    ) -> u32 {
        let op = Op::Set {
            member: member.into(),
            value: Arg::Object(value),
        };
        self.step(self.settings(), target, op, None)
    }

    /// Calls a method, when settings are written.
    pub(crate) fn call(&mut self, target: Target, member: impl Into<Name>, args: Vec<Arg>) -> u32 {
        self.call_in(self.settings(), target, member, args)
    }

    /// Calls a method in a phase.
    pub(crate) fn call_in(
        &mut self,
        phase: Phase,
        target: Target,
        member: impl Into<Name>,
        args: Vec<Arg>,
    ) -> u32 {
        self.step(
            phase,
            target,
            Op::Call {
                member: member.into(),
                args,
            },
            None,
        )
    }

    /// Writes an extra data key; an empty value removes it.
    pub(crate) fn extra_data(&mut self, key: &str, before: &str, after: &str) {
        self.write_extra_data(key, before, Value::text(after).into());
    }

    /// Writes the digest of a secret into an extra data key.
    pub(crate) fn extra_data_digest(&mut self, key: &str, before: &str, secret: &Secret) {
        self.write_extra_data(key, before, Arg::Digest(secret.clone()));
    }

    fn write_extra_data(&mut self, key: &str, before: &str, after: Arg) {
        let args = vec![Value::text(key).into(), after];
        // A new machine goes as a whole, with all that it has.
        let undo = (!self.fresh).then(|| Undo::ExtraData {
            uuid: self.uuid,
            key: key.to_owned(),
            before: before.to_owned(),
        });
        let op = Op::Call {
            member: Name::Borrowed("setExtraData"),
            args,
        };
        self.step(Phase::Extra, Target::Machine, op, undo);
    }

    /// Opens a medium, so that steps can name it. Opening twice is one step.
    pub(crate) fn open_medium(&mut self, medium: &Medium, args: Vec<Arg>) {
        let undo = Some(Undo::CloseMedium(medium.clone()));
        self.prepare(Target::VirtualBox, "openMedium", args, undo);
    }

    /// Finds a drive of the host, so that steps can name it. Finding twice is one step.
    pub(crate) fn find_drive(&mut self, drive: &Medium) {
        let is_optical = drive.device == "DVD";
        let method = if is_optical {
            FIND_OPTICAL
        } else {
            FIND_FLOPPY
        };
        let args = vec![Value::text(&drive.location).into()];
        self.prepare(Target::Host, method, args, None);
    }

    fn prepare(
        &mut self,
        target: Target,
        member: &'static str,
        args: Vec<Arg>,
        undo: Option<Undo>,
    ) {
        let op = Op::Call {
            member: Name::Borrowed(member),
            args,
        };
        let mut steps = self.steps.iter();
        if !steps.any(|step| step.phase == Phase::Prepare && step.op == op) {
            self.step(Phase::Prepare, target, op, undo);
        }
    }

    /// Adds a step.
    pub(crate) fn step(&mut self, phase: Phase, target: Target, op: Op, undo: Option<Undo>) -> u32 {
        let id = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        let line = self.document.line(&self.place);
        self.steps.push(Step {
            id,
            phase,
            target,
            op,
            path: self.place.to_string(),
            line,
            undo,
        });
        self.places.push(self.place.clone());
        id
    }

    /// Refuses what is modelled and not mapped.
    pub(crate) fn not_applied_yet(&mut self, path: &Path, what: &str) {
        self.refuse(
            &obstacle::NOT_APPLIED_YET,
            path,
            format!("{what} is not applied yet"),
            "remove it here, and set it in VirtualBox itself".to_owned(),
        );
    }

    /// Refuses what cannot be planned.
    pub(crate) fn refuse(
        &mut self,
        obstacle: &'static Obstacle,
        path: &Path,
        message: String,
        help: String,
    ) {
        self.refusals.push(Refusal {
            obstacle,
            path: path.clone(),
            message,
            help,
        });
    }

    /// Refuses what the installed VirtualBox lacks, each place once.
    fn check(&mut self) {
        for (step, path) in self.steps.iter().zip(&self.places) {
            let Err(check::Lack { message, since }) = check::step(step, &self.steps, self.typelib)
            else {
                continue;
            };
            let newer = since.map_or_else(
                || "a release of VirtualBox that has it".to_owned(),
                |since| format!("VirtualBox {since} or newer"),
            );
            if !self.refusals.iter().any(|refusal| refusal.path == *path) {
                self.refusals.push(Refusal {
                    obstacle: &obstacle::NOT_IN_THIS_VIRTUALBOX,
                    path: path.clone(),
                    message,
                    help: format!("remove it from the document, or install {newer}"),
                });
            }
        }
    }

    /// When settings are written: at once on a machine that nobody else sees, else under the lock.
    fn settings(&self) -> Phase {
        if self.fresh {
            Phase::Create
        } else {
            Phase::Change
        }
    }

    /// Puts the steps into the order of their phases. Numbers of steps stay what they were until the end, because
    /// `Target::Result` names them; then both are renumbered.
    pub(crate) fn finish(mut self) -> Built {
        self.check();
        self.steps.sort_by_key(|step| step.phase);
        let order: Vec<u32> = self.steps.iter().map(|step| step.id).collect();
        let renumber = |old: u32| -> u32 {
            let place = order.iter().position(|id| *id == old).unwrap_or(usize::MAX);
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        for step in &mut self.steps {
            step.id = renumber(step.id);
            if let Target::Result(of) = &mut step.target {
                *of = renumber(*of);
            }
            if let Op::Call { args, .. } = &mut step.op {
                for arg in args {
                    if let Arg::Object(Target::Result(of)) = arg {
                        *of = renumber(*of);
                    }
                }
            }
        }
        Built {
            changes: self.changes,
            steps: self.steps,
            refusals: self.refusals,
        }
    }
}
