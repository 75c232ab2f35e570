//! One declaration of an element becomes its type, spec, reader, writer and JSON form.
//!
//! `#[element("name")]` stands over a struct, `#[derive(Value)]` over an enum of words. What they produce implements
//! the traits of `schema_core::spec`; `docs/decisions/0003-one-declaration.md` says why it is done this way.
#![forbid(unsafe_code)]

mod docs;
mod element;
mod value;

use proc_macro::TokenStream;

/// Makes a struct an XML element.
///
/// The argument is the element's name. Each field says with `#[xml(…)]` where in the element it stands:
///
/// | option | the field is |
/// |---|---|
/// | `attribute` | an attribute |
/// | `child` | a child element, of a type that is an element |
/// | `children` | all child elements of that name, a `Vec` |
/// | `leaf` | a child element that has nothing but text |
/// | `flag` | a child element that is there or not, a `bool` |
/// | `text` | the text of the element itself |
/// | `size` | the text of the element itself, scaled by the attribute `unit`, in KiB |
/// | `foreign` | all child elements that others put there, a `Vec` |
/// | `codec = "T"` | an attribute that is written in XML as a `T` is |
/// | `since = "7.0"` | the first release of VirtualBox that has it |
/// | `default` | with one of the above: where it is absent, the type's `Default` |
///
/// The name in XML is the field's in camel case, or what is given: `attribute = "type"`. A name that begins with `vbox:`
/// is in Boxwright's own namespace, and so is what is in such an element. A field that is neither an
/// `Option` nor `default` is required. Doc comments become the documentation of the spec and of the JSON Schema.
#[proc_macro_attribute]
pub fn element(arguments: TokenStream, item: TokenStream) -> TokenStream {
    element::expand(arguments.into(), item.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// Makes an enum the value of an attribute or text: a list of words.
///
/// The word of a variant is its name in kebab case, or what `#[word("…")]` gives. A variant that holds a
/// `&'static str` stands for all the words of its `#[words("…", "…")]`. Of several `#[word]`s the first is written.
/// Under `#[ignore_case]` upper and lower case are the same.
#[proc_macro_derive(Value, attributes(word, words, ignore_case))]
pub fn value(item: TokenStream) -> TokenStream {
    value::expand(item.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
