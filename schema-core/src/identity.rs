//! Who a machine is whose document does not say so.
//!
//! The rule, for everything that plans, applies or writes machines: the machine that is there under the document's name
//! is the one that is meant, and keeps its UUID. A new machine gets the UUID that follows from its name
//! ([`of_name`]), the same on every run and on every host; where a machine of another name has that one already, the
//! next ([`after`]) that none has. What is to differ from host to host says its `<uuid>`.

use uuid::Uuid;

/// The namespace of machines whose document does not say who it is.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f0f_35a2_4d5c_4f0e_9d55_b0c4_8f1e_27a6);

/// The UUID (version 5) that follows from the name of a machine.
pub fn of_name(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

/// The UUID for a new machine of this name where another machine has `taken`.
pub fn after(taken: Uuid, name: &str) -> Uuid {
    Uuid::new_v5(&taken, name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_identity_and_the_next_another() {
        let first = of_name("web");
        assert_eq!(first.to_string(), "c7acfb71-a961-504b-93d1-52e0746416b5");
        assert_eq!(first.get_version_num(), 5);
        assert_ne!(first, of_name("Web"));
        assert_ne!(first, after(first, "web"));
        assert_eq!(after(first, "web"), after(first, "web"));
    }
}
