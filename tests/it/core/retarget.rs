//! Documents of other hypervisors become documents for VirtualBox.

use std::collections::BTreeMap;

use expect_test::expect;
use native_driver::backend::sim::Service;
use native_driver::planner::PlanError;
use schema_core::retarget::{Options, PASSES, RetargetError, Retargeted, Verb, retarget};
use schema_core::span::LineIndex;
use schema_core::support::Release;
use tests::driven::Driven;
use tests::tree;

use super::corpus::{documents, name, text};

fn of(text: &str, target: Option<Release>) -> Retargeted {
    let options = Options {
        target,
        ..Options::default()
    };
    retarget(text, &options).unwrap()
}

/// The report with lines and columns, the conversions, and the document.
fn shown(text: &str, target: Option<Release>) -> String {
    let done = of(text, target);
    let index = LineIndex::new(text);
    let mut out = String::new();
    for entry in &done.report {
        let place = index.line_column(text, entry.span.start);
        out.push_str(&format!(
            "{}:{}: {}: {}\n",
            place.line,
            place.column,
            entry.verb.as_str(),
            entry.message
        ));
    }
    for conversion in &done.conversions {
        out.push_str(&format!("$ {}\n", conversion.command));
    }
    out.push_str(&done.text);
    assert_eq!(done.left, [], "{out}");
    out
}

const KVM: &str = "<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>web</name>
  <memory unit='GiB'>2</memory>
  <currentMemory unit='GiB'>1</currentMemory>
  <vcpu placement='static' current='1'>2</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-8.2'>hvm</type>
    <loader readonly='yes' secure='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.secboot.fd</loader>
    <nvram>/var/lib/libvirt/qemu/nvram/web_VARS.fd</nvram>
  </os>
  <features><acpi/></features>
  <cpu mode='host-passthrough'/>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <!-- The system -->
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' discard='unmap'/>
      <source file='/srv/it&apos;s web.qcow2'/>
      <target dev='vda' bus='virtio'/>
      <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
    </disk>
    <disk type='block' device='disk'>
      <driver name='qemu' type='raw'/>
      <source dev='/dev/vg/data'/>
      <target dev='vdb' bus='virtio'/>
    </disk>
    <disk type='block' device='cdrom'>
      <source dev='/dev/sr0'/>
      <target dev='sda' bus='sata'/>
      <readonly/>
    </disk>
    <controller type='usb' model='qemu-xhci' ports='15'/>
    <controller type='pci' model='pcie-root'/>
    <interface type='network'>
      <mac address='52:54:00:00:00:01'/>
      <source network='default'/>
      <model type='virtio'/>
    </interface>
    <interface type='direct'>
      <source dev='eth0' mode='bridge'/>
      <model type='rtl8139'/>
    </interface>
    <serial type='pty'><target port='0'/></serial>
    <console type='pty'/>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <input type='tablet' bus='usb'/>
    <graphics type='spice' autoport='yes'/>
    <video><model type='qxl' ram='65536' heads='2'/></video>
    <memballoon model='virtio'/>
  </devices>
  <qemu:commandline><qemu:arg value='-foo'/></qemu:commandline>
</domain>
";

#[test]
fn a_machine_of_kvm_is_one_of_virtualbox() {
    expect![[r#"
        1:1: changed: `type` is `vbox` in place of `kvm`
        4:3: dropped: `<currentMemory>`: the guest has all of `<memory>` from the start
        5:3: changed: `current`: the guest has all 2 processors from the start, not 1
        5:9: dropped: `placement` of `<vcpu>` has no effect on VirtualBox
        6:3: changed: `firmware` is `efi`, as `<loader>` says
        7:5: changed: the machine type `pc-q35-8.2` is `q35`, the chipset ICH9
        8:5: dropped: `<loader>`: VirtualBox brings its own EFI firmware
        8:5: added: secure boot, with the usual keys, as `<loader secure='yes'>` says
        9:5: dropped: `<nvram>`: VirtualBox keeps the variables of EFI itself, so the boot entries are found anew
        11:3: added: `<apic/>`, `<pae/>`, which every guest there has, and VirtualBox's have where it is said
        14:6: dropped: `<emulator>` has no effect on VirtualBox: VirtualBox is the program
        17:15: dropped: `name` of `<driver>` has no effect on VirtualBox
        17:27: dropped: `type` of `<driver>` has no effect on VirtualBox
        18:7: changed: `/srv/it's web.qcow2` is `/srv/it's web.vdi`: VirtualBox has no qcow2 disks
        19:7: changed: bus `virtio` is a VirtIO-SCSI controller: the guest needs a driver for virtio-scsi, and names the disk `sd`
        20:7: dropped: `<address>`: the place follows from the target
        23:15: dropped: `name` of `<driver>` has no effect on VirtualBox
        23:27: dropped: `type` of `<driver>` has no effect on VirtualBox
        24:7: changed: `/dev/vg/data` is `/var/lib/libvirt/images/web-vdb.vdi`: VirtualBox has no raw disks
        25:7: changed: bus `virtio` is a VirtIO-SCSI controller: the guest needs a driver for virtio-scsi, and names the disk `sd`
        27:5: changed: the drive is empty: a drive of the host is not a file; name one in `<source file>`
        32:5: dropped: `ports` of the USB controller `qemu-xhci`: VirtualBox chooses how many there are
        33:5: dropped: `<controller type='pci'>`: VirtualBox has none
        34:5: changed: interface `network` is `user`: libvirt's network `default` is NAT
        39:5: changed: interface `direct` is `bridge`: VirtualBox's bridge is on the interface of the host itself
        41:7: changed: network card `rtl8139` is `Am79C973`: VirtualBox has no other like it
        43:5: changed: serial port `pty` is `null`, connected to nothing: VirtualBox has no pseudo-terminals; for a socket write `<serial type='unix'>`
        44:6: dropped: `<console>` has no effect on VirtualBox: the serial port is where a guest writes to
        45:6: dropped: `<channel>` has no effect on VirtualBox: what it is for, the Guest Additions do
        47:5: changed: graphics `spice` is `desktop`, a window on the host; for a screen on the network write `<graphics type='rdp'>`
        48:12: changed: graphics card `qxl` is `vmvga` with 16 MiB
        49:6: dropped: `<memballoon>` is not applied: VirtualBox has its own, in the Guest Additions
        51:3: dropped: `<qemu:commandline>` is for `qemu` alone
        $ qemu-img convert -p -f qcow2 -O vdi '/srv/it'\''s web.qcow2' '/srv/it'\''s web.vdi'
        $ qemu-img convert -p -f raw -O vdi /dev/vg/data /var/lib/libvirt/images/web-vdb.vdi
        <domain type='vbox' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
          <name>web</name>
          <memory unit='GiB'>2</memory>
          <vcpu>2</vcpu>
          <os firmware='efi'>
            <type arch='x86_64' machine='q35'>hvm</type>
            <firmware><feature enabled='yes' name='enrolled-keys'/><feature enabled='yes' name='secure-boot'/></firmware>
          </os>
          <features><pae/><acpi/><apic/></features>
          <cpu mode='host-passthrough'/>
          <devices>
            <!-- The system -->
            <disk type='file' device='disk'>
              <driver discard='unmap'/>
              <source file='/srv/it&apos;s web.vdi'/>
              <target dev='vda' bus='virtio'/>
            </disk>
            <disk type='file' device='disk'>
              <source file='/var/lib/libvirt/images/web-vdb.vdi'/>
              <target dev='vdb' bus='virtio'/>
            </disk>
            <disk type='file' device='cdrom'>
              <target dev='sda' bus='sata'/>
              <readonly/>
            </disk>
            <controller type='usb' model='qemu-xhci'/>
            <interface type='user'>
              <mac address='52:54:00:00:00:01'/>
              <model type='virtio'/>
            </interface>
            <interface type='bridge'>
              <source bridge='eth0'/>
              <model type='Am79C973'/>
            </interface>
            <serial type='null'><target port='0'/></serial>
            <input type='tablet' bus='usb'/>
            <graphics type='desktop'/>
            <video><model type='vmvga' vram='16384' heads='2'/></video>
          </devices>
        </domain>
    "#]].assert_eq(&shown(KVM, None));
}

#[test]
fn what_a_release_has_decides_where_disks_are() {
    for (release, bus) in [
        (Release::new(6, 1), "<target dev='vda' bus='virtio'/>"),
        (Release::new(6, 0), "<target dev='sda' bus='sata'/>"),
    ] {
        let text = KVM
            .replace("    <loader", "    <!--loader")
            .replace("</nvram>", "</nvram-->");
        let done = of(&text, Some(release));
        assert!(done.text.contains(bus), "{release:?}\n{}", done.text);
        assert_eq!(done.left, [], "{release:?}");
    }
}

#[test]
fn xen_vmware_and_hyperv_have_their_own_silence() {
    let xen = "<domain type='xen'>
  <name>x</name>
  <bootloader>/usr/bin/pygrub</bootloader>
  <memory>524288</memory>
  <os><type>linux</type></os>
  <devices>
    <disk type='block' device='disk'><driver name='phy'/><source dev='/dev/vg/x'/><target dev='xvda' bus='xen'/></disk>
    <interface type='bridge'><source bridge='xenbr0'/></interface>
    <console type='pty'/>
  </devices>
</domain>
";
    expect![[r#"
        1:1: changed: `type` is `vbox` in place of `xen`
        1:1: added: `<apic/>`, which every guest there has, and VirtualBox's have where it is said
        3:3: dropped: `<bootloader>` runs on the host; the disk has to have a boot loader
        5:7: changed: `linux` is `hvm`: the guest starts as on hardware, with a kernel and a boot loader of its own
        7:46: dropped: `name` of `<driver>` has no effect on VirtualBox
        7:58: changed: `/dev/vg/x` is `/var/lib/libvirt/images/x-xvda.vdi`: VirtualBox has no raw disks
        7:83: changed: bus `xen` is `sata`: disks of Xen's own kind are there alone
        7:83: changed: target `xvda` is `sda`
        8:5: added: model `82540EM`, which guests of today have a driver for
        9:6: dropped: `<console>` has no effect on VirtualBox: the serial port is where a guest writes to
        $ qemu-img convert -p -f raw -O vdi /dev/vg/x /var/lib/libvirt/images/x-xvda.vdi
        <domain type='vbox'>
          <name>x</name>
          <memory>524288</memory>
          <os><type>hvm</type></os>
          <features><apic/></features>
          <devices>
            <disk type='file' device='disk'><source file='/var/lib/libvirt/images/x-xvda.vdi'/><target dev='sda' bus='sata'/></disk>
            <interface type='bridge'><source bridge='xenbr0'/><model type='82540EM'/></interface>
          </devices>
        </domain>
    "#]].assert_eq(&shown(xen, None));
    let vmware = "<domain type='vmware'>
  <name>v</name>
  <memory>524288</memory>
  <os><type arch='x86_64'>hvm</type></os>
  <devices>
    <disk type='file' device='disk'><source file='[store] v/v.vmdk'/><target dev='sda' bus='scsi'/></disk>
    <controller type='scsi' index='0' model='vmpvscsi'/>
    <interface type='bridge'><source bridge='VM Network'/><model type='vmxnet3'/></interface>
  </devices>
</domain>
";
    expect![[r#"
        1:1: changed: `type` is `vbox` in place of `vmware`
        1:1: added: `<acpi/>`, `<apic/>`, `<pae/>`, which every guest there has, and VirtualBox's have where it is said
        6:37: attention: `[store] v/v.vmdk` is in a datastore; copy it, and give its path here
        7:5: changed: SCSI controller `vmpvscsi` is `lsilogic`, which VirtualBox has
        8:59: changed: network card `vmxnet3` is `82545EM`: VirtualBox has no other like it
        <domain type='vbox'>
          <name>v</name>
          <memory>524288</memory>
          <os><type arch='x86_64'>hvm</type></os>
          <features><acpi/><apic/><pae/></features>
          <devices>
            <disk type='file' device='disk'><source file='[store] v/v.vmdk'/><target dev='sda' bus='scsi'/></disk>
            <controller type='scsi' index='0' model='lsilogic'/>
            <interface type='bridge'><source bridge='VM Network'/><model type='82545EM'/></interface>
          </devices>
        </domain>
    "#]].assert_eq(&shown(vmware, None));
    let hyperv = "<domain type='hyperv'>
  <name>h</name>
  <memory>524288</memory>
  <os><type arch='x86_64'>hvm</type></os>
  <devices>
    <disk type='file' device='disk'><source file='/vm/h.vhdx'/><target dev='hda' bus='ide'/></disk>
  </devices>
</domain>
";
    expect![[r#"
        1:1: changed: `type` is `vbox` in place of `hyperv`
        1:1: added: `<acpi/>`, `<apic/>`, `<pae/>`, which every guest there has, and VirtualBox's have where it is said
        6:37: changed: `/vm/h.vhdx` is `/vm/h.vdi`: VirtualBox has no vhdx disks
        $ qemu-img convert -p -f vhdx -O vdi /vm/h.vhdx /vm/h.vdi
        <domain type='vbox'>
          <name>h</name>
          <memory>524288</memory>
          <os><type arch='x86_64'>hvm</type></os>
          <features><acpi/><apic/><pae/></features>
          <devices>
            <disk type='file' device='disk'><source file='/vm/h.vdi'/><target dev='hda' bus='ide'/></disk>
          </devices>
        </domain>
    "#]].assert_eq(&shown(hyperv, None));
}

#[test]
fn each_of_several_siblings_is_dropped_and_named_once() {
    let text = "<domain type='kvm'><name>a</name><memory>1048576</memory><os><type>hvm</type></os><devices>\
                <channel type='unix'/><channel type='spicevmc'/><channel type='pty'/>\
                <controller type='usb' model='qemu-xhci' ports='15'/></devices></domain>";
    let done = of(text, None);
    let about = |what: &str| {
        let all = done
            .report
            .iter()
            .filter(|entry| entry.message.contains(what));
        all.map(|entry| entry.span.start).collect::<Vec<_>>()
    };
    let channels: Vec<usize> = text
        .match_indices("<channel")
        .map(|(at, _)| at + 1)
        .collect();
    assert_eq!(about("`<channel>`"), channels);
    assert_eq!(about("`ports` of the USB controller").len(), 1);
    assert!(!done.text.contains("channel"), "{}", done.text);
}

#[test]
fn images_that_several_machines_use_are_of_fixed_size() {
    let text = |file: &str| {
        format!(
            "<domain type='kvm'><name>a</name><memory>65536</memory><os><type>hvm</type></os><devices><disk>\
             <source file='{file}'/><target dev='sda' bus='sata'/><shareable/></disk></devices></domain>"
        )
    };
    let done = of(&text("/a.raw"), None);
    let commands: Vec<&str> = done
        .conversions
        .iter()
        .map(|it| it.command.as_str())
        .collect();
    assert_eq!(
        commands,
        ["qemu-img convert -p -f raw -O vdi -o static=on /a.raw /a.vdi"]
    );
    let done = of(&text("/a.vdi"), None);
    assert_eq!(done.conversions, []);
    let said: Vec<&str> = done
        .report
        .iter()
        .filter(|entry| entry.verb == Verb::Attention)
        .map(|entry| entry.message.as_str())
        .collect();
    assert_eq!(
        said,
        ["`/a.vdi` has to be of fixed size, as several machines may use it at once"]
    );
}

#[test]
fn what_has_no_machine_is_refused() {
    for (text, expected) in [
        (
            "<domain type='kvm'>",
            "the document is not well-formed; mend it first",
        ),
        ("<network/>", "the document is no `<domain>`"),
        (
            "<domain type='vbox'/>",
            "the document is one for VirtualBox already",
        ),
        (
            "<domain type='lxc'/>",
            "`lxc` runs containers, and a container has no machine that VirtualBox could run",
        ),
        (
            "<domain type='kvm'><os><type arch='s390x'>hvm</type></os></domain>",
            "the guest is one for `s390x`, and VirtualBox runs `x86_64` and `i686` guests",
        ),
    ] {
        let error = retarget(text, &Options::default()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn passes_have_names_of_their_own() {
    let mut names: Vec<&str> = PASSES.iter().map(|pass| pass.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), PASSES.len());
}

/// What came of the documents of a hypervisor.
#[derive(Default)]
struct Row {
    documents: usize,
    without_error: usize,
    /// Of those, how many a simulated VirtualBox would be given as they are.
    planned: usize,
    containers: usize,
    architectures: usize,
    not_done: usize,
}

#[test]
fn valid_documents_of_other_hypervisors_have_no_error_afterwards() {
    let Some(corpus) = tree::corpus() else { return };
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut left = Vec::new();
    let mut refused = Vec::new();
    for path in documents(&corpus.join("domain/valid")) {
        let text = text(&path);
        let root = schema_core::elements::elements(&text).unwrap();
        let kind = root.attributes.iter().find(|it| it.name == "type");
        let kind = kind.map_or("none", |kind| kind.value.as_str()).to_owned();
        if kind == "vbox" {
            continue;
        }
        let row = rows.entry(kind).or_default();
        row.documents += 1;
        match retarget(&text, &Options::default()) {
            Ok(done) if done.left.is_empty() => {
                row.without_error += 1;
                for entry in &done.report {
                    let inside = text.get(entry.span.clone()).is_some();
                    assert!(inside, "{}: {entry:?}", name(&path));
                }
                let service = Service::empty();
                match Driven::simulated(&service).plan(&done.text) {
                    Ok(_plan) => row.planned += 1,
                    // What the report asks somebody to look after is not there.
                    Err(PlanError::Refused(found))
                        if found.iter().all(|it| it.rule == "unusable-host-file") => {}
                    Err(error) => refused.push(format!("{}: {error:?}", name(&path))),
                }
            }
            Ok(done) => {
                row.not_done += 1;
                let first = done.left.first().unwrap();
                left.push(format!("{}: {} {}", name(&path), first.rule, first.message));
            }
            Err(RetargetError::Container(_)) => row.containers += 1,
            Err(RetargetError::Architecture(_)) => row.architectures += 1,
            Err(error) => {
                row.not_done += 1;
                left.push(format!("{}: {error}", name(&path)));
            }
        }
    }
    println!(
        "hypervisor  documents  no error   planned  containers  other architectures  not done"
    );
    for (kind, row) in &rows {
        println!(
            "{kind:10}  {:9}  {:8}  {:8}  {:10}  {:19}  {:8}",
            row.documents,
            row.without_error,
            row.planned,
            row.containers,
            row.architectures,
            row.not_done
        );
    }
    assert_eq!(left, [""; 0]);
    assert_eq!(refused, [""; 0]);
    let of_kvm = rows.get("kvm").map_or(0, |row| row.without_error);
    assert!(of_kvm >= 100, "{of_kvm} of KVM");
}
