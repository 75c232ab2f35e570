//! `<vbox:clipboard>` and `<vbox:dragAndDrop>`: what host and guest exchange.

use schema_derive::{Value, element};

use crate::domain::value::YesNo;

/// The clipboard that host and guest share; it needs the Guest Additions.
#[element("vbox:clipboard")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clipboard {
    /// Who gets what the other copies; `disabled` on a new machine.
    #[xml(attribute, since = "2.2")]
    pub mode: Option<Exchange>,
    /// Whether files can be copied as well; `no` on a new machine.
    #[xml(attribute, since = "6.1")]
    pub file_transfers: Option<YesNo>,
}

/// Drag and drop between host and guest; it needs the Guest Additions.
#[element("vbox:dragAndDrop")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DragAndDrop {
    /// Who gets what is dragged from the other; `disabled` on a new machine.
    #[xml(attribute, since = "5.0")]
    pub mode: Option<Exchange>,
}

/// Who gets something from whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum Exchange {
    /// Nobody.
    Disabled,
    /// The guest, from the host.
    HostToGuest,
    /// The host, from the guest.
    GuestToHost,
    /// Both.
    Bidirectional,
}
