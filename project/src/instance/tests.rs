//! What machines of one document have of their own.

use super::*;

const BASE: &str = "<domain type='vbox'>
  <name>pc</name>
  <metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'><vbox:interface mac='08:00:27:AA:BB:CC' promiscuous='deny'/></vbox:machine></metadata>
  <memory unit='MiB'>64</memory>
  <devices>
    <!-- The system -->
    <disk>
      <source file='/vm/pc.v1.vdi'/>
      <target dev='sda' bus='sata'/>
    </disk>
    <interface type='user'>
      <mac address='08:00:27:aa:bb:cc'/>
    </interface>
    <interface type='user'/>
  </devices>
</domain>
";

fn instances(names: Names) -> Instances {
    Instances {
        file: "boxwright.toml".to_owned(),
        span: 0..0,
        base: "pc.xml".to_owned(),
        base_span: 0..0,
        names,
        set: Vec::new(),
        own: Vec::new(),
    }
}

fn make(instances: &Instances) -> Vec<Instance> {
    Maker::default().make(instances, BASE).unwrap()
}

#[test]
fn machines_are_the_same_on_every_run_and_differ_from_each_other() {
    let made = make(&instances(Names::Count(300)));
    assert_eq!(made, make(&instances(Names::Count(300))));
    let names: Vec<&str> = made.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names[0], names[299]), ("pc-01", "pc-300"));
    let mut uuids: Vec<Uuid> = made.iter().map(|it| it.uuid).collect();
    uuids.sort_unstable();
    uuids.dedup();
    assert_eq!(uuids.len(), 300);
    let mut addresses = Vec::new();
    for it in &made {
        addresses.extend(
            it.text
                .split("<mac address='")
                .skip(1)
                .map(|rest| &rest[..17]),
        );
    }
    assert_eq!(addresses.len(), 600);
    assert!(addresses.iter().all(|it| it.starts_with("08:00:27:")));
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), 600);
}

#[test]
fn a_machine_more_leaves_the_others_what_they_are() {
    let (few, more) = (
        make(&instances(Names::Count(10))),
        make(&instances(Names::Count(11))),
    );
    assert_eq!(few[..], more[..10]);
    // The identities were given once, and machines of users have them.
    assert_eq!(
        few[0].uuid.to_string(),
        "4ef60970-4988-5fd4-a801-42835812c014"
    );
}

#[test]
fn lines_stay_what_they_are() {
    let made = make(&instances(Names::Are(vec!["a".to_owned()])));
    let lines = |text: &str| text.lines().count();
    assert_eq!(lines(&made[0].text), lines(BASE));
    let at = |text: &str| text.lines().position(|line| line.contains("<target"));
    assert_eq!(at(&made[0].text), at(BASE));
    assert!(made[0].text.contains("<!-- The system -->"));
}

#[test]
fn what_names_a_card_by_its_address_names_the_new_one() {
    let made = make(&instances(Names::Are(vec!["a".to_owned()])));
    let text = &made[0].text;
    let address = &text.split("<mac address='").nth(1).unwrap()[..17];
    assert!(
        text.contains(&format!("<vbox:interface mac='{address}'")),
        "{text}"
    );
}

#[test]
fn values_and_files_can_be_a_machines_own() {
    let names = vec!["a".to_owned(), "b/c".to_owned()];
    let mut wanted = instances(Names::Are(names));
    let path = |text: &str| Place {
        path: text.parse().unwrap(),
        span: 0..0,
    };
    let file = path("/domain/devices/disk[0]/source/@file");
    wanted.own = vec![file];
    wanted.set = vec![
        (path("/domain/memory"), Setting::Same("128".to_owned())),
        (
            path("/domain/title"),
            Setting::Each(vec!["One".to_owned(), "Two".to_owned()]),
        ),
    ];
    let made = make(&wanted);
    // What the document lacks is made for the value.
    let set = made[0].set.iter().map(|place| place.path.to_string());
    assert_eq!(set.collect::<Vec<_>>(), ["/domain/memory", "/domain/title"]);
    for (it, name, title) in [(&made[0], "a", "One"), (&made[1], "b-c", "Two")] {
        for part in [
            format!("file='/vm/pc.v1-{name}.vdi'"),
            "<memory unit='MiB'>128</memory>".to_owned(),
            format!("<title>{title}</title>"),
        ] {
            assert!(it.text.contains(&part), "{part}\n{}", it.text);
        }
    }
    wanted.own = vec![path("/domain/devices/disk[7]/source/@file")];
    let error = Maker::default().make(&wanted, BASE).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document names no file at `/domain/devices/disk[7]/source/@file`"
    );
}

#[test]
fn images_that_several_write_to_are_told_from_those_that_none_does() {
    let two = instances(Names::Count(2));
    let of = |base: &str| {
        let made = Maker::default().make(&two, base).unwrap();
        let shared = shared_images(&made);
        let shared = shared
            .iter()
            .map(|it| (it.file.clone(), it.path.to_string(), it.machines.len()));
        shared.collect::<Vec<_>>()
    };
    let path = "/domain/devices/disk[0]/source/@file".to_owned();
    assert_eq!(of(BASE), [("/vm/pc.v1.vdi".to_owned(), path, 2)]);
    for marked in [
        BASE.replace("<target", "<readonly/><target"),
        BASE.replace("<target", "<shareable/><target"),
        BASE.replace("<disk>", "<disk device='cdrom'>"),
    ] {
        assert_eq!(of(&marked), [], "{marked}");
    }
}

#[test]
fn values_of_several_lines_stay_that() {
    for (text, expected) in [
        ("\n  <uuid>a</uuid>", "<uuid>a</uuid>"),
        (">\n    <mac/>\n  </interface>", "><mac/></interface>"),
        ("<title>a\n b</title>\n", "<title>a\n b</title>"),
    ] {
        assert_eq!(joined(text), expected);
    }
}

#[test]
fn a_network_card_that_a_setting_makes_has_an_address_as_well() {
    let mut wanted = instances(Names::Count(2));
    let place = Place {
        path: Path::device("interface", 2).attribute("type"),
        span: 0..0,
    };
    wanted.set = vec![(place, Setting::Same("user".to_owned()))];
    let made = make(&wanted);
    let address = |index: usize| {
        let text = made[index].text.rsplit("<mac address='").next().unwrap();
        text[..17].to_owned()
    };
    let count = |it: &Instance| it.text.matches("<mac address='08:00:27:").count();
    assert_eq!(made.iter().map(count).collect::<Vec<_>>(), [3, 3]);
    assert_ne!(address(0), address(1));
}
