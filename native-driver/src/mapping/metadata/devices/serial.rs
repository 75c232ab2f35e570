//! `<vbox:serial>`: the chip of a serial port, read only where a document names it.

use schema_core::domain::metadata::{Machine, SerialSettings, Uart};
use schema_core::path::Path;

use super::super::named::{Named, Naming};
use super::super::setting::{Fresh, Site, Words};
use super::super::{Ask, Context};
use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

mod port {
    use super::super::super::setting::settings;
    use super::{Fresh, SerialSettings, Uart, Words};

    const CHIPS: Words<Uart> = Words {
        of: &["UartType"],
        all: &[
            (Uart::U16450, "U16450"),
            (Uart::U16550A, "U16550A"),
            (Uart::U16750, "U16750"),
        ],
    };

    settings! {
        SerialSettings in "ISerialPort" beside [port] details {
            uart: "uart" is "uartType" as CHIPS, Fresh::Is(Uart::U16550A);
        }
    }
}

fn name_of(port: u32) -> String {
    format!("vbox:serial {port}")
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    ask: &Ask<'_>,
    context: Context<'_>,
    out: &mut Machine,
) -> Result<(), Fault> {
    for number in context.current.serial_slots() {
        let wants = |machine: &Machine| machine.serials.iter().any(|it| it.port == number);
        if ask.about(&name_of(number), wants) {
            let part = reader.part(machine, &Target::Serial(number))?;
            let mut found = port::read(reader, part)?;
            found.port = number;
            out.serials.push(found);
        }
    }
    Ok(())
}

pub(super) fn shown(actual: &Machine, named: &Named, out: &mut Machine) {
    for there in &actual.serials {
        let mut shown = port::shown(there, named, &name_of(there.port), true);
        if shown.uart.is_some() {
            shown.port = there.port;
            out.serials.push(shown);
        }
    }
}

pub(super) fn plan(
    wanted: &Machine,
    was: &Machine,
    path: &Path,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    for (place, settings) in wanted.serials.iter().enumerate() {
        let site = Site {
            target: Target::Serial(settings.port),
            path: path.item("vbox:serial", place),
            name: name_of(settings.port),
        };
        let mut serials = was.serials.iter();
        let before = serials.find(|there| there.port == settings.port);
        port::plan(settings, before, &site, false, naming, out);
    }
}
