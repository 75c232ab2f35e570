use super::shared_clipboard::report;
use crate::domain::Domain;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says whether files can be dragged between host and guest.
    ///
    /// ## Why is this bad?
    /// It is not, where somebody sits at the machine. But a program in the guest can offer a file as soon as the mouse is
    /// pressed there, and what is dropped on the host is opened there.
    ///
    /// ## What to do
    /// Choose the one direction that is needed, or `disabled`.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow shared-drag-and-drop` where nobody is asked.
    pub(crate) static SHARED_DRAG_AND_DROP = {
        name: "shared-drag-and-drop",
        alias: "E011",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let machine = domain.own();
    let dragged = machine.and_then(|machine| machine.drag_and_drop);
    let path = Path::machine().child("vbox:dragAndDrop");
    let messages = [
        "the guest gets what is dragged from the host",
        "the host gets what is dragged from the guest",
    ];
    report(
        dragged.and_then(|dragged| dragged.mode),
        &path,
        messages,
        exposed,
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{exposed, machine};

    #[test]
    fn directions_are_told_apart() {
        let found = |mode: &str| exposed(&machine(&format!("<vbox:dragAndDrop mode='{mode}'/>")));
        let path = "shared-drag-and-drop /domain/metadata/vbox:machine/vbox:dragAndDrop/@mode";
        assert_eq!(found("disabled"), [""; 0]);
        assert_eq!(
            found("host-to-guest"),
            [format!(
                "{path}: the guest gets what is dragged from the host"
            )]
        );
        assert_eq!(found("bidirectional").len(), 2);
    }
}
