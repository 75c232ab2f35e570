//! The writer: attributes, then the text, then the children, each in the order of the declaration.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration::{Declaration, Field, Kind};

pub(super) fn expand(declaration: &Declaration) -> TokenStream {
    // Destructured, so that a field that is not written does not compile.
    let idents = declaration.fields.iter().map(|field| &field.ident);
    let attributes = declaration.attributes().map(|field| {
        let Field { ident, name, codec, .. } = field;
        let value = match codec {
            Some(codec) => quote!(&<#codec>::from(*value)),
            None => quote!(value),
        };
        if field.inner.is_some() {
            quote!(if let ::core::option::Option::Some(value) = #ident { writer.attribute(#name, #value); })
        } else {
            quote!({ let value = #ident; writer.attribute(#name, #value); })
        }
    });
    let text = declaration.text().map(|field| {
        let ident = &field.ident;
        match (field.kind == Kind::Size, field.inner.is_some()) {
            (true, _) => quote!(writer.size(#ident);),
            (false, false) => quote!(writer.text(#ident);),
            (false, true) => {
                quote!(if let ::core::option::Option::Some(value) = #ident { writer.text(value); })
            }
        }
    });
    let children = declaration.children().map(child);
    let foreign = declaration
        .foreign()
        .map(|Field { ident, .. }| quote!(for value in #ident { writer.foreign(value); }));
    quote! {
        fn write(&self, writer: &mut ::schema_core::write::Writer) {
            let Self { #(#idents,)* } = self;
            #(#attributes)*
            #text
            #(#children)*
            #foreign
        }
    }
}

fn child(field: &Field) -> TokenStream {
    let Field { ident, name, .. } = field;
    let one = match field.kind {
        Kind::Leaf => quote!(writer.leaf(#name, value);),
        Kind::Child
        | Kind::Children
        | Kind::Attribute
        | Kind::Text
        | Kind::Size
        | Kind::Flag
        | Kind::Foreign => quote!(writer.element(#name, value);),
    };
    match field.kind {
        Kind::Flag => quote!(if *#ident { writer.flag(#name); }),
        Kind::Children => quote!(for value in #ident { #one }),
        Kind::Child | Kind::Leaf | Kind::Attribute | Kind::Text | Kind::Size | Kind::Foreign => {
            if field.inner.is_some() {
                quote!(if let ::core::option::Option::Some(value) = #ident { #one })
            } else {
                quote!({ let value = #ident; #one })
            }
        }
    }
}
