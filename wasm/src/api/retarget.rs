//! Documents of other hypervisors as documents for VirtualBox.

use schema_core::retarget::{self, Options};
use schema_core::span::LineIndex;

use crate::dto::{Done, Outcome, Retargeted};

/// What comes of a document for another hypervisor; for the newest VirtualBox where no release is named.
pub fn retarget(text: &str, target: Option<String>) -> Outcome<Retargeted> {
    Outcome::of(retargeted(text, target))
}

fn retargeted(text: &str, target: Option<String>) -> Result<Retargeted, String> {
    let target = target.map(|target| project::release(&target)).transpose()?;
    let options = Options {
        target,
        ..Options::default()
    };
    let made = retarget::retarget(text, &options).map_err(|error| error.to_string())?;
    let lines = LineIndex::new(text);
    let done = made.report.into_iter().map(|entry| Done {
        line: lines.line(entry.span.start),
        verb: entry.verb.as_str().to_owned(),
        message: entry.message,
    });
    let commands = made.conversions.into_iter();
    Ok(Retargeted {
        xml: made.text,
        done: done.collect(),
        commands: commands.map(|one| one.command).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_of_another_hypervisor_becomes_one_for_virtualbox() {
        let text = "<domain type='kvm'>\n<name>a</name><memory unit='MiB'>512</memory>\n<os><type arch='x86_64'>hvm</type></os>\n\
                    <devices>\n<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/a.qcow2'/><target dev='vda' bus='virtio'/></disk>\n\
                    </devices></domain>";
        let Outcome::Done { result } = retarget(text, None) else {
            panic!("it is not refused");
        };
        assert!(
            result.xml.starts_with("<domain type='vbox'>"),
            "{}",
            result.xml
        );
        assert!(
            result.done.iter().any(|done| done.line == 5),
            "{:?}",
            result.done
        );
        assert_eq!(result.commands.len(), 1, "{:?}", result.commands);
        let unknown = retarget(text, Some("6.x".to_owned()));
        assert!(matches!(unknown, Outcome::Failed { .. }), "{unknown:?}");
        let again = retarget(&result.xml, None);
        assert!(matches!(again, Outcome::Failed { .. }), "{again:?}");
    }
}
