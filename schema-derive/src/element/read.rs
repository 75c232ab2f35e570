//! The reader: one pass over the attributes, one over the children.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration::{Declaration, Field, Kind, own_name};

pub(super) fn expand(declaration: &Declaration) -> TokenStream {
    let declared = declaration.fields.iter().map(declare);
    let has_size = declaration
        .text()
        .is_some_and(|field| field.kind == Kind::Size);
    let unit = has_size.then(|| {
        quote! { let mut unit = ::schema_core::parse::Found::<::schema_core::domain::value::SizeUnit>::default(); }
    });
    let unit_arm =
        has_size.then(|| quote!("unit" => reader.attribute(at, "unit", &attribute, &mut unit),));
    let attributes = declaration.attributes().map(|field| {
        let Field { ident, name, .. } = field;
        quote!(#name => reader.attribute(at, #name, &attribute, &mut #ident),)
    });
    let children = children(declaration);
    let text = match declaration.text() {
        Some(field) => {
            let ident = &field.ident;
            if has_size {
                quote!(reader.size(at, &unit, &mut #ident);)
            } else {
                quote!(reader.text(at, &mut #ident);)
            }
        }
        None => quote!(reader.no_text(at, Self::SPEC);),
    };
    let fields = declaration.fields.iter().map(finish);
    quote! {
        fn read(reader: &mut ::schema_core::parse::Reader, at: ::schema_core::parse::At<'_, '_>) -> Self {
            #(#declared)*
            #unit
            for attribute in at.element.attributes() {
                match attribute.plain_name() {
                    #(#attributes)*
                    #unit_arm
                    _ => reader.unknown_attribute(at, Self::SPEC, &attribute),
                }
            }
            for child in at.element.children() {
                #children
            }
            #text
            Self { #(#fields,)* }
        }
    }
}

/// What is done with a child: plain names are libvirt's, others are Boxwright's own or those of strangers.
fn children(declaration: &Declaration) -> TokenStream {
    let arm = |field: &Field| {
        let Field { ident, name, .. } = field;
        let method = match field.kind {
            Kind::Child => quote!(child),
            Kind::Children => quote!(item),
            Kind::Leaf => quote!(leaf),
            Kind::Flag | Kind::Attribute | Kind::Text | Kind::Size | Kind::Foreign => quote!(flag),
        };
        let local = own_name(name).unwrap_or(name);
        quote!(#local => reader.#method(at, #name, child, &mut #ident),)
    };
    let (own, plain): (Vec<&Field>, Vec<&Field>) = declaration
        .children()
        .partition(|field| own_name(&field.name).is_some());
    let unknown = match declaration.foreign() {
        Some(Field { ident, .. }) => quote!(reader.foreign(at, Self::SPEC, child, &mut #ident)),
        None => quote!(reader.unknown_element(at, Self::SPEC, child)),
    };
    let mut found = unknown;
    for (method, fields) in [(quote!(own_name), own), (quote!(plain_name), plain)] {
        if !fields.is_empty() {
            let arms = fields.into_iter().map(arm);
            found = quote!(match child.#method() { #(#arms)* _ => #found, });
        }
    }
    quote!(#found;)
}

fn declare(field: &Field) -> TokenStream {
    let ident = &field.ident;
    let ty = field.value_type();
    match field.kind {
        Kind::Children | Kind::Foreign => quote!(let mut #ident = ::std::vec::Vec::<#ty>::new();),
        Kind::Flag => quote!(let mut #ident = ::schema_core::parse::Found::<bool>::default();),
        Kind::Attribute | Kind::Child | Kind::Leaf | Kind::Text | Kind::Size => {
            quote!(let mut #ident = ::schema_core::parse::Found::<#ty>::default();)
        }
    }
}

fn finish(field: &Field) -> TokenStream {
    let ident = &field.ident;
    match field.kind {
        Kind::Children | Kind::Foreign => quote!(#ident),
        Kind::Flag => quote!(#ident: #ident.or_default()),
        Kind::Attribute | Kind::Child | Kind::Leaf | Kind::Text | Kind::Size => {
            let value = one(field);
            match (&field.codec, &field.inner) {
                (None, _) => quote!(#ident: #value),
                (Some(_), None) => quote!(#ident: ::core::convert::Into::into(#value)),
                (Some(_), Some(_)) => {
                    quote!(#ident: ::core::option::Option::map(#value, ::core::convert::Into::into))
                }
            }
        }
    }
}

fn one(field: &Field) -> TokenStream {
    let Field { ident, name, .. } = field;
    if field.inner.is_some() {
        quote!(#ident.optional())
    } else if field.default {
        quote!(#ident.or_default())
    } else if field.kind == Kind::Attribute {
        quote!(reader.required_attribute(at, #name, #ident))
    } else if matches!(field.kind, Kind::Text | Kind::Size) {
        quote!(reader.required_text(at, #ident))
    } else {
        quote!(reader.required_element(at, #name, #ident))
    }
}
