//! Passwords that a document names and does not hold: taken from the environment or a file, and shown nowhere.

use tests::program::{Ran, Sandbox};

const SECRET: &str = "hunter2-and-more";

fn document(password: &str) -> String {
    format!(
        "<domain type='vbox'><name>a</name><uuid>6695eb01-f6a4-4304-b9aa-97f2502e193f</uuid><memory unit='MiB'>512</memory>\
         <metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'><vbox:remoteDisplay vncPassword='{password}'/></vbox:machine></metadata>\
         <features><pae/><acpi/><apic/></features>\
         <devices><graphics type='rdp' port='5900' listen='127.0.0.1'/></devices></domain>\n"
    )
}

/// Runs the program; no secret may be in what it prints.
#[track_caller]
fn run(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let connection = format!("test://{}", sandbox.path().join("state.json").display());
    let ran = sandbox.run(&[&["-c", &connection], args].concat());
    assert!(!ran.all().contains(SECRET), "{args:?}\n{}", ran.all());
    ran
}

#[track_caller]
fn is_taken_and_not_shown(sandbox: &Sandbox) {
    for args in [
        &["lint", "a.xml"][..],
        &["plan", "a.xml"],
        &["plan", "--format=json", "a.xml"],
        &["plan", "--out=plan.json", "a.xml"],
    ] {
        run(sandbox, args).expect_status(0);
    }
    assert!(!sandbox.read("plan.json").contains(SECRET));
    run(sandbox, &["apply", "--yes", "--allow=all", "a.xml"]).expect_status(0);
    assert!(
        sandbox.read("state.json").contains(SECRET),
        "VirtualBox has it"
    );
    let dump = run(sandbox, &["dump", "a"]).expect_status(0);
    assert!(
        dump.stdout.contains("vncPassword='(redacted)'"),
        "{}",
        dump.all()
    );
    run(sandbox, &["diff", "a.xml", "machine:a"]);
    let again = run(sandbox, &["plan", "--detailed-exitcode", "a.xml"]);
    assert_eq!(again.status, 0, "{}", again.all());
}

#[test]
fn a_password_can_be_in_the_environment() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document("env:BOXWRIGHT_TEST_PASSWORD"));
    let ran = run(&sandbox, &["apply", "--yes", "a.xml"]).expect_status(1);
    assert!(
        ran.stderr
            .contains("the environment has no variable `BOXWRIGHT_TEST_PASSWORD`"),
        "{}",
        ran.all()
    );
    let variable = ("BOXWRIGHT_TEST_PASSWORD".into(), SECRET.into());
    is_taken_and_not_shown(&sandbox.with_variables([variable]));
}

#[test]
fn a_password_can_be_in_a_file() {
    let sandbox = Sandbox::new();
    let path = sandbox.path().join("secret.txt");
    sandbox.write("a.xml", document(&format!("file:{}", path.display())));
    let ran = run(&sandbox, &["apply", "--yes", "a.xml"]).expect_status(1);
    assert!(
        ran.stderr.contains("secret.txt` cannot be read"),
        "{}",
        ran.all()
    );
    sandbox.write("secret.txt", format!("{SECRET}\n"));
    is_taken_and_not_shown(&sandbox);
}

#[test]
fn a_password_in_a_document_is_warned_of_and_shown_nowhere_else() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document(SECRET));
    let ran = sandbox.run(&["lint", "--format=concise", "a.xml"]);
    assert!(ran.stdout.contains("plain-secret"), "{}", ran.all());
    for args in [
        &["lint", "--format=concise", "a.xml"][..],
        &["plan", "--format=json", "a.xml"],
        &["apply", "--yes", "--allow=all", "a.xml"],
        &["dump", "a"],
    ] {
        run(&sandbox, args);
    }
}
