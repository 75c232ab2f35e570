//! Documents of KVM that became documents for VirtualBox, applied to a real one.

use schema_core::decode::decode;
use schema_core::retarget::{Options, retarget};
use tests::driven::Driven;
use tests::live::Lab;
use tests::tree;

/// How many are tried.
const WANTED: usize = 10;
/// Images that the lab can make.
const KINDS: &[&str] = &["vdi", "vmdk", "vhd", "iso", "img"];

/// The host files that a document names.
fn host_files(xml: &str) -> Vec<&str> {
    let after = |quote: char| {
        xml.split(&format!(" file={quote}"))
            .skip(1)
            .filter_map(|rest| rest.split(quote).next())
            .collect::<Vec<&str>>()
    };
    [after('\''), after('"')].concat()
}

/// Makes an image of fixed size, as the command for it would.
fn fixed(lab: &Lab, file: &str) {
    lab.vboxmanage([
        "createmedium",
        "disk",
        "--filename",
        file,
        "--size",
        "8",
        "--variant",
        "Fixed",
    ]);
    lab.vboxmanage(["closemedium", "disk", file]);
}

#[test]
fn machines_of_kvm_are_made_on_virtualbox() {
    let Some(lab) = Lab::start() else { return };
    let Some(corpus) = tree::corpus() else { return };
    let mut paths: Vec<_> = std::fs::read_dir(corpus.join("domain/valid"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let files = lab.files();
    let files = files.to_str().unwrap();
    let mut driven = Driven::live(&lab);
    let mut names = Vec::new();
    for path in paths {
        let text = decode(&std::fs::read(&path).unwrap()).unwrap().into_owned();
        if names.len() == WANTED || !(text.contains("type='kvm'") || text.contains("type=\"kvm\""))
        {
            continue;
        }
        // Documents of the corpus name the same images for different things.
        let options = Options {
            images: Some(format!("{files}/{}", names.len())),
            ..Options::default()
        };
        let Ok(done) = retarget(&text, &options) else {
            continue;
        };
        let named = host_files(&done.text);
        let can_be_made = |file: &&str| {
            let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
            KINDS.contains(&ending)
        };
        // A machine without a disk shows little, and of what folders hold nothing is known here.
        if named.is_empty() || !named.iter().all(can_be_made) || text.contains("<filesystem") {
            continue;
        }
        let mut xml = done.text.clone();
        for file in &named {
            if !file.starts_with(files) {
                let below = format!("{files}/{}", file.trim_start_matches('/'));
                xml = xml.replace(&format!("'{file}'"), &format!("'{below}'"));
                xml = xml.replace(&format!("\"{file}\""), &format!("\"{below}\""));
            }
        }
        for conversion in &done.conversions {
            if conversion.command.contains("-o static=on") {
                fixed(&lab, &conversion.to);
            }
        }
        let xml = lab.with_host_files(&xml);
        let name = format!("kvm {}", names.len());
        let (before, rest) = xml.split_once("<name>").unwrap();
        let (_, after) = rest.split_once("</name>").unwrap();
        let mut xml = format!("{before}<name>{name}</name>{after}");
        // Many documents of the corpus have one UUID.
        if let Some((before, rest)) = xml.split_once("<uuid>") {
            let (_, after) = rest.split_once("</uuid>").unwrap();
            xml = format!("{before}{after}");
        }
        driven
            .apply(&xml)
            .map_err(|error| format!("{}: {error}\n{xml}", path.display()))
            .unwrap();
        let plan = driven.plan(&xml).unwrap();
        assert_eq!(plan.changes, [], "{}: nothing is left", path.display());
        let said = lab.showvminfo(&name);
        assert_eq!(said.get("name"), Some(&name));
        println!("{}", path.file_name().unwrap().to_string_lossy());
        names.push(name);
    }
    assert_eq!(names.len(), WANTED);
    assert_eq!(lab.vboxmanage(["list", "vms"]).lines().count(), WANTED);
}
