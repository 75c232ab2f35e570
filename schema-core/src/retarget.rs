//! A document of another hypervisor as one for VirtualBox, with a report line by line.
//!
//! Only the text is edited: comments, order and what VirtualBox has as well stay as they were. What it has nothing for
//! is approximated or dropped, and the report says so at the place where it stood.

mod clock;
mod controllers;
mod devices;
mod disks;
mod draft;
mod features;
mod graphics;
mod guest;
mod images;
mod interfaces;
mod memory;
mod origin;
mod ports;
mod remainder;

use crate::diagnostic::Diagnostic;
use crate::edit::EditError;
use crate::elements;
use crate::lint;
use crate::parse::parse;
use crate::span::Span;
use crate::support::Release;

use draft::Draft;
pub use origin::Origin;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which hypervisor the document is for; by its type where it is not said.
    pub from: Option<Origin>,
    /// The release of VirtualBox that the machine is for, the newest where it is not said.
    pub target: Option<Release>,
    /// The folder for converted images; beside the image where it is not said.
    pub images: Option<String>,
}

/// What came of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retargeted {
    /// Which hypervisor it was for.
    pub from: Origin,
    /// The document for VirtualBox.
    pub text: String,
    /// What was done to it, in the order of the source.
    pub report: Vec<Entry>,
    /// The images that VirtualBox cannot use as they are, in the order of the source.
    pub conversions: Vec<Conversion>,
    /// What the linter still finds wrong in `text`, with places in that: errors alone.
    pub left: Vec<Diagnostic>,
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The place in the source.
    pub span: Span,
    /// What was done.
    pub verb: Verb,
    /// To what, and why.
    pub message: String,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// VirtualBox has it in another way.
    Changed,
    /// The other hypervisor had it without being told.
    Added,
    /// VirtualBox has nothing for it.
    Dropped,
    /// Somebody has to look after it.
    Attention,
}

impl Verb {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Changed, Self::Added, Self::Dropped, Self::Attention];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Attention => "attention",
        }
    }
}

/// An image that has to be converted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The place in the source.
    pub span: Span,
    /// What it is made from, as `qemu-img` takes it.
    pub from: String,
    /// The image that the document names now.
    pub to: String,
    /// The command for `sh` that converts it.
    pub command: String,
}

/// Why a document cannot be one for VirtualBox.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RetargetError {
    /// Nothing is sure about where its elements are.
    #[error("the document is not well-formed; mend it first")]
    NotWellFormed,
    /// It describes no machine.
    #[error("the document is no `<domain>`")]
    NotADomain,
    /// There is nothing to do.
    #[error("the document is one for VirtualBox already")]
    ForVirtualBox,
    /// It describes something without a kernel of its own.
    #[error("`{0}` runs containers, and a container has no machine that VirtualBox could run")]
    Container(String),
    /// VirtualBox runs guests of the host's architecture.
    #[error("the guest is one for `{0}`, and VirtualBox runs `x86_64` and `i686` guests")]
    Architecture(String),
    /// An edit does not fit; the text that it was for has places that contradict each other.
    #[error("the document cannot be edited: {0}")]
    Edit(#[from] EditError),
}

/// A step on the way.
#[derive(Debug)]
pub struct Pass {
    /// What it sees to.
    pub name: &'static str,
    run: fn(&mut Draft),
}

/// The steps, in their order. Each sees what those before have made.
pub static PASSES: &[Pass] = &[
    Pass {
        name: "the guest: its type, chipset and firmware",
        run: guest::run,
    },
    Pass {
        name: "memory and processors",
        run: memory::run,
    },
    Pass {
        name: "what the other hypervisor has without being told",
        run: features::run,
    },
    Pass {
        name: "the clock",
        run: clock::run,
    },
    Pass {
        name: "images: what they are and where",
        run: images::run,
    },
    Pass {
        name: "disks: their buses and places",
        run: disks::run,
    },
    Pass {
        name: "controllers, which follow from the disks",
        run: controllers::run,
    },
    Pass {
        name: "network cards and what they are connected to",
        run: interfaces::run,
    },
    Pass {
        name: "screens, graphics and sound",
        run: graphics::run,
    },
    Pass {
        name: "serial and parallel ports",
        run: ports::run,
    },
    Pass {
        name: "input devices, devices of the host, shared folders",
        run: devices::run,
    },
    Pass {
        name: "everything else that the linter has something against",
        run: remainder::run,
    },
];

/// Makes a document of another hypervisor one for VirtualBox.
pub fn retarget(text: &str, options: &Options) -> Result<Retargeted, RetargetError> {
    let root = elements::elements(text).ok_or(RetargetError::NotWellFormed)?;
    if root.name != "domain" {
        return Err(RetargetError::NotADomain);
    }
    let from = origin::of(&root, options.from)?;
    let target = options.target.unwrap_or(Release::NEWEST);
    let mut draft = Draft::new(text, root, from, target, options.images.clone());
    origin::run(&mut draft);
    draft.commit()?;
    for pass in PASSES {
        (pass.run)(&mut draft);
        draft.commit()?;
    }
    let left = lint::check_for(&parse(draft.text()), Some(target));
    let left = left.into_iter().filter(Diagnostic::is_error).collect();
    Ok(draft.finish(left))
}
