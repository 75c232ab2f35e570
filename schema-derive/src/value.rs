//! `#[derive(Value)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Error, Fields, Ident, LitStr, Result, Token, Variant};

use crate::docs;

/// A variant and the words that mean it.
struct Named {
    variant: Ident,
    /// Whether the variant holds the word.
    holds: bool,
    words: Vec<String>,
    docs: String,
}

pub(crate) fn expand(item: TokenStream) -> Result<TokenStream> {
    let input: DeriveInput = syn::parse2(item)?;
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "a value is an enum of words",
        ));
    };
    let variants: Vec<Named> = data.variants.iter().map(words).collect::<Result<_>>()?;
    let name = &input.ident;
    let what = docs::text(&input.attrs);

    let spec = variants.iter().flat_map(|variant| {
        let docs = &variant.docs;
        let is_foreign = variant.holds;
        variant.words.iter().map(move |word| {
            quote!(::schema_core::spec::WordSpec { word: #word, docs: #docs, is_foreign: #is_foreign })
        })
    });
    let ignore_case = input
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("ignore_case"));
    let subject = if ignore_case {
        quote!(text.to_ascii_lowercase().as_str())
    } else {
        quote!(text)
    };
    let from = variants.iter().flat_map(|variant| {
        let ident = &variant.variant;
        variant.words.iter().map(move |word| {
            let pattern = if ignore_case {
                word.to_ascii_lowercase()
            } else {
                word.clone()
            };
            if variant.holds {
                quote!(#pattern => Self::#ident(#word))
            } else {
                quote!(#pattern => Self::#ident)
            }
        })
    });
    let to = variants.iter().map(|variant| {
        let ident = &variant.variant;
        match variant.words.first() {
            Some(word) if !variant.holds => quote!(Self::#ident => #word),
            Some(_) | None => quote!(Self::#ident(word) => word),
        }
    });
    let schema_name = name.to_string();
    Ok(quote! {
        #[automatically_derived]
        impl #name {
            /// The word in a document.
            pub const fn as_str(self) -> &'static str {
                match self { #(#to,)* }
            }
        }

        #[automatically_derived]
        impl ::schema_core::spec::Value for #name {
            const SPEC: ::schema_core::spec::ValueSpec =
                ::schema_core::spec::ValueSpec { what: #what, words: &[#(#spec,)*] };

            fn read(text: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match #subject {
                    #(#from,)*
                    _ => return ::core::option::Option::None,
                })
            }

            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(self.as_str())
            }
        }

        #[automatically_derived]
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[automatically_derived]
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::schema_core::json::value(deserializer)
            }
        }

        #[cfg(feature = "schema")]
        #[automatically_derived]
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(#schema_name)
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schema_core::schema::words(&<Self as ::schema_core::spec::Value>::SPEC)
            }
        }
    })
}

fn words(variant: &Variant) -> Result<Named> {
    let holds = match &variant.fields {
        Fields::Unit => false,
        Fields::Unnamed(_) => true,
        Fields::Named(_) => {
            return Err(Error::new_spanned(
                variant,
                "a variant is a word or holds one",
            ));
        }
    };
    let mut words = Vec::new();
    for attribute in &variant.attrs {
        if attribute.path().is_ident("word") {
            words.push(attribute.parse_args::<LitStr>()?.value());
        } else if attribute.path().is_ident("words") {
            let list =
                attribute.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)?;
            words.extend(list.iter().map(LitStr::value));
        }
    }
    if words.is_empty() && holds {
        return Err(Error::new_spanned(
            variant,
            "say with #[words(…)] which words it holds",
        ));
    }
    if words.is_empty() {
        words.push(kebab(&variant.ident.to_string()));
    }
    Ok(Named {
        variant: variant.ident.clone(),
        holds,
        words,
        docs: docs::text(&variant.attrs),
    })
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for (at, character) in name.char_indices() {
        if character.is_ascii_uppercase() && at > 0 {
            out.push('-');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}
