//! `<vbox:recording>` is `IMachine::recordingSettings`. It is read only where a document names it: a film is made for once,
//! and there is much to read of each screen.

use schema_core::domain::YesNo;
use schema_core::domain::metadata::{RecordedScreen, Recording};
use schema_core::path::Path;

use super::Ask;
use super::named::{Named, Naming};
use super::setting::{Fresh, Number, Site, Switch, Text, settings};
use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

const ELEMENT: &str = "vbox:recording";

mod switch {
    use schema_core::domain::metadata::Recording;

    use super::{Fresh, Switch, YesNo, settings};

    settings! {
        Recording in "IRecordingSettings" beside [screens] details {
            enabled: "enabled" is "enabled" as Switch, Fresh::Is(YesNo::No);
        }
    }
}

mod screen {
    use super::{Fresh, Number, RecordedScreen, Switch, Text, YesNo, settings};

    settings! {
        RecordedScreen in "IRecordingScreenSettings" beside [number] details {
            enabled: "enabled" is "enabled" as Switch, Fresh::Is(YesNo::Yes);
            width: "width" is "videoWidth" as Number, Fresh::Newest(1024);
            height: "height" is "videoHeight" as Number, Fresh::Newest(768);
            fps: "fps" is "videoFPS" as Number, Fresh::Newest(25);
            rate: "rate" is "videoRate" as Number, Fresh::Newest(512);
            max_time: "maxTime" is "maxTime" as Number, Fresh::Is(0);
            max_size: "maxSize" is "maxFileSize" as Number, Fresh::Is(0);
            options: "options" is "options" as Text, Fresh::Varies;
        }
    }
}

fn name_of(screen: u32) -> String {
    format!("{ELEMENT}/vbox:screen[{screen}]")
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    screens: u32,
    ask: &Ask<'_>,
) -> Result<Option<Recording>, Fault> {
    // 6.0 made it a part of its own.
    if !reader.has("IMachine", "recordingSettings") {
        return Ok(None);
    }
    let wanted = ask.wanted.and_then(|machine| machine.recording.as_ref());
    if wanted.is_none() && !ask.named.any_in(ELEMENT) {
        return Ok(None);
    }
    let part = reader.part(machine, &Target::Recording)?;
    let mut recording = switch::read(reader, part)?;
    let wants = |number: &u32| {
        let mut screens = wanted.into_iter().flat_map(|wanted| &wanted.screens);
        screens.any(|screen| screen.number == *number) || ask.named.any_in(&name_of(*number))
    };
    let count = if ask.named.whole {
        screens.min(MOST_SCREENS)
    } else {
        MOST_SCREENS
    };
    for number in (0..count).filter(wants) {
        let part = reader.part(machine, &Target::RecordingScreen(number))?;
        let mut read = screen::read(reader, part)?;
        read.number = number;
        recording.screens.push(read);
    }
    Ok(Some(recording))
}

/// The most screens that a graphics card has.
const MOST_SCREENS: u32 = 64;

pub(super) fn shown(actual: &Recording, named: &Named) -> Recording {
    let mut shown = switch::shown(actual, named, ELEMENT, false);
    // How a film would be made matters where one is made, or a document says it.
    let is_on = actual.enabled == Some(YesNo::Yes) || !named.whole;
    let is_shown = |screen: &&RecordedScreen| is_on || named.names_any_in(&name_of(screen.number));
    for each in actual.screens.iter().filter(is_shown) {
        let mut screen = screen::shown(each, named, &name_of(each.number), false);
        if screen != RecordedScreen::default() {
            screen.number = each.number;
            shown.screens.push(screen);
        }
    }
    shown
}

pub(super) fn plan(
    wanted: &Recording,
    was: Option<&Recording>,
    path: &Path,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    let site = Site::once(Target::Recording, path, ELEMENT);
    for (place, screen) in wanted.screens.iter().enumerate() {
        let number = screen.number;
        let site = Site {
            target: Target::RecordingScreen(number),
            path: site.path.item("vbox:screen", place),
            name: name_of(number),
        };
        let mut screens = was.into_iter().flat_map(|was| &was.screens);
        let was = screens.find(|there| there.number == number);
        screen::plan(screen, was, &site, false, naming, out);
    }
    switch::plan(wanted, was, &site, false, naming, out);
}
