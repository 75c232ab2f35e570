use super::*;

/// What differs, a line each.
#[track_caller]
fn check(before: &str, after: &str, expected: &[&str]) {
    let found: Vec<String> = texts(before, after)
        .iter()
        .map(|change| {
            let path = change.path().unwrap();
            let text = |place: &Option<Place>| {
                place
                    .as_ref()
                    .map_or("nothing".to_owned(), |place| place.text.clone())
            };
            format!(
                "{path}: {} -> {}",
                text(&change.before),
                text(&change.after)
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn values_differ_by_path() {
    check(
        "<domain type='vbox'><name>a</name><memory unit='KiB'>1</memory><clock offset='utc'/></domain>",
        "<domain type='vbox'><name>a</name><memory unit='KiB'>2</memory><vcpu>1</vcpu></domain>",
        &[
            "/domain/memory: 1 -> 2",
            "/domain/vcpu: nothing -> <vcpu>1</vcpu>",
            "/domain/clock: <clock offset='utc'/> -> nothing",
        ],
    );
    check(
        "<domain a='1' b='2'/>",
        "<domain b='3' c='4'/>",
        &[
            "/domain/@a: 1 -> nothing",
            "/domain/@b: 2 -> 3",
            "/domain/@c: nothing -> 4",
        ],
    );
}

#[test]
fn spacing_comments_and_the_order_of_different_elements_are_no_difference() {
    check(
        "<domain><name> a </name><!-- c --><vcpu>1</vcpu></domain>",
        "<domain>\n  <vcpu>1</vcpu>\n  <name>a</name>\n</domain>",
        &[],
    );
}

#[test]
fn devices_are_paired_by_what_identifies_them() {
    let document = |devices: &str| format!("<domain><devices>{devices}</devices></domain>");
    let disk = |dev: &str, file: &str| {
        format!("<disk><source file='{file}'/><target dev='{dev}'/></disk>")
    };
    check(
        &document(&[disk("sda", "/a"), disk("sdb", "/b")].concat()),
        &document(&[disk("sdb", "/c"), disk("sdc", "/d")].concat()),
        &[
            "/domain/devices/disk[0]/source/@file: /b -> /c",
            "/domain/devices/disk[1]: nothing -> <disk><source file='/d'/><target dev='sdc'/></disk>",
            "/domain/devices/disk[0]: <disk><source file='/a'/><target dev='sda'/></disk> -> nothing",
        ],
    );
}

#[test]
fn interfaces_without_an_address_are_paired_in_their_order() {
    let document = |devices: &str| format!("<domain><devices>{devices}</devices></domain>");
    check(
        &document(
            "<interface type='user'/><interface type='bridge'><mac address='2'/></interface>",
        ),
        &document(
            "<interface type='bridge'><mac address='2'/></interface><interface type='user'><mac address='1'/></interface>",
        ),
        &["/domain/devices/interface[1]/mac: nothing -> <mac address='1'/>"],
    );
}

#[test]
fn what_a_document_leaves_open_is_no_difference_to_a_machine() {
    let mut changes = texts(
        "<domain><devices><interface/></devices></domain>",
        "<domain><uuid>1</uuid><vcpu>1</vcpu><devices><interface><mac address='1'/></interface></devices></domain>",
    );
    without_open(&mut changes, true);
    let left: Vec<String> = changes
        .iter()
        .map(|change| change.path().unwrap().to_string())
        .collect();
    assert_eq!(left, ["/domain/vcpu"]);
}

fn own(text: &str) -> String {
    format!(
        "<domain type='vbox'><metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{text}</vbox:machine></metadata></domain>"
    )
}

#[test]
fn own_elements_are_paired_by_what_they_refer_to() {
    let folder = |automount: &str| {
        own(&format!(
            "<vbox:filesystem target='a' automount='{automount}'/><vbox:filesystem target='b' automount='yes'/>"
        ))
    };
    check(&folder("yes"), &folder("yes"), &[]);
    check(
        &folder("yes"),
        &folder("no"),
        &["/domain/metadata/vbox:machine/vbox:filesystem[0]/@automount: yes -> no"],
    );
}

#[test]
fn secrets_are_not_shown() {
    let display = |password: &str| own(&format!("<vbox:remoteDisplay vncPassword='{password}'/>"));
    let at = "/domain/metadata/vbox:machine/vbox:remoteDisplay";
    check(
        &display("one"),
        &display("two"),
        &[&format!("{at}/@vncPassword: (redacted) -> (redacted)")],
    );
    check(
        &display("env:A"),
        &own(""),
        &[&format!(
            "{at}: <vbox:remoteDisplay vncPassword='env:A'/> -> nothing"
        )],
    );
    check(
        &own(""),
        &display("one"),
        &[&format!(
            "{at}: nothing -> <vbox:remoteDisplay vncPassword='(redacted)'/>"
        )],
    );
}

#[test]
fn a_domain_does_not_differ_from_itself() {
    let text = include_str!("../../../examples/documented-2024.xml");
    let domain = crate::parse::parse(text).domain;
    assert_eq!(domains(&domain, &domain), []);
    assert_eq!(texts(text, text), []);
}
