//! What holds for every domain: the normal form is stable, and what is written is read back.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use schema_core::domain::devices::{
    Audio, AudioType, CharacterDevice, CharacterSource, CharacterTarget, CharacterType, Controller,
    ControllerModel, ControllerType, DeviceBoot, Devices, Discard, Disk, DiskBus, DiskDevice,
    DiskDriver, DiskSource, DiskTarget, DiskType, Filesystem, FilesystemSource, FilesystemTarget,
    FilesystemType, Graphics, GraphicsListen, GraphicsType, Hostdev, HostdevMode, HostdevSource,
    HostdevType, Interface, InterfaceMac, InterfaceModel, InterfaceSource, InterfaceType, Iotune,
    Link, LinkState, ListenType, SocketMode, Sound, SoundAudio, SoundModel, Tpm, TpmBackend,
    TpmBackendType, TpmModel, TpmVersion, UsbId, Video, VideoAcceleration, VideoModel, VideoType,
};
use schema_core::domain::metadata::{
    Clipboard, DragAndDrop, Exchange, Foreign, Group, Groups, Machine,
};
use schema_core::domain::{
    Adjustment, Arch, Boot, BootDevice, Bootmenu, Clock, ClockBasis, ClockOffset, Cpu, CpuFeature,
    CpuMode, CpuModel, Cputune, Domain, DomainType, Feature, FeatureName, FeaturePolicy, Features,
    Firmware, Hex16, Loader, LoaderType, Mac, Memory, Metadata, Nvram, OnOff, Os, OsFirmware,
    OsType, Switch, Timer, TimerName, Vcpu, YesNo,
};
use schema_core::json::{from_json, to_json};
use schema_core::normalize::{normalize, normalize_domain};
use schema_core::parse::{Parsed, parse};
use schema_core::spec::Value as _;
use schema_core::validate::validate;
use schema_core::write::write;

/// Any text that XML can hold, with what has to be escaped more often than elsewhere.
fn text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        '&', '<', '>', '\'', '"', '\r', '\n', '\t', ' ', ']', '\u{e9}',
    ]);
    let any = any::<char>().prop_filter("XML cannot hold it", |c| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
    });
    vec(prop_oneof![special, any], 1..8).prop_map(String::from_iter)
}

fn path() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("/{text}"))
}

fn name() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("a{}", text.replace('\n', " ")))
}

fn disk() -> impl Strategy<Value = Disk> {
    let drive = prop_oneof![
        (0..4_u8).prop_map(|at| (DiskBus::Ide, format!("hd{}", char::from(b'a' + at)))),
        (0..6_u8).prop_map(|at| (DiskBus::Sata, format!("sd{}", char::from(b'a' + at)))),
        (0..7_u8).prop_map(|at| (DiskBus::Scsi, format!("sd{}", char::from(b'h' + at)))),
        (0..2_u8).prop_map(|at| (DiskBus::Fdc, format!("fd{}", char::from(b'a' + at)))),
        (0..4_u8).prop_map(|at| (DiskBus::Virtio, format!("vd{}", char::from(b'a' + at)))),
        (1..4_u8).prop_map(|at| (DiskBus::Nvme, format!("nvme0n{at}"))),
        (0..4_u8).prop_map(|at| (DiskBus::Usb, format!("sd{}", char::from(b'p' + at)))),
    ];
    let flags = any::<(bool, bool, bool)>();
    let details = (any::<(bool, bool, bool)>(), of(any::<u64>()));
    (drive, of(path()), flags, details, place()).prop_map(
        |(
            (bus, dev),
            file,
            (cdrom, readonly, say_bus),
            ((shareable, transient, solid_state), total_bytes_sec),
            boot,
        )| {
            let device = match (bus, cdrom) {
                (DiskBus::Fdc, _) => DiskDevice::Floppy,
                (DiskBus::Nvme, _) => DiskDevice::Disk,
                (_, true) => DiskDevice::Cdrom,
                (_, false) => DiskDevice::Disk,
            };
            let file = file.or_else(|| (device == DiskDevice::Disk).then(|| "/x".to_owned()));
            Disk {
                kind: DiskType::File,
                device,
                source: file.map(|file| DiskSource {
                    file: Some(file),
                    dev: None,
                }),
                target: DiskTarget {
                    dev,
                    bus: (say_bus || matches!(bus, DiskBus::Sata | DiskBus::Usb)).then_some(bus),
                    rotation_rate: solid_state.then_some(1),
                },
                driver: solid_state.then_some(DiskDriver {
                    discard: Some(Discard::Unmap),
                }),
                iotune: total_bytes_sec.map(|bytes| Iotune {
                    total_bytes_sec: Some(bytes),
                }),
                shareable,
                transient,
                readonly,
                boot,
                alias: None,
                address: None,
            }
        },
    )
}

fn interface() -> impl Strategy<Value = Interface> {
    let connected = prop_oneof![
        Just((InterfaceType::User, None)),
        text().prop_map(|bridge| {
            (
                InterfaceType::Bridge,
                Some(InterfaceSource {
                    bridge: Some(bridge),
                    ..InterfaceSource::default()
                }),
            )
        }),
        text().prop_map(|name| {
            (
                InterfaceType::Internal,
                Some(InterfaceSource {
                    name: Some(name),
                    ..InterfaceSource::default()
                }),
            )
        }),
        text().prop_map(|network| {
            (
                InterfaceType::Network,
                Some(InterfaceSource {
                    network: Some(network),
                    ..InterfaceSource::default()
                }),
            )
        }),
    ];
    let model = prop::sample::select(vec![
        "Am79C970A",
        "am79c973",
        "82540eM",
        "82543GC",
        "82545em",
        "virtio",
    ]);
    let link = prop::sample::select(vec![LinkState::Up, LinkState::Down]);
    (
        connected,
        of(any::<[u8; 6]>()),
        of(model),
        of(link),
        place(),
    )
        .prop_map(|((kind, source), mac, model, link, boot)| Interface {
            kind,
            mac: mac.map(|mut address: [u8; 6]| {
                // The second digit of an interface's own address is even.
                let [first, ..] = &mut address;
                *first &= !1;
                InterfaceMac {
                    address: Mac(address),
                }
            }),
            source,
            model: model.map(|kind| InterfaceModel {
                kind: kind.to_owned(),
            }),
            link: link.map(|state| Link { state }),
            bandwidth: None,
            port_forwards: Vec::new(),
            boot,
            alias: None,
        })
}

fn ports(
    kinds: &'static [CharacterType],
    count: usize,
) -> impl Strategy<Value = Vec<CharacterDevice>> {
    let mode = of(prop::sample::select(vec![
        SocketMode::Bind,
        SocketMode::Connect,
    ]));
    let port = (prop::sample::select(kinds), path(), any::<bool>(), mode);
    vec(port, 0..=count).prop_map(|ports| {
        let ports = ports
            .into_iter()
            .enumerate()
            .map(|(index, (kind, path, say, mode))| CharacterDevice {
                kind,
                source: Some(CharacterSource {
                    mode,
                    path: Some(path),
                    host: Some("10.0.0.1".to_owned()),
                    service: Some("2001".to_owned()),
                }),
                protocol: None,
                target: say.then(|| CharacterTarget {
                    port: u32::try_from(index).ok(),
                }),
                alias: None,
            });
        // The last first, so that there is something to sort.
        ports.rev().collect()
    })
}

fn graphics() -> impl Strategy<Value = Vec<Graphics>> {
    let window = (
        prop::sample::select(vec![GraphicsType::Desktop, GraphicsType::Sdl]),
        of(text()),
    )
        .prop_map(|(kind, display)| Graphics {
            kind,
            display,
            ..Graphics::default()
        });
    let yes_no = || of(prop::sample::select(vec![YesNo::Yes, YesNo::No]));
    let server = (of(-1..65_536), yes_no(), of(text()), yes_no(), yes_no()).prop_map(
        |(port, autoport, listen, multi_user, replace_user)| Graphics {
            kind: GraphicsType::Rdp,
            port,
            autoport,
            listen: listen.clone(),
            multi_user,
            replace_user,
            // With users, other words of the document go without saying.
            username: None,
            passwd: None,
            display: None,
            listens: vec![GraphicsListen {
                kind: ListenType::Address,
                address: listen,
            }],
        },
    );
    (of(server), of(window)).prop_map(|(server, window)| server.into_iter().chain(window).collect())
}

/// Disks of different names, and so at different places.
fn disks() -> impl Strategy<Value = Vec<Disk>> {
    vec(disk(), 0..6).prop_map(|mut disks| {
        let mut names = std::collections::BTreeSet::new();
        disks.retain(|disk| names.insert(disk.target.dev.clone()));
        disks
    })
}

fn controllers() -> impl Strategy<Value = Vec<Controller>> {
    of(prop::sample::select(vec![
        (ControllerType::Ide, Some(ControllerModel::Ich6)),
        (ControllerType::Scsi, Some(ControllerModel::Auto)),
        (ControllerType::Scsi, Some(ControllerModel::Buslogic)),
        (ControllerType::Sata, None),
        (ControllerType::Nvme, None),
        (ControllerType::Scsi, Some(ControllerModel::VirtioScsi)),
        (ControllerType::Usb, Some(ControllerModel::Ehci)),
    ]))
    .prop_map(|controller| {
        controller
            .map(|(kind, model)| Controller {
                kind,
                index: None,
                model,
                ports: None,
            })
            .into_iter()
            .collect()
    })
}

fn hostdevs() -> impl Strategy<Value = Vec<Hostdev>> {
    let hostdev = any::<(u16, u16)>().prop_map(|(vendor, product)| Hostdev {
        mode: HostdevMode::Subsystem,
        kind: HostdevType::Usb,
        source: HostdevSource {
            vendor: Some(UsbId { id: Hex16(vendor) }),
            product: Some(UsbId { id: Hex16(product) }),
        },
    });
    vec(hostdev, 0..3)
}

fn devices() -> impl Strategy<Value = Devices> {
    use CharacterType as C;
    let share = (path(), any::<bool>());
    let sound = of(prop::sample::select(vec![
        SoundModel::Sb16,
        SoundModel::Ac97,
        SoundModel::Ich6,
    ]));
    (
        (of(video()), of(tpm())),
        controllers(),
        disks().boxed(),
        vec(share, 0..3),
        vec(interface(), 0..4).boxed(),
        ports(&[C::Dev, C::File, C::Pipe, C::Unix, C::Tcp, C::Null], 4),
        ports(&[C::Dev], 2),
        graphics(),
        sound,
        hostdevs(),
    )
        .prop_map(
            |(
                (video, tpm),
                controllers,
                disks,
                shares,
                interfaces,
                serials,
                parallels,
                graphics,
                sound,
                hostdevs,
            )| Devices {
                controllers,
                disks,
                filesystems: shares
                    .into_iter()
                    .enumerate()
                    .map(|(index, (dir, readonly))| Filesystem {
                        kind: FilesystemType::Mount,
                        source: FilesystemSource { dir },
                        target: FilesystemTarget {
                            dir: format!("share {index}"),
                        },
                        readonly,
                        alias: None,
                    })
                    .collect(),
                interfaces,
                serials,
                parallels,
                graphics,
                videos: video.into_iter().collect(),
                tpms: tpm.into_iter().collect(),
                inputs: Vec::new(),
                sounds: sound
                    .map(|model| Sound {
                        model,
                        audio: Some(SoundAudio { id: 2 }),
                    })
                    .into_iter()
                    .collect(),
                audios: vec![
                    Audio {
                        id: 1,
                        kind: AudioType::None,
                        input: true,
                        output: false,
                    },
                    Audio {
                        id: 2,
                        kind: AudioType::Alsa,
                        input: false,
                        output: false,
                    },
                ],
                hostdevs,
            },
        )
}

/// A part of the metadata; what is said of devices needs devices.
fn metadata() -> impl Strategy<Value = Metadata> {
    let exchange = || {
        of(prop::sample::select(vec![
            Exchange::Disabled,
            Exchange::Bidirectional,
        ]))
    };
    let group = "/[a-z]{1,3}".prop_map(|name| Group { name });
    let foreign = (text(), "[a-z]{1,8}").prop_map(|(text, name)| {
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let xml = format!("<a:{name} xmlns:a='urn:{name}'>\n  <a:in>{text}</a:in>\n</a:{name}>");
        Foreign::read(&xml).unwrap()
    });
    (
        of(of("[A-Za-z]{1,8}")),
        of(vec(group, 0..4)),
        exchange(),
        exchange(),
        of(foreign),
    )
        .prop_map(|(machine, groups, clipboard, dnd, foreign)| Metadata {
            machine: machine.map(|os_type| Machine {
                os_type,
                groups: groups.map(|groups| Groups { groups }),
                clipboard: clipboard.map(|mode| Clipboard {
                    mode: Some(mode),
                    file_transfers: None,
                }),
                drag_and_drop: Some(DragAndDrop { mode: dnd }),
                ..Machine::default()
            }),
            foreign: foreign.into_iter().collect(),
        })
}

fn video() -> impl Strategy<Value = Video> {
    let kind = prop::sample::select(vec![
        VideoType::Vbox,
        VideoType::Vmvga,
        VideoType::Vga,
        VideoType::Ramfb,
        VideoType::None,
    ]);
    let switch = || of(prop::sample::select(vec![YesNo::Yes, YesNo::No]));
    let acceleration =
        of((switch(), switch())
            .prop_map(|(accel3d, accel2d)| VideoAcceleration { accel3d, accel2d }));
    (kind, of(0..262_145_u32), of(0..65_u32), acceleration).prop_map(
        |(kind, vram, heads, acceleration)| Video {
            model: VideoModel {
                kind,
                vram,
                heads,
                acceleration,
            },
        },
    )
}

fn os_type() -> impl Strategy<Value = OsType> {
    let arch = of(prop::sample::select(vec![Arch::X86_64, Arch::I686]));
    let machine = of(prop::sample::select(vec![
        "pc",
        "q35",
        "pc-i440fx-8.2",
        "pc-q35-9.0",
    ]));
    (arch, machine).prop_map(|(arch, machine)| OsType {
        arch: arch.map(|arch| arch.as_str().to_owned()),
        machine: machine.map(str::to_owned),
        kind: "hvm".to_owned(),
    })
}

fn yes_no() -> impl Strategy<Value = Option<YesNo>> {
    of(prop::sample::select(vec![YesNo::Yes, YesNo::No]))
}

/// What `<os>` says of the firmware.
fn firmware() -> impl Strategy<Value = Os> {
    let kind = of(prop::sample::select(vec![Firmware::Bios, Firmware::Efi]));
    let loader_kind = of(prop::sample::select(vec![
        LoaderType::Rom,
        LoaderType::Pflash,
    ]));
    let loader = of((yes_no(), yes_no(), loader_kind, of(path())).prop_map(
        |(readonly, secure, kind, path)| Loader {
            readonly,
            secure,
            kind,
            path,
        },
    ));
    let nvram = of((of(path()), of(path())).prop_map(|(template, path)| Nvram { template, path }));
    let name = prop::sample::select(vec![FeatureName::EnrolledKeys, FeatureName::SecureBoot]);
    let enabled = prop::sample::select(vec![YesNo::Yes, YesNo::No]);
    let feature = (name, enabled).prop_map(|(name, enabled)| Feature { enabled, name });
    let features = of(vec(feature, 0..3).prop_map(|features| OsFirmware { features }));
    (kind, loader, nvram, features).prop_map(|(firmware, loader, nvram, firmware_features)| Os {
        firmware,
        firmware_features,
        loader,
        nvram,
        ..Os::default()
    })
}

fn switch() -> impl Strategy<Value = Switch> {
    of(prop::sample::select(vec![OnOff::On, OnOff::Off])).prop_map(|state| Switch { state })
}

fn clock() -> impl Strategy<Value = Clock> {
    let offset = prop::sample::select(vec![
        ClockOffset::Utc,
        ClockOffset::Localtime,
        ClockOffset::Variable,
    ]);
    let seconds = any::<i32>().prop_map(|seconds| Adjustment::Seconds(seconds.into()));
    let adjustment = of(prop_oneof![Just(Adjustment::Reset), seconds]);
    let basis = of(prop::sample::select(vec![
        ClockBasis::Utc,
        ClockBasis::Localtime,
    ]));
    let name = prop::sample::select(vec![TimerName::Hpet, TimerName::Other("rtc")]);
    let timer = (name, yes_no()).prop_map(|(name, present)| Timer { name, present });
    (offset, adjustment, basis, vec(timer, 0..3)).prop_map(|(offset, adjustment, basis, timers)| {
        Clock {
            offset,
            adjustment,
            basis,
            timers,
        }
    })
}

fn cpu() -> impl Strategy<Value = Cpu> {
    let mode = of(prop::sample::select(vec![
        CpuMode::Custom,
        CpuMode::HostPassthrough,
    ]));
    let model = of(of(name()).prop_map(|name| CpuModel { name }));
    let policy = of(prop::sample::select(vec![
        FeaturePolicy::Require,
        FeaturePolicy::Disable,
    ]));
    let feature = prop::sample::select(vec!["vmx", "svm", "pae"]);
    let feature = (policy, feature).prop_map(|(policy, name)| CpuFeature {
        policy,
        name: name.to_owned(),
    });
    (mode, model, vec(feature, 0..3)).prop_map(|(mode, model, features)| Cpu {
        mode,
        model,
        topology: None,
        features,
    })
}

fn cputune() -> impl Strategy<Value = Cputune> {
    (of(1000..1_000_001_u64), of(-1..1_000_000_i64))
        .prop_map(|(period, quota)| Cputune { period, quota })
}

fn place() -> impl Strategy<Value = Option<DeviceBoot>> {
    of((1..100_000_u32).prop_map(|order| DeviceBoot { order }))
}

fn tpm() -> impl Strategy<Value = Tpm> {
    let model = of(prop::sample::select(vec![
        TpmModel::TpmTis,
        TpmModel::TpmCrb,
    ]));
    let kind = prop::sample::select(vec![TpmBackendType::Emulator, TpmBackendType::Passthrough]);
    let version = of(prop::sample::select(vec![
        TpmVersion::V1_2,
        TpmVersion::V2_0,
    ]));
    (model, kind, version).prop_map(|(model, kind, version)| Tpm {
        model,
        backend: TpmBackend { kind, version },
    })
}

/// A domain that is nearly always valid; the few with an accident, such as two disks of one name, are tried again.
fn domain() -> impl Strategy<Value = Domain> {
    let boot = prop::sample::subsequence(
        vec![
            BootDevice::HardDisk,
            BootDevice::Cdrom,
            BootDevice::Network,
            BootDevice::Floppy,
        ],
        0..4,
    );
    let os =
        (os_type(), firmware(), boot, of(yes_no())).prop_map(|(kind, firmware, boot, enable)| Os {
            kind,
            boot: boot.into_iter().map(|dev| Boot { dev }).collect(),
            bootmenu: enable.map(|enable| Bootmenu { enable }),
            ..firmware
        });
    let features =
        (any::<(bool, bool, bool)>(), of(switch())).prop_map(|((pae, acpi, apic), hap)| Features {
            pae,
            acpi,
            apic,
            hap,
        });
    let memory = 4096..u64::from(u32::MAX);
    (
        (
            name(),
            of(any::<u128>()),
            (of(text()), of(metadata())),
            memory,
            of(prop_oneof![Just(0), 4096..u64::from(u32::MAX)]),
        ),
        (
            of(1..65_u32),
            of(os.boxed()),
            of(features),
            of(clock()).boxed(),
            // What is on the heap is not on the stack of a test.
            devices().boxed(),
        ),
        (of(name()), of(cpu()).boxed(), of(cputune())),
    )
        .prop_map(
            |(
                (name, uuid, (description, metadata), memory, current),
                (vcpu, os, features, clock, devices),
                (title, cpu, cputune),
            )| {
                Domain {
                    kind: DomainType::Vbox,
                    name,
                    uuid: uuid.map(uuid::Uuid::from_u128),
                    title,
                    description,
                    metadata,
                    memory: Memory { kib: memory },
                    current_memory: current.map(|kib| Memory { kib }),
                    vcpu: vcpu.map(|count| Vcpu {
                        count,
                        current: None,
                    }),
                    cputune,
                    sysinfos: Vec::new(),
                    os,
                    features,
                    cpu,
                    clock,
                    devices,
                }
            },
        )
        .prop_map(|mut domain| {
            // There is one order: of kinds of devices, or of devices.
            if domain.os.as_ref().is_some_and(|os| !os.boot.is_empty()) {
                let devices = &mut domain.devices;
                devices.disks.iter_mut().for_each(|disk| disk.boot = None);
                let interfaces = devices.interfaces.iter_mut();
                interfaces.for_each(|interface| interface.boot = None);
            }
            domain
        })
        .prop_filter("has a fault", |domain| {
            validate(Parsed::from(domain.clone())).is_ok()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(domain in domain()) {
        let text = write(&domain);
        let parsed = parse(&text);
        // A warning is about the machine, and not about how it is written.
        let faults: Vec<_> = parsed.diagnostics.iter().filter(|found| found.is_error()).collect();
        prop_assert!(faults.is_empty(), "{:?}: {}", faults, text);
        prop_assert_eq!(parsed.domain, domain, "{}", text);
    }

    #[test]
    fn json_is_read_back(domain in domain()) {
        let json = to_json(&domain).unwrap();
        prop_assert_eq!(from_json(&json).unwrap(), domain, "{}", json);
    }

    #[test]
    fn the_normal_form_is_its_own(domain in domain()) {
        let normal = normalize_domain(domain.clone());
        prop_assert_eq!(&normalize_domain(normal.clone()), &normal);

        // The way through the text comes to the same, and a text in normal form has nothing to be said about it but
        // what a machine that is read back leaves out.
        let from_text = normalize(&validate(parse(&write(&domain))).unwrap());
        prop_assert_eq!(&from_text.domain, &normal);
        let again = normalize(&validate(parse(&write(&normal))).unwrap());
        prop_assert_eq!(again.domain, normal);
        let changed: Vec<_> = again
            .notes
            .into_iter()
            .filter(|note| !note.message.contains("is left out where a machine is read back"))
            .collect();
        prop_assert_eq!(changed, []);
    }

    #[test]
    fn broken_text_is_no_reason_to_panic(domain in domain(), at in any::<prop::sample::Index>(), with in text()) {
        let text = write(&domain);
        let mut at = at.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (head, tail) = text.split_at(at);
        for broken in [format!("{head}{with}{tail}"), head.to_owned(), format!("{head}{}", tail.get(1..).unwrap_or_default())] {
            for found in schema_core::lint::lint(&broken) {
                prop_assert!(broken.get(found.span.clone()).is_some(), "{:?} is no place in the text", found.span);
            }
        }
    }
}
