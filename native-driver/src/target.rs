//! From a step's target to an object: the way differs between releases, and is found by asking the type library.

use crate::plan::Target;
use crate::typelib::Typelib;
use crate::value::{Name, Value};

/// One call on the way to an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hop {
    /// Reads an attribute.
    Get(&'static str),
    /// Calls a method.
    Call(&'static str, Vec<Value>),
}

/// The way from the machine to a part of it.
pub(crate) struct Route {
    pub(crate) hops: Vec<Hop>,
    /// The interface at the end.
    pub(crate) interface: Name,
}

/// The way from the machine to `target`; `None` where the target is no part of the machine.
pub(crate) fn route(target: &Target, typelib: &Typelib) -> Option<Route> {
    let has = |interface: &str, member: &str| typelib.has(interface, member);
    let number = |slot: &u32| vec![Value::Unsigned(u64::from(*slot))];
    let (hops, interface) = match target {
        Target::VirtualBox
        | Target::Host
        | Target::Session
        | Target::Medium(..)
        | Target::Result(..) => {
            return None;
        }
        Target::Registered | Target::Machine => (Vec::new(), "IMachine"),
        // 7.1 moved the hardware of a platform out of the machine.
        Target::Platform if has("IMachine", "platform") => {
            (vec![Hop::Get("platform")], "IPlatform")
        }
        Target::PlatformX86 if has("IMachine", "platform") => {
            (vec![Hop::Get("platform"), Hop::Get("x86")], "IPlatformX86")
        }
        Target::Platform | Target::PlatformX86 => (Vec::new(), "IMachine"),
        Target::Firmware if has("IMachine", "firmwareSettings") => {
            (vec![Hop::Get("firmwareSettings")], "IFirmwareSettings")
        }
        Target::Firmware => (vec![Hop::Get("BIOSSettings")], "IBIOSSettings"),
        Target::Nvram => (vec![Hop::Get("nonVolatileStore")], "INvramStore"),
        Target::UefiVariables => (
            vec![Hop::Get("nonVolatileStore"), Hop::Get("uefiVariableStore")],
            "IUefiVariableStore",
        ),
        Target::Tpm => (
            vec![Hop::Get("trustedPlatformModule")],
            "ITrustedPlatformModule",
        ),
        // 6.1 moved the graphics card out of the machine.
        Target::Graphics if has("IMachine", "graphicsAdapter") => {
            (vec![Hop::Get("graphicsAdapter")], "IGraphicsAdapter")
        }
        Target::Graphics => (Vec::new(), "IMachine"),
        Target::Audio if has("IMachine", "audioSettings") => (
            vec![Hop::Get("audioSettings"), Hop::Get("adapter")],
            "IAudioAdapter",
        ),
        Target::Audio => (vec![Hop::Get("audioAdapter")], "IAudioAdapter"),
        Target::Vrde if has("IMachine", "VRDEServer") => {
            (vec![Hop::Get("VRDEServer")], "IVRDEServer")
        }
        Target::Vrde => (vec![Hop::Get("VRDPServer")], "IVRDPServer"),
        Target::Recording => (vec![Hop::Get("recordingSettings")], "IRecordingSettings"),
        Target::RecordingScreen(screen) => (
            vec![
                Hop::Get("recordingSettings"),
                Hop::Call("getScreenSettings", number(screen)),
            ],
            "IRecordingScreenSettings",
        ),
        Target::Nic(slot) => (
            vec![Hop::Call("getNetworkAdapter", number(slot))],
            "INetworkAdapter",
        ),
        // Until 4.1 it was called a driver.
        Target::NatEngine(slot) => {
            let modern = has("INetworkAdapter", "NATEngine");
            let engine = Hop::Get(if modern { "NATEngine" } else { "natDriver" });
            let adapter = Hop::Call("getNetworkAdapter", number(slot));
            (vec![adapter, engine], "INATEngine")
        }
        Target::Serial(slot) => (
            vec![Hop::Call("getSerialPort", number(slot))],
            "ISerialPort",
        ),
        Target::Parallel(slot) => (
            vec![Hop::Call("getParallelPort", number(slot))],
            "IParallelPort",
        ),
        Target::Controller(name) => (
            vec![Hop::Call(
                "getStorageControllerByName",
                vec![Value::text(name)],
            )],
            "IStorageController",
        ),
        Target::Attachment(name, port, device) => {
            (vec![attachment(name, *port, *device)], "IMediumAttachment")
        }
        Target::Bandwidth => (vec![Hop::Get("bandwidthControl")], "IBandwidthControl"),
        Target::BandwidthGroup(name) => (
            vec![
                Hop::Get("bandwidthControl"),
                Hop::Call("getBandwidthGroup", vec![Value::text(name)]),
            ],
            "IBandwidthGroup",
        ),
        Target::UsbFilters if has("IMachine", "USBDeviceFilters") => {
            (vec![Hop::Get("USBDeviceFilters")], "IUSBDeviceFilters")
        }
        Target::UsbFilters => (vec![Hop::Get("USBController")], "IUSBController"),
        // Found by name in the list: there is no call for one.
        Target::SharedFolder(..) => (Vec::new(), "ISharedFolder"),
    };
    Some(Route {
        hops,
        interface: Name::Borrowed(interface),
    })
}

fn attachment(controller: &str, port: u32, device: u32) -> Hop {
    let number = |number: u32| Value::Int(i64::from(number));
    let args = vec![Value::text(controller), number(port), number(device)];
    Hop::Call("getMediumAttachment", args)
}

/// The interface that has the members of a part of the machine; the machine's own for what is no part.
pub(crate) fn interface(target: &Target, typelib: &Typelib) -> Name {
    route(target, typelib).map_or(Name::Borrowed("IMachine"), |route| route.interface)
}
