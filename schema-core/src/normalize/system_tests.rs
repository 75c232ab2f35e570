//! What the normal form makes of what a machine is beside its devices: from document to the same in other words.

use super::*;
use crate::lint::rules::testing::{devices, domain};
use crate::parse::parse;
use crate::validate::validate;

#[track_caller]
fn normal(text: &str) -> Normalized {
    match validate(parse(text)) {
        Ok(validated) => normalize(&validated),
        Err(rejected) => panic!("{:#?}", rejected.diagnostics),
    }
}

/// The element in the normal form, without the blanks between elements; nothing where it is not there.
#[track_caller]
fn element(text: &str, name: &str) -> String {
    let xml = crate::write::write(&normal(text).domain);
    let flat: String = xml.lines().map(str::trim).collect();
    let Some(start) = flat.find(&format!("<{name}")) else {
        return String::new();
    };
    let rest = &flat[start..];
    let end_tag = format!("</{name}>");
    let open = rest.find('>').unwrap() + 1;
    let end = if rest[..open].ends_with("/>") {
        open
    } else {
        rest.find(&end_tag).unwrap() + end_tag.len()
    };
    rest[..end].to_owned()
}

#[track_caller]
fn check(name: &str, cases: &[(&str, &str)]) {
    for (said, meant) in cases {
        assert_eq!(element(&domain(said), name), *meant, "{said}");
    }
}

/// The messages of what the normal form does not have.
fn notes(text: &str) -> Vec<String> {
    let notes = normal(text).notes.into_iter();
    notes.map(|note| note.message).collect()
}

const SECURE: &str = "<os firmware='efi'><type>hvm</type><firmware><feature enabled='yes' name='enrolled-keys'/><feature enabled='yes' name='secure-boot'/></firmware><boot dev='hd'/></os>";
const EFI: &str = "<os firmware='efi'><type>hvm</type><boot dev='hd'/></os>";
const BIOS: &str = "<os><type>hvm</type><boot dev='hd'/></os>";

#[test]
fn the_firmware_is_efi_with_secure_boot_or_without_or_not_said() {
    let feature = |name, enabled| format!("<feature name='{name}' enabled='{enabled}'/>");
    let os =
        |attributes: &str, inside: &str| format!("<os{attributes}><type>hvm</type>{inside}</os>");
    let firmware = |features: &str| {
        os(
            " firmware='efi'",
            &format!("<firmware>{features}</firmware>"),
        )
    };
    let cases = [
        (os("", ""), BIOS),
        (os(" firmware='bios'", ""), BIOS),
        (os("", "<loader type='rom'>/bios.bin</loader>"), BIOS),
        (os(" firmware='efi'", ""), EFI),
        (
            os(
                "",
                "<loader type='pflash'>/code.fd</loader><nvram>/vars.fd</nvram>",
            ),
            EFI,
        ),
        (os("", "<loader type='pflash' secure='yes'/>"), SECURE),
        (firmware(&feature("secure-boot", "yes")), SECURE),
        (firmware(&feature("enrolled-keys", "yes")), SECURE),
        (firmware(&feature("secure-boot", "no")), EFI),
        (
            firmware(
                &[
                    feature("secure-boot", "yes"),
                    feature("enrolled-keys", "no"),
                ]
                .concat(),
            ),
            EFI,
        ),
    ];
    for (said, meant) in cases {
        assert_eq!(element(&domain(&said), "os"), meant, "{said}");
    }
}

#[test]
fn files_of_firmware_are_not_said_and_that_is() {
    let text = domain(
        "<os><type>hvm</type><loader type='pflash'>/code.fd</loader><nvram>/vars.fd</nvram></os>",
    );
    assert_eq!(
        notes(&text),
        [
            "the file with the firmware is not used",
            "the file for what the firmware stores is not used",
        ]
    );
}

#[test]
fn a_chipset_has_no_version() {
    check(
        "type",
        &[
            (
                "<os><type machine='pc-i440fx-8.2'>hvm</type></os>",
                "<type machine='pc'>hvm</type>",
            ),
            (
                "<os><type machine='pc-q35-9.0'>hvm</type></os>",
                "<type machine='q35'>hvm</type>",
            ),
            (
                "<os><type arch='i686'>hvm</type></os>",
                "<type arch='i686'>hvm</type>",
            ),
        ],
    );
}

#[test]
fn a_boot_menu_is_said_where_there_is_none() {
    let menu = |enable: &str| format!("<os><type>hvm</type><bootmenu enable='{enable}'/></os>");
    assert_eq!(element(&domain(&menu("yes")), "bootmenu"), "");
    assert_eq!(
        element(&domain(&menu("no")), "bootmenu"),
        "<bootmenu enable='no'/>"
    );
}

#[test]
fn the_order_of_devices_becomes_one_of_kinds() {
    let disk = |name: &str, device: &str, order: u32| {
        format!(
            "<disk device='{device}'><source file='/{name}'/><target dev='{name}'/><boot order='{order}'/></disk>"
        )
    };
    let text = devices(
        &[
            disk("hda", "disk", 3),
            disk("hdc", "cdrom", 1),
            "<interface type='user'><boot order='2'/></interface>".to_owned(),
        ]
        .concat(),
    );
    let normal = normal(&text);
    let order: Vec<&str> = normal
        .domain
        .os
        .unwrap()
        .boot
        .iter()
        .map(|boot| boot.dev.as_str())
        .collect();
    assert_eq!(order, ["cdrom", "network", "hd"]);
    assert!(
        normal
            .domain
            .devices
            .disks
            .iter()
            .all(|disk| disk.boot.is_none())
    );

    let text = devices(&[disk("hda", "disk", 2), disk("hdb", "disk", 1)].concat());
    assert_eq!(
        notes(&text),
        [
            "the second `hd` of the boot order is left out",
            "this is not the hard disk that VirtualBox starts from",
        ]
    );
}

#[test]
fn a_clock_is_variable_where_it_is_ahead() {
    check(
        "clock",
        &[
            ("", "<clock offset='utc'/>"),
            (
                "<clock offset='utc' adjustment='reset'/>",
                "<clock offset='utc'/>",
            ),
            (
                "<clock offset='variable' basis='localtime'/>",
                "<clock offset='localtime'/>",
            ),
            (
                "<clock offset='utc' adjustment='-5'/>",
                "<clock offset='variable' adjustment='-5' basis='utc'/>",
            ),
            (
                "<clock offset='variable' adjustment='60' basis='localtime'/>",
                "<clock offset='variable' adjustment='60' basis='localtime'/>",
            ),
            (
                "<clock offset='utc'><timer name='rtc'/><timer name='hpet'/></clock>",
                "<clock offset='utc'><timer name='hpet' present='yes'/></clock>",
            ),
            (
                "<clock offset='utc'><timer name='hpet' present='no'/></clock>",
                "<clock offset='utc'/>",
            ),
        ],
    );
}

#[test]
fn a_processor_is_said_where_virtualization_is_nested() {
    let nested = "<cpu mode='host-passthrough'><feature policy='require' name='vmx'/></cpu>";
    check(
        "cpu",
        &[
            ("<cpu mode='host-model'/>", ""),
            (
                "<cpu><model>Nehalem</model><feature name='svm'/></cpu>",
                nested,
            ),
            (
                "<cpu mode='host-passthrough'><feature policy='disable' name='vmx'/></cpu>",
                "",
            ),
            (
                "<cpu><topology sockets='1' cores='1' threads='1'/></cpu>",
                "",
            ),
        ],
    );
}

#[test]
fn a_quota_is_a_whole_number_of_hundredths() {
    let tuning = |inside: &str| format!("<cputune>{inside}</cputune>");
    let half = "<cputune><period>100000</period><quota>50000</quota></cputune>";
    let cases = [
        ("<quota>50000</quota>", half),
        ("<period>1000000</period><quota>500000</quota>", half),
        ("<period>10000</period><quota>5010</quota>", half),
        ("<quota>-1</quota>", ""),
        ("<quota>400000</quota>", ""),
        ("<period>1000</period>", ""),
    ];
    for (said, meant) in cases {
        assert_eq!(element(&domain(&tuning(said)), "cputune"), meant, "{said}");
    }
    let rounded = notes(&domain(&tuning(
        "<period>10000</period><quota>5010</quota>",
    )));
    assert_eq!(rounded, ["5010 of 10000 become 50 hundredths"]);
}

#[test]
fn nested_paging_is_said_where_it_is_off() {
    let features = |hap: &str| domain("").replace("<apic/>", &format!("<apic/>{hap}"));
    assert_eq!(element(&features("<hap/>"), "hap"), "");
    assert_eq!(element(&features("<hap state='on'/>"), "hap"), "");
    assert_eq!(
        element(&features("<hap state='off'/>"), "hap"),
        "<hap state='off'/>"
    );
}

#[test]
fn a_module_has_its_version_and_no_model() {
    let cases = [
        (
            "<tpm model='tpm-crb'><backend type='emulator'/></tpm>",
            "<tpm><backend type='emulator' version='2.0'/></tpm>",
        ),
        (
            "<tpm><backend type='passthrough' version='2.0'/></tpm>",
            "<tpm><backend type='passthrough'/></tpm>",
        ),
    ];
    for (said, meant) in cases {
        assert_eq!(element(&devices(said), "tpm"), meant, "{said}");
    }
}
