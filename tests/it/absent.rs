//! No VirtualBox on the machine: what is said, and that nothing takes the simulation for one.

use std::ffi::OsString;

use expect_test::expect;
use native_driver::connect;
use tests::program::Sandbox;
use tests::tree;

fn sandbox(home: Option<OsString>) -> Sandbox {
    let sandbox = Sandbox::new().with_variables(home.map(|home| ("VBOX_APP_HOME".into(), home)));
    sandbox.write("vbox.xml", tree::example("documented-2009.xml"));
    sandbox
}

#[test]
fn where_the_variable_says_there_is_none() {
    let empty = tempfile::tempdir().unwrap();
    let sandbox = sandbox(Some(empty.path().into()));
    let said = |args: &[&str]| {
        sandbox
            .run(args)
            .all()
            .replace(empty.path().to_str().unwrap(), "EMPTY")
    };
    expect![[r#"
        exit 1
        --- stderr
        error: no VirtualBox was found
          looked in EMPTY: no `VBoxXPCOMC.so` in it
          `VBOX_APP_HOME` names the only place to look in: correct it or unset it; without VirtualBox, `-c test:///default` works on a simulated one
    "#]].assert_eq(&said(&["apply", "--yes", "vbox.xml"]));
    expect![[r#"
        exit 1
        --- stdout
        ok       connection: vbox:///session
        error    VirtualBox: no VirtualBox was found
                   looked in EMPTY: no `VBoxXPCOMC.so` in it
                   `VBOX_APP_HOME` names the only place to look in: correct it or unset it; without VirtualBox, `-c test:///default` works on a simulated one
    "#]].assert_eq(&said(&["doctor"]));
    for args in [
        &["list"][..],
        &["dump", "vbox"],
        &["plan", "vbox.xml"],
        &["delete", "--yes", "vbox"],
    ] {
        assert!(
            said(args).starts_with("exit 1\n--- stderr\nerror: no VirtualBox was found\n"),
            "{args:?}"
        );
    }
}

#[test]
fn where_every_known_folder_is_without() {
    let missing = match connect::find(None) {
        Err(missing) => missing.to_string(),
        Ok(found) => {
            let home = found.home.display();
            tests::skipped(&format!("there is a VirtualBox here, in {home}"));
            return;
        }
    };
    assert!(
        missing.contains("looked in /usr/lib/virtualbox: no such folder\n"),
        "{missing}"
    );
    let sandbox = sandbox(None);
    let said = |args: &[&str]| sandbox.run(args).all();
    assert_eq!(
        said(&["apply", "--yes", "vbox.xml"]),
        format!("exit 1\n--- stderr\nerror: {missing}\n")
    );
    assert_eq!(
        said(&["doctor"]),
        format!(
            "exit 1\n--- stdout\nok       connection: vbox:///session\nerror    VirtualBox: {}\n",
            missing.replace('\n', "\n         ")
        )
    );
}
