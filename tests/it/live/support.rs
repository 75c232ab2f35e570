//! What the support data says of the newest release, asked of a real VirtualBox of that release.

use native_driver::backend::{Backend, Call};
use native_driver::connect::{ConnectOptions, Connection, HelperCommand, connect};
use native_driver::uri::ConnectionUri;
use native_driver::value::{Object, Value};
use schema_core::support::{self, Bus, Chipset, Device, Limit, Release, devices};
use tests::live::Lab;

/// VirtualBox's answers about what it can do.
struct Properties {
    connection: Connection,
    system: Object,
    platform: Object,
    release: Release,
}

impl Properties {
    fn of(lab: &Lab) -> Self {
        let options = ConnectOptions {
            helper: Some(HelperCommand::of(lab.helper())),
            ..ConnectOptions::from_environment()
        };
        let mut connection = connect(&ConnectionUri::Session, &options).unwrap();
        let backend = connection.backend();
        let root = backend.virtual_box();
        let system = object(&call(backend, &Call::get(root, "systemProperties")));
        let platform = object(&call(backend, &Call::get(system, "platform")));
        let version = call(backend, &Call::get(root, "version"));
        let release = text(&version).parse().unwrap();
        Self {
            connection,
            system,
            platform,
            release,
        }
    }

    fn get(&mut self, object: Object, member: &'static str) -> u32 {
        number(&call(self.connection.backend(), &Call::get(object, member)))
    }

    fn ask(&mut self, member: &'static str, args: Vec<Value>) -> Value {
        call(
            self.connection.backend(),
            &Call::invoke(self.platform, member, args),
        )
    }

    /// The constants of `of` that a list holds.
    fn names(&mut self, of: &'static str, list: &Value) -> Vec<String> {
        let typelib = self.connection.backend().typelib();
        assert!(matches!(list, Value::List(_)), "{list:?}");
        let items = if let Value::List(items) = list {
            items.as_slice()
        } else {
            &[]
        };
        let name = |item: &Value| {
            if let Value::Enum { is, .. } = item {
                is.to_string()
            } else {
                typelib.enum_name(of, number(item)).unwrap().to_owned()
            }
        };
        let mut names: Vec<String> = items.iter().map(name).collect();
        names.sort();
        names
    }
}

#[track_caller]
fn call(backend: &mut dyn Backend, call: &Call) -> Value {
    backend.call(call).unwrap().pop().unwrap_or(Value::Null)
}

#[track_caller]
fn object(value: &Value) -> Object {
    assert!(matches!(value, Value::Object(_)), "{value:?}");
    if let Value::Object(object) = value {
        *object
    } else {
        Object(0)
    }
}

#[track_caller]
fn text(value: &Value) -> &str {
    assert!(matches!(value, Value::Text(_)), "{value:?}");
    if let Value::Text(text) = value {
        text
    } else {
        ""
    }
}

#[track_caller]
fn number(value: &Value) -> u32 {
    let number = if let Value::Unsigned(number) = value {
        u32::try_from(*number).ok()
    } else if let Value::Int(number) = value {
        u32::try_from(*number).ok()
    } else {
        None
    };
    assert!(number.is_some(), "{value:?} is no number");
    number.unwrap_or_default()
}

#[test]
fn limits_are_those_of_the_newest_release() {
    let Some(lab) = Lab::start() else { return };
    let mut asked = Properties::of(&lab);
    let (system, platform, release) = (asked.system, asked.platform, asked.release);
    assert_eq!(release, Release::NEWEST);
    for limit in Limit::ALL {
        let (object, member) = match limit {
            Limit::MinMemory => (system, "minGuestRAM"),
            Limit::MaxMemory => (system, "maxGuestRAM"),
            Limit::MinVideoMemory => (system, "minGuestVRAM"),
            Limit::MaxVideoMemory => (system, "maxGuestVRAM"),
            Limit::MaxCpus => (system, "maxGuestCPUCount"),
            Limit::MaxMonitors => (system, "maxGuestMonitors"),
            Limit::BootPositions => (platform, "maxBootPosition"),
            Limit::SerialPorts => (platform, "serialPortCount"),
            Limit::ParallelPorts => (platform, "parallelPortCount"),
        };
        assert_eq!(asked.get(object, member), limit.of(release), "{limit:?}");
    }
}

#[test]
fn buses_hold_what_they_are_said_to_hold() {
    let Some(lab) = Lab::start() else { return };
    let mut asked = Properties::of(&lab);
    let release = asked.release;
    for bus in Bus::ALL {
        let constant = || Value::constant("StorageBus", bus.constant());
        let ports = asked.ask("getMaxPortCountForStorageBus", vec![constant()]);
        assert_eq!(number(&ports), bus.max_ports(release), "{bus:?}");
        let devices = asked.ask("getMaxDevicesPerPortForStorageBus", vec![constant()]);
        assert_eq!(number(&devices), bus.devices_per_port(), "{bus:?}");
        for chipset in [Chipset::Piix3, Chipset::Ich9] {
            let args = vec![
                Value::constant("ChipsetType", chipset.constant()),
                constant(),
            ];
            let controllers = asked.ask("getMaxInstancesOfStorageBus", args);
            let expected = bus.max_controllers(chipset, release);
            assert_eq!(number(&controllers), expected, "{bus:?} of {chipset:?}");
        }
        let drives = asked.ask("getDeviceTypesForStorageBus", vec![constant()]);
        let mut expected: Vec<&str> = bus
            .drives(release)
            .iter()
            .map(|drive| drive.constant())
            .collect();
        expected.sort_unstable();
        assert_eq!(asked.names("DeviceType", &drives), expected, "{bus:?}");
    }
}

#[test]
fn chipsets_hold_as_many_interfaces_as_they_are_said_to() {
    let Some(lab) = Lab::start() else { return };
    let mut asked = Properties::of(&lab);
    let release = asked.release;
    for chipset in [Chipset::Piix3, Chipset::Ich9] {
        let args = vec![Value::constant("ChipsetType", chipset.constant())];
        let interfaces = asked.ask("getMaxNetworkAdapters", args);
        assert_eq!(
            number(&interfaces),
            chipset.max_interfaces(release),
            "{chipset:?}"
        );
    }
}

#[test]
fn what_an_x86_host_supports_is_said_to_be_there() {
    let Some(lab) = Lab::start() else { return };
    let mut asked = Properties::of(&lab);
    let release = asked.release;
    let tables: [(&'static str, &'static [Device]); 11] = [
        ("supportedNetworkAdapterTypes", devices::NIC_MODELS),
        ("supportedStorageBuses", devices::STORAGE_BUSES),
        (
            "supportedStorageControllerTypes",
            devices::STORAGE_CONTROLLERS,
        ),
        ("supportedAudioControllerTypes", devices::SOUND_MODELS),
        ("supportedGfxControllerTypes", devices::GRAPHICS_CONTROLLERS),
        ("supportedUSBControllerTypes", devices::USB_CONTROLLERS),
        ("supportedFirmwareTypes", devices::FIRMWARE),
        ("supportedTpmTypes", devices::TPMS),
        ("supportedChipsetTypes", devices::CHIPSETS),
        ("supportedUartTypes", devices::UARTS),
        ("supportedParavirtProviders", devices::PARAVIRT_PROVIDERS),
    ];
    for (member, table) in tables {
        let platform = asked.platform;
        let list = call(asked.connection.backend(), &Call::get(platform, member));
        let of = table.first().unwrap().of;
        let names = asked.names(of, &list);
        assert!(!names.is_empty(), "{member}");
        for name in names
            .iter()
            .filter(|name| !["None", "Null"].contains(&name.as_str()))
        {
            let known = table
                .iter()
                .any(|device| device.constant == name && device.is_in(release));
            assert!(known, "{member}: {name}");
        }
    }
    assert_eq!(
        support::nic_models(release).count(),
        devices::NIC_MODELS.len() - 1
    );
}
