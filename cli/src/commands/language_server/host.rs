//! What this host knows that helps to write a document.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};

use schema_core::assist::{Host, HostEntry};

/// The most entries of a folder that anybody looks through.
const MOST: usize = 500;

/// The host on which the program runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThisHost;

impl Host for ThisHost {
    fn entries(&self, folder: &str) -> Vec<HostEntry> {
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let mut found: Vec<HostEntry> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let name = entry.file_name().into_string().ok()?;
                let is_folder = fs::metadata(entry.path()).is_ok_and(|about| about.is_dir());
                (!name.starts_with('.')).then_some(HostEntry { name, is_folder })
            })
            .take(MOST)
            .collect();
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found
    }

    fn bridges(&self) -> Vec<String> {
        let devices = self.entries("/sys/class/net").into_iter();
        devices
            .map(|device| device.name)
            .filter(|name| name != "lo")
            .collect()
    }

    fn is_free(&self, port: u16) -> bool {
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
    }
}
