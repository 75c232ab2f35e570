//! JSON that is written is what its schema asks for: the published one of SARIF, and those that `boxwright schema` prints.
#![expect(
    clippy::indexing_slicing,
    reason = "the lints' exception for tests does not reach the functions that tests share"
)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tests::program::Sandbox;
use tests::tree;

/// Fails where a schema finds something wrong.
#[track_caller]
pub(crate) fn check(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}\n{value:#}");
}

/// The schema of SARIF 2.1.0, which the package `serde-sarif` has beside its sources.
#[track_caller]
pub(crate) fn sarif() -> Value {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        // What is not here yet, as packages of other systems, is fetched.
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(tree::root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut packages = metadata["packages"].as_array().unwrap().iter();
    let package = packages
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.with_file_name("src/schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    // Its pattern of languages has a bracket too many, which only JavaScript takes; nothing here names a language.
    for holder in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][holder]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    schema
}

#[test]
fn every_document_as_json_is_what_the_schema_asks_for() {
    let sandbox = Sandbox::new();
    let read = |args: &[&str]| -> Value {
        serde_json::from_str(&sandbox.run(args).expect_status(0).stdout).unwrap()
    };
    let schema = read(&["schema"]);
    let mut count = 0;
    for file in tree::tracked() {
        let is_fixture = file.starts_with("tests/fixtures") || file.starts_with("examples");
        if is_fixture && file.extension().is_some_and(|ending| ending == "xml") {
            let path = tree::root().join(&file);
            let ran = sandbox.run(&["convert", path.to_str().unwrap(), "--to", "json"]);
            // Some examples are there to be refused.
            if ran.status == 0 {
                check(&schema, &serde_json::from_str(&ran.stdout).unwrap());
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn the_schema_of_the_configuration_takes_what_the_program_takes_and_no_more() {
    let sandbox = Sandbox::new();
    let schema = sandbox.run(&["schema", "--config"]).expect_status(0).stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (config, expected) in [
        ("target = '7.2'\nselect = ['D107', 'exposure']\n", true),
        (
            "[per-file-ignores]\n'old/**' = ['unknown-element']\n[severity]\nM206 = 'warning'\n",
            true,
        ),
        ("packs = ['classroom']\nextends = 'school.toml'\n", true),
        (
            "[[policy]]\nname = 'a'\npath = 'memory'\noperator = 'range'\nvalue = { max = '8 GiB' }\n",
            true,
        ),
        ("target = 7.2\n", false),
        ("select = 'D107'\n", false),
        ("packs = ['class-room']\n", false),
        ("extends = '../school.toml'\n", false),
        (
            "[[policy]]\nname = 'a'\npath = 'memory'\noperator = 'rnge'\n",
            false,
        ),
    ] {
        sandbox.write("boxwright.toml", config);
        sandbox.write("school.toml", "");
        sandbox.write(
            "a.xml",
            "<domain type='vbox'><name>a</name><memory>1048576</memory></domain>",
        );
        let value: toml::Value = toml::from_str(config).unwrap();
        let value = serde_json::to_value(value).unwrap();
        assert_eq!(validator.is_valid(&value), expected, "{config}");
        let ran = sandbox.run(&["lint", "a.xml"]);
        assert_eq!(ran.status != 2, expected, "{config}{}", ran.stderr);
    }
}
