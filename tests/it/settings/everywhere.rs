//! Settings files, OVF descriptors and JSON where commands take documents.

use expect_test::expect;
use tests::program::Sandbox;
use tests::tree;

const OVF: &str = "<?xml version='1.0'?>
<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1' xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1'
  xmlns:rasd='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData'>
  <VirtualSystem ovf:id='ova'>
    <Info>a machine</Info>
    <VirtualHardwareSection>
      <Info>what it has</Info>
      <Item>
        <rasd:InstanceID>1</rasd:InstanceID>
        <rasd:ResourceType>4</rasd:ResourceType>
        <rasd:AllocationUnits>MegaBytes</rasd:AllocationUnits>
        <rasd:VirtualQuantity>64</rasd:VirtualQuantity>
      </Item>
    </VirtualHardwareSection>
  </VirtualSystem>
</Envelope>
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for name in ["bare.vbox", "damaged.vbox"] {
        sandbox.write(name, tree::read(format!("tests/settings/{name}")));
    }
    sandbox.write("a.ovf", OVF);
    let json = sandbox.run(&["convert", "bare.vbox", "--to", "json"]);
    sandbox.write("bare.json", json.expect_status(0).stdout);
    sandbox
}

#[test]
fn every_command_that_reads_a_document_reads_all_forms() {
    let sandbox = sandbox();
    for (file, name) in [
        ("bare.vbox", "bare"),
        ("bare.json", "bare"),
        ("a.ovf", "ova"),
    ] {
        let reads = |args: &[&str], word: &str| {
            let ran = sandbox.run(&[args, &[file]].concat());
            assert_eq!(ran.status, 0, "{args:?} {file}\n{}", ran.all());
            assert!(ran.stdout.contains(word), "{args:?} {file}\n{}", ran.all());
        };
        let xml = format!("<name>{name}</name>");
        let vbox = format!("name=\"{name}\"");
        reads(&["lint"], "");
        reads(&["normalize"], &xml);
        reads(&["convert", "--to", "xml"], &xml);
        reads(
            &["convert", "--to", "json"],
            &format!("\"name\": \"{name}\""),
        );
        reads(&["convert", "--to", "vbox", "--target", "6.1"], &vbox);
        reads(&["export", "--to", "vbox"], &vbox);
        reads(&["-c", "test:///default", "plan"], "plan: 1 to create");
        reads(
            &["-c", "test:///default", "apply", "--yes"],
            "applied: 1 changed",
        );
        let imported = sandbox.run(&["convert", file, "--to", "xml"]).stdout;
        sandbox.write("same.xml", imported);
        sandbox.run(&["diff", file, "same.xml"]).expect_status(0);
    }
    let imported = sandbox.run(&["import", "bare.vbox"]).stdout;
    assert_eq!(
        imported,
        sandbox.run(&["convert", "bare.vbox", "--to", "xml"]).stdout
    );
}

#[test]
fn what_wants_xml_says_what_to_do_with_other_forms() {
    let sandbox = sandbox();
    let said = [
        &["fmt", "bare.vbox"][..],
        &["fmt", "a.ovf"],
        &["convert", "bare.vbox", "--to", "json", "--target", "7.1"],
    ];
    let said = said.map(|args| sandbox.run(args).stderr);
    expect![[r#"
        error: `bare.vbox` is a settings file of VirtualBox, and only domain XML is formatted
          help: `boxwright convert bare.vbox --to xml` makes a document of it
        error: `a.ovf` is an OVF descriptor, and only domain XML is formatted
          help: `boxwright convert a.ovf --to xml` makes a document of it
        error: `--target` says for which VirtualBox `--to vbox` writes
    "#]]
    .assert_eq(&said.concat());
}

#[test]
fn what_is_made_of_a_damaged_file_is_not_taken_for_the_whole() {
    let sandbox = sandbox();
    let plan = sandbox.run(&["-c", "test:///default", "plan", "damaged.vbox"]);
    assert!(
        plan.stderr
            .ends_with("error: a part of `damaged.vbox` cannot be read\n  help: `boxwright import` makes a document of the rest\n"),
        "{}",
        plan.all()
    );
    let lint = sandbox.run(&["lint", "damaged.vbox"]).expect_status(1);
    assert!(
        lint.stdout.contains("`lots` is no value of `RAMSize`"),
        "{}",
        lint.all()
    );
    // The file and the XML that is made of it are one.
    assert!(lint.stdout.contains(" in 1 document"), "{}", lint.all());
    let fix = sandbox.run(&["lint", "--fix", "damaged.vbox"]);
    assert!(fix.stderr.contains("which is not mended"), "{}", fix.all());
}

#[test]
fn a_domain_of_another_hypervisor_is_told_the_way() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "kvm.xml",
        "<domain type='kvm'><name>a</name><memory>65536</memory><os><type>hvm</type></os></domain>",
    );
    for command in ["import", "lint", "plan"] {
        let ran = sandbox.run(&["-c", "test:///default", command, "kvm.xml"]);
        assert!(
            ran.all().contains("`boxwright retarget "),
            "{command}\n{}",
            ran.all()
        );
    }
}

#[test]
fn a_document_without_a_uuid_gets_the_same_on_each_run_and_images_without_one_are_named() {
    let sandbox = Sandbox::new();
    let image = sandbox.path().join("raw.img");
    std::fs::write(&image, [0; 4096]).unwrap();
    let image = image.display().to_string();
    sandbox.write(
        "a.xml",
        format!(
            "<domain type='vbox'><name>a</name><memory unit='MiB'>64</memory><os><type>hvm</type></os><devices>\
             <disk><source file='{image}'/><target dev='sda' bus='sata'/></disk></devices></domain>"
        ),
    );
    let first = sandbox
        .run(&["export", "a.xml", "--to", "vbox"])
        .expect_status(0);
    let again = sandbox
        .run(&["export", "a.xml", "--to", "vbox"])
        .expect_status(0);
    assert_eq!(first.stdout, again.stdout);
    for word in [
        "note: the document has no `<uuid>`: `",
        &format!("note: no UUID stands in the image `{image}`"),
    ] {
        assert!(first.stderr.contains(word), "{}", first.all());
    }
}
