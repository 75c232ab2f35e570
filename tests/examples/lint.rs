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
use schema_core::parse::parse;
use schema_core::validate::validate;
use schema_core::write::write;

fn main() {
    let small = tests::tree::example("documented-2024.xml");
    let clean = schema_core::fix::apply(&small, &lint(&small), schema_core::Applicability::Safe);
    report("documented-2024.xml", &small);
    report("documented-2024.xml, fixed", &clean);
    for (name, text) in [
        (
            "1 MB of disks",
            of_size(
                "<disk type='file'><source file='/a'/><target dev='DEV' bus='scsi'/><address type='drive' controller='N' unit='1'/></disk>\n",
            ),
        ),
        (
            "1 MB of disks with one name",
            of_size("<disk type='file'><source file='/a'/><target dev='sda' bus='scsi'/></disk>\n"),
        ),
        ("1 MB of unknown elements", of_size("<dsk type='file'/>\n")),
        (
            "1 MB of interfaces",
            of_size(
                "<interface type='user'><mac address='08:00:27:00:00:01'/><model type='e1000'/></interface>\n",
            ),
        ),
        (
            "1 MB of ports without numbers",
            of_size("<serial type='null'/>\n"),
        ),
        (
            "1 MB of controllers without numbers",
            of_size("<controller type='usb'/>\n"),
        ),
    ] {
        report(name, &text);
    }

    let parsed = parse(&clean);
    println!(
        "check alone {:?}",
        best(|| drop(black_box(check(black_box(&parsed)))))
    );
    let validated = validate(parsed).unwrap();
    println!(
        "normalize {:?}",
        best(|| drop(black_box(normalize(black_box(&validated)))))
    );
    println!(
        "write {:?}",
        best(|| drop(black_box(write(black_box(validated.domain())))))
    );
}

fn of_size(device: &str) -> String {
    let count = (1 << 20) / device.len();
    let devices: Vec<String> = (0..count)
        .map(|index| {
            device
                .replace("DEV", &name(index))
                .replace('N', &index.to_string())
        })
        .collect();
    format!(
        "<domain type='vbox'><name>a</name><memory>4096</memory><devices>{}</devices></domain>",
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

fn report(name: &str, text: &str) {
    let parse = best(|| drop(black_box(parse(black_box(text)))));
    let lint = best(|| drop(black_box(lint(black_box(text)))));
    let bare = best(|| drop(black_box(roxmltree::Document::parse(black_box(text)))));
    println!(
        "{name} ({} bytes): roxmltree alone {bare:?}, parse {parse:?}, lint {lint:?}",
        text.len()
    );
}

/// The time that one run takes of a processor, on average, so that other programs do not count.
fn best(mut run: impl FnMut()) -> Duration {
    let begin = Instant::now();
    let before = processor_time();
    let mut runs = 0;
    while runs < 3 || begin.elapsed() < Duration::from_millis(800) {
        run();
        runs += 1;
    }
    let after = processor_time();
    match before.zip(after) {
        Some((before, after)) => after.saturating_sub(before) / runs,
        None => begin.elapsed() / runs,
    }
}

/// How long this process has been on a processor, where the system says that.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    text.split(' ')
        .next()?
        .parse()
        .ok()
        .map(Duration::from_nanos)
}
