//! `boxwright import` and `boxwright export`.

use expect_test::expect;
use tests::program::Sandbox;
use tests::tree;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for name in ["bare.vbox", "old.xml", "VirtualBox.xml", "damaged.vbox"] {
        sandbox.write(name, tree::read(format!("tests/settings/{name}")));
    }
    sandbox
}

#[test]
fn a_settings_file_becomes_a_document_and_the_report_goes_to_standard_error() {
    let sandbox = sandbox();
    expect![[r#"
        exit 0
        --- stdout
        <domain type='vbox'>
          <name>bare</name>
          <uuid>e71a3c6b-2f81-4083-8154-c16121453bd0</uuid>
          <memory unit='KiB'>1048576</memory>
          <currentMemory unit='KiB'>1048576</currentMemory>
          <vcpu>1</vcpu>
          <os>
            <type>hvm</type>
            <boot dev='fd'/>
            <boot dev='cdrom'/>
            <boot dev='hd'/>
          </os>
          <features>
            <pae/>
            <acpi/>
            <apic/>
          </features>
          <clock offset='localtime'/>
          <devices>
            <sound model='ac97'/>
          </devices>
        </domain>
        --- stderr
        note: settings of version 1.19: 20 kept, 0 approximated, 0 not expressible, 0 of what is off, 0 not readable
    "#]].assert_eq(&sandbox.run(&["import", "bare.vbox"]).all());
    let ran = sandbox.run(&[
        "import",
        "bare.vbox",
        "--out",
        "bare.xml",
        "--format",
        "json",
    ]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let report: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["settings"], "1.19");
    let memory = report["said"]
        .as_array()
        .unwrap()
        .iter()
        .find(|said| said["path"] == "Machine/Hardware/Memory/@RAMSize");
    assert_eq!(memory.unwrap()["outcome"], "kept");
    let linted = sandbox.run(&["lint", "bare.xml"]);
    assert_eq!(linted.status, 0, "{}", linted.all());
}

#[test]
fn images_of_old_machines_are_found_with_the_registry() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["import", "old.xml", "--registry", "VirtualBox.xml"]);
    assert!(
        ran.stdout.contains("<source file='/images/system.vdi'/>"),
        "{}",
        ran.all()
    );
    let ran = sandbox.run(&["import", "old.xml"]);
    assert!(!ran.stdout.contains("/images/"), "{}", ran.all());
    assert!(ran.stderr.contains("`--registry` reads"), "{}", ran.all());
}

#[test]
fn what_is_no_machine_is_told_apart() {
    let sandbox = sandbox();
    sandbox.write("part.xml", "<Hardware/>");
    sandbox.write("page.xml", "<html/>");
    sandbox.write(
        "document.xml",
        "<domain type='vbox'><name>a</name></domain>",
    );
    sandbox.write(
        "secret.vbox",
        "<VirtualBox version='1.19-linux'><MachineEncrypted uuid='{x}'/></VirtualBox>",
    );
    let mut said = String::new();
    for name in [
        "VirtualBox.xml",
        "part.xml",
        "page.xml",
        "document.xml",
        "secret.vbox",
        "none.vbox",
    ] {
        said.push_str(&sandbox.run(&["import", name]).all());
    }
    expect![[r#"
        exit 1
        --- stderr
        error: `VirtualBox.xml:2:2` is no machine: these are VirtualBox's own settings, not those of a machine: import the files that they list, `Machines/old/old.xml`
        exit 1
        --- stderr
        error: `part.xml:1:2` is no machine: this is only a part of a settings file, `<Hardware>`: a whole one is `<VirtualBox version='…'>` with a `<Machine>` in it
        exit 1
        --- stderr
        error: `page.xml:1:2` is no machine: `<html>` is neither VirtualBox's settings nor an OVF envelope: a settings file is `<VirtualBox>` with a `<Machine>` in it
        exit 1
        --- stderr
        error: `document.xml:1:2` is no machine: this is a domain document already, which every command reads as it is
        exit 1
        --- stderr
        error: `secret.vbox:1:2` is no machine: the settings of this machine are encrypted: decrypt it in VirtualBox first
        exit 2
        --- stderr
        error: cannot read `none.vbox`: No such file or directory (os error 2)
    "#]].assert_eq(&said);
}

#[test]
fn what_cannot_be_read_ends_with_1_and_the_rest_is_there() {
    let ran = sandbox().run(&["import", "damaged.vbox"]);
    assert_eq!(ran.status, 1, "{}", ran.all());
    assert!(ran.stdout.contains("<name>damaged</name>"), "{}", ran.all());
    assert!(
        ran.stderr.contains("`lots` is no value of `RAMSize`"),
        "{}",
        ran.all()
    );
}

#[test]
fn a_document_becomes_a_settings_file_for_a_release() {
    let sandbox = sandbox();
    sandbox.write(
        "a.xml",
        "<domain type='vbox'><name>a</name><uuid>aaaaaaaa-0000-4000-8000-000000000000</uuid>\
        <memory unit='MiB'>64</memory><os><type>hvm</type></os></domain>",
    );
    expect![[r#"
        exit 0
        --- stdout
        <?xml version="1.0"?>
        <!--
        ** Written by Boxwright from a domain document, in the words of VirtualBox: register it, or change the document and write
        ** it anew. VirtualBox overwrites what is changed here while it has the machine.
        -->
        <VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">
          <Machine uuid="{aaaaaaaa-0000-4000-8000-000000000000}" name="a" OSType="Other" snapshotFolder="Snapshots">
            <ExtraData>
              <ExtraDataItem name="Boxwright/Applied" value="8c341dc9ecb9d0e2&#10;&lt;domain type='vbox'&gt;&#10;  &lt;name&gt;a&lt;/name&gt;&#10;  &lt;uuid&gt;aaaaaaaa-0000-4000-8000-000000000000&lt;/uuid&gt;&#10;  &lt;memory unit='KiB'&gt;65536&lt;/memory&gt;&#10;  &lt;currentMemory unit='KiB'&gt;65536&lt;/currentMemory&gt;&#10;  &lt;vcpu&gt;1&lt;/vcpu&gt;&#10;  &lt;os&gt;&#10;    &lt;type&gt;hvm&lt;/type&gt;&#10;    &lt;boot dev='hd'/&gt;&#10;  &lt;/os&gt;&#10;  &lt;features/&gt;&#10;  &lt;clock offset='utc'/&gt;&#10;  &lt;devices/&gt;&#10;&lt;/domain&gt;&#10;"/>
            </ExtraData>
            <Hardware>
              <Memory RAMSize="64"/>
              <BIOS>
                <ACPI enabled="false"/>
                <SmbiosUuidLittleEndian enabled="true"/>
                <AutoSerialNumGen enabled="true"/>
              </BIOS>
              <RTC localOrUTC="UTC"/>
              <CPU>
                <HardwareVirtExLargePages enabled="false"/>
                <PAE enabled="false"/>
                <LongMode enabled="true"/>
              </CPU>
              <Boot>
                <Order position="1" device="HardDisk"/>
                <Order position="2" device="None"/>
                <Order position="3" device="None"/>
                <Order position="4" device="None"/>
              </Boot>
              <AudioAdapter useDefault="true" driver="ALSA"/>
              <Network>
                <Adapter type="82540EM" slot="0"/>
                <Adapter type="82540EM" slot="1"/>
                <Adapter type="82540EM" slot="2"/>
                <Adapter type="82540EM" slot="3"/>
                <Adapter type="82540EM" slot="4"/>
                <Adapter type="82540EM" slot="5"/>
                <Adapter type="82540EM" slot="6"/>
                <Adapter type="82540EM" slot="7"/>
              </Network>
            </Hardware>
          </Machine>
        </VirtualBox>
        --- stderr
        a.xml:1:1: note[feature-absent] `pae`, `acpi`, `apic` are switched off, since the document does not name them
    "#]].assert_eq(&sandbox.run(&["export", "a.xml", "--to", "vbox"]).all());
    for (target, version) in [
        ("4.0", "1.11"),
        ("5.2", "1.16"),
        ("6.1", "1.18"),
        ("7.0", "1.19"),
    ] {
        let file = format!("{target}.vbox");
        let ran = sandbox.run(&[
            "export", "a.xml", "--to", "vbox", "--target", target, "--out", &file,
        ]);
        assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.all());
        let text = sandbox.read(&file);
        assert!(
            text.contains(&format!("version=\"{version}-linux\"")),
            "{target}: {text}"
        );
        let back = sandbox.run(&["import", &file]);
        assert_eq!(
            back.stdout,
            sandbox.run(&["normalize", "a.xml"]).stdout,
            "{target}"
        );
    }
    let old = sandbox.run(&["export", "a.xml", "--to", "vbox", "--target", "3.2"]);
    expect![[r#"
        exit 1
        --- stderr
        a.xml:1:1: note[feature-absent] `pae`, `acpi`, `apic` are switched off, since the document does not name them
        error: settings files of VirtualBox 3.2 do not stand by themselves: name 4.0 or a newer release
    "#]].assert_eq(&old.all());
}

#[test]
fn what_a_machine_keeps_of_its_document_names_the_images_as_the_document_does() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.xml",
        "<domain type='vbox'><name>a</name><memory unit='MiB'>64</memory><devices>\
         <disk><source file='/vms/a.vdi'/><target dev='sda' bus='sata'/></disk></devices></domain>",
    );
    let ran = sandbox
        .run(&["export", "a.xml", "--to", "vbox"])
        .expect_status(0);
    assert!(
        ran.stdout.contains("&lt;source file='/vms/a.vdi'/&gt;")
            && !ran.stdout.contains("stand-in"),
        "{}",
        ran.stdout
    );
}
