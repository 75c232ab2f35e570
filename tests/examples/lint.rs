//! How long reading and checking take inside a process: `cargo run --release -p tests --example lint`.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement that people read"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use schema_core::lint::{check, lint};
use schema_core::normalize::normalize;
use schema_core::parse::{parse, parse_under};
use schema_core::policy::{Policies, Policy, Stage};
use schema_core::validate::validate;
use schema_core::write::write;

/// The goals are 35 µs and 20 ms where the parser alone takes 8.5 µs and 4.9 ms, and so a ratio on any machine.
const GOAL: f64 = 4.1;
/// How many policies a project of many has.
const POLICIES: usize = 20;

fn main() {
    let small = tests::tree::example("documented-2009.xml");
    println!(
        "\n{:<44} {:>10} {:>10} {:>10} {:>7}  goal",
        "inside a process", "parser", "reading", "lint", "ratio"
    );
    report("2.7 KB", &small, Some(GOAL));
    report("1 MB", &large(1 << 20), Some(GOAL));
    report("4 MB", &large(4 << 20), None);
    linear();
    for (name, device) in [
        (
            "1 MB of disks",
            "<disk type='file'><source file='/a'/><target dev='DEV' bus='scsi'/><address type='drive' controller='N' unit='1'/></disk>\n",
        ),
        (
            "1 MB of disks with one name",
            "<disk type='file'><source file='/a'/><target dev='sda' bus='scsi'/></disk>\n",
        ),
        ("1 MB of unknown elements", "<dsk type='file'/>\n"),
        (
            "1 MB of interfaces",
            "<interface type='user'><mac address='08:00:27:00:00:01'/><model type='e1000'/></interface>\n",
        ),
        ("1 MB of ports without numbers", "<serial type='null'/>\n"),
        (
            "1 MB of controllers without numbers",
            "<controller type='usb'/>\n",
        ),
    ] {
        report(name, &of_size(1 << 20, device), None);
    }
    policies(&small);
    parts(&small);
}

/// A document as large as that, of what is in the usual one.
fn large(size: usize) -> String {
    of_size(
        size,
        "<disk type='file' device='disk'>\n  <source file='/srv/images/disk-N.vdi'/>\n  <target dev='DEV' bus='scsi'/>\n  \
         <address type='drive' controller='N' bus='0' unit='1'/>\n</disk>\n\
         <filesystem type='mount'>\n  <source dir='/srv/share/N'/>\n  <target dir='share-N'/>\n  <readonly/>\n</filesystem>\n\
         <hostdev mode='subsystem' type='usb'>\n  <source>\n    <vendor id='0x1234'/>\n    <product id='0xbeef'/>\n  </source>\n</hostdev>\n",
    )
}

fn of_size(size: usize, device: &str) -> String {
    let count = size / device.len();
    let devices: Vec<String> = (0..count)
        .map(|index| {
            device
                .replace("DEV", &name(index))
                .replace('N', &index.to_string())
        })
        .collect();
    format!(
        "<domain type='vbox'><name>a</name><memory>65536</memory><devices>{}</devices></domain>",
        devices.concat()
    )
}

fn name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'a' + u8::try_from(index % 26).unwrap()));
        if index < 26 {
            return format!("sd{name}");
        }
        index = index / 26 - 1;
    }
}

fn report(name: &str, text: &str, goal: Option<f64>) {
    let [parser, reading, whole] = in_turns([
        &mut || drop(black_box(roxmltree::Document::parse(black_box(text)))),
        &mut || drop(black_box(parse(black_box(text)))),
        &mut || drop(black_box(lint(black_box(text)))),
    ]);
    let goal = match goal {
        Some(goal) if ratio(whole, parser) <= goal => format!("<= {goal}, met"),
        Some(goal) => format!("<= {goal}, MISSED"),
        None => String::new(),
    };
    let name = format!("{name} ({} bytes)", text.len());
    println!(
        "  {name:<42} {parser:>10.1?} {reading:>10.1?} {whole:>10.1?} {:>7.2}  {goal}",
        ratio(whole, parser)
    );
}

/// Four times the text takes at most four and a half times as long.
fn linear() {
    let [one, four] = [1 << 20, 4 << 20].map(large);
    let run = |text: &str| drop(black_box(lint(black_box(text))));
    let [one, four] = in_turns([&mut || run(&one), &mut || run(&four)]);
    println!(
        "  4 MB take {:.2} times as long as 1 MB (goal: <= 4.5)",
        ratio(four, one)
    );
}

/// What policies cost that the document satisfies, and that count for it.
fn policies(text: &str) {
    let mut all = Vec::new();
    for (path, operator, value) in [
        ("memory", "range", r#"{"max": "8 GiB"}"#),
        ("vcpu", "range", r#"{"max": 4}"#),
        (
            "devices/interface/@type",
            "in",
            r#"["user", "internal", "network", "bridge"]"#,
        ),
        ("devices/disk/source/@file", "matches", r#"["/*"]"#),
        ("devices/disk[@device='disk']", "count", r#"{"max": 8}"#),
    ] {
        for _each in 0..POLICIES / 5 {
            let name = format!("p{}", all.len());
            let policy = format!(
                r#"[{{"name": "{name}", "path": "{path}", "operator": "{operator}", "value": {value}}}]"#
            );
            all.extend(Policy::read_all(&policy, "a measurement").unwrap());
        }
    }
    let all = Policies::new(all);
    assert_eq!(
        check(&parse_under(text, &all, Stage::Lint)).len(),
        check(&parse(text)).len(),
        "the document satisfies them"
    );
    let none = Policies::default();
    let run = |policies: &Policies| {
        let parsed = parse_under(black_box(text), policies, Stage::Lint);
        drop(black_box(check(&parsed)));
    };
    let [without, with] = in_turns([&mut || run(&none), &mut || run(&all)]);
    println!(
        "  {POLICIES} policies cost {:+.1} % (goal: <= 10 %)",
        (ratio(with, without) - 1.0) * 100.0
    );
}

/// What comes after reading.
fn parts(text: &str) {
    let parsed = parse(text);
    let validated = validate(parsed.clone()).unwrap();
    let [rules, normalized, written] = in_turns([
        &mut || drop(black_box(check(black_box(&parsed)))),
        &mut || drop(black_box(normalize(black_box(&validated)))),
        &mut || drop(black_box(write(black_box(validated.domain())))),
    ]);
    println!("  rules alone {rules:.1?}, normalize {normalized:.1?}, write {written:.1?}");
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// The least time that one run of each takes, of many rounds in which they take turns: so that other programs slow all of
/// them alike, and count as little as can be.
fn in_turns<const N: usize>(mut runs: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let begin = Instant::now();
    let mut least = [Duration::MAX; N];
    let mut rounds = 0;
    while rounds < 5 || begin.elapsed() < Duration::from_secs(2) {
        for (least, run) in least.iter_mut().zip(&mut runs) {
            *least = average(run).min(*least);
        }
        rounds += 1;
    }
    least
}

/// The time that one run takes, on average over so few that often nothing comes between them.
fn average(run: &mut dyn FnMut()) -> Duration {
    let begin = Instant::now();
    let mut runs = 0;
    while runs < 1 || begin.elapsed() < Duration::from_millis(1) {
        run();
        runs += 1;
    }
    begin.elapsed() / runs
}
