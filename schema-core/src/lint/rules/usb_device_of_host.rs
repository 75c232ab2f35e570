use crate::domain::Domain;
use crate::domain::devices::HostdevType;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which USB devices of the host the guest gets.
    ///
    /// ## Why is this bad?
    /// It is not, where the guest is meant to have them. But the host loses such a device while the machine runs, and
    /// the guest can read it, change it and reprogram it: a memory stick, a key, a camera.
    ///
    /// ## What to do
    /// Name vendor and product, so that no other device is taken, and remove what the guest does not need.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow usb-device-of-host` where nobody is asked.
    pub(crate) static USB_DEVICE_OF_HOST = {
        name: "usb-device-of-host",
        alias: "E009",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, device) in domain.devices.hostdevs.iter().enumerate() {
        match device.kind {
            HostdevType::Usb => {}
            HostdevType::Pci
            | HostdevType::Scsi
            | HostdevType::ScsiHost
            | HostdevType::Mdev
            | HostdevType::Other(_) => continue,
        }
        let [vendor, product] = [device.source.vendor, device.source.product]
            .map(|id| id.map(|id| format!("{:04x}", id.id.0)));
        let any = |id: Option<String>| id.unwrap_or_else(|| "*".to_owned());
        let device = format!("{}:{}", any(vendor), any(product));
        let message = format!("the guest gets the USB device `{device}` of the host");
        exposed.add(
            Path::device("hostdev", index),
            device,
            message,
            "remove it where the guest does not need it",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn devices_are_named_by_vendor_and_product() {
        let text = devices(
            "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/><product id='0xbeef'/></source></hostdev>",
        );
        assert_eq!(
            exposed(&text),
            [
                "usb-device-of-host /domain/devices/hostdev[0]: the guest gets the USB device `1234:beef` of the host"
            ]
        );
    }
}
