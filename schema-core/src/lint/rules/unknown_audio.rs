use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a sound card whose `<audio>` is none of the document.
    ///
    /// ## Why is this bad?
    /// The sound goes another way than the card says: that of the first `<audio>`, or none.
    pub(crate) static UNKNOWN_AUDIO = {
        name: "unknown-audio",
        alias: "G724",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let devices = &ctx.domain().devices;
    for (index, sound) in devices.sounds.iter().enumerate() {
        let Some(asked) = sound.audio else { continue };
        let at = Path::device("sound", index).child("audio").attribute("id");
        let is_there = devices.audios.iter().any(|audio| audio.id == asked.id);
        if is_there || !ctx.is_given(&at) {
            continue;
        }
        let message = format!("the document has no `<audio>` number {}", asked.id);
        let report = ctx.report(rule, at.clone(), message);
        let known: Vec<String> = (devices.audios.iter())
            .map(|audio| audio.id.to_string())
            .collect();
        match known.as_slice() {
            [] => report.note(format!("add `<audio id='{}' type='…'/>`", asked.id)),
            [one] => report
                .note(format!("it has number {one}"))
                .offer(&at, [one.as_str()]),
            all => report.note(format!("it has the numbers {}", all.join(", "))),
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn a_card_refers_to_what_is_there() {
        let with = |audio: &str| {
            let sound = "<sound model='ich6'><audio id='2'/></sound>";
            found("unknown-audio", &devices(&format!("{sound}{audio}")))
        };
        let expected =
            "/domain/devices/sound[0]/audio/@id `2`: the document has no `<audio>` number 2";
        assert_eq!(with(""), [expected]);
        assert_eq!(
            with("<audio id='1' type='alsa'/>"),
            [format!("{expected}; Unsafe: `2` => `1`")]
        );
        assert_eq!(with("<audio id='2' type='alsa'/>"), [""; 0]);
    }
}
