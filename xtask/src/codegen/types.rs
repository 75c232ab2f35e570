//! The TypeScript types of what the package `wasm` gives, from their JSON Schema.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::fresh;
use crate::trouble::Trouble;

const FILE: &str = "wasm/npm/types.d.ts";

pub(super) fn write(check: bool) -> Result<(), Trouble> {
    fresh::file(FILE, &types(::wasm::schema().as_value()), check)
}

fn types(schema: &Value) -> String {
    let mut out =
        String::from("// Written by `cargo xtask codegen` from the types in wasm/src/dto.\n");
    let definitions = schema.get("$defs").and_then(Value::as_object);
    for (name, schema) in definitions.into_iter().flatten() {
        // A generic type is written once, by hand below.
        if !name.starts_with("Outcome") {
            out.push('\n');
            docs(schema, "", &mut out);
            declare(name, schema, &mut out);
        }
    }
    out.push_str(OUTCOME);
    out
}

/// Schemas have no generic types.
const OUTCOME: &str = r#"
/** What has two outcomes. */
export type Outcome<T> = { outcome: "done"; result: T } | { outcome: "failed"; message: string };
"#;

fn declare(name: &str, schema: &Value, out: &mut String) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        writeln(out, &format!("export interface {name} {{"));
        fields(properties, &required(schema), "  ", out);
        out.push_str("}\n");
        return;
    }
    let ways: Vec<&Value> = schema
        .get("oneOf")
        .and_then(Value::as_array)
        .map_or_else(|| vec![schema], |ways| ways.iter().collect());
    writeln(out, &format!("export type {name} ="));
    for (index, way) in ways.iter().enumerate() {
        docs(way, "  ", out);
        let end = if index + 1 == ways.len() { ";" } else { "" };
        if let Some(properties) = way.get("properties").and_then(Value::as_object) {
            out.push_str("  | {\n");
            fields(properties, &required(way), "      ", out);
            writeln(out, &format!("    }}{end}"));
        } else {
            writeln(out, &format!("  | {}{end}", of(way)));
        }
    }
}

/// The names of what is always there.
fn required(schema: &Value) -> Vec<&str> {
    let names = schema.get("required").and_then(Value::as_array);
    names
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn fields(properties: &Map<String, Value>, required: &[&str], indent: &str, out: &mut String) {
    for (name, schema) in properties {
        docs(schema, indent, out);
        let of = of(schema);
        if required.contains(&name.as_str()) {
            writeln(out, &format!("{indent}{name}: {of};"));
        } else {
            // Left out and `undefined` are the same to us, though not to the strictest TypeScript.
            let of = of.strip_suffix(" | null").unwrap_or(&of);
            writeln(out, &format!("{indent}{name}?: {of} | undefined;"));
        }
    }
}

fn docs(schema: &Value, indent: &str, out: &mut String) {
    if let Some(text) = schema.get("description").and_then(Value::as_str) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln(out, &format!("{indent}/** {line} */"));
    }
}

fn of(schema: &Value) -> String {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(reference) = text("$ref") {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(word) = text("const") {
        return format!("\"{word}\"");
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let words: Vec<String> = words.iter().map(Value::to_string).collect();
        return words.join(" | ");
    }
    if let Some(ways) = schema.get("anyOf").and_then(Value::as_array) {
        return ways.iter().map(of).collect::<Vec<_>>().join(" | ");
    }
    match schema.get("type") {
        Some(Value::String(kind)) => simple(kind, schema),
        Some(Value::Array(kinds)) => {
            let kinds = kinds.iter().filter_map(Value::as_str);
            kinds
                .map(|kind| simple(kind, schema))
                .collect::<Vec<_>>()
                .join(" | ")
        }
        Some(_) | None => "unknown".to_owned(),
    }
}

fn simple(kind: &str, schema: &Value) -> String {
    match kind {
        "integer" | "number" => "number".to_owned(),
        "object" => {
            let values = schema
                .get("additionalProperties")
                .map_or_else(String::new, of);
            format!("{{ [name: string]: {values} }}")
        }
        "array" => {
            let items = schema.get("items").map_or_else(String::new, of);
            if items.contains('|') {
                format!("({items})[]")
            } else {
                format!("{items}[]")
            }
        }
        other => other.to_owned(),
    }
}

fn writeln(out: &mut String, line: &str) {
    // Writing to a text does not fail.
    let _ok = std::writeln!(out, "{line}");
}
