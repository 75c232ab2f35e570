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
        "description": "What a project asks of Boxwright: of its linter, and of its machines.",
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
            "hosts": {
                "description": "What each host calls the files and networks that documents name; `--host` chooses, by default the name of the computer.",
                "type": "object", "additionalProperties": { "$ref": "#/$defs/host" },
            },
            "instance": {
                "description": "Machines of which several are made of one document; `boxwright apply boxwright.toml` makes them.",
                "type": "array", "items": { "$ref": "#/$defs/instance" },
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
                "type": "object", "additionalProperties": false, "required": ["name"],
                "if": { "required": ["enforce"], "properties": { "enforce": { "const": "never" } } },
                "else": { "required": ["path", "operator"] },
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
            "host": {
                "type": "object", "additionalProperties": false,
                "properties": {
                    "paths": {
                        "description": "Folders and files as documents name them, and where they are on the host; the longest decides.",
                        "$ref": "#/$defs/words",
                    },
                    "bridges": {
                        "description": "Interfaces that machines are bridged to as documents name them, and what the host calls them.",
                        "$ref": "#/$defs/words",
                    },
                },
            },
            "words": { "type": "object", "additionalProperties": { "type": "string" } },
            "place": {
                "description": "The way to an element or attribute, such as `devices/disk[0]/source/@file`.",
                "type": "string",
            },
            "setting": {
                "description": "A value for all machines, or a list with one for each.",
                "oneOf": [
                    { "type": ["string", "integer", "boolean"] },
                    { "type": "array", "items": { "type": ["string", "integer", "boolean"] } },
                ],
            },
            "instance": {
                "type": "object", "additionalProperties": false, "required": ["base"],
                "oneOf": [{ "required": ["count"] }, { "required": ["names"] }],
                "properties": {
                    "base": {
                        "description": "The document that the machines are made of, in the folder of this file or below.",
                        "type": "string", "examples": ["classroom.xml"],
                    },
                    "count": {
                        "description": "How many there are; they are called after the document, with numbers from 1.",
                        "type": "integer", "minimum": 1, "maximum": 1000,
                    },
                    "names": {
                        "description": "What they are called.",
                        "type": "array", "items": { "type": "string" }, "uniqueItems": true,
                    },
                    "set": {
                        "description": "What differs from the document, by the way to it.",
                        "type": "object", "additionalProperties": { "$ref": "#/$defs/setting" },
                    },
                    "own": {
                        "description": "The files of which each machine has one of its own: `disk.vdi` of `pc-01` is `disk-pc-01.vdi`.",
                        "type": "array", "items": { "$ref": "#/$defs/place" },
                    },
                },
            },
            "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        },
    })
}
