//! What a document gives away of the host: in `lint` where it is asked for, in `plan`, and what `apply` wants for more.

use expect_test::expect;
use serde_json::Value;
use tests::program::{Ran, Sandbox};
use tests::tree;

struct Host {
    sandbox: Sandbox,
    connection: String,
}

const SMALL: &str = "<domain type='vbox'>
  <name>a</name><uuid>6695eb01-f6a4-4304-b9aa-97f2502e193f</uuid>
  <memory unit='MiB'>512</memory>
  <features><pae/><acpi/><apic/></features>
  <devices>
    <interface type='user'/>
  </devices>
</domain>
";

impl Host {
    fn new() -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("a.xml", SMALL);
        sandbox.write("vbox.xml", tree::example("documented-2009.xml"));
        let connection = format!("test://{}", sandbox.path().join("state.json").display());
        Self {
            sandbox,
            connection,
        }
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.sandbox
            .run(&[&["-c", &self.connection], args].concat())
    }

    /// The machine `a`, and then a document that bridges it.
    fn bridged() -> Self {
        let host = Self::new();
        host.run(&["apply", "--yes", "a.xml"]).expect_status(0);
        let bridge = "<interface type='bridge'><source bridge='eth0'/></interface>";
        host.sandbox
            .write("a.xml", SMALL.replace("<interface type='user'/>", bridge));
        host
    }
}

#[test]
fn lint_reports_it_where_it_is_asked_for() {
    let host = Host::new();
    let ran = host.run(&["lint", "--format=concise", "vbox.xml"]);
    assert!(!ran.stdout.contains("bridged-network"), "{}", ran.all());
    let ran = host.run(&["lint", "--format=concise", "--select=exposure", "vbox.xml"]);
    expect![[r#"
        exit 0
        --- stdout
        vbox.xml:32:1: note[writable-host-folder] the guest can write to the folder `/home/user/stuff` of the host
        vbox.xml:37:1: note[bridged-network] the guest is on the network of the host's `eth0`
        vbox.xml:48:1: note[character-device-of-host] the guest drives the device `/dev/pts/1` of the host
        vbox.xml:52:1: note[character-device-of-host] the guest drives the device `/dev/pts/2` of the host
        vbox.xml:56:1: note[character-device-of-host] the guest drives the device `/dev/ttyS0` of the host
        vbox.xml:60:1: note[pipe-to-host] programs of the host talk with the guest through `/tmp/serial.txt`
        vbox.xml:64:1: note[usb-device-of-host] the guest gets the USB device `1234:beef` of the host
        vbox.xml:70:1: note[usb-device-of-host] the guest gets the USB device `4321:feeb` of the host
    "#]].assert_eq(&ran.all());
    host.sandbox.write(
        "boxwright.toml",
        "[severity]\nbridged-network = 'warning'\n",
    );
    let ran = host.run(&["lint", "--format=concise", "vbox.xml"]);
    expect![[r#"
        exit 0
        --- stdout
        vbox.xml:11:9: note[memory-not-whole-mib] 654321 KiB are rounded up to 639 MiB
        vbox.xml:37:1: warning[bridged-network] the guest is on the network of the host's `eth0`
    "#]]
    .assert_eq(&ran.all());
}

#[test]
fn a_plan_opens_with_it() {
    let host = Host::bridged();
    let ran = host.run(&["plan", "a.xml"]);
    expect![[r#"
        exit 0
        --- stdout
        exposure of a (`+` is new):
          + bridged-network: the guest is on the network of the host's `eth0`  (line 6)
        ~ a (6695eb01-f6a4-4304-b9aa-97f2502e193f): change
          ~ devices/interface[0]/@type: user -> bridge eth0  (line 6)
        plan: 1 to change
    "#]]
    .assert_eq(&ran.all());
    let json = host.run(&["plan", "--format=json", "a.xml"]).stdout;
    let plan: Value = serde_json::from_str(&json).unwrap();
    expect![[r#"[{"kind":"bridged-network","line":6,"path":"/domain/devices/interface[0]","what":"the guest is on the network of the host's `eth0`","widens":true}]"#]].assert_eq(&plan["machines"][0]["exposure"].to_string());
}

#[test]
fn a_change_that_widens_it_wants_to_be_allowed() {
    let host = Host::bridged();
    let ran = host.run(&["apply", "--yes", "a.xml"]);
    expect![[r#"
        exit 1
        --- stdout
        exposure of a (`+` is new):
          + bridged-network: the guest is on the network of the host's `eth0`  (line 6)
        ~ a (6695eb01-f6a4-4304-b9aa-97f2502e193f): change
          ~ devices/interface[0]/@type: user -> bridge eth0  (line 6)
        plan: 1 to change
        --- stderr
        error: more of the host would be given away than is now, nobody can be asked, and nothing was changed:
          `a`: the guest is on the network of the host's `eth0` (bridged-network)
          help: add `--allow bridged-network` to agree beforehand, or apply on a terminal without `--yes`
    "#]].assert_eq(&ran.all());
    host.run(&["apply", "--yes", "--allow=usb-device-of-host", "a.xml"])
        .expect_status(1);
    host.run(&[
        "apply",
        "--yes",
        "--allow",
        "usb-device-of-host,E001",
        "a.xml",
    ])
    .expect_status(0);
    // What the machine gives away already is no news.
    host.sandbox
        .write("a.xml", host.sandbox.read("a.xml").replace("512", "640"));
    host.run(&["apply", "--yes", "a.xml"]).expect_status(0);
}

#[test]
fn a_saved_plan_remembers_it() {
    let host = Host::bridged();
    host.run(&["plan", "--out=plan.json", "a.xml"])
        .expect_status(0);
    host.run(&["apply", "--yes", "plan.json"]).expect_status(1);
    host.run(&["apply", "--yes", "--allow=all", "plan.json"])
        .expect_status(0);
}

#[test]
fn a_misspelt_kind_is_taken_for_one_that_can_be_allowed() {
    let host = Host::new();
    for (written, meant) in [
        (
            "port-forward-beyond-lopback",
            "port-forward-beyond-loopback",
        ),
        ("al", "all"),
    ] {
        let allow = format!("--allow={written}");
        let ran = host.run(&["apply", "--yes", &allow, "a.xml"]);
        let said =
            format!("error: there is no `{written}` to allow\n  help: did you mean `{meant}`?\n");
        assert_eq!(ran.expect_status(1).stderr, said);
    }
}

#[test]
fn only_what_can_be_given_away_can_be_allowed() {
    let ran = Host::new().run(&["apply", "--yes", "--allow=unknown-element", "a.xml"]);
    expect![[r#"
        exit 1
        --- stderr
        error: `unknown-element` is a rule about faults, which nothing allows
          help: there are `bridged-network`, `character-device-of-host`, `internal-extra-data-key`, `microphone-of-host`, `network-driver`, `pipe-to-host`, `port-forward-beyond-loopback`, `promiscuous-interface`, `raw-device-of-host`, `readable-host-folder`, `remote-display-beyond-loopback`, `remote-display-without-authentication`, `serial-port-on-network`, `shared-clipboard`, `shared-drag-and-drop`, `udp-tunnel`, `usb-device-of-host`, `writable-host-folder`, or `all`
    "#]].assert_eq(&ran.all());
}
