use super::*;

/// A text with `$0` where the cursor is.
fn at_cursor(marked: &str) -> (String, usize) {
    let at = marked.find("$0").unwrap();
    (marked.replacen("$0", "", 1), at)
}

/// A document whose devices are `inside`.
fn devices(inside: &str) -> String {
    format!(
        "<domain type='vbox'>\n  <name>a</name>\n  <memory>65536</memory>\n  <devices>\n{inside}\n  </devices>\n</domain>\n"
    )
}

fn complete(marked: &str) -> Vec<Completion> {
    let (text, at) = at_cursor(marked);
    Document::new(&text).complete(at, &Context::default()).items
}

#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let labels: Vec<String> = complete(marked)
        .into_iter()
        .map(|item| item.label)
        .collect();
    let shown: Vec<&str> = labels
        .iter()
        .map(String::as_str)
        .take(expected.len())
        .collect();
    assert_eq!(shown, expected, "{marked}");
    if expected.is_empty() {
        assert_eq!(labels, [""; 0], "{marked}");
    }
}

/// The text after the first suggestion with this label is taken.
#[track_caller]
fn take(marked: &str, label: &str) -> String {
    let (text, at) = at_cursor(marked);
    let items = Document::new(&text).complete(at, &Context::default()).items;
    let item = items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("no `{label}` at {marked}"));
    assert!(item.edit.span.start <= at && at <= item.edit.span.end);
    crate::edit::apply(&text, std::slice::from_ref(&item.edit))
}

#[test]
fn elements_come_where_they_can_stand_with_those_that_are_applied_first() {
    check(
        &devices("    <$0"),
        &["controller", "disk", "filesystem", "interface"],
    );
    check(&devices("    <di$0"), &["controller", "disk"]);
    check(&devices("    $0"), &["controller", "disk"]);
    check(
        &devices("    <disk>\n      <$0\n    </disk>"),
        &["target", "source", "readonly", "boot"],
    );
    check("$0", &["domain"]);
    check("<$0", &["domain"]);
    check("<foreign><$0</foreign>", &[]);
}

#[test]
fn what_can_be_there_once_is_not_offered_twice() {
    let marked = devices("    <disk><source/><target dev='sda'/><$0</disk>");
    let labels: Vec<String> = complete(&marked)
        .into_iter()
        .map(|item| item.label)
        .collect();
    assert!(
        !labels
            .iter()
            .any(|label| label == "source" || label == "target"),
        "{labels:?}"
    );
    assert!(labels.iter().any(|label| label == "readonly"));
}

#[test]
fn an_element_that_is_never_closed_hides_nothing() {
    let marked = devices("    <disk type='file'>\n      <$0\n    <interface type='user'/>");
    check(&marked, &["target", "</disk>", "source"]);
    let marked =
        devices("    <disk type='file'>\n    <interface type='user'>\n      <$0\n    </interface>");
    check(&marked, &["mac", "source", "model", "link"]);
}

#[test]
fn end_tags_close_what_is_open() {
    check(&devices("    <disk>\n    </$0"), &["</disk>"]);
    check(&devices("    <disk>\n    </di$0"), &["</disk>"]);
    check(&devices("    <disk>\n    </d$0>"), &["</disk>"]);
    assert_eq!(
        take("<domain><name>a</$0", "</name>"),
        "<domain><name>a</name>"
    );
}

#[test]
fn attributes_are_those_that_are_not_there_yet() {
    check(&devices("    <disk $0>"), &["type", "device"]);
    check(&devices("    <disk type='file' $0/>"), &["device"]);
    check(&devices("    <disk type='file' dev$0/>"), &["device"]);
    check(&devices("    <disk><target $0"), &["dev", "bus"]);
    assert_eq!(
        take(
            "<domain><devices><disk ty$0='file'/></devices></domain>",
            "type"
        ),
        "<domain><devices><disk type='file'/></devices></domain>"
    );
}

#[test]
fn values_are_words_and_what_is_right_in_this_document() {
    check(
        &devices("    <disk device='$0'"),
        &["disk", "cdrom", "floppy", "lun"],
    );
    check(&devices("    <disk device=$0"), &["disk", "cdrom"]);
    check(
        &devices("    <disk><target dev='sda'/></disk><disk><target dev='$0'/></disk>"),
        &["sdb", "hda", "fda"],
    );
    check(
        &devices("    <disk><target dev='$0' bus='ide'/></disk>"),
        &["hda"],
    );
    check(
        &devices("    <disk device='floppy'><target dev='$0'/></disk>"),
        &["fda"],
    );
    check(
        &devices("    <disk><target dev='hda' bus='$0'/></disk>"),
        &["ide"],
    );
    check(
        &devices("    <controller type='sata'/><disk><target bus='$0'/></disk>"),
        &["sata"],
    );
    check(
        &devices("    <controller type='sata' index='0'/><controller type='sata' index='$0'/>"),
        &["1"],
    );
    check(
        &devices("    <controller type='scsi' model='$0'/>"),
        &["auto", "buslogic", "lsilogic"],
    );
    check(
        &devices("    <graphics type='rdp' port='3389'/><graphics type='rdp' port='$0'/>"),
        &["3390"],
    );
    check("<domain type='$0'", &["vbox"]);
    check(
        "<domain type='vbox'><os><type>$0</type></os></domain>",
        &["hvm"],
    );
    check(
        "<domain type='vbox'><memory unit='$0'>1</memory></domain>",
        &["MiB"],
    );
}

#[test]
fn what_is_free_and_what_is_there_is_offered() {
    check(
        &devices("<disk><boot order='1'/></disk><interface><boot order='$0'/></interface>"),
        &["2"],
    );
    let own = |inside: &str| {
        format!(
            "<domain><metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{inside}</vbox:machine></metadata>\
             <devices><controller type='sata' index='3'/><filesystem><target dir='work'/></filesystem>\
             <interface><mac address='08:00:27:00:00:01'/></interface></devices></domain>"
        )
    };
    check(&own("<vbox:interface mac='$0'/>"), &["08:00:27:00:00:01"]);
    check(&own("<vbox:filesystem target='$0'/>"), &["work"]);
    check(&own("<vbox:controller type='sata' index='$0'/>"), &["3"]);
}

#[test]
fn operating_systems_are_those_of_virtualbox() {
    let text = "<domain><metadata><vbox:machine><vbox:osType>Ubu$0</vbox:osType></vbox:machine></metadata></domain>";
    let labels: Vec<String> = complete(text).into_iter().map(|item| item.label).collect();
    assert!(labels.contains(&"Ubuntu_64".to_owned()), "{labels:?}");
    check(
        "<domain><metadata><vbox:machine><$0</vbox:machine></metadata></domain>",
        &["vbox:osType", "vbox:groups"],
    );
}

#[test]
fn a_value_takes_the_place_of_the_old_one_and_gets_the_quotes_that_it_lacks() {
    let broken = "<domain><devices><disk device='cd$0\n  <source/>";
    assert_eq!(
        take(broken, "cdrom"),
        "<domain><devices><disk device='cdrom'\n  <source/>"
    );
    assert_eq!(
        take("<domain type=$0></domain>", "vbox"),
        "<domain type='vbox'></domain>"
    );
    assert_eq!(
        take("<domain type=\"$0xen\"></domain>", "vbox"),
        "<domain type=\"vbox\"></domain>"
    );
}

#[test]
fn fresh_addresses_depend_on_the_seed_and_are_not_taken() {
    let (text, at) =
        at_cursor("<domain><devices><interface><mac address='$0'/></interface></devices></domain>");
    let fresh = |text: &str, seed| {
        let context = Context {
            seed,
            ..Context::default()
        };
        Document::new(text).complete(at, &context).items[0]
            .label
            .clone()
    };
    let first = fresh(&text, 1);
    assert!(first.starts_with("08:00:27:"), "{first}");
    assert_ne!(first, fresh(&text, 2));
    let taken = text.replace(
        "</devices>",
        &format!("<interface><mac address='{first}'/></interface></devices>"),
    );
    assert_ne!(first, fresh(&taken, 1));
}

#[test]
fn nic_models_are_those_of_the_release() {
    let (text, at) =
        at_cursor("<domain><devices><interface><model type='$0'/></interface></devices></domain>");
    let models = |target: &str| {
        let context = Context {
            target: Some(target.parse().unwrap()),
            ..Context::default()
        };
        let items = Document::new(&text).complete(at, &context).items;
        let known = items
            .into_iter()
            .filter(|item| item.kind == CompletionKind::Fresh);
        known.map(|item| item.label).collect::<Vec<_>>()
    };
    assert!(!models("3.0").contains(&"virtio".to_owned()));
    assert!(models("3.1").contains(&"virtio".to_owned()));
    assert!(models("7.2").contains(&"e1000e".to_owned()));
}

#[test]
fn what_a_snippet_writes_is_a_document_without_errors() {
    for (marked, label) in [
        ("$0", "domain"),
        (&devices("    <$0"), "disk"),
        (&devices("    $0"), "interface"),
        (&devices("    $0"), "controller"),
        (&devices("    $0"), "graphics"),
        (&devices("    $0"), "video"),
        (&devices("    $0"), "sound"),
    ] {
        let text = take(marked, label);
        let errors: Vec<String> = crate::lint::lint(&text)
            .into_iter()
            .filter(crate::Diagnostic::is_error)
            .map(|found| format!("{}: {}", found.rule, found.message))
            // A snippet leaves what only the user can know empty.
            .filter(|found| !["empty-name", "missing-text", "disk-without-source"].iter().any(|rule| found.starts_with(rule)))
            .collect();
        assert_eq!(errors, [""; 0], "{text}");
    }
}

#[test]
fn rules_are_offered_in_a_suppression() {
    let items = complete("<domain><!-- boxwright-ignore dupl$0 --></domain>");
    assert!(
        items
            .iter()
            .any(|item| item.label == "duplicate-target-dev")
    );
    assert_eq!(
        take(
            "<domain><!-- boxwright-ignore dupl$0: reason --></domain>",
            "duplicate-mac"
        ),
        "<domain><!-- boxwright-ignore duplicate-mac: reason --></domain>"
    );
    check("<domain><!-- nothing $0 --></domain>", &[]);
}

#[test]
fn files_come_from_the_host() {
    struct One;
    impl Host for One {
        fn entries(&self, folder: &str) -> Vec<HostEntry> {
            assert_eq!(folder, "/vm/");
            vec![
                HostEntry {
                    name: "isos".to_owned(),
                    is_folder: true,
                },
                HostEntry {
                    name: "a.vdi".to_owned(),
                    is_folder: false,
                },
            ]
        }
        fn bridges(&self) -> Vec<String> {
            vec!["eth0".to_owned()]
        }
        fn is_free(&self, port: u16) -> bool {
            port != 3389
        }
    }
    let context = Context {
        host: &One,
        ..Context::default()
    };
    let labels = |marked: &str| {
        let (text, at) = at_cursor(marked);
        let items = Document::new(&text).complete(at, &context).items;
        items.into_iter().map(|item| item.label).collect::<Vec<_>>()
    };
    assert_eq!(
        labels(&devices("<disk><source file='/vm/$0'/></disk>")),
        ["/vm/a.vdi", "/vm/isos/"]
    );
    // What is not begun yet is likely to be where the other images are.
    let two = "<disk><source file='/vm/b.vdi'/></disk><disk><source file='$0'/></disk>";
    assert_eq!(labels(&devices(two)), ["/vm/a.vdi", "/vm/isos/"]);
    assert_eq!(
        labels(&devices("<interface><source bridge='$0'/></interface>")),
        ["eth0"]
    );
    assert_eq!(labels(&devices("<graphics port='$0'/>")), ["3390"]);
}

#[track_caller]
fn hover(marked: &str) -> String {
    let (text, at) = at_cursor(marked);
    let hover = Document::new(&text).hover(at, &Context::default());
    hover.map(|hover| hover.docs).unwrap_or_default()
}

#[test]
fn hover_says_what_it_is_what_it_can_be_and_since_when() {
    let element = hover(&devices("<di$0sk/>"));
    assert!(element.starts_with("**`<disk>`** Hard disks"), "{element}");
    let attribute = hover(&devices("<disk dev$0ice='cdrom'/>"));
    assert!(
        attribute.contains("- `cdrom` An optical drive."),
        "{attribute}"
    );
    assert!(
        attribute.contains("`disk` where it is absent"),
        "{attribute}"
    );
    let word = hover(&devices("<interface><model type='virt$0io'/></interface>"));
    assert!(word.contains("since VirtualBox 3.1"), "{word}");
    let text = hover("<domain><os><type>hv$0m</type></os></domain>");
    assert!(text.contains("hvm"), "{text}");
    let rule = hover("<domain><!-- boxwright-ignore duplic$0ate-mac: x --></domain>");
    assert!(rule.contains("## What it does"), "{rule}");
    let groups = hover(
        "<domain><metadata><vbox:machine><vbox:gro$0ups/></vbox:machine></metadata></domain>",
    );
    assert!(groups.contains("Since VirtualBox 4.2."), "{groups}");
    let foreign = hover("<domain><p$0m/></domain>");
    assert!(foreign.contains("nothing of the kind"), "{foreign}");
    assert_eq!(hover("<other><di$0sk/></other>"), "");
}

fn act(marked: &str, title: &str) -> String {
    let (text, at) = at_cursor(marked);
    let diagnostics = crate::lint::lint(&text);
    let all = actions(&Document::new(&text), &(at..at), &diagnostics);
    let titles: Vec<&str> = all.iter().map(|action| action.title.as_str()).collect();
    let action = all.iter().find(|action| action.title.contains(title));
    let action = action.unwrap_or_else(|| panic!("no `{title}` in {titles:?}"));
    let mut edits = action.edits.clone();
    edits.sort_by_key(|edit| edit.span.start);
    crate::edit::apply(&text, &edits)
}

#[test]
fn actions_mend_suppress_and_rewrite() {
    let misspelt = devices("    <disk type='file' devi$0se='cdrom'><target dev='hda'/></disk>");
    assert!(act(&misspelt, "device").contains("device='cdrom'"));
    let suppressed = act(&misspelt, "Suppress `unknown-attribute`");
    assert!(
        suppressed.contains(
            "    <!-- boxwright-ignore unknown-attribute: known and wanted -->\n    <disk"
        ),
        "{suppressed}"
    );
    let found = crate::lint::lint(&suppressed);
    assert!(
        found.iter().all(|found| found.rule != "unknown-attribute"),
        "{found:?}"
    );
    let disk =
        devices("    <disk type='file'>\n      <target dev='sd$0a' bus='sata'/>\n    </disk>");
    assert!(
        act(&disk, "Add controller 0")
            .contains("    <controller type='sata' index='0'/>\n    <disk")
    );
    let memory = "<domain><memory>20$048</memory></domain>";
    assert_eq!(
        act(memory, "2 MiB"),
        "<domain><memory unit='MiB'>2</memory></domain>"
    );
    let all = fix_all(
        "<domain type=vbox><name>a</name></domain>",
        crate::lint::lint,
    )
    .unwrap();
    assert_eq!(all.kind, ActionKind::FixAll);
}

#[test]
fn what_has_no_effect_is_moved_to_metadata_that_has() {
    let own = |inside: &str| {
        format!(
            "<domain>\n  <name>a</name>\n  <metadata>\n    <vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{inside}"
        )
    };
    let kept = "<vbox:memory pageFusion='yes'/></vbox:machine>\n  </metadata>\n";
    for (inside, expected) in [
        (
            "  <features><acpi/><hyp$0erv mode='passthrough'/></features>\n",
            own("<vbox:paravirtualization provider='hyperv'/></vbox:machine></metadata>\n  <features><acpi/></features>\n")
                .replace("<metadata>\n    ", "<metadata>"),
        ),
        (
            &format!(
                "  <metadata>\n    <vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{kept}  <memoryBacking><nosh$0arepages/></memoryBacking>\n"
            ),
            own(&kept.replace("yes", "no")),
        ),
        (
            "  <devices><disk><driver name='qemu' ca$0che='none'/><target dev='sdb' bus='sata'/></disk></devices>\n",
            own("<vbox:controller type='sata' index='0' hostCache='no'/></vbox:machine></metadata>\n  \
                 <devices><disk><driver name='qemu'/><target dev='sdb' bus='sata'/></disk></devices>\n")
                .replace("<metadata>\n    ", "<metadata>"),
        ),
        (
            "  <devices><graphics type='spice'><clip$0board copypaste='no'/></graphics></devices>\n",
            own("<vbox:clipboard mode='disabled'/></vbox:machine></metadata>\n  <devices><graphics type='spice'/></devices>\n")
                .replace("<metadata>\n    ", "<metadata>"),
        ),
    ] {
        let marked = format!("<domain>\n  <name>a</name>\n{inside}</domain>\n");
        let moved = act(&marked, "Move it to `vbox:` metadata");
        assert_eq!(moved, format!("{expected}</domain>\n"), "{marked}");
    }
}

#[test]
fn parts_are_listed_folded_and_selected() {
    let text = devices("    <disk type='file'>\n      <target dev='sda'/>\n    </disk>");
    let document = Document::new(&text);
    let symbols = document.symbols();
    let [domain] = symbols.as_slice() else {
        panic!("{symbols:?}")
    };
    let shown: Vec<String> = domain
        .children
        .iter()
        .map(|part| format!("{} {}", part.name, part.detail))
        .collect();
    assert_eq!(shown, ["name a", "memory 65536", "devices "]);
    assert_eq!(domain.children[2].children[0].detail, "sda");
    assert_eq!(document.folds().len(), 3);
    let at = text.find("sda").unwrap();
    let selected: Vec<&str> = document
        .selections(at)
        .into_iter()
        .map(|span| &text[span])
        .collect();
    assert_eq!(
        &selected[..4],
        ["sda", "'sda'", "dev='sda'", "<target dev='sda'/>"]
    );
    assert_eq!(*selected.last().unwrap(), text);
    let at = text.find("</disk").unwrap() + 3;
    let linked = document.linked(at).unwrap();
    assert!(linked.iter().all(|span| &text[span.clone()] == "disk"));
}

#[test]
fn disks_lead_to_their_controllers_and_back() {
    let text =
        devices("<controller type='sata' index='0'/><disk><target dev='sda' bus='sata'/></disk>");
    let document = Document::new(&text);
    let disk = text.find("<disk").unwrap() + 2;
    let controller = document.definition(disk).unwrap();
    assert!(text[controller.clone()].starts_with("<controller type='sata'"));
    let back = document.references(controller.start + 2);
    assert_eq!(&text[back[0].clone()], "<disk>");
    let text = format!(
        "<domain><metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'><vbox:controller type='sata' hostCache='no'/>\
         <vbox:interface mac='08:00:27:00:00:01'/></vbox:machine></metadata>{}",
        devices(
            "<controller type='sata' index='0'/><interface><mac address='08:00:27:00:00:01'/></interface>"
        )
        .trim_start_matches("<domain type='vbox'>")
    );
    let document = Document::new(&text);
    for (from, to, back) in [
        (
            "<vbox:controller",
            "<controller type='sata' index='0'/>",
            "<controller",
        ),
        ("<vbox:interface", "08:00:27:00:00:01", "<interface"),
    ] {
        let at = text.find(from).unwrap() + 2;
        assert_eq!(&text[document.definition(at).unwrap()], to);
        let at = text.find(back).unwrap() + 2;
        assert!(text[document.references(at)[0].clone()].starts_with(from));
    }
    let source = devices("<disk><source file='/vm/a.vdi'/></disk>");
    let links = Document::new(&source).links();
    assert_eq!(links[0].target, LinkTarget::File("/vm/a.vdi".to_owned()));
}

#[test]
fn a_name_is_changed_wherever_it_stands() {
    let text = "<domain><metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'><vbox:filesystem target='work'/>\
                </vbox:machine></metadata><devices><filesystem><target dir='work'/></filesystem>\
                <filesystem><target dir='home'/></filesystem></devices></domain>";
    let document = Document::new(text);
    let at = text.find("dir='work'").unwrap() + 6;
    let edits = document.rename(at, "play").unwrap();
    let renamed = crate::edit::apply(text, &edits);
    assert_eq!(renamed.matches("play").count(), 2);
    assert!(document.rename(at, "home").is_err());
    assert!(document.rename(at, "a b").is_err());
    assert!(document.rename(0, "sdc").is_err());
}

#[test]
fn only_domains_are_for_this_program() {
    for (text, is_domain) in [
        ("", true),
        ("<domain>", true),
        ("<dom", false),
        ("<!-- a --><network/>", false),
        ("<?xml version='1.0'?>\n", true),
    ] {
        assert_eq!(super::is_domain(text), is_domain, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn nothing_panics_on_any_text(text in "([<>/=&;'\" \n!?a-d:-]|<!--|-->|<domain>|<devices>|<disk|</disk>|<target dev='|\u{e9}|boxwright-ignore){0,40}", at in 0_usize..120) {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let document = Document::new(&text);
        let context = Context::default();
        for item in document.complete(at, &context).items {
            proptest::prop_assert!(text.get(item.edit.span.clone()).is_some());
            proptest::prop_assert!(item.edit.span.start <= at && at <= item.edit.span.end);
        }
        let _hover = document.hover(at, &context);
        let _parts = (document.symbols(), document.folds(), document.selections(at), document.linked(at));
        let _places = (document.links(), document.definition(at), document.references(at), document.rename(at, "x"));
        let _actions = actions(&document, &(at..at), &crate::lint::lint(&text));
    }
}
