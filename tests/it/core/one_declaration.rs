//! Two declarations that differ by one field: type, spec, reading, writing, JSON, schema and docs all differ by it.

use schema_core::domain::Domain;
use schema_core::parse::parse_as;
use schema_core::spec::Element;
use schema_core::write::write_as;
use schemars::SchemaGenerator;

/// How the element looks before.
mod before {
    use schema_derive::element;

    /// A lamp.
    #[element("lamp")]
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub(super) struct Lamp {
        /// How bright it is.
        #[xml(attribute)]
        pub(super) lumen: u32,
    }
}

/// The same with one field more, and nothing else.
mod after {
    use schema_derive::{Value, element};

    /// A lamp.
    #[element("lamp")]
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub(super) struct Lamp {
        /// How bright it is.
        #[xml(attribute)]
        pub(super) lumen: u32,
        /// The colour of the light.
        #[xml(attribute, default)]
        pub(super) colour: Colour,
    }

    /// A colour.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
    pub(super) enum Colour {
        /// As snow.
        #[default]
        White,
        /// As honey.
        Amber,
    }
}

const TEXT: &str = "<lamp lumen='800' colour='amber'/>";

#[test]
fn the_type_has_the_field() {
    let before::Lamp { lumen: _ } = before::Lamp::default();
    let after::Lamp { lumen: _, colour } = after::Lamp::default();
    assert_eq!(colour, after::Colour::White);
}

#[test]
fn the_spec_and_the_docs_have_the_field() {
    let names = |spec: &schema_core::spec::ElementSpec| -> Vec<_> {
        spec.attributes
            .iter()
            .map(|attribute| (attribute.name, attribute.docs))
            .collect()
    };
    assert_eq!(names(before::Lamp::SPEC), [("lumen", "How bright it is.")]);
    assert_eq!(
        names(after::Lamp::SPEC),
        [
            ("lumen", "How bright it is."),
            ("colour", "The colour of the light.")
        ]
    );
    let colour = after::Lamp::SPEC.attributes.last().unwrap();
    let words: Vec<_> = colour
        .value
        .words
        .iter()
        .map(|word| (word.word, word.docs))
        .collect();
    assert_eq!(words, [("white", "As snow."), ("amber", "As honey.")]);
    assert_eq!(colour.default.unwrap()(), "white");
}

#[test]
fn reading_knows_the_field() {
    let (_, found) = parse_as::<before::Lamp>(TEXT);
    let messages: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, ["unknown attribute `colour` of `<lamp>`"]);

    let (lamp, found) = parse_as::<after::Lamp>(TEXT);
    assert_eq!(
        lamp,
        after::Lamp {
            lumen: 800,
            colour: after::Colour::Amber
        }
    );
    assert_eq!(found, []);

    let (_, found) = parse_as::<after::Lamp>("<lamp lumen='800' colour='ambre'/>");
    let notes: Vec<_> = found.iter().flat_map(|found| &found.notes).collect();
    assert_eq!(
        notes,
        ["did you mean `amber`?", "it can be `white`, `amber`"]
    );
}

#[test]
fn writing_knows_the_field() {
    assert_eq!(
        write_as(&before::Lamp { lumen: 800 }),
        "<lamp lumen='800'/>\n"
    );
    let lamp = after::Lamp {
        lumen: 800,
        colour: after::Colour::Amber,
    };
    assert_eq!(write_as(&lamp), format!("{TEXT}\n"));
}

#[test]
fn json_knows_the_field() {
    let json = r#"{"lumen":800,"colour":"amber"}"#;
    assert!(serde_json::from_str::<before::Lamp>(json).is_err());
    let lamp: after::Lamp = serde_json::from_str(json).unwrap();
    assert_eq!(lamp.colour, after::Colour::Amber);
    assert_eq!(serde_json::to_string(&lamp).unwrap(), json);
    assert_eq!(
        serde_json::to_string(&before::Lamp { lumen: 800 }).unwrap(),
        r#"{"lumen":800}"#
    );
}

#[test]
fn the_schema_and_its_descriptions_have_the_field() {
    let before = SchemaGenerator::default()
        .into_root_schema_for::<before::Lamp>()
        .to_value();
    let after = SchemaGenerator::default()
        .into_root_schema_for::<after::Lamp>()
        .to_value();
    assert_eq!(before.pointer("/properties/colour"), None);
    let description = after
        .pointer("/properties/colour/description")
        .and_then(serde_json::Value::as_str);
    assert_eq!(description, Some("The colour of the light."));
    let amber = after.pointer("/$defs/Colour/oneOf/1").unwrap();
    assert_eq!(
        amber,
        &serde_json::json!({ "const": "amber", "description": "As honey." })
    );
}

/// Every attribute and child that the domain's spec names is in its JSON Schema with the same words, and the other way
/// round: both come from the declarations, for all of the vocabulary.
#[test]
fn the_whole_vocabulary_is_in_the_schema() {
    let schema = schema_core::schema::json_schema();
    let mut count = 0;
    check(
        Domain::SPEC,
        schema.pointer("/$defs/Domain").unwrap(),
        &schema,
        &mut count,
    );
    assert!(count > 60, "only {count} properties were compared");
}

fn check(
    spec: &schema_core::spec::ElementSpec,
    schema: &serde_json::Value,
    root: &serde_json::Value,
    count: &mut usize,
) {
    // An element that is nothing but a size is a number.
    let Some(properties) = schema
        .get("properties")
        .and_then(serde_json::Value::as_object)
    else {
        assert!(
            spec.children.is_empty(),
            "`{}` has no properties",
            spec.name
        );
        return;
    };
    let mut names: Vec<&str> = spec
        .attributes
        .iter()
        .map(|attribute| attribute.name)
        .collect();
    names.extend(spec.children.iter().map(|child| child.json));
    // What is in no declaration, because it is of others.
    names.extend((spec.name == "metadata").then_some("foreign"));
    names.extend(spec.text.as_ref().map(|_| "value"));
    names.sort_unstable();
    let mut found: Vec<&str> = properties.keys().map(String::as_str).collect();
    found.sort_unstable();
    assert_eq!(found, names, "properties of `{}`", spec.name);
    for child in spec.children {
        let property = properties.get(child.json).unwrap();
        assert_eq!(
            property
                .get("description")
                .and_then(serde_json::Value::as_str),
            Some(child.docs),
            "{}",
            child.name
        );
        if let Some(inner) = child.content.element() {
            check(inner, resolve(property, root), root, count);
        }
    }
    *count += names.len();
}

/// The definition that a property refers to, alone, as an alternative to null, or as the items of an array.
fn resolve<'s>(
    property: &'s serde_json::Value,
    root: &'s serde_json::Value,
) -> &'s serde_json::Value {
    let reference = ["/$ref", "/anyOf/0/$ref", "/items/$ref"]
        .into_iter()
        .find_map(|at| property.pointer(at));
    let pointer = reference
        .and_then(serde_json::Value::as_str)
        .and_then(|reference| reference.strip_prefix('#'));
    pointer
        .and_then(|pointer| root.pointer(pointer))
        .unwrap_or(property)
}
