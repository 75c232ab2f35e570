//! `<vbox:clipboard>` and `<vbox:dragAndDrop>` are members of the machine.

use schema_core::domain::metadata::Exchange;

use super::setting::Words;

const fn words(of: &'static [&'static str]) -> Words<Exchange> {
    Words {
        of,
        all: &[
            (Exchange::Disabled, "Disabled"),
            (Exchange::HostToGuest, "HostToGuest"),
            (Exchange::GuestToHost, "GuestToHost"),
            (Exchange::Bidirectional, "Bidirectional"),
        ],
    }
}

pub(super) mod clipboard {
    use schema_core::domain::YesNo;
    use schema_core::domain::metadata::{Clipboard, Exchange};

    use super::super::setting::{Fresh, Switch, settings};

    settings! {
        Clipboard in "IMachine" {
            mode: "mode" is "clipboardMode" as super::words(&["ClipboardMode"]), Fresh::Is(Exchange::Disabled);
        } details {
            file_transfers: "fileTransfers" is "clipboardFileTransfersEnabled" as Switch, Fresh::Is(YesNo::No);
        }
    }
}

pub(super) mod drag_and_drop {
    use schema_core::domain::metadata::{DragAndDrop, Exchange};

    use super::super::setting::{Fresh, settings};

    settings! {
        DragAndDrop in "IMachine" {
            mode: "mode" is "dnDMode" as super::words(&["DnDMode"]), Fresh::Is(Exchange::Disabled);
        }
    }
}
