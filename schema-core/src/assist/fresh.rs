//! Names, addresses and numbers that a document does not use yet.

use crate::domain::value::Mac;
use crate::normalize::{letter_index, letters, name_prefix};
use crate::spec::Value as _;

use super::Host;
use super::sketch::{Document, Node};

/// The first port of VirtualBox's remote display.
const FIRST_PORT: u16 = 3389;

impl Document<'_> {
    /// The lowest name of a disk with this prefix, such as `sdb`, that no other disk than `own` has.
    pub(crate) fn free_dev(&self, prefix: &str, own: Option<&Node>) -> String {
        let taken: Vec<u32> = self
            .disks_but(own)
            .filter_map(|disk| {
                let dev = self.attribute(self.child(disk, "target")?, "dev")?;
                (name_prefix(dev) == prefix).then(|| letter_index(dev))?
            })
            .collect();
        let free = (0..=u32::MAX)
            .find(|index| !taken.contains(index))
            .unwrap_or(0);
        format!("{prefix}{}", letters(free))
    }

    fn disks_but<'s>(&'s self, own: Option<&'s Node>) -> impl Iterator<Item = &'s Node> + 's {
        self.all("disk")
            .filter(move |disk| own.is_none_or(|own| own.span.start != disk.span.start))
    }

    /// A hardware address of VirtualBox's own range that no interface has.
    pub(crate) fn free_mac(&self, seed: u64) -> String {
        let taken: Vec<Mac> = self
            .all("mac")
            .filter_map(|mac| Mac::read(self.attribute(mac, "address")?))
            .collect();
        let mut state = seed;
        loop {
            let [a, b, c, ..] = next(&mut state).to_be_bytes();
            let mac = Mac([0x08, 0x00, 0x27, a, b, c]);
            if !taken.contains(&mac) {
                return mac.text().into_owned();
            }
        }
    }

    /// The lowest number that no other controller of a type has.
    pub(crate) fn free_index(&self, kind: &str, own: Option<&Node>) -> u32 {
        let taken: Vec<u32> = self
            .all("controller")
            .filter(|other| own.is_none_or(|own| own.span.start != other.span.start))
            .filter(|other| self.attribute(other, "type") == Some(kind))
            .map(|other| {
                let index = self.attribute(other, "index");
                index.and_then(|index| index.parse().ok()).unwrap_or(0)
            })
            .collect();
        (0..=u32::MAX)
            .find(|index| !taken.contains(index))
            .unwrap_or(0)
    }

    /// The lowest place in the order of booting that no device has.
    pub(crate) fn free_order(&self) -> u32 {
        let taken: Vec<u32> = self
            .all("boot")
            .filter_map(|boot| self.attribute(boot, "order")?.parse().ok())
            .collect();
        (1..=u32::MAX)
            .find(|order| !taken.contains(order))
            .unwrap_or(1)
    }

    /// A port that neither the document nor the host uses.
    pub(crate) fn free_port(&self, host: &dyn Host) -> u16 {
        let taken: Vec<u16> = self
            .all("graphics")
            .filter_map(|graphics| self.attribute(graphics, "port")?.parse().ok())
            .collect();
        (FIRST_PORT..FIRST_PORT + 200)
            .find(|port| !taken.contains(port) && host.is_free(*port))
            .unwrap_or(FIRST_PORT)
    }

    /// The controllers of a type, by their numbers.
    pub(crate) fn controllers(&self, kind: &str) -> Vec<u32> {
        let mut found: Vec<u32> = self
            .all("controller")
            .filter(|controller| self.attribute(controller, "type") == Some(kind))
            .map(|controller| {
                let index = self.attribute(controller, "index");
                index.and_then(|index| index.parse().ok()).unwrap_or(0)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// A random UUID of version 4, from a seed.
pub(crate) fn uuid(seed: u64) -> String {
    let mut state = seed ^ 0x5555_5555_5555_5555;
    let high = u128::from(next(&mut state));
    let number = high << 64 | u128::from(next(&mut state));
    uuid::Builder::from_random_bytes(number.to_be_bytes())
        .into_uuid()
        .to_string()
}

/// The bus that disks with a prefix are on; VirtualBox's usual one for `sd`.
pub(crate) fn bus_of_prefix(prefix: &str) -> &'static str {
    match prefix {
        "hd" => "ide",
        "fd" => "fdc",
        "nvme" => "nvme",
        "vd" => "virtio",
        _ => "sata",
    }
}

/// The prefix of the names of disks on a bus.
pub(crate) fn prefix_of_bus(bus: &str) -> &'static str {
    match bus {
        "ide" => "hd",
        "fdc" => "fd",
        "nvme" => "nvme",
        "virtio" => "vd",
        _ => "sd",
    }
}

/// splitmix64: every seed gives another number, and the next one is as good.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
