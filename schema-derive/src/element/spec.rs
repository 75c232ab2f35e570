//! The spec: the declaration as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration::{Declaration, Field, Kind, Release};

pub(super) fn expand(declaration: &Declaration) -> TokenStream {
    let Declaration { name, docs, .. } = declaration;
    let attributes = declaration.attributes().map(attribute);
    let unit = declaration
        .text()
        .filter(|field| field.kind == Kind::Size)
        .map(|_| quote!(::schema_core::spec::UNIT,));
    let children = declaration.children().map(child);
    let text = match declaration.text() {
        Some(field) => {
            let docs = &field.docs;
            let required = field.required();
            let value = value(field);
            quote!(::core::option::Option::Some(::schema_core::spec::TextSpec {
                docs: #docs,
                required: #required,
                value: #value,
            }))
        }
        None => quote!(::core::option::Option::None),
    };
    quote! {
        const SPEC: &'static ::schema_core::spec::ElementSpec = &::schema_core::spec::ElementSpec {
            name: #name,
            docs: #docs,
            attributes: &[#(#attributes,)* #unit],
            text: #text,
            children: &[#(#children,)*],
        };
    }
}

fn attribute(field: &Field) -> TokenStream {
    let Field { name, docs, .. } = field;
    let required = field.required();
    let value = value(field);
    let default = if field.default {
        let ty = field.value_type();
        quote!(::core::option::Option::Some(::schema_core::spec::default_text::<#ty>))
    } else {
        quote!(::core::option::Option::None)
    };
    let since = since(field);
    quote!(::schema_core::spec::AttributeSpec {
        name: #name,
        docs: #docs,
        required: #required,
        default: #default,
        since: #since,
        value: #value,
    })
}

fn since(field: &Field) -> TokenStream {
    match field.since {
        Some(Release { major, minor }) => {
            quote!(::core::option::Option::Some(::schema_core::support::Release::new(#major, #minor)))
        }
        None => quote!(::core::option::Option::None),
    }
}

fn child(field: &Field) -> TokenStream {
    let Field { name, docs, .. } = field;
    let json = field.json_name();
    let ty = field.value_type();
    let occurs = match field.kind {
        Kind::Children => quote!(Repeated),
        Kind::Child | Kind::Leaf if field.required() => quote!(Required),
        Kind::Child
        | Kind::Leaf
        | Kind::Flag
        | Kind::Attribute
        | Kind::Text
        | Kind::Size
        | Kind::Foreign => quote!(Optional),
    };
    let content = match field.kind {
        Kind::Flag => quote!(Empty),
        Kind::Leaf => quote!(Value(<#ty as ::schema_core::spec::Value>::SPEC)),
        Kind::Child
        | Kind::Children
        | Kind::Attribute
        | Kind::Text
        | Kind::Size
        | Kind::Foreign => {
            quote!(Element(|| <#ty as ::schema_core::spec::Element>::SPEC))
        }
    };
    let since = since(field);
    quote!(::schema_core::spec::ChildSpec {
        name: #name,
        json: #json,
        docs: #docs,
        occurs: ::schema_core::spec::Occurs::#occurs,
        since: #since,
        content: ::schema_core::spec::Content::#content,
    })
}

fn value(field: &Field) -> TokenStream {
    let ty = field.value_type();
    quote!(<#ty as ::schema_core::spec::Value>::SPEC)
}
