//! The JSON Schema of `boxwright.toml`.

use schema_core::lint::{EXPOSURE, rules};
use schema_core::policy::packs::PACKS;
use schema_core::policy::{self, Enforce};
use serde_json::{Value, json};

use super::NAME;

/// The JSON Schema of the file.
#[expect(clippy::too_many_lines, reason = "it is one value")]
pub fn schema() -> Value {
    let names: Vec<&str> = rules::ALL
        .iter()
        .flat_map(|rule| [rule.name, rule.alias])
        .chain([EXPOSURE])
        .collect();
    let packs: Vec<Value> = PACKS
        .iter()
        .map(|pack| json!({ "const": pack.name, "description": pack.docs }))
        .collect();
    let enforce = Enforce::ALL.map(Enforce::as_str);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": NAME,
        "description": "What a project asks of the linter of Boxwright.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "target": {
                "description": "The release of VirtualBox that the machines are for.",
                "type": "string", "pattern": "^[0-9]+\\.[0-9]+(\\..*)?$", "examples": ["7.2"],
            },
            "select": {
                "description": "The rules that are reported; all where there is none.",
                "$ref": "#/$defs/rules",
            },
            "ignore": {
                "description": "The rules that are not reported, of those.",
                "$ref": "#/$defs/rules",
            },
            "per-file-ignores": {
                "description": "Rules that are not reported in the files that a pattern means, such as `vms/**/*.xml`.",
                "type": "object", "additionalProperties": { "$ref": "#/$defs/rules" },
            },
            "extends": {
                "description": "A file beside this one, on top of which this one stands.",
                "type": "string", "pattern": "^[^/\\\\]+$", "examples": ["school.toml"],
            },
            "packs": {
                "description": "Policies that come with Boxwright.",
                "type": "array", "items": { "oneOf": packs },
            },
            "policy": {
                "description": "What documents have to satisfy.",
                "type": "array", "items": { "$ref": "#/$defs/policy" },
            },
            "severity": {
                "description": "Rules with the severity that their findings get.",
                "type": "object",
                "propertyNames": { "$ref": "#/$defs/rule" },
                "additionalProperties": { "enum": ["error", "warning", "note"] },
            },
        },
        "$defs": {
            "rule": { "description": "A rule, by name or short id.", "enum": names },
            "path": {
                "description": "The way from `<domain>` to elements or an attribute, such as `devices/disk[@device='cdrom']/source/@file`.",
                "type": "string",
            },
            "operator": {
                "description": "What has to be there: something, nothing, a value, one of some, one like a pattern, a number, a number of them.",
                "enum": policy::OPERATORS,
            },
            "value": {
                "description": "What the operator wants: a value, values, patterns with `*` and `?`, or limits.",
                "oneOf": [
                    { "type": ["string", "number"] },
                    { "type": "array", "items": { "type": ["string", "number"] } },
                    {
                        "type": "object", "additionalProperties": false, "minProperties": 1,
                        "properties": {
                            "min": { "type": ["string", "integer"], "examples": ["512 MiB"] },
                            "max": { "type": ["string", "integer"], "examples": ["8 GiB"] },
                        },
                    },
                ],
            },
            "condition": {
                "type": "object", "additionalProperties": false, "required": ["path", "operator"],
                "properties": {
                    "path": { "$ref": "#/$defs/path" },
                    "operator": { "$ref": "#/$defs/operator" },
                    "value": { "$ref": "#/$defs/value" },
                },
            },
            "policy": {
                "type": "object", "additionalProperties": false, "required": ["name", "path", "operator"],
                "properties": {
                    "name": { "description": "What it is called; it takes the place of one of that name.", "type": "string" },
                    "path": { "$ref": "#/$defs/path" },
                    "operator": { "$ref": "#/$defs/operator" },
                    "value": { "$ref": "#/$defs/value" },
                    "when": {
                        "description": "It counts only where all of these hold.",
                        "oneOf": [
                            { "$ref": "#/$defs/condition" },
                            { "type": "array", "items": { "$ref": "#/$defs/condition" } },
                        ],
                    },
                    "message": { "description": "What is said where it is not satisfied.", "type": "string" },
                    "severity": { "enum": ["error", "warning", "note"], "default": "error" },
                    "enforce": { "enum": enforce, "default": "both" },
                    "locked": {
                        "description": "Whether nothing can switch it off.",
                        "type": "boolean", "default": false,
                    },
                },
            },
            "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        },
    })
}
