//! `boxwright export`

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use native_driver::settings::{self, NotExported, TargetFile, image_uuid};
use schema_core::identity;
use schema_core::policy::Policies;
use schema_core::support::Release;
use uuid::Uuid;

use crate::document::Document;
use crate::error::{CommandError, CommandResult, Status};
use crate::files;
use crate::output::Output;
use crate::rule_choice;
use crate::said::Said;
use crate::secrets;

/// How much of an image says what its UUID is: at its beginning, and at its end.
const HEAD: u64 = 64 << 10;
const TAIL: u64 = 512;

/// Writes the file in which a program that runs machines would keep the machine of a document.
///
/// For hosts on which nothing can be installed: VirtualBox registers the file as its own. Images are named where the document
/// has them; their UUIDs are read from those that are here.
#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    /// The document (XML, JSON, `.vbox`, `.ovf`); `-` is standard input.
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// The form of the file.
    #[arg(long, value_name = "FORM", value_enum)]
    to: Form,
    /// The release of VirtualBox that is to read it, from 4.0 on; the newest that is known where it is not said.
    #[arg(long, value_name = "RELEASE", value_parser = project::release, default_value_t = Release::NEWEST)]
    target: Release,
    /// The file to write, instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The form of a file of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// VirtualBox's settings of a machine.
    Vbox,
}

pub(crate) fn run(args: &ExportArgs, out: &mut Output) -> CommandResult {
    let Form::Vbox = args.to;
    let text = vbox(Document::named(&args.path, out)?, args.target, out)?;
    match &args.out {
        Some(path) => files::create_new(path, text.as_bytes())?,
        None => out.xml(&text)?,
    }
    Ok(Status::Clean)
}

/// The settings file of a document for a release; what it cannot hold is said.
pub(crate) fn vbox(
    document: Document,
    release: Release,
    out: &Output,
) -> Result<String, CommandError> {
    rule_choice::say_unknown(release, out);
    let canonical = document.canonical(out)?;
    canonical.check_for(
        Some(release),
        &Policies::default(),
        &mut Said::default(),
        out,
    )?;
    let images = RefCell::new(Images::default());
    let name = &canonical.normalized.domain.name;
    let target = TargetFile {
        release,
        image_uuid: &|path| images.borrow_mut().uuid(path),
        secrets: secrets::find,
    };
    let exported = settings::export(&canonical.normalized, target).map_err(|why| {
        if let NotExported::Refused(refused) = &why {
            canonical.page.show(refused, out);
        }
        CommandError::failed(why)
    })?;
    for lost in &exported.lost {
        out.warning(&format!(
            "settings of version {} cannot hold {lost}",
            exported.version
        ));
    }
    if canonical.normalized.domain.uuid.is_none() {
        out.note(&format!(
            "the document has no `<uuid>`: `{}` follows from its name, as for a new machine of `apply`",
            identity::of_name(name)
        ));
    }
    let domain = &canonical.normalized.domain;
    let is_system_said = domain.own().is_some_and(|own| own.os_type.is_some());
    let os = domain.os.as_ref();
    if os.is_some_and(|os| os.kind.arch.is_some()) && !is_system_said {
        out.note(
            "`arch` is how the processor works; which operating system the guest has, the document does not say, and \
             VirtualBox shows `Other`: `<vbox:osType>` says it",
        );
    }
    images.into_inner().say(out);
    Ok(exported.text)
}

/// The images whose UUIDs had to be made up, by their paths.
#[derive(Default)]
struct Images {
    /// They are not here to be read.
    absent: BTreeSet<String>,
    /// They are here, and have none.
    without: BTreeSet<String>,
}

impl Images {
    fn uuid(&mut self, path: &str) -> Option<Uuid> {
        let uuid = uuid_in(path);
        match &uuid {
            Ok(Some(_)) => {}
            Ok(None) => drop(self.without.insert(path.to_owned())),
            Err(_) => drop(self.absent.insert(path.to_owned())),
        }
        uuid.ok().flatten()
    }

    fn say(&self, out: &Output) {
        for path in &self.absent {
            out.note(&format!(
                "the image `{path}` is not here to be read: VirtualBox takes it only where it has the UUID that is made up for it, or \
                 none; write the file where the images are"
            ));
        }
        for path in &self.without {
            out.note(&format!(
                "no UUID stands in the image `{path}`: VirtualBox takes it with the one that is made up for it"
            ));
        }
    }
}

/// The UUID that stands in an image, where one does.
fn uuid_in(path: &str) -> io::Result<Option<Uuid>> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    Ok(image_uuid(&head, &tail))
}
