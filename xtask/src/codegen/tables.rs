//! `codegen tables DIR`: the slot tables that the simulation and the tests have in place of a type library.
//!
//! DIR holds one JSON file an API version (`7.2.json`, …) with every interface, and `xpcom-base.json` with those that
//! all others extend. Only what the driver or the simulation can reach is kept, in `native-driver/tables`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use native_driver::typelib::Typelib;
use serde_json::Value;

use crate::trouble::Trouble;

/// Interfaces are kept when their name starts with one of these, or is one of them.
const KEPT: &[&str] = &[
    "IAudio",
    "IBIOSSettings",
    "IBandwidth",
    "IConsole",
    "IDVD",
    "IFirmwareSettings",
    "IFloppy",
    "IGraphicsAdapter",
    "IGuestOSType",
    "IHardDisk",
    "IHost",
    "IMachine",
    "IMedium",
    "INATEngine",
    "INATNetwork",
    "INetworkAdapter",
    "INvramStore",
    "IParallelPort",
    "IPlatform",
    "IProgress",
    "IRecording",
    "ISerialPort",
    "ISession",
    "ISharedFolder",
    "ISnapshot",
    "IStorageController",
    "ISystemProperties",
    "IToken",
    "ITrustedPlatformModule",
    "IUSB",
    "IUefiVariableStore",
    "IVRDE",
    "IVRDP",
    "IVirtualBox",
];

/// Parts of names that are not kept: what only a running machine or an event listener meets.
const LEFT_OUT: &[&str] = &["Event", "Callback", "Debugger"];

/// Writes the kept part of every table in `from` to `to`.
pub(super) fn write(from: &Path, to: &Path) -> Result<(), Trouble> {
    let base = parse("xpcom-base.json", &read(&from.join("xpcom-base.json"))?)?;
    fs::create_dir_all(to).map_err(Trouble::io(to.display()))?;
    let mut tables = BTreeMap::new();
    for entry in fs::read_dir(from).map_err(Trouble::io(from.display()))? {
        let path = entry.map_err(Trouble::io(from.display()))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        if is_json && name.starts_with(|first: char| first.is_ascii_digit()) {
            tables.insert(name.to_owned(), path.clone());
        }
    }
    if tables.is_empty() {
        return Err(Trouble::Missing(format!(
            "there are no tables in {}",
            from.display()
        )));
    }
    for (name, path) in tables {
        let text = reduce(&name, &read(&path)?, &base)?;
        let path = to.join(&name);
        fs::write(&path, text).map_err(Trouble::io(path.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Trouble> {
    fs::read_to_string(path).map_err(Trouble::io(path.display()))
}

fn parse(name: &str, text: &str) -> Result<Value, Trouble> {
    serde_json::from_str(text).map_err(|error| Trouble::Wrong(format!("{name}: {error}")))
}

/// The kept part of a table as text, one interface or enum a line so that a change shows in a diff.
fn reduce(name: &str, table: &str, base: &Value) -> Result<String, Trouble> {
    // The constants of an enum stay in the order of the release: the first of two with one number is its name.
    let typelib = Typelib::from_tables(&[table])
        .map_err(|error| Trouble::Wrong(format!("{name}: {error}")))?;
    let enums = typelib.enums().map(|(name, constants)| {
        let constants: Vec<String> = constants
            .iter()
            .map(|(name, number)| format!("\"{name}\":{number}"))
            .collect();
        format!("\"{name}\":{{{}}}", constants.join(","))
    });
    let table = parse(name, table)?;
    let mut lines = Vec::new();
    for key in ["format", "version", "release", "capi_table", "source"] {
        if let Some(value) = table.get(key) {
            lines.push(format!("\"{key}\":{value}"));
        }
    }
    let interfaces = interfaces(&table, base)
        .ok_or_else(|| Trouble::Wrong(format!("{name}: there are no interfaces")))?;
    lines.push(object("interfaces", interfaces));
    lines.push(object("enums", enums));
    Ok(format!("{{{}}}\n", lines.join(",\n")))
}

fn interfaces<'a>(table: &'a Value, base: &'a Value) -> Option<impl Iterator<Item = String>> {
    let mut interfaces = BTreeMap::new();
    for (name, interface) in base.get("interfaces")?.as_object()? {
        if matches!(name.as_str(), "nsISupports" | "nsIException") {
            interfaces.insert(name.as_str(), format!("\"{name}\":{interface}"));
        }
    }
    for (name, interface) in table.get("interfaces")?.as_object()? {
        if is_kept(name) {
            interfaces.insert(name.as_str(), format!("\"{name}\":{interface}"));
        }
    }
    Some(interfaces.into_values())
}

fn is_kept(name: &str) -> bool {
    KEPT.iter().any(|kept| name.starts_with(kept))
        && !LEFT_OUT.iter().any(|part| name.contains(part))
}

fn object(key: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.collect();
    format!("\"{key}\":{{\n{}\n}}", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_reachable_is_kept() {
        let interface = r#"{"iid": "", "parent": null, "first_slot": 3, "slots": []}"#;
        let table = format!(
            r#"{{"format": "vbox-api-table/1", "interfaces": {{"IMachine": {interface}, "ICloudClient": {interface},
                "IMachineStateChangedEvent": {interface}}}, "enums": {{"StorageBus": {{"SATA": 2, "IDE": 1}}}}}}"#
        );
        let base = serde_json::json!({"interfaces": {"nsISupports": {}, "nsIFile": {}}});
        let text = reduce("9.9.json", &table, &base).unwrap();
        let kept: Value = serde_json::from_str(&text).unwrap();
        let interfaces: Vec<&String> = kept["interfaces"].as_object().unwrap().keys().collect();
        assert_eq!(interfaces, ["IMachine", "nsISupports"]);
        assert!(text.contains(r#""StorageBus":{"SATA":2,"IDE":1}"#));
    }
}
