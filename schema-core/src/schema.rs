//! The JSON Schema of the JSON form, for editors and other tools.

use schemars::{Schema, SchemaGenerator, json_schema};

use crate::domain::Domain;
use crate::json::VERSION;
use crate::spec::ValueSpec;

/// The JSON Schema of a whole document in JSON.
pub fn json_schema() -> serde_json::Value {
    let mut generator = SchemaGenerator::default();
    let domain = generator.subschema_for::<Domain>();
    let definitions = generator.take_definitions(true);
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Boxwright domain",
        "description": "A virtual machine as libvirt domain XML describes it, in JSON.",
        "type": "object",
        "properties": {
            "version": { "description": "The version of the form.", "const": VERSION },
            "domain": domain,
        },
        "required": ["version", "domain"],
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// The schema of a value that is one of a list of words.
pub fn words(spec: &ValueSpec) -> Schema {
    let words: Vec<Schema> = spec
        .words
        .iter()
        .map(|word| json_schema!({ "const": word.word, "description": word.docs }))
        .collect();
    json_schema!({ "description": spec.what, "type": "string", "oneOf": words })
}

/// The schema of a value that is text of a certain form.
pub(crate) fn text(spec: &ValueSpec, pattern: &str) -> Schema {
    json_schema!({ "description": spec.what, "type": "string", "pattern": pattern })
}
