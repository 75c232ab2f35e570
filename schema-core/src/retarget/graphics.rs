//! How the guest is seen and heard.

use crate::elements::Element;
use crate::support::devices::{GRAPHICS_CONTROLLERS, by_word};

use super::Verb;
use super::draft::Draft;

/// In KiB: what VirtualBox gives a guest with the newest graphics card.
const MEMORY: u32 = 16 * 1024;
/// So many screens a machine has.
const SCREENS: u32 = 64;

pub(super) fn run(draft: &mut Draft) {
    screens(draft);
    cards(draft);
    sound(draft);
}

fn screens(draft: &mut Draft) {
    let mut has_window = false;
    for graphics in draft.devices("graphics") {
        let kind = graphics.attribute("type").unwrap_or_default();
        match kind {
            "rdp" => {}
            "desktop" | "sdl" if !has_window => has_window = true,
            "egl-headless" => draft.drop(
                &graphics,
                "`<graphics type='egl-headless'>`: it shows nothing",
            ),
            _ if has_window => {
                let message =
                    format!("`<graphics type='{kind}'>`: the machine has a window already");
                draft.drop(&graphics, message);
            }
            other => {
                has_window = true;
                let message = format!(
                    "graphics `{other}` is `desktop`, a window on the host; for a screen on the network write `<graphics type='rdp'>`"
                );
                draft.say(Verb::Changed, &graphics.start_tag, message);
                draft.replace(&graphics, "<graphics type='desktop'/>");
            }
        }
    }
}

fn cards(draft: &mut Draft) {
    let vmvga = by_word(GRAPHICS_CONTROLLERS, "vmvga");
    let is = if vmvga.is_some_and(|card| card.is_in(draft.target)) {
        "vmvga"
    } else {
        "vbox"
    };
    for (number, video) in draft.devices("video").iter().enumerate() {
        if number > 0 {
            draft.drop(video, "`<video>`: a machine has one graphics card");
            continue;
        }
        let model = video.child("model");
        let of = |name: &str| model.and_then(|model| model.attribute(name));
        let was = of("type").unwrap_or("the default");
        if was == "none" {
            continue;
        }
        let message = format!("graphics card `{was}` is `{is}` with 16 MiB");
        draft.say(Verb::Changed, &model.unwrap_or(video).start_tag, message);
        let heads = of("heads").and_then(|heads| heads.parse::<u32>().ok());
        let heads = heads
            .filter(|heads| (2..=SCREENS).contains(heads))
            .map(|heads| format!(" heads='{heads}'"))
            .unwrap_or_default();
        let xml = format!("<video><model type='{is}' vram='{MEMORY}'{heads}/></video>");
        draft.replace(video, &xml);
    }
}

fn sound(draft: &mut Draft) {
    let mut has_card = false;
    for card in draft.devices("sound") {
        let model = card.attribute("model").unwrap_or_default().to_owned();
        if has_card {
            draft.drop(&card, "`<sound>`: a machine has one sound card");
            continue;
        }
        has_card = true;
        let is = match model.as_str() {
            "sb16" | "ac97" | "ich6" | "ich7" | "ich9" => continue,
            "pcspk" => {
                has_card = false;
                draft.drop(
                    &card,
                    "`<sound model='pcspk'>`: VirtualBox has no PC speaker to listen to",
                );
                continue;
            }
            "es1370" => "ac97",
            _newer => "ich6",
        };
        draft.say(
            Verb::Changed,
            &card.start_tag,
            format!("sound card `{model}` is `{is}`"),
        );
        draft.set(&card, "model", is);
    }
    for audio in draft.devices("audio") {
        let kind = audio.attribute("type").unwrap_or_default();
        if ["none", "alsa", "oss", "pulseaudio", "coreaudio"].contains(&kind) && has_card {
            continue;
        }
        let message = format!("`<audio type='{kind}'>`: VirtualBox chooses where the sound goes");
        draft.drop(&audio, message);
        refer_no_more(&audio, draft);
    }
}

/// A sound card that names what is not there any more names nothing.
fn refer_no_more(audio: &Element, draft: &mut Draft) {
    for card in draft.devices("sound") {
        if let Some(named) = card.child("audio")
            && named.attribute("id") == audio.attribute("id")
        {
            draft.remove(&named.path);
        }
    }
}
