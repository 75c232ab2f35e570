//! The lists of `IVirtualBox`: machines, media, OS types and what the simulation has none of.

use std::collections::BTreeSet;

use super::handle::{Handle, Of};
use super::media::Device;
use super::os_types;
use super::value::{self, Answer};
use super::virtual_box;
use super::world::World;

pub(super) fn call(world: &World, member: &str) -> Option<Answer> {
    Some(match member {
        "getMachines" => machines(world),
        "getMachineGroups" => groups(world),
        "getHardDisks" => virtual_box::media(world, Device::HardDisk),
        "getDVDImages" => virtual_box::media(world, Device::Dvd),
        "getFloppyImages" => virtual_box::media(world, Device::Floppy),
        "getGuestOSTypes" => {
            value::objects(os_types::all().map(|each| Handle::GuestOsType(each.id)))
        }
        "getGuestOSFamilies" => value::texts([
            "BSD", "Linux", "MacOS", "OS2", "Other", "Solaris", "Windows",
        ]),
        "getExtraDataKeys" => value::texts(world.extra_data.keys().cloned()),
        "getProgressOperations"
        | "getSharedFolders"
        | "getDHCPServers"
        | "getNATNetworks"
        | "getInternalNetworks"
        | "getGenericNetworkDrivers"
        | "getCloudNetworks" => value::list([]),
        _ => return None,
    })
}

fn machines(world: &World) -> Answer {
    let machines = world
        .machines
        .iter()
        .filter(|(_, machine)| machine.is_registered);
    value::objects(machines.map(|(number, _)| Handle::Machine(Of::Machine(*number))))
}

fn groups(world: &World) -> Answer {
    let machines = world
        .machines
        .values()
        .filter(|machine| machine.is_registered);
    let groups: BTreeSet<String> = machines
        .flat_map(|machine| machine.record.settings.groups.clone())
        .collect();
    value::texts(groups)
}
