//! `plan --format vboxmanage`, as a user meets it; what the words of a script are is asked of a real `sh`.

use std::process::Command;

use expect_test::expect;
use tests::program::Sandbox;

fn document(name: &str, inside: &str) -> String {
    format!(
        "<domain type='vbox'>\n  <name>{name}</name>\n  <uuid>4dab22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>\n{inside}  \
         <memory unit='MiB'>64</memory>\n  <os>\n    <type>hvm</type>\n  </os>\n  <features>\n    <pae/>\n    <acpi/>\n    \
         <apic/>\n  </features>\n  <devices>\n    <serial type='tcp'>\n      <source mode='bind' host='0.0.0.0' service='2001'/>\n    \
         </serial>\n  </devices>\n</domain>\n"
    )
}

fn script(sandbox: &Sandbox, args: &[&str]) -> String {
    let base = ["-c", "test:///default", "plan", "--format", "vboxmanage"];
    let args = [&base[..], args, &["a.xml"]].concat();
    sandbox.run(&args).expect_status(0).stdout
}

#[test]
fn a_plan_is_a_script_for_sh() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document("it's one", ""));
    expect![[r##"
        #!/bin/sh
        # made by `boxwright plan --format vboxmanage`
        set -eu
        vbox() { "${VBOXMANAGE:-VBoxManage}" "$@"; }
        digest() {
            said=$(vbox internalcommands passwordhash "$1") || return
            printf '%s\n' "${said##*: }"
        }

        # create it's one
        vbox createvm \
            --name 'it'\''s one' \
            --uuid 4dab22b3-1d52-d8f3-2516-782e98ab3fa0 \
            --platform-architecture x86 \
            --register
        vbox modifyvm 4dab22b3-1d52-d8f3-2516-782e98ab3fa0 \
            --memory 64 \
            --cpus 1 \
            --boot1 disk \
            --boot2 none \
            --boot3 none \
            --boot4 none \
            --x86-pae on \
            --acpi on \
            --ioapic on \
            --rtc-use-utc on \
            --uart1 0x3f8 4 \
            --uart-mode1 tcpserver 2001 \
            --audio-enabled off
        vbox setextradata 4dab22b3-1d52-d8f3-2516-782e98ab3fa0 Boxwright/Applied 'b63e3b47464fd98a
        <domain type='\''vbox'\''>
          <name>it'\''s one</name>
          <uuid>4dab22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>
          <memory unit='\''KiB'\''>65536</memory>
          <currentMemory unit='\''KiB'\''>65536</currentMemory>
          <vcpu>1</vcpu>
          <os>
            <type>hvm</type>
            <boot dev='\''hd'\''/>
          </os>
          <features>
            <pae/>
            <acpi/>
            <apic/>
          </features>
          <clock offset='\''utc'\''/>
          <devices>
            <serial type='\''tcp'\''>
              <source mode='\''bind'\'' host='\''0.0.0.0'\'' service='\''2001'\''/>
              <target port='\''0'\''/>
            </serial>
          </devices>
        </domain>
        '
    "##]]
    .assert_eq(&script(&sandbox, &["--shell", "sh"]));
}

#[test]
fn a_plan_is_a_script_for_powershell() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document("it's ‘ü’", ""));
    expect![[r##"
        # made by `boxwright plan --format vboxmanage`
        $ErrorActionPreference = 'Stop'
        $VBoxManage = if ($env:VBOXMANAGE) { $env:VBOXMANAGE }
            elseif ($env:VBOX_MSI_INSTALL_PATH) { Join-Path $env:VBOX_MSI_INSTALL_PATH 'VBoxManage.exe' }
            else { 'VBoxManage' }
        # Releases of PowerShell differ in how they quote for programs, so the command line is made here.
        function run($list, [bool]$isRead) {
            $words = foreach ($word in $list) {
                '"' + (($word -replace '(\\*)"', '$1$1\"') -replace '(\\+)$', '$1$1') + '"'
            }
            $start = New-Object System.Diagnostics.ProcessStartInfo $VBoxManage, ($words -join ' ')
            $start.UseShellExecute = $false
            $start.RedirectStandardOutput = $isRead
            $run = [System.Diagnostics.Process]::Start($start)
            if ($isRead) { $run.StandardOutput.ReadToEnd() }
            $run.WaitForExit()
            if ($run.ExitCode -ne 0) { throw "VBoxManage $($list[0]) ended with $($run.ExitCode)" }
        }
        function vbox { run $args $false }
        function digest($secret) {
            ((run @('internalcommands', 'passwordhash', $secret) $true) -replace '(?s)^.*: *', '').Trim()
        }
        function secret($name) {
            $value = [Environment]::GetEnvironmentVariable($name)
            if ($null -eq $value) { throw "the variable $name is not set" }
            $value
        }

        # create it's ‘ü’
        vbox 'createvm' `
            '--name' ('' + 'it''s ' + [char]0x2018 + [char]0x00fc + [char]0x2019) `
            '--uuid' '4dab22b3-1d52-d8f3-2516-782e98ab3fa0' `
            '--platform-architecture' 'x86' `
            '--register'
        vbox 'modifyvm' '4dab22b3-1d52-d8f3-2516-782e98ab3fa0' `
            '--memory' '64' `
            '--cpus' '1' `
            '--boot1' 'disk' `
            '--boot2' 'none' `
            '--boot3' 'none' `
            '--boot4' 'none' `
            '--x86-pae' 'on' `
            '--acpi' 'on' `
            '--ioapic' 'on' `
            '--rtc-use-utc' 'on' `
            '--uart1' '0x3f8' '4' `
            '--uart-mode1' 'tcpserver' '2001' `
            '--audio-enabled' 'off'
        vbox 'setextradata' '4dab22b3-1d52-d8f3-2516-782e98ab3fa0' 'Boxwright/Applied' ('' + '1cc3331be5ab84f6
        <domain type=''vbox''>
          <name>it''s ' + [char]0x2018 + [char]0x00fc + [char]0x2019 + '</name>
          <uuid>4dab22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>
          <memory unit=''KiB''>65536</memory>
          <currentMemory unit=''KiB''>65536</currentMemory>
          <vcpu>1</vcpu>
          <os>
            <type>hvm</type>
            <boot dev=''hd''/>
          </os>
          <features>
            <pae/>
            <acpi/>
            <apic/>
          </features>
          <clock offset=''utc''/>
          <devices>
            <serial type=''tcp''>
              <source mode=''bind'' host=''0.0.0.0'' service=''2001''/>
              <target port=''0''/>
            </serial>
          </devices>
        </domain>
        ')
    "##]].assert_eq(&script(&sandbox, &["--shell", "powershell"]));
}

#[test]
fn what_vboxmanage_has_no_words_for_is_a_comment_and_a_warning() {
    let sandbox = Sandbox::new();
    let inside = "  <metadata>\n    <vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>\n      \
                  <vbox:autostart stop='save-state'/>\n    </vbox:machine>\n  </metadata>\n";
    sandbox.write("a.xml", document("one", inside));
    let ran = sandbox
        .run(&[
            "-c",
            "test:///default",
            "plan",
            "--format=vboxmanage",
            "a.xml",
        ])
        .expect_status(0);
    expect![[r#"
        warning: `one`: `VBoxManage` has no words for `autostopType` of the machine, which /domain/metadata/vbox:machine/vbox:autostart/@stop asks for (line 6)
    "#]].assert_eq(&ran.stderr);
    let comments: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.starts_with("# not done"))
        .collect();
    expect!["# not done: `VBoxManage` has no words for `autostopType` of the machine, which /domain/metadata/vbox:machine/vbox:autostart/@stop asks for (line 6)"].assert_eq(&comments.join("\n"));
}

#[test]
fn a_shell_without_a_script_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", document("one", ""));
    let ran = sandbox
        .run(&["plan", "--shell", "sh", "a.xml"])
        .expect_status(1);
    expect![[r#"
        error: `--shell` says for which shell `--format vboxmanage` writes
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn sh_hands_every_word_over_as_it_is() {
    let sandbox = Sandbox::new();
    // Each argument on a line of its own; what is in it is shown by its octets.
    let spy = sandbox.write(
        "spy",
        "#!/bin/sh\nfor word; do printf %s \"$word\" | od -An -v -tx1 | tr -d ' \\n'; echo; done\necho\n",
    );
    let made = Command::new("chmod").arg("+x").arg(&spy).status().unwrap();
    assert!(made.success());
    for text in [
        "it's \"quoted\"",
        "$HOME ${HOME} $(touch x) `touch x`",
        "two\nlines\n# no comment\ntouch x",
        "-leading",
        "--name=x",
        "a\\ b\\\\",
        "; touch x | & < > * ? [a-z] ~ !",
        "ü ‘’ \u{202e}",
        "'",
        "''; touch x; '",
        "\\'; touch x; \\'",
    ] {
        let escaped = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('\n', "&#10;");
        let inside = format!("  <description>{escaped}</description>\n");
        sandbox.write("a.xml", document("one", &inside));
        sandbox.write("a.sh", script(&sandbox, &["--shell=sh"]));
        let ran = Command::new("/bin/sh")
            .arg("a.sh")
            .current_dir(sandbox.path())
            .env("VBOXMANAGE", &spy)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{ran:?}");
        let said = String::from_utf8(ran.stdout).unwrap();
        let octets = |text: &str| {
            let octets: Vec<String> = text.bytes().map(|byte| format!("{byte:02x}")).collect();
            octets.join("")
        };
        let expected = format!("{}\n{}\n", octets("--description"), octets(text));
        assert!(said.contains(&expected), "{text:?}\n{said}");
        assert!(!sandbox.path().join("x").exists(), "{text:?} was run");
    }
}

#[test]
fn paths_of_windows_are_planned_for_an_empty_virtualbox() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "w.xml",
        "<domain type='vbox'><name>w</name><memory unit='MiB'>64</memory><devices>\
         <disk><source file='D:\\boxes\\w.vdi'/><target dev='sda' bus='sata'/></disk>\
         <filesystem><source dir='D:/shared'/><target dir='s'/></filesystem></devices></domain>",
    );
    let ran = sandbox
        .run(&[
            "plan",
            "-c",
            "test:///default",
            "--format",
            "vboxmanage",
            "--shell",
            "powershell",
            "w.xml",
        ])
        .expect_status(0);
    for path in ["'D:\\boxes\\w.vdi'", "'D:/shared'"] {
        assert!(ran.stdout.contains(path), "{path}: {}", ran.stdout);
    }
}
