use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for numbers in `<vbox:machine>` that VirtualBox does not take: a port of the teleporter above 65535, a
    /// `balloon` of more than nine tenths of the memory, a `portability` above 3, the settings of a screen that no machine
    /// has.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses the value, or does not start the machine.
    pub(crate) static OWN_VALUE_OUT_OF_RANGE = {
        name: "own-value-out-of-range",
        alias: "V121",
        severity: Error,
        check: Check::Domain(check),
    }
}

/// The most screens that a machine can have.
const SCREENS: u32 = 64;
/// The most that can be hidden of a processor.
const PORTABILITY: u32 = 3;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    let path = Path::machine();
    if let Some(port) = machine.teleporter.as_ref().and_then(|it| it.port)
        && u16::try_from(port).is_err()
    {
        let at = path.child("vbox:teleporter").attribute("port");
        ctx.report(rule, at, format!("{port} is no port"))
            .note("it can be from 0 to 65535");
    }
    if let Some(portability) = machine.cpu.as_ref().and_then(|it| it.portability)
        && portability > PORTABILITY
    {
        let at = path.child("vbox:cpu").attribute("portability");
        let message = format!("there is no portability {portability}");
        ctx.report(rule, at.clone(), message)
            .note("it can be from 0, where nothing of the processor is hidden, to 3")
            .offer(&at, ["3"]);
    }
    check_balloon(ctx, rule);
    let screens = machine.recording.iter().flat_map(|it| &it.screens);
    for (index, screen) in screens.enumerate() {
        if screen.number >= SCREENS {
            let screens = path.child("vbox:recording");
            let at = screens.item("vbox:screen", index).attribute("number");
            let message = format!("no machine has a screen {}", screen.number);
            ctx.report(rule, at, message)
                .note(format!("screens are counted from 0 to {}", SCREENS - 1));
        }
    }
}

/// The guest keeps a tenth of its memory.
fn check_balloon(ctx: &mut Context<'_>, rule: &'static Rule) {
    let memory = ctx.own().and_then(|machine| machine.host_memory);
    let Some(balloon) = memory.and_then(|memory| memory.balloon) else {
        return;
    };
    let domain = ctx.domain();
    let (all, current) = (
        Path::root().child("memory"),
        Path::root().child("currentMemory"),
    );
    let is_known = domain.memory.kib > 0 && ctx.is_readable(&all) && ctx.is_readable(&current);
    let current = domain.current_memory.map(|current| current.kib);
    let kib = current.filter(|kib| *kib > 0).unwrap_or(u64::MAX);
    let mib = kib.min(domain.memory.kib).div_ceil(1 << 10);
    let most = mib.saturating_mul(9) / 10;
    if is_known && u64::from(balloon) > most {
        let at = Path::machine().child("vbox:memory").attribute("balloon");
        let message = format!("a balloon of {balloon} MiB is more than the guest can give back");
        ctx.report(rule, at, message).note(format!(
            "it can be nine tenths of the memory at most, {most} MiB of {mib}"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn numbers_have_an_end() {
        for fine in [
            "<vbox:teleporter port='65535'/>",
            "<vbox:cpu portability='3'/>",
            "<vbox:memory balloon='921'/>",
            "<vbox:recording><vbox:screen number='63'/></vbox:recording>",
        ] {
            check(&machine(fine), &[]);
        }
        for (own, expected) in [
            (
                "<vbox:teleporter port='99999'/>",
                "`99999`: 99999 is no port",
            ),
            (
                "<vbox:cpu portability='5'/>",
                "`5`: there is no portability 5",
            ),
            (
                "<vbox:memory balloon='922'/>",
                "`922`: a balloon of 922 MiB is more than the guest can give back",
            ),
            (
                "<vbox:recording><vbox:screen number='64'/></vbox:recording>",
                "`64`: no machine has a screen 64",
            ),
        ] {
            check(
                &machine(own),
                &[&format!("own-value-out-of-range at {expected}")],
            );
        }
    }

    #[test]
    fn a_memory_that_is_missing_is_no_measure() {
        let text = machine("<vbox:memory balloon='922'/>");
        let text = text.replace("<memory>1048576</memory>", "<memory>much</memory>");
        let found = crate::lint::lint(&text);
        let names: Vec<_> = found.iter().map(|found| found.rule).collect();
        assert!(!names.contains(&"own-value-out-of-range"), "{names:?}");
    }
}
