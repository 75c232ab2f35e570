use std::collections::BTreeMap;

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

/// Leaves out what a machine cannot have twice.
fn drop_repeats(draft: &mut Draft) {
    let (kept, left_out) = kept(&draft.domain.devices.graphics);
    for (index, winner) in left_out {
        let kind = draft
            .domain
            .devices
            .graphics
            .get(index)
            .map_or("", |graphics| graphics.kind.as_str());
        let message = format!("graphics of type `{kind}` are left out");
        let winner = Path::device("graphics", winner);
        draft.note_left_out(
            Path::device("graphics", index),
            &winner,
            message,
            "a machine has one server and one window",
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

/// Which graphics count, and which do not with the one that counts in its place: a machine has one server of each type
/// and one window, which is that of `desktop` where there are both kinds.
pub(crate) fn kept(all: &[Graphics]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut firsts: BTreeMap<GraphicsType, usize> = BTreeMap::new();
    for (index, graphics) in all.iter().enumerate() {
        firsts.entry(graphics.kind).or_insert(index);
    }
    let first = |kind: GraphicsType| firsts.get(&kind).copied();
    let winner = |graphics: &Graphics| match graphics.kind {
        GraphicsType::Sdl => first(GraphicsType::Desktop).or_else(|| first(GraphicsType::Sdl)),
        GraphicsType::Desktop
        | GraphicsType::Rdp
        | GraphicsType::Vnc
        | GraphicsType::Spice
        | GraphicsType::Dbus
        | GraphicsType::EglHeadless => first(graphics.kind),
    };
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for (index, graphics) in all.iter().enumerate() {
        match winner(graphics) {
            Some(winner) if winner != index => left_out.push((index, winner)),
            Some(_) | None => kept.push(index),
        }
    }
    (kept, left_out)
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
                listen: graphics.address().map(str::to_owned),
                multi_user: yes(graphics.multi_user),
                replace_user: yes(graphics.replace_user),
                username: full(&graphics.username),
                passwd: graphics.passwd.clone(),
                display: None,
                listens: Vec::new(),
            }
        }
        GraphicsType::Vnc
        | GraphicsType::Spice
        | GraphicsType::Dbus
        | GraphicsType::EglHeadless => graphics.clone(),
    };
}
