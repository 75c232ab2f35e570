use super::draft::Draft;
use crate::domain::YesNo;
use crate::domain::devices::{Video, VideoAcceleration, VideoModel, VideoType};
use crate::path::Path;

const MIB: u32 = 1024;

pub(super) fn run(draft: &mut Draft) {
    let mut rounded = Vec::new();
    for (index, video) in draft.domain.devices.videos.iter_mut().enumerate() {
        let said = video.model.vram;
        settle(video);
        if let (Some(said), Some(vram)) = (said, video.model.vram)
            && said != vram
        {
            rounded.push((index, said, vram));
        }
    }
    let fresh = VideoModel {
        kind: VideoType::Vbox,
        vram: Some(8 * MIB),
        heads: Some(1),
        acceleration: None,
    };
    let is_fresh = |video: &Video| video.model == fresh;
    if let Some(index) = draft.domain.devices.videos.iter().position(is_fresh) {
        draft.note(
            Path::device("video", index),
            "this graphics card is left out where a machine is read back".to_owned(),
            "a new machine has it anyway",
        );
    }
    for (index, said, vram) in rounded {
        let path = Path::device("video", index)
            .child("model")
            .attribute("vram");
        draft.note(
            path,
            format!("{said} KiB of video memory become {vram}"),
            "video memory is whole MiB with VirtualBox",
        );
    }
}

/// What a card has that the document says nothing of: libvirt's default for VirtualBox's own, a size that any guest can
/// work with for the others.
fn default_vram(kind: VideoType) -> u32 {
    match kind {
        VideoType::Vbox => 8 * MIB,
        VideoType::Vmvga | VideoType::Vga | VideoType::Ramfb | VideoType::None => 16 * MIB,
        VideoType::Other(_) => 16 * MIB,
    }
}

fn settle(video: &mut Video) {
    let VideoModel {
        kind,
        vram,
        heads,
        acceleration,
    } = video.model;
    // Where there is no card, nothing of it is said.
    let has_card = kind != VideoType::None;
    let whole = |kib: u32| kib.div_ceil(MIB).saturating_mul(MIB);
    let yes = |value: Option<YesNo>| value.filter(|value| *value == YesNo::Yes);
    let acceleration = acceleration.map(|on| VideoAcceleration {
        accel3d: yes(on.accel3d),
        accel2d: yes(on.accel2d),
    });
    video.model = VideoModel {
        kind,
        vram: has_card.then(|| whole(vram.filter(|kib| *kib > 0).unwrap_or(default_vram(kind)))),
        heads: has_card.then(|| heads.filter(|heads| *heads > 0).unwrap_or(1)),
        acceleration: acceleration.filter(|on| has_card && *on != VideoAcceleration::default()),
    };
}
