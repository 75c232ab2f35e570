use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for an element that is not known at its place, or holds a text that only one of nearly its name holds there.
    ///
    /// ## Why is this bad?
    /// It has no effect, which is rarely what its writer meant.
    pub(crate) static UNKNOWN_ELEMENT = {
        name: "unknown-element",
        alias: "D107",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices, domain};

    #[test]
    fn the_nearest_known_name_is_suggested() {
        let text = domain("<devices><dsk/></devices>");
        let found = check(
            &text,
            &["unknown-element at `dsk`: unknown element `<dsk>` in `<devices>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `<disk>`?"]);
        assert_eq!(found[0].path.to_string(), "/domain/devices/dsk");
    }

    #[test]
    fn both_tags_are_renamed() {
        let text = domain("<clok offset='utc'></clok>");
        let found = check(
            &text,
            &["unknown-element at `clok`: unknown element `<clok>` in `<domain>`"],
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<clock offset='utc'></clock>"));
    }

    #[test]
    fn what_has_a_text_is_the_one_of_nearly_its_name_that_has_one() {
        let text = domain("<vcpus>2</vcpus>");
        let found = check(
            &text,
            &["unknown-element at `vcpus`: unknown element `<vcpus>` in `<domain>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `<vcpu>`?"]);
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<vcpu>2</vcpu>"));
    }

    #[test]
    fn a_misspelt_name_in_the_wrong_place_is_understood() {
        let text = domain("<interfaces type='user'></interfaces><devices></devices>");
        let found = check(
            &text,
            &["unknown-element at `interfaces`: unknown element `<interfaces>` in `<domain>`"],
        );
        assert_eq!(
            found[0].notes,
            ["did you mean `<interface>` in `<devices>`?"]
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(
            fixed,
            domain("<devices><interface type='user'></interface></devices>")
        );
    }

    #[test]
    fn a_misspelt_second_one_is_not_taken_for_another_element_elsewhere() {
        let text = domain("<clock/><clok offset='utc'/><memroy>1024</memroy><devices></devices>");
        let found = check(
            &text,
            &[
                "unknown-element at `clok`: unknown element `<clok>` in `<domain>`",
                "unknown-element at `memroy`: unknown element `<memroy>` in `<domain>`",
            ],
        );
        assert_eq!(
            found[1].notes,
            ["there is a `<memory>` already, so it has no effect; remove it"]
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<clock/><devices></devices>"));
    }

    #[test]
    fn what_is_moved_silences_nothing_of_where_it_belongs() {
        let devices = "<devices><disk><source file='a.vdi'/><target dev='sda' bus='sata'/></disk>\
                       <interface type='bridge'/></devices>";
        for (before, behind) in [("", "<sound model='ac97'/>"), ("<sound model='ac97'/>", "")] {
            let found = crate::lint::lint(&domain(&format!("{before}{devices}{behind}")));
            let mut rules: Vec<&str> = found.iter().map(|found| found.rule).collect();
            rules.sort_unstable();
            assert_eq!(
                rules,
                [
                    "missing-interface-source",
                    "relative-source-path",
                    "unknown-element"
                ],
                "{before}{behind}"
            );
        }
    }

    #[test]
    fn devices_without_devices_have_a_place_to_go_to() {
        let text = domain("<sound model='ac97'/><sound model='ich6'/>");
        let found = crate::lint::lint(&text);
        let lint = |text: &str| crate::lint::lint(text);
        let (fixed, left) = crate::fix::mend(&text, found, crate::Applicability::Unsafe, lint);
        assert_eq!(
            fixed,
            domain("<devices><sound model='ac97'/><sound model='ich6'/></devices>")
        );
        assert!(left.iter().all(|found| found.rule != "unknown-element"));
    }

    #[test]
    fn nothing_of_a_second_list_of_devices_is_lost() {
        let text = domain(
            "<devices>\n  <sound model='ac97'/>\n</devices>\n<devices>\n  <input type='mouse' bus='usb'/>\n</devices>\n",
        );
        let found = crate::lint::lint(&text);
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(
            fixed,
            domain(
                "<devices>\n  <sound model='ac97'/>\n  <input type='mouse' bus='usb'/>\n</devices>\n"
            )
        );
    }

    #[test]
    fn a_part_of_a_device_goes_back_to_the_one_that_lacks_it() {
        let devices = "<devices><disk><target dev='sda' bus='sata'/></disk>\
                       <interface type='user'></interface></devices>";
        let text = domain(&format!("{devices}<source file='/a.vdi'/>"));
        let found = crate::lint::lint(&text);
        let errors = found.iter().filter(|found| found.is_error());
        let errors: Vec<&str> = errors.map(|found| found.rule).collect();
        assert_eq!(errors, ["unknown-element"]);
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert!(
            fixed.contains("<disk><target dev='sda' bus='sata'/><source file='/a.vdi'/></disk>"),
            "{fixed}"
        );
        let devices =
            "<devices><interface type='bridge'></interface><interface type='user'/></devices>";
        let found = crate::lint::lint(&domain(&format!("{devices}<source bridge='br0'/>")));
        let errors = found.iter().filter(|found| found.is_error());
        let errors: Vec<&str> = errors.map(|found| found.rule).collect();
        assert_eq!(errors, ["unknown-element"]);
    }

    #[test]
    fn the_name_that_is_there_is_not_the_one_that_was_meant() {
        let text = domain("<vcpu>2</vcpu>").replace("<apic/>", "<apci/>");
        let found = crate::lint::lint(&text);
        let said: Vec<&str> = found.iter().map(|found| found.rule).collect();
        assert_eq!(said, ["unknown-element"]);
        assert_eq!(found[0].notes, ["did you mean `<apic>`?"]);
    }

    #[test]
    fn a_drive_is_a_disk() {
        let text = devices("<cdrom><source file='/a.iso'/><target dev='hdc'/></cdrom>");
        let found = crate::lint::lint(&text);
        let unknown = found.iter().find(|found| found.rule == "unknown-element");
        assert_eq!(
            unknown.unwrap().notes,
            ["did you mean `<disk device='cdrom'>`?"]
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert!(
            fixed
                .contains("<disk device='cdrom'><source file='/a.iso'/><target dev='hdc'/></disk>"),
            "{fixed}"
        );
    }

    #[test]
    fn an_element_belongs_to_what_takes_its_attributes() {
        let text = domain(
            "<devices><memory model='dimm'></memory><source file='/a.vdi'/>\
             <disk><target dev='sda' bus='sata'/></disk></devices>",
        );
        let found = crate::lint::lint(&text);
        let stray = found.iter().find(|found| found.rule == "unknown-element");
        assert_eq!(stray.unwrap().notes, ["move it into `<disk>`"]);
    }

    /// What is found in a document and what mending it all makes of it.
    fn mended(text: &str) -> (Vec<String>, String) {
        let found = crate::lint::lint(text);
        let said = found.iter().map(|found| {
            let notes = found.notes.join("; ");
            format!("{} at `{}`: {notes}", found.rule, &text[found.span.clone()])
        });
        let said = said.filter(|said| !said.starts_with("boot-order-assumed"));
        let said = said.collect();
        let lint = |text: &str| crate::lint::lint(text);
        let (fixed, _) = crate::fix::mend(text, found, crate::Applicability::Unsafe, lint);
        (said, fixed.into_owned())
    }

    const NO_FEATURES: &str =
        "<domain type='vbox'><name>a</name><memory>1048576</memory><vcpu>2</vcpu>";

    #[test]
    fn features_belong_together_into_what_is_missing() {
        let missing = |name: &str| {
            format!("unknown-element at `{name}`: it belongs into `<features>`, which is missing")
        };
        for (written, whole) in [
            (
                "<acpi/><apic/><pae/>",
                "<features><acpi/><apic/><pae/></features>",
            ),
            (
                "<os><type>hvm</type><acpi/><apic/><pae/></os>",
                "<os><type>hvm</type></os><features><acpi/><apic/><pae/></features>",
            ),
            (
                "<devices><video/><acpi/><apic/><pae/></devices>",
                "<devices><video/></devices><features><acpi/><apic/><pae/></features>",
            ),
            (
                "\n  <acpi/>\n  <apic/>\n  <pae/>\n",
                "\n  <features>\n    <acpi/>\n    <apic/>\n    <pae/>\n  </features>\n",
            ),
        ] {
            let (said, fixed) = mended(&format!("{NO_FEATURES}{written}</domain>"));
            assert_eq!(said, ["acpi", "apic", "pae"].map(missing), "{written}");
            assert_eq!(fixed, format!("{NO_FEATURES}{whole}</domain>"));
        }
    }

    #[test]
    fn a_feature_beside_the_others_or_in_the_processor_is_one_of_them() {
        for (written, whole) in [
            (
                "<features><acpi/><apic/></features><pae/>",
                "<features><acpi/><apic/><pae/></features>",
            ),
            (
                "<features><acpi/><apic/></features><cpu><pae/></cpu>",
                "<features><acpi/><apic/><pae/></features><cpu></cpu>",
            ),
        ] {
            let (said, fixed) = mended(&format!("{NO_FEATURES}{written}</domain>"));
            assert_eq!(
                said,
                ["unknown-element at `pae`: move it into `<features>`"]
            );
            assert_eq!(fixed, format!("{NO_FEATURES}{whole}</domain>"));
        }
        // Tables of ACPI are something else, and so is what is on as it is.
        let text = domain("<os><type>hvm</type><acpi><table type='slic'>/a</table></acpi></os>");
        check(
            &text,
            &["no-effect-on-virtualbox at `acpi`: `<acpi>` has no effect on VirtualBox"],
        );
        let (said, fixed) = mended(&domain("<acpi/>"));
        let there = "there is a `<acpi>` in `<features>` already, so it has no effect; remove it";
        assert_eq!(said, [format!("unknown-element at `acpi`: {there}")]);
        assert_eq!(fixed, domain(""));
    }

    #[test]
    fn what_is_of_the_domain_leaves_the_devices() {
        let whole = "<domain type='vbox'><name>a</name><memory>1048576</memory><vcpu>2</vcpu>\
                     <os><type>hvm</type><boot dev='hd'/></os><features><pae/><acpi/><apic/></features><devices><disk type='file'><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk></devices></domain>";
        for (part, name, home) in [
            ("<boot dev='hd'/>", "boot", "os"),
            ("<memory>1048576</memory>", "memory", "domain"),
            ("<vcpu>2</vcpu>", "vcpu", "domain"),
            ("<name>a</name>", "name", "domain"),
            ("<os><type>hvm</type><boot dev='hd'/></os>", "os", "domain"),
            (
                "<features><pae/><acpi/><apic/></features>",
                "features",
                "domain",
            ),
        ] {
            let without = whole.replacen(part, "", 1);
            let text = without.replace("</devices>", &format!("{part}</devices>"));
            let (said, fixed) = mended(&text);
            let expected = format!("unknown-element at `{name}`: move it into `<{home}>`");
            assert_eq!(said, [expected]);
            let end = format!("</{home}>");
            assert_eq!(fixed, without.replace(&end, &format!("{part}{end}")));
        }
        // A module of memory is a device.
        let module = "<memory model='dimm'><target><size>1</size><node>0</node></target></memory>";
        let found = crate::lint::lint(&devices(module));
        assert!(found.iter().all(|found| found.rule != "unknown-element"));
    }

    #[test]
    fn parts_of_a_part_that_is_missing_make_one() {
        for (written, whole) in [
            (
                "<interface type='user'><range start='2222' to='22'/></interface>",
                "<interface type='user'><portForward proto='tcp'><range start='2222' to='22'/></portForward></interface>",
            ),
            (
                "<hostdev type='usb'><vendor id='0x1234'/><product id='0x5678'/></hostdev>",
                "<hostdev type='usb'><source><vendor id='0x1234'/><product id='0x5678'/></source></hostdev>",
            ),
        ] {
            let (said, fixed) = mended(&devices(written));
            let is_one = |said: &String| said.starts_with("unknown-element");
            assert!(said.iter().all(is_one), "{said:?}");
            assert_eq!(fixed, devices(whole));
        }
    }

    #[test]
    fn an_element_can_be_an_attribute() {
        for (written, whole) in [
            (
                "<controller type='scsi'><model name='lsilogic'/></controller>",
                "<controller model='lsilogic' type='scsi'></controller>",
            ),
            (
                "<interface><type>user</type></interface>",
                "<interface type='user'></interface>",
            ),
            (
                "<interface type='bridge'><bridge>eth0</bridge></interface>",
                "<interface type='bridge'><source bridge='eth0'/></interface>",
            ),
            (
                "<disk><file>/a.vdi</file><target dev='hda'/></disk>",
                "<disk><source file='/a.vdi'/><target dev='hda'/></disk>",
            ),
            (
                "<disk><source file='/a.vdi'/><target dev='sda'/><bus>sata</bus></disk>",
                "<disk><source file='/a.vdi'/><target bus='sata' dev='sda'/></disk>",
            ),
        ] {
            let (said, fixed) = mended(&devices(written));
            assert_eq!(said.len(), 1, "{said:?}");
            assert_eq!(fixed, devices(whole));
        }
    }

    #[test]
    fn what_has_others_inside_belongs_where_those_are_known() {
        let text = domain("").replace("features>", "feature>");
        let (said, fixed) = mended(&text);
        assert_eq!(
            said,
            ["unknown-element at `feature`: did you mean `<features>`?"]
        );
        assert_eq!(fixed, domain(""));
    }

    #[test]
    fn settings_of_virtualbox_stand_in_the_metadata() {
        let os = |inner: &str| format!("<os><type>hvm</type>{inner}</os>");
        let own = "<vbox:osType>Ubuntu_64</vbox:osType></vbox:machine></metadata>";
        let open = "<metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>";
        for before in ["", &format!("{open}</vbox:machine></metadata>")] {
            let text = domain(&format!("{before}{}", os("<osType>Ubuntu_64</osType>")));
            let (said, fixed) = mended(&text);
            let meant = "did you mean `<vbox:osType>` in `<vbox:machine>` in `<metadata>`?";
            assert_eq!(said, [format!("unknown-element at `osType`: {meant}")]);
            assert!(fixed.contains(&format!("{open}{own}")), "{fixed}");
            assert!(fixed.contains(&os("")), "{fixed}");
        }
    }

    #[test]
    fn nothing_is_offered_where_nothing_is_meant() {
        for written in [
            "<com port='1'/>",
            "<disk type='file'><source file='/a.vdi'/><target dev='sda' bus='sata'/><ssd/></disk>",
            "<clipboard/>",
            "<model type='e1000'/>",
        ] {
            let found = crate::lint::lint(&devices(written));
            let unknown = found.iter().find(|found| found.rule == "unknown-element");
            let unknown = unknown.unwrap();
            assert!(unknown.fixes.is_empty(), "{written} {:?}", unknown.notes);
        }
        let (_, fixed) = mended(&domain("<desc>a</desc>"));
        assert_eq!(fixed, domain("<description>a</description>"));
        let (_, fixed) = mended(&devices(
            "<interface type='user'><macaddress>08:00:27:00:00:01</macaddress></interface>",
        ));
        assert!(
            fixed.contains("<mac address='08:00:27:00:00:01'>"),
            "{fixed}"
        );
    }

    #[test]
    fn names_in_other_letters_are_told_at_all_depths_at_once() {
        let right = devices(
            "<disk type='file'><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk>",
        );
        let wrong = right
            .replace("devices>", "Devices>")
            .replace("<disk type", "<Disk Type")
            .replace("</disk", "</Disk")
            .replace("<source file", "<Source File");
        let found = crate::parse::parse(&wrong).diagnostics;
        let said: Vec<&str> = found
            .iter()
            .filter(|found| found.is_error())
            .map(|found| &wrong[found.span.clone()])
            .collect();
        assert_eq!(said, ["Devices", "Disk", "Type", "Source", "File"]);
        assert_eq!(
            crate::fix::apply(&wrong, &found, crate::Applicability::Safe),
            right
        );
    }

    #[test]
    fn elements_of_other_namespaces_belong_to_others() {
        check(
            &domain("<q:memory xmlns:q='urn:q'><x/></q:memory><clock q:a='1' xmlns:q='urn:q'/>"),
            &[],
        );
    }

    #[test]
    fn names_that_only_libvirt_knows_are_suggested_too() {
        let text = domain("<cputun/>");
        let found = check(
            &text,
            &["unknown-element at `cputun`: unknown element `<cputun>` in `<domain>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `<cputune>`?"]);
    }
}
