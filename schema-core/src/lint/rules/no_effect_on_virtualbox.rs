use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Says which elements and attributes libvirt knows and the machine will not show.
    ///
    /// ## Why is this bad?
    /// It is not, where the document is for other hypervisors as well. But whoever counts on such a setting should
    /// know that VirtualBox has nothing of the kind, or that Boxwright does not set it. There is one note for an
    /// element with all that is in it; its values are checked all the same.
    pub(crate) static NO_EFFECT_ON_VIRTUALBOX = {
        name: "no-effect-on-virtualbox",
        alias: "D109",
        severity: Note,
        check: Check::Tree(&["domain"], of_other_hypervisors),
    }
}

/// Where the elements are named by which libvirt hands words to one hypervisor; the others are found while reading.
const NAMESPACES: &str = "http://libvirt.org/schemas/domain/";

fn of_other_hypervisors(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    if !tree.is_vbox() {
        return;
    }
    for element in tree.root().inside() {
        if element.is_in_namespace_below(NAMESPACES) {
            let message = format!("`<{}>` has no effect on VirtualBox", element.written_name());
            tree.report(rule, &element, message)
                .note("it is for one other hypervisor; it may stay, for that");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices, domain};

    #[test]
    fn an_element_is_reported_once_with_all_that_is_in_it() {
        let text =
            domain("<memtune><hard_limit>7</hard_limit><soft_limit>5</soft_limit></memtune>");
        let found = check(
            &text,
            &["no-effect-on-virtualbox at `memtune`: `<memtune>` has no effect on VirtualBox"],
        );
        assert_eq!(found[0].path.to_string(), "/domain/memtune");
        let text = domain("<pm><suspend-to-mem enabled='no'/></pm>");
        check(
            &text,
            &["no-effect-on-virtualbox at `pm`: `<pm>` has no effect on VirtualBox"],
        );
    }

    #[test]
    fn each_of_several_has_a_place_of_its_own() {
        let text = devices(
            "<channel type='pty'/><rng model='virtio'><backend model='random'>/dev/random</backend></rng>\
             <channel type='pty'/><hub type='usb'/><channel type='what'><target type='virtio' name='a'/></channel>",
        );
        let found = crate::lint::lint(&text);
        let mut paths: Vec<String> = found.iter().map(|one| one.path.to_string()).collect();
        paths.retain(|path| path.contains("channel") || path.contains("rng"));
        assert_eq!(
            paths,
            [
                "/domain/devices/channel[0]",
                "/domain/devices/rng[0]",
                "/domain/devices/channel[1]",
                "/domain/devices/channel[2]",
                "/domain/devices/channel[2]/@type",
            ]
        );
    }

    #[test]
    fn an_attribute_is_reported_at_its_name() {
        let text = domain("<vcpu placement='static'>1</vcpu>");
        let found = check(
            &text,
            &[
                "no-effect-on-virtualbox at `placement`: `placement` of `<vcpu>` has no effect on VirtualBox",
            ],
        );
        assert_eq!(found[0].path.to_string(), "/domain/vcpu/@placement");
    }

    #[test]
    fn what_virtualbox_has_says_what_it_is() {
        let text = domain("<memoryBacking/>");
        let found = check(
            &text,
            &["no-effect-on-virtualbox at `memoryBacking`: `<memoryBacking>` is not applied"],
        );
        assert_eq!(
            found[0].notes[0],
            "VirtualBox has something for it, which Boxwright does not set: how memory is provided"
        );
    }

    #[test]
    fn values_are_checked_all_the_same() {
        let text = devices(
            "<watchdog model='i6300esb' action='resett'/><memballoon model='virtio'><stats period='often'/></memballoon>",
        );
        let found = check(
            &text,
            &[
                "no-effect-on-virtualbox at `watchdog`: `<watchdog>` has no effect on VirtualBox",
                "invalid-value at `resett`: `resett` is no value of `action`",
                "no-effect-on-virtualbox at `memballoon`: `<memballoon>` is not applied",
                "invalid-value at `often`: `often` is no value of `period`",
            ],
        );
        assert_eq!(found[1].notes[0], "did you mean `reset`?");
        assert_eq!(
            found[3].path.to_string(),
            "/domain/devices/memballoon/stats/@period"
        );
        let text = domain("<vcpu placement='dynamic'>1</vcpu>");
        check(
            &text,
            &[
                "no-effect-on-virtualbox at `placement`: `placement` of `<vcpu>` has no effect on VirtualBox",
                "invalid-value at `dynamic`: `dynamic` is no value of `placement`",
            ],
        );
    }

    #[test]
    fn names_inside_are_checked_as_well() {
        let text = domain(
            "<numatune><memry mode='strict'/><memnode celid='0' mode='strict' nodeset='1'/></numatune>",
        );
        let found = check(
            &text,
            &[
                "no-effect-on-virtualbox at `numatune`: `<numatune>` has no effect on VirtualBox",
                "unknown-element at `memry`: unknown element `<memry>` in `<numatune>`",
                "missing-attribute at `celid`: `<memnode>` has no attribute `cellid`",
            ],
        );
        assert_eq!(found[1].notes, ["did you mean `<memory>`?"]);
    }

    #[test]
    fn attributes_that_must_be_there_are_missed() {
        check(
            &domain("<resource><fibrechannel/></resource>"),
            &[
                "no-effect-on-virtualbox at `resource`: `<resource>` has no effect on VirtualBox",
                "missing-attribute at `fibrechannel`: `<fibrechannel>` has no attribute `appid`",
            ],
        );
    }

    #[test]
    fn words_for_one_hypervisor_are_for_no_other() {
        let inside = "<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><qemu:arg value='-s'/></qemu:commandline>";
        let found = check(
            &domain(inside),
            &[
                "no-effect-on-virtualbox at `<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>`: `<qemu:commandline>` has no effect on VirtualBox",
            ],
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].notes[0].contains("other hypervisor"));
    }

    #[test]
    fn other_hypervisors_hear_nothing_of_it() {
        let text =
            domain("<os><type>hvm</type></os><pm/><memtune><hard_limit>few</hard_limit></memtune>")
                .replace("vbox", "kvm");
        check(
            &text,
            &[
                "not-vbox-domain at `kvm`: the domain is for `kvm`, not for `vbox`",
                "invalid-value at `few`: `few` is no value of `hard_limit`",
            ],
        );
    }

    #[test]
    fn what_applications_keep_is_theirs() {
        check(
            &domain("<metadata><a:app xmlns:a='urn:a'><anything/></a:app></metadata>"),
            &[],
        );
    }
}
