use serde_json::json;

use super::*;
use crate::lint;
use crate::parse::parse_under;

const TEXT: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='GiB'>8</memory>
  <vcpu>4</vcpu>
  <devices>
    <disk type='file' device='disk'><source file='/srv/a.vdi'/><target dev='sda' bus='sata'/></disk>
    <disk device='cdrom'><source file='/home/x.iso'/><target dev='sdb' bus='sata'/></disk>
    <interface type='bridge'><source bridge='eth0'/></interface>
    <interface type='user'/>
    <graphics type='rdp' autoport='yes'/>
  </devices>
</domain>
";

/// What a policy finds in the text: the path and the message.
fn found(policy: serde_json::Value, stage: Stage) -> Vec<String> {
    let mut policy = policy;
    policy["name"] = "p".into();
    let policy = Policy::read(&policy, "a test").unwrap();
    lint::check(&parse_under(TEXT, &vec![policy].into(), stage))
        .into_iter()
        .filter(|found| found.rule.ends_with("policy-violation"))
        .map(|found| format!("{}: {}", found.path, found.message))
        .collect()
}

#[test]
fn operators_find_what_does_not_satisfy_them() {
    let disk = "`devices/disk/source/@file`";
    for (policy, expected) in [
        (json!({"path": "uuid", "operator": "exists"}), vec!["/domain: `uuid` has to be there".to_owned()]),
        (json!({"path": "vcpu", "operator": "exists"}), vec![]),
        (
            json!({"path": "devices/graphics[@type='rdp']/@listen", "operator": "exists"}),
            vec!["/domain/devices/graphics[0]: `devices/graphics[@type='rdp']/@listen` has to be there".to_owned()],
        ),
        (json!({"path": "devices/graphics[@type='vnc']/@listen", "operator": "exists"}), vec![]),
        (
            json!({"path": "/domain/devices/interface[@type='bridge']", "operator": "absent"}),
            vec!["/domain/devices/interface[0]: `devices/interface[@type='bridge']` may not be there".to_owned()],
        ),
        (
            json!({"path": "devices/interface/@type", "operator": "in", "value": ["user", "internal"], "message": "stay inside"}),
            vec!["/domain/devices/interface[0]/@type: stay inside".to_owned()],
        ),
        (
            json!({"path": "devices/disk/source/@file", "operator": "matches", "value": "/srv/*"}),
            vec![format!("/domain/devices/disk[1]/source/@file: {disk} has to be like `/srv/*`")],
        ),
        (json!({"path": "vcpu", "operator": "equals", "value": 4}), vec![]),
        (
            json!({"path": "vcpu", "operator": "range", "value": {"max": 2}}),
            vec!["/domain/vcpu: `vcpu` has to be at most 2".to_owned()],
        ),
        (json!({"path": "memory", "operator": "range", "value": {"max": "8 GiB"}}), vec![]),
        (
            json!({"path": "memory", "operator": "range", "value": {"min": "1 MiB", "max": "4096 MiB"}}),
            vec!["/domain/memory: `memory` has to be 1 MiB to 4 GiB".to_owned()],
        ),
        (
            json!({"path": "devices/interface", "operator": "count", "value": {"max": 1}}),
            vec!["/domain/devices/interface[1]: `devices/interface` has to be there at most 1 time".to_owned()],
        ),
        (
            json!({"path": "devices/sound", "operator": "count", "value": 1}),
            vec!["/domain: `devices/sound` has to be there 1 time".to_owned()],
        ),
        (
            json!({"path": "devices/*/target/@dev", "operator": "matches", "value": ["hd?", "sda"]}),
            vec!["/domain/devices/disk[1]/target/@dev: `devices/*/target/@dev` has to be like `hd?` or `sda`".to_owned()],
        ),
        // Silence has its declared meaning.
        (json!({"path": "devices/disk/@type", "operator": "equals", "value": "file"}), vec![]),
        (
            json!({"path": "devices/disk[target/@dev='sdb']/@type", "operator": "in", "value": ["block"]}),
            vec!["/domain/devices/disk[1]: `devices/disk[target/@dev='sdb']/@type` has to be one of `block`".to_owned()],
        ),
    ] {
        assert_eq!(found(policy.clone(), Stage::Lint), expected, "{policy}");
    }
}

#[test]
fn conditions_and_stages_say_when_a_policy_counts() {
    let policy = |when: serde_json::Value, enforce: &str| json!({"path": "uuid", "operator": "exists", "when": when, "enforce": enforce});
    let bridged =
        json!({"path": "devices/interface/@type", "operator": "equals", "value": "bridge"});
    let large = json!({"path": "memory", "operator": "range", "value": {"min": "16 GiB"}});
    let count = |policy, stage| found(policy, stage).len();
    assert_eq!(count(policy(bridged.clone(), "both"), Stage::Lint), 1);
    assert_eq!(
        count(policy(json!([bridged, large]), "both"), Stage::Lint),
        0
    );
    for (enforce, lint, plan) in [
        ("never", 0, 0),
        ("lint", 1, 0),
        ("plan", 0, 1),
        ("both", 1, 1),
    ] {
        assert_eq!(
            count(policy(json!([]), enforce), Stage::Lint),
            lint,
            "{enforce}"
        );
        assert_eq!(
            count(policy(json!([]), enforce), Stage::Plan),
            plan,
            "{enforce}"
        );
    }
}

#[test]
fn only_what_is_not_locked_can_be_suppressed() {
    let text = TEXT.replace(
        "  <vcpu>",
        "  <!-- boxwright-ignore policy-violation, locked-policy-violation: a test -->\n  <vcpu>",
    );
    for (locked, expected) in [(false, None), (true, Some("locked-policy-violation"))] {
        let policy = json!({
            "name": "p", "path": "vcpu", "operator": "equals", "value": "1", "locked": locked,
        });
        let policy = Policy::read(&policy, "a test").unwrap();
        let found = lint::check(&parse_under(&text, &vec![policy].into(), Stage::Lint));
        let ours = found
            .iter()
            .find(|found| found.rule.ends_with("policy-violation"));
        assert_eq!(ours.map(|found| found.rule), expected);
    }
}

#[test]
fn what_switches_a_policy_off_needs_its_name_alone() {
    let off = Policy::read(&json!({"name": "p", "enforce": "never"}), "a test").unwrap();
    assert_eq!(off.enforce, Enforce::Never);
    let half = json!({"name": "p", "enforce": "never", "path": "uuid"});
    let error = Policy::read(&half, "a test").unwrap_err();
    assert_eq!(error.message, "an `operator` has to be given");
}

#[test]
fn what_is_no_policy_says_why() {
    for (policy, key, message) in [
        (json!([]), None, "this has to be a table"),
        (json!({}), Some("name"), "a policy has to have a `name`"),
        (
            json!({"name": "p"}),
            Some("path"),
            "a `path` has to be given",
        ),
        (
            json!({"name": "p", "path": "a b"}),
            Some("path"),
            "`a b` is no name of an element",
        ),
        (
            json!({"name": "p", "path": "a[b"}),
            Some("path"),
            "`a[b` lacks a `]`",
        ),
        (
            json!({"name": "p", "path": "a[b]"}),
            Some("path"),
            "`[b]` is no test such as `[@type='bridge']`",
        ),
        (
            json!({"name": "p", "path": "devices/intrface/@type"}),
            Some("path"),
            "there is no `<intrface>` in `<devices>`; did you mean `interface`?",
        ),
        (
            json!({"name": "p", "path": "devices/interface/@typ"}),
            Some("path"),
            "`<interface>` has no `typ`; did you mean `type`?",
        ),
        (
            json!({"name": "p", "path": "devices/disk[sorce/@file='a']"}),
            Some("path"),
            "there is no `<sorce>` in `<disk>`; did you mean `source`?",
        ),
        (
            json!({"name": "p", "path": "memory", "operator": "range", "value": {"min": "8 GiB", "max": "4 GiB"}}),
            Some("value"),
            "no value is at least 8 GiB and at most 4 GiB",
        ),
        (
            json!({"name": "p", "path": "/devices/disk"}),
            Some("path"),
            "`/devices/disk` does not begin at the root element; did you mean `/domain/devices/disk`?",
        ),
        (
            json!({"name": "p", "path": "/domain/@"}),
            Some("path"),
            "`/domain/@` leads nowhere",
        ),
        (
            json!({"name": "p", "path": "uuid"}),
            Some("operator"),
            "an `operator` has to be given",
        ),
        (
            json!({"name": "p", "path": "uuid", "operator": "equal"}),
            Some("operator"),
            "unknown operator `equal`; did you mean `equals`?",
        ),
        (
            json!({"name": "p", "path": "uuid", "operator": "absent", "value": 1}),
            Some("value"),
            "`absent` wants no `value`",
        ),
        (
            json!({"name": "p", "path": "uuid", "operator": "range", "value": {"max": "much"}}),
            Some("value"),
            "`range` wants `{ min = …, max = … }`, one of them or both",
        ),
        (
            json!({"name": "p", "path": "uuid", "operator": "exists", "enforce": "always"}),
            Some("enforce"),
            "unknown enforce `always`; there are `never`, `lint`, `plan`, `both`",
        ),
        (
            json!({"name": "p", "path": "uuid", "operator": "exists", "when": {"path": "uuid"}}),
            Some("when"),
            "an `operator` has to be given",
        ),
        (
            json!({"name": "p", "pth": "a"}),
            Some("pth"),
            "unknown key `pth`; did you mean `path`?",
        ),
    ] {
        let error = Policy::read(&policy, "a test").unwrap_err();
        assert_eq!(
            (error.key.as_deref(), &*error.message),
            (key, message),
            "{policy}"
        );
    }
}

#[test]
fn what_applications_keep_can_have_any_name() {
    for path in [
        "metadata/app:thing/@size",
        "metadata/vbox:machine/vbox:clipboard/@mode",
        "devices/*/alias/@name",
        "*",
    ] {
        path.parse::<PolicyPath>().unwrap();
    }
}
