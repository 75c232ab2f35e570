//! A little of what `cargo xtask fuzz` does, the same inputs each time.

use tests::fuzzing::targets::{ALL, Target};
use tests::fuzzing::{Until, run};

#[test]
fn parsers_stand_broken_input() {
    for target in ALL {
        assert_eq!(
            run(target, 0, Until::Count(300)),
            Ok(300),
            "target `{}`",
            target.name
        );
    }
}

#[test]
fn a_panic_is_found_and_its_input_kept() {
    let target = Target {
        name: "shy",
        seeds: || vec![b"abc".to_vec()],
        body: |input| assert!(input.len() < 10, "too long"),
    };
    let finding = run(&target, 0, Until::Count(100_000)).unwrap_err();
    assert_eq!(finding.what, "too long");
    assert!(std::fs::read(&finding.file).unwrap().len() >= 10);
    std::fs::remove_file(finding.file).unwrap();
}
