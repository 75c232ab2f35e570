//! The rules, one file each, in the order of their names.

mod address_not_drive;
mod bad_share_name;
mod bad_title;
mod beyond_target_limit;
mod boot_device_repeated;
mod boot_disk_beyond_firmware;
mod boot_order_assumed;
mod boot_order_of_devices;
mod bridged_network;
mod bus_by_target_name;
mod changed_by_normalization;
mod character_device_of_host;
mod character_device_without_path;
mod cipher_of_disk;
mod content_outside_root;
mod controller_model_defaulted;
mod cputune_out_of_range;
mod current_memory_mismatch;
mod device_newer_than_target;
mod direct_mode_not_bridge;
mod discard_without_vdi;
mod disk_source_ignored;
mod disk_without_remote_source;
mod disk_without_source;
mod document_too_large;
mod document_type_declaration;
mod drive_address_out_of_range;
mod driver_of_connected_interface;
mod duplicate_attribute;
mod duplicate_boot_order;
mod duplicate_controller_index;
mod duplicate_cpu_feature;
mod duplicate_device_address;
mod duplicate_disk_image;
mod duplicate_drive_address;
mod duplicate_element;
mod duplicate_hostdev;
mod duplicate_mac;
mod duplicate_own_key;
mod duplicate_port;
mod duplicate_port_forward;
mod duplicate_seclabel;
mod duplicate_share_name;
mod duplicate_target_dev;
mod duplicate_tuning;
mod duplicate_usb_controller;
mod efi_blind_disk;
mod empty_name;
mod empty_node_list;
mod enrolled_keys_without_secure_boot;
mod extension_pack_needed;
mod feature_absent;
mod floppy_bus_mismatch;
mod forward_without_passt;
mod graphics_attribute_ignored;
mod graphics_listen_mismatch;
mod guest_64_bit_without_apic;
mod hugepages_with_two_defaults;
mod illegal_character;
mod image_of_other_drive;
mod impossible_port_forward;
mod interface_source_ignored;
mod internal_extra_data_key;
mod invalid_address;
mod invalid_group;
mod invalid_suppression;
mod invalid_target_name;
mod invalid_value;
mod iotune_total_and_parts;
mod listen_without_network;
mod locked_policy_violation;
mod malformed_comment;
mod malformed_instruction;
mod malformed_tag;
mod maximum_memory_mismatch;
mod memory_not_whole_mib;
mod memory_too_small;
mod memory_without_unit;
mod merge_conflict;
mod metadata_without_namespace;
mod microphone_of_host;
mod misdeclared_encoding;
mod mismatched_end_tag;
mod missing_attribute;
mod missing_element;
mod missing_interface_source;
mod missing_memory;
mod missing_os_type;
mod missing_port_path;
mod missing_root;
mod missing_text;
mod missing_usb_hub;
mod missing_value;
mod mixed_boot_order;
mod multicast_mac;
mod name_unlike_folder;
mod network_driver;
mod nil_uuid;
mod no_boot_medium;
mod no_effect_on_virtualbox;
mod not_vbox_domain;
mod numatune_mode_mismatch;
mod numatune_placement_mismatch;
mod nvram_without_pflash;
mod old_tpm_with_crb;
mod optical_drive_on_nvme;
mod optical_drive_read_only;
mod os_type_not_hvm;
mod other_encoding;
mod own_setting_newer_than_target;
mod own_setting_of_other_device;
mod own_value_out_of_range;
mod pipe_to_host;
mod plain_secret;
mod policy_violation;
mod port_forward_beyond_loopback;
mod port_number_too_large;
mod port_of_drive_address;
mod ports_out_of_range;
mod promiscuous_interface;
mod raw_device_of_host;
mod rdp_port_out_of_range;
mod readable_host_folder;
mod relabel_without_label;
mod relative_share_folder;
mod relative_source_path;
mod remote_display_beyond_loopback;
mod remote_display_without_authentication;
mod remote_display_without_server;
mod remote_user_contradicted;
mod remote_user_incomplete;
mod reserved_extra_data_key;
mod root_controller_address;
mod root_controller_target;
mod root_not_domain;
mod scheduler_overlap;
mod scsi_address_taken;
mod second_address_of_bridge;
mod second_authentication;
mod second_graphics_ignored;
mod second_metadata_of_namespace;
mod second_primary_video;
mod second_sound;
mod second_tpm;
mod second_video;
mod secure_boot_without_efi;
mod serial_port_on_network;
mod setting_newer_than_target;
mod shared_clipboard;
mod shared_drag_and_drop;
mod shared_port_source;
mod slash_in_name;
mod syntax_error;
mod target_beyond_controller;
mod target_device_mismatch;
mod timer_ignored;
mod too_many_findings;
mod too_many_interfaces;
mod topology_mismatch;
mod tpm_without_backend;
mod tray_without_drive;
mod two_controllers_of_one_bus;
mod udp_tunnel;
mod unclosed_element;
mod undeclared_prefix;
mod unescaped_character;
mod unexpected_text;
mod unfinished_tag;
mod unknown_architecture;
mod unknown_attribute;
mod unknown_audio;
mod unknown_device_reference;
mod unknown_element;
mod unknown_guest;
mod unknown_iothread;
mod unknown_numa_node;
mod unknown_os_type;
mod unknown_reference;
mod unknown_vbox_namespace;
mod unmatched_end_tag;
mod unnamed_usb_filter;
mod unquoted_value;
mod unreadable_file;
mod unsupported_architecture;
mod unsupported_audio;
mod unsupported_clock_offset;
mod unsupported_controller_model;
mod unsupported_controller_type;
mod unsupported_disk_bus;
mod unsupported_disk_device;
mod unsupported_disk_type;
mod unsupported_filesystem_type;
mod unsupported_graphics_type;
mod unsupported_hostdev;
mod unsupported_input;
mod unsupported_interface_type;
mod unsupported_listen;
mod unsupported_machine_type;
mod unsupported_nic_model;
mod unsupported_port_type;
mod unsupported_sound_model;
mod unsupported_tpm;
mod unsupported_video_model;
mod unterminated_markup;
mod unused_suppression;
mod usb_companion_without_master;
mod usb_device_of_host;
mod usb_device_without_usb;
mod uuid_mismatch;
mod vbox_video_without_3d;
mod vcpu_current_mismatch;
mod vcpu_out_of_range;
mod vcpu_without_apic;
mod video_beyond_limit;
mod virtio_option_on_other_bus;
mod writable_host_folder;
mod wrong_mdev_address;
mod wrong_secret_type;

use crate::lint::Rule;

pub use other_encoding::{is_of_encoding, of_encoding};
pub use unreadable_file::unreadable_file;

pub(crate) use beyond_target_limit::BEYOND_TARGET_LIMIT;
pub(crate) use changed_by_normalization::CHANGED_BY_NORMALIZATION;
pub(crate) use content_outside_root::CONTENT_OUTSIDE_ROOT;
pub(crate) use device_newer_than_target::DEVICE_NEWER_THAN_TARGET;
pub(crate) use document_too_large::DOCUMENT_TOO_LARGE;
pub(crate) use document_type_declaration::DOCUMENT_TYPE_DECLARATION;
pub(crate) use duplicate_attribute::DUPLICATE_ATTRIBUTE;
pub(crate) use duplicate_element::DUPLICATE_ELEMENT;
pub(crate) use extension_pack_needed::EXTENSION_PACK_NEEDED;
pub(crate) use illegal_character::ILLEGAL_CHARACTER;
pub(crate) use invalid_suppression::INVALID_SUPPRESSION;
pub(crate) use invalid_value::INVALID_VALUE;
pub(crate) use locked_policy_violation::LOCKED_POLICY_VIOLATION;
pub(crate) use malformed_comment::MALFORMED_COMMENT;
pub(crate) use malformed_instruction::MALFORMED_INSTRUCTION;
pub(crate) use malformed_tag::MALFORMED_TAG;
pub(crate) use merge_conflict::MERGE_CONFLICT;
pub(crate) use metadata_without_namespace::METADATA_WITHOUT_NAMESPACE;
pub(crate) use mismatched_end_tag::MISMATCHED_END_TAG;
pub(crate) use missing_attribute::MISSING_ATTRIBUTE;
pub(crate) use missing_element::MISSING_ELEMENT;
pub(crate) use missing_memory::MISSING_MEMORY;
pub(crate) use missing_root::MISSING_ROOT;
pub(crate) use missing_text::MISSING_TEXT;
pub(crate) use missing_value::MISSING_VALUE;
pub(crate) use no_effect_on_virtualbox::NO_EFFECT_ON_VIRTUALBOX;
pub(crate) use not_vbox_domain::NOT_VBOX_DOMAIN;
pub(crate) use own_setting_newer_than_target::OWN_SETTING_NEWER_THAN_TARGET;
pub(crate) use policy_violation::POLICY_VIOLATION;
pub(crate) use root_not_domain::ROOT_NOT_DOMAIN;
pub(crate) use second_metadata_of_namespace::SECOND_METADATA_OF_NAMESPACE;
pub(crate) use setting_newer_than_target::SETTING_NEWER_THAN_TARGET;
pub(crate) use syntax_error::SYNTAX_ERROR;
pub(crate) use too_many_findings::TOO_MANY_FINDINGS;
pub(crate) use unclosed_element::UNCLOSED_ELEMENT;
pub(crate) use undeclared_prefix::UNDECLARED_PREFIX;
pub(crate) use unescaped_character::UNESCAPED_CHARACTER;
pub(crate) use unexpected_text::UNEXPECTED_TEXT;
pub(crate) use unfinished_tag::UNFINISHED_TAG;
pub(crate) use unknown_attribute::UNKNOWN_ATTRIBUTE;
pub(crate) use unknown_element::UNKNOWN_ELEMENT;
pub(crate) use unknown_reference::UNKNOWN_REFERENCE;
pub(crate) use unknown_vbox_namespace::UNKNOWN_VBOX_NAMESPACE;
pub(crate) use unmatched_end_tag::UNMATCHED_END_TAG;
pub(crate) use unquoted_value::UNQUOTED_VALUE;
pub(crate) use unterminated_markup::UNTERMINATED_MARKUP;
pub(crate) use unused_suppression::UNUSED_SUPPRESSION;
pub(crate) use writable_host_folder::WRITABLE_HOST_FOLDER;

/// All rules, in the order of their names.
pub static ALL: &[&Rule] = &[
    &address_not_drive::ADDRESS_NOT_DRIVE,
    &bad_share_name::BAD_SHARE_NAME,
    &bad_title::BAD_TITLE,
    &beyond_target_limit::BEYOND_TARGET_LIMIT,
    &boot_device_repeated::BOOT_DEVICE_REPEATED,
    &boot_disk_beyond_firmware::BOOT_DISK_BEYOND_FIRMWARE,
    &boot_order_assumed::BOOT_ORDER_ASSUMED,
    &boot_order_of_devices::BOOT_ORDER_OF_DEVICES,
    &bridged_network::BRIDGED_NETWORK,
    &bus_by_target_name::BUS_BY_TARGET_NAME,
    &changed_by_normalization::CHANGED_BY_NORMALIZATION,
    &character_device_of_host::CHARACTER_DEVICE_OF_HOST,
    &character_device_without_path::CHARACTER_DEVICE_WITHOUT_PATH,
    &cipher_of_disk::CIPHER_OF_DISK,
    &content_outside_root::CONTENT_OUTSIDE_ROOT,
    &controller_model_defaulted::CONTROLLER_MODEL_DEFAULTED,
    &cputune_out_of_range::CPUTUNE_OUT_OF_RANGE,
    &current_memory_mismatch::CURRENT_MEMORY_MISMATCH,
    &device_newer_than_target::DEVICE_NEWER_THAN_TARGET,
    &direct_mode_not_bridge::DIRECT_MODE_NOT_BRIDGE,
    &discard_without_vdi::DISCARD_WITHOUT_VDI,
    &disk_source_ignored::DISK_SOURCE_IGNORED,
    &disk_without_remote_source::DISK_WITHOUT_REMOTE_SOURCE,
    &disk_without_source::DISK_WITHOUT_SOURCE,
    &document_too_large::DOCUMENT_TOO_LARGE,
    &document_type_declaration::DOCUMENT_TYPE_DECLARATION,
    &drive_address_out_of_range::DRIVE_ADDRESS_OUT_OF_RANGE,
    &driver_of_connected_interface::DRIVER_OF_CONNECTED_INTERFACE,
    &duplicate_attribute::DUPLICATE_ATTRIBUTE,
    &duplicate_boot_order::DUPLICATE_BOOT_ORDER,
    &duplicate_controller_index::DUPLICATE_CONTROLLER_INDEX,
    &duplicate_cpu_feature::DUPLICATE_CPU_FEATURE,
    &duplicate_device_address::DUPLICATE_DEVICE_ADDRESS,
    &duplicate_disk_image::DUPLICATE_DISK_IMAGE,
    &duplicate_drive_address::DUPLICATE_DRIVE_ADDRESS,
    &duplicate_element::DUPLICATE_ELEMENT,
    &duplicate_hostdev::DUPLICATE_HOSTDEV,
    &duplicate_mac::DUPLICATE_MAC,
    &duplicate_own_key::DUPLICATE_OWN_KEY,
    &duplicate_port::DUPLICATE_PORT,
    &duplicate_port_forward::DUPLICATE_PORT_FORWARD,
    &duplicate_seclabel::DUPLICATE_SECLABEL,
    &duplicate_share_name::DUPLICATE_SHARE_NAME,
    &duplicate_target_dev::DUPLICATE_TARGET_DEV,
    &duplicate_tuning::DUPLICATE_TUNING,
    &duplicate_usb_controller::DUPLICATE_USB_CONTROLLER,
    &efi_blind_disk::EFI_BLIND_DISK,
    &empty_name::EMPTY_NAME,
    &empty_node_list::EMPTY_NODE_LIST,
    &enrolled_keys_without_secure_boot::ENROLLED_KEYS_WITHOUT_SECURE_BOOT,
    &EXTENSION_PACK_NEEDED,
    &feature_absent::FEATURE_ABSENT,
    &floppy_bus_mismatch::FLOPPY_BUS_MISMATCH,
    &forward_without_passt::FORWARD_WITHOUT_PASST,
    &graphics_attribute_ignored::GRAPHICS_ATTRIBUTE_IGNORED,
    &graphics_listen_mismatch::GRAPHICS_LISTEN_MISMATCH,
    &guest_64_bit_without_apic::GUEST_64_BIT_WITHOUT_APIC,
    &hugepages_with_two_defaults::HUGEPAGES_WITH_TWO_DEFAULTS,
    &illegal_character::ILLEGAL_CHARACTER,
    &image_of_other_drive::IMAGE_OF_OTHER_DRIVE,
    &impossible_port_forward::IMPOSSIBLE_PORT_FORWARD,
    &interface_source_ignored::INTERFACE_SOURCE_IGNORED,
    &internal_extra_data_key::INTERNAL_EXTRA_DATA_KEY,
    &invalid_address::INVALID_ADDRESS,
    &invalid_group::INVALID_GROUP,
    &invalid_suppression::INVALID_SUPPRESSION,
    &invalid_target_name::INVALID_TARGET_NAME,
    &invalid_value::INVALID_VALUE,
    &iotune_total_and_parts::IOTUNE_TOTAL_AND_PARTS,
    &listen_without_network::LISTEN_WITHOUT_NETWORK,
    &locked_policy_violation::LOCKED_POLICY_VIOLATION,
    &malformed_comment::MALFORMED_COMMENT,
    &malformed_instruction::MALFORMED_INSTRUCTION,
    &malformed_tag::MALFORMED_TAG,
    &maximum_memory_mismatch::MAXIMUM_MEMORY_MISMATCH,
    &memory_not_whole_mib::MEMORY_NOT_WHOLE_MIB,
    &memory_too_small::MEMORY_TOO_SMALL,
    &memory_without_unit::MEMORY_WITHOUT_UNIT,
    &merge_conflict::MERGE_CONFLICT,
    &metadata_without_namespace::METADATA_WITHOUT_NAMESPACE,
    &microphone_of_host::MICROPHONE_OF_HOST,
    &misdeclared_encoding::MISDECLARED_ENCODING,
    &mismatched_end_tag::MISMATCHED_END_TAG,
    &missing_attribute::MISSING_ATTRIBUTE,
    &missing_element::MISSING_ELEMENT,
    &missing_interface_source::MISSING_INTERFACE_SOURCE,
    &missing_memory::MISSING_MEMORY,
    &missing_os_type::MISSING_OS_TYPE,
    &missing_port_path::MISSING_PORT_PATH,
    &missing_root::MISSING_ROOT,
    &missing_text::MISSING_TEXT,
    &missing_usb_hub::MISSING_USB_HUB,
    &missing_value::MISSING_VALUE,
    &mixed_boot_order::MIXED_BOOT_ORDER,
    &multicast_mac::MULTICAST_MAC,
    &name_unlike_folder::NAME_UNLIKE_FOLDER,
    &network_driver::NETWORK_DRIVER,
    &nil_uuid::NIL_UUID,
    &no_boot_medium::NO_BOOT_MEDIUM,
    &NO_EFFECT_ON_VIRTUALBOX,
    &not_vbox_domain::NOT_VBOX_DOMAIN,
    &numatune_mode_mismatch::NUMATUNE_MODE_MISMATCH,
    &numatune_placement_mismatch::NUMATUNE_PLACEMENT_MISMATCH,
    &nvram_without_pflash::NVRAM_WITHOUT_PFLASH,
    &old_tpm_with_crb::OLD_TPM_WITH_CRB,
    &optical_drive_on_nvme::OPTICAL_DRIVE_ON_NVME,
    &optical_drive_read_only::OPTICAL_DRIVE_READ_ONLY,
    &os_type_not_hvm::OS_TYPE_NOT_HVM,
    &other_encoding::OTHER_ENCODING,
    &OWN_SETTING_NEWER_THAN_TARGET,
    &own_setting_of_other_device::OWN_SETTING_OF_OTHER_DEVICE,
    &own_value_out_of_range::OWN_VALUE_OUT_OF_RANGE,
    &pipe_to_host::PIPE_TO_HOST,
    &plain_secret::PLAIN_SECRET,
    &policy_violation::POLICY_VIOLATION,
    &port_forward_beyond_loopback::PORT_FORWARD_BEYOND_LOOPBACK,
    &port_number_too_large::PORT_NUMBER_TOO_LARGE,
    &port_of_drive_address::PORT_OF_DRIVE_ADDRESS,
    &ports_out_of_range::PORTS_OUT_OF_RANGE,
    &promiscuous_interface::PROMISCUOUS_INTERFACE,
    &raw_device_of_host::RAW_DEVICE_OF_HOST,
    &rdp_port_out_of_range::RDP_PORT_OUT_OF_RANGE,
    &readable_host_folder::READABLE_HOST_FOLDER,
    &relabel_without_label::RELABEL_WITHOUT_LABEL,
    &relative_share_folder::RELATIVE_SHARE_FOLDER,
    &relative_source_path::RELATIVE_SOURCE_PATH,
    &remote_display_beyond_loopback::REMOTE_DISPLAY_BEYOND_LOOPBACK,
    &remote_display_without_authentication::REMOTE_DISPLAY_WITHOUT_AUTHENTICATION,
    &remote_display_without_server::REMOTE_DISPLAY_WITHOUT_SERVER,
    &remote_user_contradicted::REMOTE_USER_CONTRADICTED,
    &remote_user_incomplete::REMOTE_USER_INCOMPLETE,
    &reserved_extra_data_key::RESERVED_EXTRA_DATA_KEY,
    &root_controller_address::ROOT_CONTROLLER_ADDRESS,
    &root_controller_target::ROOT_CONTROLLER_TARGET,
    &root_not_domain::ROOT_NOT_DOMAIN,
    &scheduler_overlap::SCHEDULER_OVERLAP,
    &scsi_address_taken::SCSI_ADDRESS_TAKEN,
    &second_address_of_bridge::SECOND_ADDRESS_OF_BRIDGE,
    &second_authentication::SECOND_AUTHENTICATION,
    &second_graphics_ignored::SECOND_GRAPHICS_IGNORED,
    &second_metadata_of_namespace::SECOND_METADATA_OF_NAMESPACE,
    &second_primary_video::SECOND_PRIMARY_VIDEO,
    &second_sound::SECOND_SOUND,
    &second_tpm::SECOND_TPM,
    &second_video::SECOND_VIDEO,
    &secure_boot_without_efi::SECURE_BOOT_WITHOUT_EFI,
    &serial_port_on_network::SERIAL_PORT_ON_NETWORK,
    &SETTING_NEWER_THAN_TARGET,
    &shared_clipboard::SHARED_CLIPBOARD,
    &shared_drag_and_drop::SHARED_DRAG_AND_DROP,
    &shared_port_source::SHARED_PORT_SOURCE,
    &slash_in_name::SLASH_IN_NAME,
    &syntax_error::SYNTAX_ERROR,
    &target_beyond_controller::TARGET_BEYOND_CONTROLLER,
    &target_device_mismatch::TARGET_DEVICE_MISMATCH,
    &timer_ignored::TIMER_IGNORED,
    &TOO_MANY_FINDINGS,
    &too_many_interfaces::TOO_MANY_INTERFACES,
    &topology_mismatch::TOPOLOGY_MISMATCH,
    &tpm_without_backend::TPM_WITHOUT_BACKEND,
    &tray_without_drive::TRAY_WITHOUT_DRIVE,
    &two_controllers_of_one_bus::TWO_CONTROLLERS_OF_ONE_BUS,
    &udp_tunnel::UDP_TUNNEL,
    &unclosed_element::UNCLOSED_ELEMENT,
    &undeclared_prefix::UNDECLARED_PREFIX,
    &unescaped_character::UNESCAPED_CHARACTER,
    &unexpected_text::UNEXPECTED_TEXT,
    &unfinished_tag::UNFINISHED_TAG,
    &unknown_architecture::UNKNOWN_ARCHITECTURE,
    &unknown_attribute::UNKNOWN_ATTRIBUTE,
    &unknown_audio::UNKNOWN_AUDIO,
    &unknown_device_reference::UNKNOWN_DEVICE_REFERENCE,
    &unknown_element::UNKNOWN_ELEMENT,
    &unknown_guest::UNKNOWN_GUEST,
    &unknown_iothread::UNKNOWN_IOTHREAD,
    &unknown_numa_node::UNKNOWN_NUMA_NODE,
    &unknown_os_type::UNKNOWN_OS_TYPE,
    &unknown_reference::UNKNOWN_REFERENCE,
    &unknown_vbox_namespace::UNKNOWN_VBOX_NAMESPACE,
    &unmatched_end_tag::UNMATCHED_END_TAG,
    &unnamed_usb_filter::UNNAMED_USB_FILTER,
    &unquoted_value::UNQUOTED_VALUE,
    &unreadable_file::UNREADABLE_FILE,
    &unsupported_architecture::UNSUPPORTED_ARCHITECTURE,
    &unsupported_audio::UNSUPPORTED_AUDIO,
    &unsupported_clock_offset::UNSUPPORTED_CLOCK_OFFSET,
    &unsupported_controller_model::UNSUPPORTED_CONTROLLER_MODEL,
    &unsupported_controller_type::UNSUPPORTED_CONTROLLER_TYPE,
    &unsupported_disk_bus::UNSUPPORTED_DISK_BUS,
    &unsupported_disk_device::UNSUPPORTED_DISK_DEVICE,
    &unsupported_disk_type::UNSUPPORTED_DISK_TYPE,
    &unsupported_filesystem_type::UNSUPPORTED_FILESYSTEM_TYPE,
    &unsupported_graphics_type::UNSUPPORTED_GRAPHICS_TYPE,
    &unsupported_hostdev::UNSUPPORTED_HOSTDEV,
    &unsupported_input::UNSUPPORTED_INPUT,
    &unsupported_interface_type::UNSUPPORTED_INTERFACE_TYPE,
    &unsupported_listen::UNSUPPORTED_LISTEN,
    &unsupported_machine_type::UNSUPPORTED_MACHINE_TYPE,
    &unsupported_nic_model::UNSUPPORTED_NIC_MODEL,
    &unsupported_port_type::UNSUPPORTED_PORT_TYPE,
    &unsupported_sound_model::UNSUPPORTED_SOUND_MODEL,
    &unsupported_tpm::UNSUPPORTED_TPM,
    &unsupported_video_model::UNSUPPORTED_VIDEO_MODEL,
    &unterminated_markup::UNTERMINATED_MARKUP,
    &unused_suppression::UNUSED_SUPPRESSION,
    &usb_companion_without_master::USB_COMPANION_WITHOUT_MASTER,
    &usb_device_of_host::USB_DEVICE_OF_HOST,
    &usb_device_without_usb::USB_DEVICE_WITHOUT_USB,
    &uuid_mismatch::UUID_MISMATCH,
    &vbox_video_without_3d::VBOX_VIDEO_WITHOUT_3D,
    &vcpu_current_mismatch::VCPU_CURRENT_MISMATCH,
    &vcpu_out_of_range::VCPU_OUT_OF_RANGE,
    &vcpu_without_apic::VCPU_WITHOUT_APIC,
    &video_beyond_limit::VIDEO_BEYOND_LIMIT,
    &virtio_option_on_other_bus::VIRTIO_OPTION_ON_OTHER_BUS,
    &writable_host_folder::WRITABLE_HOST_FOLDER,
    &wrong_mdev_address::WRONG_MDEV_ADDRESS,
    &wrong_secret_type::WRONG_SECRET_TYPE,
];

#[cfg(test)]
pub(crate) mod testing {
    use crate::diagnostic::Diagnostic;
    use crate::lint::lint;

    /// A document without faults, with `inner` at its end.
    pub(crate) fn domain(inner: &str) -> String {
        format!(
            "<domain type='vbox'><name>a</name><memory>1048576</memory>\
             <features><pae/><acpi/><apic/></features>{inner}</domain>"
        )
    }

    /// The same with `inner` as its devices.
    pub(crate) fn devices(inner: &str) -> String {
        domain(&format!("<devices>{inner}</devices>"))
    }

    /// The same with `inner` in `<vbox:machine>`.
    pub(crate) fn machine(inner: &str) -> String {
        domain(&format!(
            "<metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{inner}</vbox:machine></metadata>"
        ))
    }

    /// The same for another hypervisor, with `inner` at its end.
    pub(crate) fn kvm(inner: &str) -> String {
        format!("<domain type='kvm'><name>a</name><memory>1048576</memory>{inner}</domain>")
    }

    /// The same with `inner` as its devices.
    pub(crate) fn kvm_devices(inner: &str) -> String {
        kvm(&format!("<devices>{inner}</devices>"))
    }

    /// What one rule finds: the path, the text there, the message, other places, and what fixes make of that.
    pub(crate) fn found(rule: &str, text: &str) -> Vec<String> {
        let all = lint(text);
        let ours = all.iter().filter(|found| found.rule == rule);
        let shown = ours.map(|found| {
            let mut shown = vec![format!(
                "{} `{}`: {}",
                found.path,
                &text[found.span.clone()],
                found.message
            )];
            for other in &found.related {
                let there = &text[other.span.clone()];
                shown.push(format!("; {} `{there}`", other.message));
            }
            for fix in &found.fixes {
                shown.push(format!("; {:?}:", fix.applicability));
                for edit in &fix.edits {
                    let gone = &text[edit.span.clone()];
                    shown.push(format!(" `{gone}` => `{}`", edit.text));
                }
            }
            shown.concat()
        });
        shown.collect()
    }

    /// What is given away of the host: kind, path and message.
    pub(crate) fn exposed(text: &str) -> Vec<String> {
        let parsed = crate::parse::parse(text);
        let exposed = crate::exposure::of(&parsed.domain);
        exposed
            .into_iter()
            .map(|one| format!("{} {}: {}", one.kind, one.path, one.message))
            .collect()
    }

    /// What is found for a release.
    pub(crate) fn check_for(text: &str, release: &str) -> Vec<Diagnostic> {
        crate::lint::check_for(&crate::parse::parse(text), Some(release.parse().unwrap()))
    }

    /// Notes on what short documents of tests leave out or write as they like.
    const BESIDE: [&str; 4] = [
        "boot-order-assumed",
        "bus-by-target-name",
        "name-unlike-folder",
        "optical-drive-read-only",
    ];

    /// Checks that exactly `expected` is found in `text` beside those notes, and gives it.
    #[track_caller]
    pub(crate) fn check(text: &str, expected: &[&str]) -> Vec<Diagnostic> {
        let mut diagnostics = lint(text);
        diagnostics.retain(|found| !BESIDE.contains(&found.rule));
        let found: Vec<String> = diagnostics
            .iter()
            .map(|found| {
                format!(
                    "{} at `{}`: {}",
                    found.rule,
                    &text[found.span.clone()],
                    found.message
                )
            })
            .collect();
        assert_eq!(found, expected);
        diagnostics
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lint::rule;

    #[test]
    fn rules_are_sorted_and_named_once() {
        let names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        let mut unique: BTreeSet<&str> = names.iter().copied().collect();
        unique.extend(ALL.iter().map(|rule| rule.alias));
        assert_eq!(
            unique.len(),
            2 * ALL.len(),
            "a name or an alias is used twice"
        );
    }

    #[test]
    fn every_rule_is_found_by_name_and_alias_and_has_a_page() {
        for declared in ALL {
            assert_eq!(
                rule(declared.name).map(|rule| rule.name),
                Some(declared.name)
            );
            assert_eq!(
                rule(declared.alias).map(|rule| rule.name),
                Some(declared.name)
            );
            for heading in ["## What it does", "## Why is this bad?"] {
                assert!(
                    declared.docs.contains(heading),
                    "`{}` lacks `{heading}`",
                    declared.name
                );
            }
        }
    }

    #[test]
    fn every_file_is_a_rule_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint/rules");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<String> = ALL
            .iter()
            .map(|rule| format!("{}.rs", rule.name.replace('-', "_")))
            .collect();
        assert_eq!(files, listed);
    }
}
