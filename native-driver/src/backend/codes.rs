//! The names of result codes, which type libraries do not have.

/// The names that VirtualBox and XPCOM use.
const NAMES: [(u32, &str); 31] = [
    (0x80bb_0001, "VBOX_E_OBJECT_NOT_FOUND"),
    (0x80bb_0002, "VBOX_E_INVALID_VM_STATE"),
    (0x80bb_0003, "VBOX_E_VM_ERROR"),
    (0x80bb_0004, "VBOX_E_FILE_ERROR"),
    (0x80bb_0005, "VBOX_E_IPRT_ERROR"),
    (0x80bb_0006, "VBOX_E_PDM_ERROR"),
    (0x80bb_0007, "VBOX_E_INVALID_OBJECT_STATE"),
    (0x80bb_0008, "VBOX_E_HOST_ERROR"),
    (0x80bb_0009, "VBOX_E_NOT_SUPPORTED"),
    (0x80bb_000a, "VBOX_E_XML_ERROR"),
    (0x80bb_000b, "VBOX_E_INVALID_SESSION_STATE"),
    (0x80bb_000c, "VBOX_E_OBJECT_IN_USE"),
    (0x80bb_000d, "VBOX_E_PASSWORD_INCORRECT"),
    (0x80bb_000e, "VBOX_E_MAXIMUM_REACHED"),
    (0x80bb_000f, "VBOX_E_GSTCTL_GUEST_ERROR"),
    (0x80bb_0010, "VBOX_E_TIMEOUT"),
    (0x80bb_0011, "VBOX_E_DND_ERROR"),
    (0x80bb_0012, "VBOX_E_PLATFORM_ARCH_NOT_SUPPORTED"),
    (0x80bb_0013, "VBOX_E_RECORDING_ERROR"),
    (0x8000_4001, "NS_ERROR_NOT_IMPLEMENTED"),
    (0x8000_4002, "NS_ERROR_NO_INTERFACE"),
    (0x8000_4003, "NS_ERROR_NULL_POINTER"),
    (0x8000_4004, "NS_ERROR_ABORT"),
    (0x8000_4005, "NS_ERROR_FAILURE"),
    (0x8000_ffff, "NS_ERROR_UNEXPECTED"),
    (0x8004_0154, "NS_ERROR_FACTORY_NOT_REGISTERED"),
    (0x8007_000e, "NS_ERROR_OUT_OF_MEMORY"),
    (0x8007_0005, "E_ACCESSDENIED"),
    (0x8007_0057, "NS_ERROR_INVALID_ARG"),
    (0x8052_0006, "NS_ERROR_FILE_TARGET_DOES_NOT_EXIST"),
    (0x8052_0012, "NS_ERROR_FILE_NOT_FOUND"),
];

/// The name of a result code; empty for an unknown one.
pub fn code_name(code: u32) -> &'static str {
    NAMES
        .iter()
        .find(|(each, _)| *each == code)
        .map_or("", |(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names() {
        assert_eq!(code_name(0x80bb_0007), "VBOX_E_INVALID_OBJECT_STATE");
        assert_eq!(code_name(0x8123_4567), "");
    }
}
