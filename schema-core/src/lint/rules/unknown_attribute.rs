use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for an attribute that is not known at its element.
    ///
    /// ## Why is this bad?
    /// It has no effect, which is rarely what its writer meant.
    pub(crate) static UNKNOWN_ATTRIBUTE = {
        name: "unknown-attribute",
        alias: "D115",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn the_nearest_known_name_is_suggested() {
        let text = domain("<clock ofset='localtime'/>");
        let found = check(
            &text,
            &["unknown-attribute at `ofset`: unknown attribute `ofset` of `<clock>`"],
        );
        assert_eq!(found[0].notes, ["did you mean `offset`?"]);
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<clock offset='localtime'/>"));
    }

    #[test]
    fn a_name_that_is_there_is_not_suggested() {
        let text = domain("<clock ofset='localtime' offset='utc'/>");
        let found = check(
            &text,
            &["unknown-attribute at `ofset`: unknown attribute `ofset` of `<clock>`"],
        );
        assert_eq!(
            found[0].notes,
            ["there is a `offset` already, so it has no effect; remove it"]
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert_eq!(fixed, domain("<clock offset='utc'/>"));
    }
    #[test]
    fn what_an_element_inside_takes_is_moved_there() {
        use crate::lint::rules::testing::devices;
        let disk = "<target dev='sda' bus='sata'/></disk>";
        for (written, attribute, mended) in [
            (
                format!("<disk type='file' file='/a.vdi'>{disk}"),
                "file",
                format!("<disk type='file'><source file='/a.vdi'/>{disk}"),
            ),
            (
                "<interface type='bridge' bridge='eth0'/>".to_owned(),
                "bridge",
                "<interface type='bridge'><source bridge='eth0'/></interface>".to_owned(),
            ),
            (
                "<interface type='bridge' bridge='eth0'>\n  <model type='e1000'/>\n</interface>".to_owned(),
                "bridge",
                "<interface type='bridge'>\n  <source bridge='eth0'/>\n  <model type='e1000'/>\n</interface>".to_owned(),
            ),
            (
                "<disk type='file' bus='sata'><source file='/a.vdi'/><target dev='sda'/></disk>".to_owned(),
                "bus",
                "<disk type='file'><source file='/a.vdi'/><target bus='sata' dev='sda'/></disk>".to_owned(),
            ),
        ] {
            let text = devices(&written);
            let found = crate::lint::lint(&text);
            let wrong: Vec<_> = found.iter().filter(|found| found.severity == crate::diagnostic::Severity::Error).collect();
            assert_eq!(wrong.len(), 1, "{wrong:?}");
            assert_eq!(&text[wrong[0].span.clone()], attribute);
            let fixed = crate::fix::apply(&text, &[wrong[0].clone()], crate::Applicability::Unsafe);
            assert_eq!(fixed, devices(&mended));
        }
    }

    #[test]
    fn what_others_call_an_attribute_is_known() {
        use crate::lint::rules::testing::devices;
        let target = "<target dev='sda' bus='sata'/></disk>";
        let disk = "<disk type='file'><source file='/a.vdi'/>";
        for (written, mended) in [
            (
                format!("{disk}<target dev='sda' type='sata'/></disk>"),
                format!("{disk}<target dev='sda' bus='sata'/></disk>"),
            ),
            (
                format!("{disk}<target dev='sda' controller='sata'/></disk>"),
                format!("{disk}<target dev='sda' bus='sata'/></disk>"),
            ),
            (
                format!("<disk type='file'><source path='/a.vdi'/>{target}"),
                format!("<disk type='file'><source file='/a.vdi'/>{target}"),
            ),
            (
                "<interface type='user'><model name='82540EM'/></interface>".to_owned(),
                "<interface type='user'><model type='82540EM'/></interface>".to_owned(),
            ),
            (
                "<interface type='bridge'><source interface='eth0'/></interface>".to_owned(),
                "<interface type='bridge'><source bridge='eth0'/></interface>".to_owned(),
            ),
            (
                "<filesystem><source dir='/srv'/><target name='a'/></filesystem>".to_owned(),
                "<filesystem><source dir='/srv'/><target dir='a'/></filesystem>".to_owned(),
            ),
            (
                "<filesystem><source path='/srv'/><target dir='a'/></filesystem>".to_owned(),
                "<filesystem><source dir='/srv'/><target dir='a'/></filesystem>".to_owned(),
            ),
        ] {
            let text = devices(&written);
            let found = crate::lint::lint(&text);
            let found: Vec<_> = found
                .iter()
                .filter(|found| found.rule != "boot-order-assumed")
                .collect();
            assert_eq!(found.len(), 1, "{found:?}");
            let fixed = crate::fix::apply(&text, &[found[0].clone()], crate::Applicability::Unsafe);
            assert_eq!(fixed, devices(&mended));
        }
        // A source with a path is one of a disk that a program of the host serves.
        let text = devices(
            "<disk type='vhostuser'><source type='unix' path='/a'/><target dev='vda' bus='virtio'/></disk>",
        );
        let found = crate::lint::lint(&text);
        assert!(found.iter().all(|found| found.rule != "unknown-attribute"));
    }

    #[test]
    fn ports_of_a_rule_stand_in_its_range() {
        use crate::lint::rules::testing::devices;
        let rule = |inner: &str| {
            let backend = "<backend type='passt'/>";
            devices(&format!(
                "<interface type='user'>{backend}<portForward proto='tcp'{inner}</interface>"
            ))
        };
        let text = rule(" hostport='2222' guestport='22'/>");
        let found = crate::lint::lint(&text);
        let said = found.iter().filter(|found| found.is_error());
        let said: Vec<String> = said.map(|found| found.notes.concat()).collect();
        assert_eq!(
            said,
            [
                "did you mean `start` of `<range>` inside?",
                "did you mean `to` of `<range>` inside?"
            ]
        );
        let lint = |text: &str| crate::lint::lint(text);
        let (fixed, _) = crate::fix::mend(&text, found, crate::Applicability::Unsafe, lint);
        let inside = "><range to='22' start='2222'/></portForward>";
        assert_eq!(fixed, rule(inside));
    }
}
