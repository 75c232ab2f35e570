//! What documents ask of releases that lack it is refused at its line, with the release that has it.

use schema_core::normalize::normalize;
use schema_core::parse::parse;
use schema_core::validate::validate;
use uuid::Uuid;

use crate::document::Document;
use crate::mapping;
use crate::media::Media;
use crate::plan::builder::{Builder, Built};
use crate::typelib::Typelib;

fn table(release: &str) -> Typelib {
    let text = match release {
        "4.2" => include_str!("../../../tables/4.2.json"),
        "4.3" => include_str!("../../../tables/4.3.json"),
        "6.0" => include_str!("../../../tables/6.0.json"),
        "6.1" => include_str!("../../../tables/6.1.json"),
        "7.2" => include_str!("../../../tables/7.2.json"),
        other => panic!("there is no table {other} here"),
    };
    Typelib::from_tables(&[text]).unwrap()
}

/// Plans a new machine with those devices for a release.
fn plan(release: &str, devices: &str) -> Built {
    let xml = format!(
        "<domain type='vbox'>\n<name>m</name>\n<memory unit='MiB'>64</memory>\n<devices>\n{devices}\n</devices>\n</domain>\n"
    );
    let normalized = normalize(&validate(parse(&xml)).unwrap());
    let typelib = table(release);
    let media = Media::default();
    let document = Document::new(&normalized);
    let mut out = Builder::new(&typelib, document, &media, Uuid::nil(), true);
    mapping::plan(document.domain(), None, &mut out);
    out.finish()
}

/// What is refused: path, what is lacking, what helps.
fn refused(release: &str, devices: &str) -> Vec<String> {
    plan(release, devices)
        .refusals
        .into_iter()
        .map(|it| format!("{}: {} ({})", it.path, it.message, it.help))
        .collect()
}

/// The members that are set and called for the devices.
fn members(release: &str, devices: &str) -> Vec<String> {
    let with = plan(release, devices);
    let without = plan(release, "");
    let name = |step: &crate::plan::Step| format!("{}.{}", step.target, step.op.member());
    let usual: Vec<String> = without.steps.iter().map(name).collect();
    with.steps
        .iter()
        .map(name)
        .filter(|step| !usual.contains(step))
        .collect()
}

#[test]
fn graphics_cards() {
    let vga = "<video><model type='vga'/></video>";
    assert_eq!(
        refused("4.3", vga),
        [
            "/domain/devices/video[0]/model/@type: the installed VirtualBox has no `GraphicsControllerType` `VBoxSVGA` (remove it from the document, or install VirtualBox 6.0 or newer)"
        ]
    );
    assert_eq!(
        refused("4.2", vga),
        [
            "/domain/devices/video[0]/model/@type: the installed VirtualBox has no `IMachine.graphicsControllerType` (remove it from the document, or install VirtualBox 4.3 or newer)"
        ]
    );
    assert_eq!(refused("6.0", vga), [""; 0]);
    assert_eq!(
        refused(
            "7.2",
            "<video><model type='vga'><acceleration accel2d='yes'/></model></video>"
        ),
        [
            "/domain/devices/video[0]/model/acceleration/@accel2d: the installed VirtualBox has no `GraphicsFeature` `Acceleration2DVideo` (remove it from the document, or install a release of VirtualBox that has it)"
        ]
    );
    let all = "<video><model type='vmvga' vram='1024' heads='2'><acceleration accel3d='yes'/></model></video>";
    for (release, switch) in [
        ("4.3", "accelerate3DEnabled"),
        ("6.1", "accelerate3DEnabled"),
        ("7.2", "setFeature"),
    ] {
        let adapter = |member| format!("graphics adapter.{member}");
        assert_eq!(refused(release, all), [""; 0], "{release}");
        assert_eq!(
            members(release, all),
            ["graphicsControllerType", "VRAMSize", "monitorCount", switch].map(adapter),
            "{release}"
        );
    }
}
