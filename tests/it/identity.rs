//! Which machine a document without `<uuid>` means, and who a new one is: the rule of `docs/identity.md`.

use expect_test::expect;
use tests::program::Sandbox;

/// The UUID that follows from the name `web`.
const WEB: &str = "c7acfb71-a961-504b-93d1-52e0746416b5";

fn document(name: &str, more: &str) -> String {
    format!(
        "<domain type='vbox'><name>{name}</name>{more}<memory unit='MiB'>64</memory>\
         <os><type>hvm</type></os><features><pae/><acpi/><apic/></features></domain>\n"
    )
}

/// A simulation in a file.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let uri = format!("test://{}", sandbox.path().join("state.json").display());
    let sandbox = sandbox.with_variables([("BOXWRIGHT_URI".into(), uri.into())]);
    sandbox.write("web.xml", document("web", ""));
    sandbox
}

fn plan(sandbox: &Sandbox, file: &str) -> String {
    let ran = sandbox.run(&["plan", file]).expect_status(0);
    ran.stdout.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn every_plan_of_a_new_machine_and_its_settings_file_have_one_uuid() {
    let sandbox = sandbox();
    let first = format!("+ web ({WEB}): create");
    assert_eq!(plan(&sandbox, "web.xml"), first);
    assert_eq!(plan(&sandbox, "web.xml"), first);
    let converted = sandbox
        .run(&["convert", "--to", "vbox", "web.xml"])
        .expect_status(0);
    expect![[r#"
        note: the document has no `<uuid>`: `c7acfb71-a961-504b-93d1-52e0746416b5` follows from its name, as for a new machine of `apply`
    "#]]
    .assert_eq(&converted.stderr);
    sandbox.write("web.vbox", &converted.stdout);
    sandbox.run(&["apply", "--yes", "web.xml"]).expect_status(0);
    assert_eq!(
        plan(&sandbox, "web.vbox"),
        format!("= web ({WEB}): no changes")
    );
}

#[test]
fn a_machine_of_that_name_keeps_its_uuid_and_is_meant() {
    const OTHER: &str = "aaaaaaaa-0000-4000-8000-000000000001";
    let sandbox = sandbox();
    let own = format!("<uuid>{OTHER}</uuid>");
    sandbox.write("own.xml", document("web", &own));
    sandbox.run(&["apply", "--yes", "own.xml"]).expect_status(0);
    assert_eq!(
        plan(&sandbox, "web.xml"),
        format!("= web ({OTHER}): no changes")
    );
}

#[test]
fn a_renamed_machine_leaves_its_old_name_another_uuid() {
    let sandbox = sandbox();
    sandbox.run(&["apply", "--yes", "web.xml"]).expect_status(0);
    let renamed = document("old", &format!("<uuid>{WEB}</uuid>"));
    sandbox.write("old.xml", renamed);
    sandbox.run(&["apply", "--yes", "old.xml"]).expect_status(0);
    let first = plan(&sandbox, "web.xml");
    assert!(
        first.starts_with("+ web (") && !first.contains(WEB),
        "{first}"
    );
    assert_eq!(plan(&sandbox, "web.xml"), first);
    sandbox.run(&["apply", "--yes", "web.xml"]).expect_status(0);
    assert_eq!(
        plan(&sandbox, "web.xml"),
        first.replace('+', "=").replace("create", "no changes")
    );
}

#[test]
fn a_new_machine_that_gets_the_image_of_another_says_whose_it_is() {
    let sandbox = sandbox();
    let disk =
        "<devices><disk><source file='/vm/a.vdi'/><target dev='sda' bus='sata'/></disk></devices>";
    for name in ["first", "second"] {
        let text = document(name, "").replace("</domain>", &format!("{disk}</domain>"));
        sandbox.write(&format!("{name}.xml"), text);
    }
    sandbox
        .run(&["apply", "--yes", "first.xml"])
        .expect_status(0);
    let plan = sandbox.run(&["plan", "second.xml"]).expect_status(0).stdout;
    let disk = plan.lines().find(|line| line.contains("devices/disk[0]"));
    assert_eq!(
        disk.unwrap(),
        "  + devices/disk[0]: disk /vm/a.vdi at sata 0:0:0, which the machine `first` has as well  (line 1)"
    );
}
