//! What is fed, and what with.

use std::path::PathBuf;

use native_driver::settings::{Origin, import};
use native_driver::typelib::Typelib;
use native_driver::uri::{ConnectionUri, User};

use schema_core::Path;
use schema_core::decode::decode;
use schema_core::edit::{Change, Place, apply, edits};
use schema_core::format::{Options, formatted};
use schema_core::json::{from_json, to_json};
use schema_core::lint::lint;
use schema_core::normalize::{normalize, normalize_domain};
use schema_core::parse::{parse, parse_under};
use schema_core::policy::{Policies, Policy, PolicyPath, Stage};
use schema_core::retarget::{self, RetargetError, retarget};
use schema_core::syntax::repair::{is_well_formed, repair};
use schema_core::syntax::tokens::Tokens;
use schema_core::validate::validate;
use schema_core::write::write;

use crate::tree;

/// Something that reads what others wrote.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Good input to start from.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Reads one input; a panic is a finding.
    pub body: fn(&[u8]),
}

/// Every target.
pub static ALL: &[Target] = &[
    Target {
        name: "decode",
        seeds: documents,
        body: |input| drop(decode(input)),
    },
    Target {
        name: "document",
        seeds: documents,
        body: |input| document(&text(input)),
    },
    Target {
        name: "edit",
        seeds: documents,
        body: |input| edited(&text(input)),
    },
    Target {
        name: "format",
        seeds: documents,
        body: |input| laid_out(&text(input)),
    },
    Target {
        name: "json",
        seeds: json,
        body: |input| drop(from_json(&text(input))),
    },
    Target {
        name: "policies",
        seeds: policies,
        body: |input| policy(&text(input)),
    },
    Target {
        name: "repair",
        seeds: documents,
        body: |input| mended(&text(input)),
    },
    Target {
        name: "retarget",
        seeds: strangers,
        body: |input| retargeted(&text(input)),
    },
    Target {
        name: "settings",
        seeds: settings_files,
        body: |input| settings(&text(input)),
    },
    Target {
        name: "tables",
        seeds: tables,
        body: |input| drop(Typelib::from_tables(&[&text(input)])),
    },
    Target {
        name: "uri",
        seeds: uris,
        body: |input| drop(ConnectionUri::parse(&text(input), User::Other)),
    },
    Target {
        name: "xpt",
        seeds: type_libraries,
        body: |input| drop(Typelib::from_xpt(&[input])),
    },
];

/// What holds of every settings file: every place is in it, and the document that comes of it is read.
fn settings(text: &str) {
    let origin = Origin {
        folder: "/machines/here",
        registry: None,
    };
    let Ok(imported) = import(text, origin) else {
        return;
    };
    let places = imported.report.iter().map(|said| &said.span);
    let found = imported.diagnostics.iter().map(|found| &found.span);
    for span in places.chain(found) {
        assert!(text.get(span.clone()).is_some(), "a place is outside");
    }
    let again = parse(&write(&imported.domain));
    assert_eq!(again.domain.name, imported.domain.name);
}

/// The settings files and envelopes of the tests.
fn settings_files() -> Vec<Vec<u8>> {
    let folder = tree::root().join("tests/settings");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending != "txt"));
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// What holds of every text: formatted it is the same domain, and formatted again the same text.
fn laid_out(text: &str) {
    let options = Options::default();
    let Some(once) = formatted(text, &options) else {
        assert!(!is_well_formed(text), "well-formed text is not formatted");
        return;
    };
    assert_eq!(
        formatted(&once, &options).as_deref(),
        Some(once.as_str()),
        "formatted again it is another"
    );
    assert_eq!(
        parse(&once).domain,
        parse(text).domain,
        "formatted it is another domain"
    );
}

/// What holds of every text: it cannot be retargeted, or what comes of it is a document for VirtualBox, and every place of
/// the report is in it.
fn retargeted(text: &str) {
    let Ok(done) = retarget(text, &retarget::Options::default()) else {
        return;
    };
    assert!(is_well_formed(&done.text), "what comes of it is broken");
    let again = retarget(&done.text, &retarget::Options::default());
    assert_eq!(again, Err(RetargetError::ForVirtualBox));
    for entry in &done.report {
        assert!(
            text.get(entry.span.clone()).is_some(),
            "a place is not in it"
        );
    }
}

/// What holds of every text: changes to it are refused, or leave it well-formed.
fn edited(text: &str) {
    let disk = Path::device("disk", 0);
    let changes = [
        Change::SetAttribute {
            path: Path::root().attribute("type"),
            value: "<'&\">".to_owned(),
        },
        Change::SetText {
            path: Path::root().child("name"),
            text: "]]><&".to_owned(),
        },
        Change::RemoveAttribute {
            path: disk.attribute("type"),
        },
        Change::RemoveElement {
            path: disk.child("source"),
        },
        Change::InsertElement {
            parent: Path::devices(),
            place: Place::Last,
            xml: "<sound>\n</sound>".to_owned(),
        },
        Change::MoveElement {
            path: disk,
            parent: Path::devices(),
            place: Place::Last,
        },
    ];
    for one in changes.chunks(1).chain([&changes[..3], &changes[1..5]]) {
        if let Ok(edits) = edits(text, one) {
            assert!(
                is_well_formed(&apply(text, &edits)),
                "{one:?} breaks the text"
            );
        }
    }
}

/// What holds of every text: as a path it is shown as one that means the same, and as policies it says something about a
/// document or nothing.
fn policy(text: &str) {
    for line in text.lines() {
        if let Ok(path) = line.parse::<PolicyPath>() {
            let again = path.to_string().parse::<PolicyPath>();
            assert_eq!(again.as_ref(), Ok(&path), "a path is shown as another");
        }
    }
    let Ok(policies) = Policy::read_all(text, "the fuzzer") else {
        return;
    };
    let policies = Policies::new(policies);
    let document = tree::example("documented-2009.xml");
    for stage in [Stage::Lint, Stage::Plan] {
        for found in parse_under(&document, &policies, stage).diagnostics {
            assert!(
                document.get(found.span.clone()).is_some(),
                "{found:?} lies outside of the text"
            );
        }
    }
}

/// What holds of every text: its tokens are all of it; mended it is well-formed, unless there are too many faults.
fn mended(text: &str) {
    let mut at = 0;
    for token in Tokens::new(text) {
        assert_eq!(token.start, at, "tokens have a gap or overlap");
        assert!(token.end > at, "a token is empty");
        at = token.end;
    }
    assert_eq!(at, text.len(), "tokens end before the text");
    let repair = repair(text, &|_, _| None);
    for fault in &repair.faults {
        let edits = fault.fix.edits.iter().map(|edit| &edit.span);
        for span in edits.chain([&fault.span]) {
            assert!(
                text.get(span.start..span.end).is_some(),
                "{fault:?} lies outside of the text"
            );
        }
    }
    match &repair.text {
        Some(mended) => assert!(is_well_formed(mended), "mended text is not well-formed"),
        None => assert!(
            repair.faults.len() >= 500,
            "not mended: {:?}",
            repair.faults
        ),
    }
}

/// What holds of every text: diagnostics lie in it; what is valid has one normal form, in XML and in JSON.
fn document(text: &str) {
    for diagnostic in lint(text) {
        let places = diagnostic
            .related
            .iter()
            .map(|label| &label.span)
            .chain([&diagnostic.span]);
        for span in places {
            assert!(
                text.get(span.start..span.end).is_some(),
                "`{}` lies outside of the text",
                diagnostic.rule
            );
        }
    }
    let Ok(validated) = validate(parse(text)) else {
        return;
    };
    let normal = normalize(&validated).domain;
    assert_eq!(
        normalize_domain(normal.clone()),
        normal,
        "normalizing twice is not the same as once"
    );
    let written = write(&normal);
    let again = parse(&written);
    let said: Vec<_> = again
        .diagnostics
        .iter()
        // A warning is about the machine, or about what applications keep, and not about how it is written.
        .filter(|said| said.is_error())
        .collect();
    assert!(
        said.is_empty(),
        "what was written does not read well: {said:?}\n{written}"
    );
    assert_eq!(
        again.domain, normal,
        "what was written reads as something else:\n{written}"
    );
    let json = to_json(&normal).unwrap();
    assert_eq!(
        from_json(&json).unwrap(),
        normal,
        "JSON reads as something else:\n{json}"
    );
}

/// Documents of other hypervisors.
fn strangers() -> Vec<Vec<u8>> {
    let of = |document: &Vec<u8>, kind: &str| {
        let text = String::from_utf8_lossy(document).into_owned();
        text.replace("type='vbox'", &format!("type='{kind}'"))
            .replace("type=\"vbox\"", &format!("type=\"{kind}\""))
            .into_bytes()
    };
    let documents = documents();
    let kinds = ["kvm", "xen", "vmware", "hyperv"];
    documents
        .iter()
        .zip(kinds.iter().cycle())
        .map(|(document, kind)| of(document, kind))
        .collect()
}

fn documents() -> Vec<Vec<u8>> {
    let documents = tree::tracked()
        .into_iter()
        .filter(|path| path.starts_with("examples") || path.starts_with("tests/fixtures"));
    read(documents.map(|path| tree::root().join(path)).collect())
}

/// Policies of every operator, and paths.
fn policies() -> Vec<Vec<u8>> {
    let one = |path: &str, rest: &str| {
        format!(
            r#"[{{"name": "p", "path": "{path}", {rest}, "message": "no", "severity": "warning"}}]"#
        )
    };
    let all = [
        one("devices/interface/@type", r#""operator": "in", "value": ["user", "internal"]"#),
        one("memory", r#""operator": "range", "value": {"min": "1 GiB", "max": "4 GiB"}"#),
        one("devices/disk[@device='cdrom']/source/@file", r#""operator": "matches", "value": "/srv/*.iso""#),
        one("devices/*[target/@dev='hd?']", r#""operator": "count", "value": {"max": 2}"#),
        one("uuid", r#""operator": "exists", "when": {"path": "vcpu", "operator": "range", "value": {"min": 2}}"#),
        one("devices/sound", r#""operator": "absent", "enforce": "plan", "locked": true"#),
        one("os/type/@arch", r#""operator": "equals", "value": "x86_64""#),
        "/domain/devices/disk[@device='disk'][target/@bus='sata']/driver/@type\nmemory/@unit\n*/*/@*".to_owned(),
    ];
    all.map(String::into_bytes).to_vec()
}

/// The examples in their JSON form.
fn json() -> Vec<Vec<u8>> {
    documents()
        .iter()
        .filter_map(|document| to_json(&parse(&text(document)).domain).ok())
        .map(String::into_bytes)
        .collect()
}

fn text(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}

fn read(paths: Vec<PathBuf>) -> Vec<Vec<u8>> {
    paths
        .into_iter()
        .filter_map(|path| std::fs::read(path).ok())
        .collect()
}

fn tables() -> Vec<Vec<u8>> {
    let tables = tree::tracked()
        .into_iter()
        .filter(|path| path.starts_with("native-driver/tables"));
    read(
        tables
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .map(|path| tree::root().join(path))
            .collect(),
    )
}

fn uris() -> Vec<Vec<u8>> {
    [
        "vbox:///session",
        "vbox:///system",
        "vbox+ssh://user@host:22/session?a=b",
        "test:///default",
        "test:///a/b.json",
    ]
    .map(|uri| uri.as_bytes().to_vec())
    .to_vec()
}

/// The installed type libraries, and the smallest file that could be one.
fn type_libraries() -> Vec<Vec<u8>> {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let roots = [
        Some(PathBuf::from("/")),
        cache.map(|cache| cache.join("boxwright/lab")),
    ];
    let places = roots.into_iter().flatten().flat_map(|root| {
        ["VBoxXPCOMBase.xpt", "VirtualBox_XPCOM.xpt"]
            .map(|name| root.join("usr/lib/virtualbox/components").join(name))
    });
    let mut seeds = read(places.collect());
    let mut smallest = b"XPCOM\nTypeLib\r\n\x1a\x01\x01\x00\x00".to_vec();
    smallest.extend(32_u32.to_be_bytes());
    smallest.extend([0; 8]);
    seeds.push(smallest);
    seeds
}
