//! `#[element]`: from the declaration to everything.

mod declaration;
mod read;
mod spec;
mod write;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemStruct, LitStr, Result};

use declaration::{Declaration, Field, Kind};

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let name: LitStr = syn::parse2(arguments)?;
    let item: ItemStruct = syn::parse2(item)?;
    let declaration = Declaration::new(name.value(), &item)?;

    let structure = structure(&declaration, item);
    let ident = &declaration.ident;
    let spec = spec::expand(&declaration);
    let read = read::expand(&declaration);
    let write = write::expand(&declaration);
    Ok(quote! {
        #structure

        #[automatically_derived]
        impl ::schema_core::spec::Element for #ident {
            #spec
            #read
            #write
        }
    })
}

/// The struct itself, with what serde and schemars want to know about its fields.
fn structure(declaration: &Declaration, mut item: ItemStruct) -> TokenStream {
    for (field, declared) in item.fields.iter_mut().zip(&declaration.fields) {
        field
            .attrs
            .retain(|attribute| !attribute.path().is_ident("xml"));
        if !declaration.is_scalar() {
            let serde = serde_attribute(declared);
            field.attrs.push(syn::parse_quote!(#[serde(#serde)]));
        }
    }
    let container = if declaration.is_scalar() {
        quote!(transparent)
    } else {
        quote!(deny_unknown_fields)
    };
    quote! {
        #[derive(::serde::Serialize, ::serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(::schemars::JsonSchema))]
        #[serde(#container)]
        #item
    }
}

fn serde_attribute(field: &Field) -> TokenStream {
    let name = field.json_name();
    let optional = match field.kind {
        Kind::Children | Kind::Foreign => {
            quote!(, default, skip_serializing_if = "::std::vec::Vec::is_empty")
        }
        Kind::Flag => quote!(, default, skip_serializing_if = "::core::ops::Not::not"),
        Kind::Attribute | Kind::Child | Kind::Leaf | Kind::Text | Kind::Size => {
            if field.inner.is_some() {
                quote!(, default, skip_serializing_if = "::core::option::Option::is_none")
            } else if field.default {
                quote!(, default)
            } else {
                quote!()
            }
        }
    };
    quote!(rename = #name #optional)
}
