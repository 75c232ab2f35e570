//! The reader of the JSON form: the members of an object, or a number for an element that is nothing but a size.

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration::{Declaration, Field, Kind};

pub(super) fn expand(declaration: &Declaration) -> TokenStream {
    let name = &declaration.ident;
    let body = if declaration.is_scalar() {
        let idents = declaration.fields.iter().map(|field| &field.ident);
        quote!(Ok(Self { #(#idents: ::schema_core::json::FromJson::from_json(json)?,)* }))
    } else {
        let known = declaration.fields.iter().map(Field::json_name);
        let fields = declaration.fields.iter().map(member);
        quote! {
            let members = ::schema_core::json::Members::new(json, &[#(#known,)*])?;
            Ok(Self { #(#fields,)* })
        }
    };
    quote! {
        #[automatically_derived]
        impl ::schema_core::json::FromJson for #name {
            fn from_json(
                json: &::serde_json::Value,
            ) -> ::core::result::Result<Self, ::schema_core::json::Misfit> {
                #body
            }
        }
    }
}

fn member(field: &Field) -> TokenStream {
    let (ident, name) = (&field.ident, field.json_name());
    let method = match field.kind {
        Kind::Children | Kind::Foreign => quote!(list),
        Kind::Flag => quote!(or_default),
        Kind::Attribute | Kind::Child | Kind::Leaf | Kind::Text | Kind::Size => {
            if field.inner.is_some() {
                quote!(optional)
            } else if field.default {
                quote!(or_default)
            } else {
                quote!(required)
            }
        }
    };
    quote!(#ident: members.#method(#name)?)
}
