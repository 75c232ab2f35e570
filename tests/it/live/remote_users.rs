//! The users of the remote desktop server on a real VirtualBox: what it keeps is what its own command makes of a password.

use tests::driven::Driven;
use tests::live::Lab;

use crate::remote_users::{FIRST, NAME, SECOND, walk};

#[test]
fn a_user_is_let_in_exchanged_and_shut_out() {
    let Some(lab) = Lab::start() else { return };
    for (password, digest) in [("first", FIRST), ("second", SECOND)] {
        let said = lab.vboxmanage(["internalcommands", "passwordhash", password]);
        assert!(said.contains(digest), "{said}");
    }
    let mut driven = Driven::live(&lab);
    walk(&mut driven, |state| {
        for user in ["ann", "bob"] {
            let key = format!("VBoxAuthSimple/users/{user}");
            let said = lab.vboxmanage(["getextradata", NAME, &key]);
            let known = state.users.iter().find(|(name, _)| *name == user);
            let expected = known.map_or("No value set!".to_owned(), |(_, digest)| {
                format!("Value: {digest}")
            });
            assert_eq!(said.trim(), expected, "{user}: {}", state.graphics);
        }
        let file = lab.machines().join(NAME).join(format!("{NAME}.vbox"));
        let settings = std::fs::read_to_string(file).unwrap();
        let asks = settings.contains("authType=\"External\"")
            && settings.contains("authLibrary=\"VBoxAuthSimple\"");
        assert!(asks || state.users.is_empty(), "{settings}");
    });
}
