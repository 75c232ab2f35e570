use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for a character device that is connected to a file, a device, a pipe or a socket, without the path of it.
    ///
    /// ## Why is this bad?
    /// There is nothing that it could be connected to.
    pub(crate) static CHARACTER_DEVICE_WITHOUT_PATH = {
        name: "character-device-without-path",
        alias: "C606",
        severity: Error,
        check: Check::Tree(&["console", "redirdev", "smartcard", "serial", "parallel", "rng"], check),
    }
}

/// The types that take a path.
const ALL: &[&str] = &["dev", "file", "pipe", "unix"];

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for device in tree.all_devices() {
        match device.name() {
            "console" | "redirdev" | "smartcard" => check_source(tree, rule, device, ALL),
            // The other types of ports are looked at by `missing-port-path`.
            "serial" | "parallel" => check_source(tree, rule, device, &["unix"]),
            "rng" => {
                for backend in device.items("backend") {
                    check_source(tree, rule, backend, ALL);
                }
            }
            _ => {}
        }
    }
}

fn check_source(
    tree: &mut Tree<'_, '_>,
    rule: &'static Rule,
    device: Node<'_, '_>,
    kinds: &[&str],
) {
    let kind = device.value("type");
    let has_path = |source: Node<'_, '_>| !source.value("path").is_empty();
    if kinds.contains(&kind) && !device.items("source").any(has_path) {
        let message = format!("a `<{}>` of type `{kind}` needs a path", device.name());
        tree.report(rule, &device, message)
            .note("add `<source path='…'/>`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn sockets_and_files_have_a_path() {
        assert_eq!(
            found(
                "character-device-without-path",
                &kvm_devices(
                    "<rng model='virtio'><backend model='egd' type='unix'><source mode='connect'/></backend></rng>"
                )
            ),
            [
                "/domain/devices/rng[0]/backend `<backend model='egd' type='unix'>`: a `<backend>` of type `unix` needs a path",
            ]
        );
        assert_eq!(
            found(
                "character-device-without-path",
                &kvm_devices(
                    "<redirdev bus='usb' type='unix'><source mode='bind' path='/a'/></redirdev>"
                )
            ),
            [""; 0]
        );
    }

    #[test]
    fn ports_are_looked_at_once() {
        assert_eq!(
            found(
                "character-device-without-path",
                &kvm_devices("<serial type='unix'/>")
            ),
            [
                "/domain/devices/serial[0] `<serial type='unix'/>`: a `<serial>` of type `unix` needs a path",
            ]
        );
        assert_eq!(
            found(
                "character-device-without-path",
                &kvm_devices("<serial type='file'/>")
            ),
            [""; 0]
        );
    }
}
