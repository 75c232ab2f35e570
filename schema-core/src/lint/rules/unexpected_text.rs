use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for text in an element that has none.
    ///
    /// ## Why is this bad?
    /// It has no effect; often a tag was lost around it, or it was meant for the value of an attribute.
    pub(crate) static UNEXPECTED_TEXT = {
        name: "unexpected-text",
        alias: "D114",
        severity: Warning,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::Applicability;
    use crate::lint::lint;
    use crate::lint::rules::testing::{check, devices, domain};

    /// The device after all that is offered was carried out.
    fn mended(device: &str) -> String {
        let text = devices(device);
        let found = lint(&text);
        let (mended, _) = crate::fix::mend(&text, found, Applicability::Unsafe, lint);
        let inside = mended.split_once("<devices>").unwrap().1;
        inside.split_once("</devices>").unwrap().0.to_owned()
    }

    #[test]
    fn what_belongs_into_an_attribute_is_put_there() {
        let cases = [
            (
                "<interface type='user'><mac>08:00:27:11:22:33</mac></interface>",
                "<interface type='user'><mac address='08:00:27:11:22:33'></mac></interface>",
            ),
            (
                "<interface type='user'><model>virtio</model></interface>",
                "<interface type='user'><model type='virtio'></model></interface>",
            ),
            (
                "<disk><source>/vm/a.vdi</source><target bus='sata'>sda</target></disk>",
                "<disk><source file='/vm/a.vdi'></source><target dev='sda' bus='sata'></target></disk>",
            ),
            (
                "<interface type='bridge'><source>eth0</source></interface>",
                "<interface type='bridge'><source bridge='eth0'></source></interface>",
            ),
        ];
        for (device, expected) in cases {
            assert_eq!(mended(device), expected);
        }
    }

    #[test]
    fn what_belongs_into_an_element_is_put_there() {
        let text = domain("<os>hvm</os><features>acpi apic, pae</features>");
        let (mended, _) = crate::fix::mend(&text, lint(&text), Applicability::Unsafe, lint);
        assert!(mended.contains("<os><type>hvm</type></os>"), "{mended}");
        let features = mended.split_once("<features>").unwrap().1;
        let features = features.split_once("</features>").unwrap().0;
        for feature in ["<acpi/>", "<apic/>", "<pae/>"] {
            assert_eq!(features.matches(feature).count(), 1, "{mended}");
        }
        assert!(!features.contains("acpi apic"), "{mended}");
    }

    #[test]
    fn the_value_of_own_settings_is_put_into_its_attribute() {
        let own = |inside: &str| {
            let outer = "vbox:machine xmlns:vbox='urn:boxwright:vbox:1'";
            domain(&format!(
                "<metadata><{outer}>{inside}</vbox:machine></metadata>"
            ))
        };
        let text = own("<vbox:extraData key='GUI/X'>1</vbox:extraData>");
        let (mended, _) = crate::fix::mend(&text, lint(&text), Applicability::Unsafe, lint);
        assert_eq!(
            mended,
            own("<vbox:extraData value='1' key='GUI/X'></vbox:extraData>")
        );
        let text = own("<vbox:group>lab</vbox:group><vbox:group>web</vbox:group>");
        let (mended, _) = crate::fix::mend(&text, lint(&text), Applicability::Unsafe, lint);
        let inside = "<vbox:group>/lab</vbox:group><vbox:group>/web</vbox:group>";
        assert_eq!(mended, own(&format!("<vbox:groups>{inside}</vbox:groups>")));
    }

    #[test]
    fn words_that_are_all_there_is_are_not_removed() {
        for (inside, fixes) in [
            ("<video>fast</video>", 0),
            ("<video>;</video>", 1),
            ("words<video/>", 1),
        ] {
            let found = lint(&devices(inside)).into_iter();
            let mut ours = found.filter(|found| found.rule == "unexpected-text");
            assert_eq!(ours.next().unwrap().fixes.len(), fixes, "{inside}");
        }
    }

    #[test]
    fn the_text_is_shown() {
        let text = domain("<devices> x </devices>");
        check(
            &text,
            &["unexpected-text at `x`: text in `<devices>`, which has none"],
        );
    }
}
