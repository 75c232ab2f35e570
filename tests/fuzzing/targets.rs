//! What is fed, and what with.

use std::path::PathBuf;

use native_driver::typelib::Typelib;
use native_driver::uri::{ConnectionUri, User};

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
