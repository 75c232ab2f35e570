use super::draft::{Draft, reorder, sorted_by};
use crate::domain::YesNo;
use crate::domain::devices::{Graphics, GraphicsType};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    drop_repeats(draft);
    for graphics in &mut draft.domain.devices.graphics {
        settle(graphics);
    }
    let order = sorted_by(&draft.domain.devices.graphics, |graphics| graphics.kind);
    reorder(
        &mut draft.domain.devices.graphics,
        &mut draft.source,
        &Path::devices(),
        "graphics",
        &order,
    );
}

/// Leaves out what a machine cannot have twice: a window of either kind, and a server of each.
fn drop_repeats(draft: &mut Draft) {
    let all = &draft.domain.devices.graphics;
    let mut kept: Vec<usize> = Vec::new();
    let mut left_out: Vec<(usize, usize, GraphicsType)> = Vec::new();
    for (index, graphics) in all.iter().enumerate() {
        let same = |first: &&usize| {
            all.get(**first)
                .is_some_and(|first| first.kind == graphics.kind)
        };
        match kept.iter().find(same) {
            Some(first) => left_out.push((index, *first, graphics.kind)),
            None => kept.push(index),
        }
    }
    for (index, first, kind) in left_out {
        let message = format!(
            "the second graphics of type `{}` is left out",
            kind.as_str()
        );
        let kept = Path::device("graphics", first);
        draft.note_left_out(
            Path::device("graphics", index),
            &kept,
            message,
            "a machine has one of each type",
        );
    }
    reorder(
        &mut draft.domain.devices.graphics,
        &mut draft.source,
        &Path::devices(),
        "graphics",
        &kept,
    );
}

/// Keeps the attributes that count for the type.
fn settle(graphics: &mut Graphics) {
    let full = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let yes = |value: Option<YesNo>| value.filter(|value| *value == YesNo::Yes);
    *graphics = match graphics.kind {
        GraphicsType::Desktop | GraphicsType::Sdl => Graphics {
            kind: graphics.kind,
            display: full(&graphics.display),
            ..Graphics::default()
        },
        GraphicsType::Rdp => {
            let chosen = graphics.autoport == Some(YesNo::Yes);
            let port = graphics.port.filter(|port| *port > 0 && !chosen);
            Graphics {
                kind: graphics.kind,
                port,
                autoport: port.is_none().then_some(YesNo::Yes),
                listen: full(&graphics.listen),
                multi_user: yes(graphics.multi_user),
                replace_user: yes(graphics.replace_user),
                display: None,
            }
        }
        GraphicsType::Vnc
        | GraphicsType::Spice
        | GraphicsType::Dbus
        | GraphicsType::EglHeadless => graphics.clone(),
    };
}
