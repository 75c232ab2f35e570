//! Network adapters, their address translation, and bandwidth groups.

use super::command::{Script, args, option, plain, switch, text, value, word_for};
use crate::plan::{Arg, Op, Step, Target};
use crate::value::Value;

const ADAPTERS: &[(&str, &str)] = &[
    ("Am79C970A", "Am79C970A"),
    ("Am79C973", "Am79C973"),
    ("Am79C960", "Am79C960"),
    ("I82540EM", "82540EM"),
    ("I82543GC", "82543GC"),
    ("I82545EM", "82545EM"),
    ("I82583V", "82583V"),
    ("Virtio", "virtio"),
    ("NE2000", "NE2000"),
    ("NE1000", "NE1000"),
    ("WD8013", "WD8013"),
    ("WD8003", "WD8003"),
    ("ELNK2", "3C503"),
    ("ELNK1", "3C501"),
    ("UsbNet", "usbnet"),
];
const ATTACHMENTS: &[(&str, &str)] = &[
    ("Null", "null"),
    ("NAT", "nat"),
    ("Bridged", "bridged"),
    ("Internal", "intnet"),
    ("HostOnly", "hostonly"),
    ("HostOnlyNetwork", "hostonlynet"),
    ("Generic", "generic"),
    ("NATNetwork", "natnetwork"),
    ("Cloud", "cloud"),
];
const POLICIES: &[(&str, &str)] = &[
    ("Deny", "deny"),
    ("AllowNetwork", "allow-vms"),
    ("AllowAll", "allow-all"),
];
/// The members that are names of what an adapter is connected to, and speeds and priorities.
const TEXTS: &[(&str, &str)] = &[
    ("MACAddress", "--mac-address"),
    ("bridgedInterface", "--bridge-adapter"),
    ("internalNetwork", "--intnet"),
    ("hostOnlyInterface", "--host-only-adapter"),
    ("hostOnlyNetwork", "--host-only-net"),
    ("NATNetwork", "--nat-network"),
    ("genericDriver", "--nic-generic-drv"),
    ("cloudNetwork", "--cloud-network"),
    ("lineSpeed", "--nic-speed"),
    ("bootPriority", "--nic-boot-prio"),
];

/// Whether steps attach an adapter to something: `--nic1 nat` says what it is attached to and that it is there.
pub(super) fn is_attached(slot: u32, steps: &[Step]) -> bool {
    let attaches = |step: &Step| step.op.member() == "attachmentType";
    steps
        .iter()
        .any(|step| step.target == Target::Nic(slot) && attaches(step))
}

/// What an adapter is told.
pub(super) fn adapter(slot: u32, step: &Step, is_attached: bool, script: &mut Script) -> bool {
    said(slot, step, is_attached, script).is_some()
}

fn said(slot: u32, step: &Step, is_attached: bool, script: &mut Script) -> Option<()> {
    let number = slot + 1;
    let name = |start: &str| format!("{start}{number}");
    let (member, arg) = match &step.op {
        Op::Set { member, value } => (member.as_ref(), value),
        Op::Call { member, args } if member == "setProperty" => {
            let property = format!("{}={}", text(args, 0)?, text(args, 1)?);
            script.modify(option(name("--nic-property"), property));
            return Some(());
        }
        Op::Call { .. } => return None,
    };
    let value = match arg {
        Arg::Value(value) => value,
        Arg::Object(Target::BandwidthGroup(group)) if member == "bandwidthGroup" => {
            script.modify(option(name("--nic-bandwidth-group"), group.as_str()));
            return Some(());
        }
        Arg::Object(_) | Arg::Secret(_) | Arg::Digest(_) => return None,
    };
    match member {
        "enabled" if *value == Value::Bool(false) => {
            script.modify(option(name("--nic"), "none"));
        }
        "enabled" if is_attached => {}
        "attachmentType" => {
            script.modify(option(name("--nic"), word_for(ATTACHMENTS, value)?));
        }
        "adapterType" => {
            script.modify(option(name("--nic-type"), word_for(ADAPTERS, value)?));
        }
        "promiscModePolicy" => {
            script.modify(option(name("--nic-promisc"), word_for(POLICIES, value)?));
        }
        "cableConnected" => {
            script.modify(option(name("--cable-connected"), switch(value)?));
        }
        "bandwidthGroup" if *value == Value::Null => {
            script.modify(option(name("--nic-bandwidth-group"), "none"));
        }
        _text => {
            let (_, start) = TEXTS.iter().find(|(text, _)| *text == member)?;
            script.modify(option(name(start), plain(value)?));
        }
    }
    Some(())
}

/// What the address translation of an adapter is told.
pub(super) fn translation(slot: u32, step: &Step, script: &mut Script) -> bool {
    translated(slot, step, script).is_some()
}

fn translated(slot: u32, step: &Step, script: &mut Script) -> Option<()> {
    const SWITCHES: &[(&str, &str)] = &[
        ("DNSPassDomain", "--nat-dns-pass-domain"),
        ("DNSProxy", "--nat-dns-proxy"),
        ("DNSUseHostResolver", "--nat-dns-host-resolver"),
        ("localhostReachable", "--nat-localhostreachable"),
        ("forwardBroadcast", "--nat-forward-broadcast"),
        ("enableTFTP", "--nat-enable-tftp"),
    ];
    const TEXTS: &[(&str, &str)] = &[
        ("network", "--nat-net"),
        ("hostIP", "--nat-bind-ip"),
        ("TFTPPrefix", "--nat-tftp-prefix"),
        ("TFTPBootFile", "--nat-tftp-file"),
        ("TFTPNextServer", "--nat-tftp-server"),
    ];
    let name = |start: &str| format!("{start}{}", slot + 1);
    match &step.op {
        Op::Set {
            member,
            value: Arg::Value(value),
        } => {
            if let Some((_, start)) = SWITCHES.iter().find(|(is, _)| is == member) {
                script.modify(option(name(start), switch(value)?));
            } else {
                let (_, start) = TEXTS.iter().find(|(is, _)| is == member)?;
                let text = plain(value)?;
                let text = match (*start, text.as_str()) {
                    ("--nat-net", "") => "default",
                    (_, text) => text,
                };
                script.modify(option(name(start), text));
            }
        }
        Op::Call { member, args } if member == "addRedirect" => {
            let protocol = word_for(&[("TCP", "tcp"), ("UDP", "udp")], value(args, 1)?)?;
            let rule = [
                text(args, 0)?,
                protocol.to_owned(),
                text(args, 2)?,
                text(args, 3)?,
                text(args, 4)?,
                text(args, 5)?,
            ];
            script.modify(option(name("--nat-pf"), rule.join(",")));
        }
        Op::Call { member, args } if member == "removeRedirect" => {
            let words = vec![
                name("--nat-pf").into(),
                "delete".into(),
                text(args, 0)?.into(),
            ];
            script.modify(words);
        }
        Op::Set { .. } | Op::Call { .. } => return None,
    }
    Some(())
}

/// A limit as `bandwidthctl` takes it; `b` would be bits, and bytes have no letter, so it is the largest that says it
/// exactly.
fn limit(bytes: &Value) -> Option<String> {
    let bytes: u64 = plain(bytes)?.parse().ok()?;
    let units = [(1_u64 << 30, "G"), (1 << 20, "M"), (1 << 10, "K")];
    if let Some((size, letter)) = units.iter().find(|(size, _)| bytes.is_multiple_of(*size)) {
        return Some(format!("{}{letter}", bytes / size));
    }
    // Thousands of bits.
    let bits = bytes.checked_mul(8)?;
    bits.is_multiple_of(1000)
        .then(|| format!("{}k", bits / 1000))
}

/// A bandwidth group that is made.
pub(super) fn new_group(step: &Step, script: &mut Script) -> bool {
    let made = || {
        let args = args(step);
        let kind = word_for(&[("Network", "network"), ("Disk", "disk")], value(args, 1)?)?;
        Some((text(args, 0)?, kind, limit(value(args, 2)?)?))
    };
    let machine = script.machine().to_owned();
    match (step.op.member(), made()) {
        ("createBandwidthGroup", Some((name, kind, limit))) => {
            let options = vec![option("--type", kind), option("--limit", limit)];
            script.run(["bandwidthctl", &machine, "add", &name], options);
            true
        }
        ("deleteBandwidthGroup", None) => {
            let Some(name) = text(args(step), 0) else {
                return false;
            };
            script.run(["bandwidthctl", &machine, "remove", &name], Vec::new());
            true
        }
        _other => false,
    }
}

/// A bandwidth group that is there.
pub(super) fn group(name: &str, step: &Step, script: &mut Script) -> bool {
    let Op::Set {
        member,
        value: Arg::Value(value),
    } = &step.op
    else {
        return false;
    };
    let machine = script.machine().to_owned();
    match (member.as_ref(), limit(value)) {
        ("maxBytesPerSec", Some(limit)) => {
            let options = vec![option("--limit", limit)];
            script.run(["bandwidthctl", &machine, "set", name], options);
            true
        }
        _other => false,
    }
}
