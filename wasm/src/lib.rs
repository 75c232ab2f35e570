//! The core for browsers and Node: bindings only, JSON out.
//!
//! [`api`] is what there is, and builds everywhere; `exports` gives it to JavaScript. Places are counted in UTF-16 code
//! units, as JavaScript counts. Types of what comes out are in [`dto`], and TypeScript has them from there.
#![forbid(unsafe_code)]

pub mod api;
pub mod dto;
#[cfg(target_arch = "wasm32")]
mod exports;
mod utf16;

/// JSON Schema of all that comes out, one definition a type.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    let generator = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    generator.into_root_schema_for::<dto::Everything>()
}
