//! What a declaration of an element says.

use syn::{
    Error, GenericArgument, Ident, ItemStruct, LitStr, PathArguments, Result, Type, TypePath,
};

use crate::docs;

/// A declared element.
pub(super) struct Declaration {
    pub(super) name: String,
    pub(super) ident: Ident,
    pub(super) docs: String,
    pub(super) fields: Vec<Field>,
}

/// A declared field.
pub(super) struct Field {
    pub(super) ident: Ident,
    /// The name in XML; empty for the element's own text.
    pub(super) name: String,
    pub(super) docs: String,
    pub(super) kind: Kind,
    pub(super) default: bool,
    pub(super) ty: Type,
    /// What is inside of an `Option` or a `Vec`.
    pub(super) inner: Option<Type>,
    /// The type whose text form it has in XML, where that is not its own.
    pub(super) codec: Option<Type>,
    /// The name in JSON, where a child has the name of an attribute beside it.
    pub(super) json: Option<String>,
    /// The first release of VirtualBox that has it, as two numbers.
    pub(super) since: Option<Release>,
}

/// A release of VirtualBox, such as 7.0.
#[derive(Clone, Copy)]
pub(super) struct Release {
    pub(super) major: u16,
    pub(super) minor: u16,
}

impl Release {
    fn parse(text: &LitStr) -> Result<Self> {
        let value = text.value();
        let numbers = value.split_once('.');
        let numbers =
            numbers.and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
        let (major, minor) =
            numbers.ok_or_else(|| Error::new(text.span(), "a release is two numbers, `7.0`"))?;
        Ok(Self { major, minor })
    }
}

/// Where in the element a field stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Attribute,
    Child,
    Children,
    Leaf,
    Flag,
    Text,
    Size,
    Foreign,
}

/// The prefix of the elements that are in Boxwright's own namespace.
const OWN: &str = "vbox:";

/// A name without the prefix of Boxwright's own namespace, where it has that.
pub(super) fn own_name(name: &str) -> Option<&str> {
    name.strip_prefix(OWN)
}

impl Declaration {
    pub(super) fn new(name: String, item: &ItemStruct) -> Result<Self> {
        // What is in an element of a namespace is in that as well.
        let prefix = if own_name(&name).is_some() { OWN } else { "" };
        let field = |field| Field::new(field, prefix);
        let fields: Vec<Field> = item.fields.iter().map(field).collect::<Result<_>>()?;
        let mut names: Vec<&str> = Vec::new();
        for field in &fields {
            // The JSON form has one name space for what are attributes, children and text in XML.
            if names.contains(&field.json_name()) {
                return Err(Error::new(
                    field.ident.span(),
                    format!("`{}` is declared twice", field.json_name()),
                ));
            }
            names.push(field.json_name());
        }
        Ok(Self {
            name,
            ident: item.ident.clone(),
            docs: docs::text(&item.attrs),
            fields,
        })
    }

    /// Whether the element is a size and nothing more, so that a number says it all in JSON.
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self.fields.as_slice(), [field] if field.kind == Kind::Size)
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(|field| field.kind == Kind::Attribute)
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| {
            matches!(
                field.kind,
                Kind::Child | Kind::Children | Kind::Leaf | Kind::Flag
            )
        })
    }

    /// The field that keeps what others put inside.
    pub(super) fn foreign(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.kind == Kind::Foreign)
    }

    /// The field that holds the element's own text.
    pub(super) fn text(&self) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| matches!(field.kind, Kind::Text | Kind::Size))
    }
}

impl Field {
    fn new(field: &syn::Field, prefix: &str) -> Result<Self> {
        let Some(ident) = field.ident.clone() else {
            return Err(Error::new_spanned(field, "an element's fields have names"));
        };
        let mut kind = None;
        let mut name = None;
        let mut default = false;
        let mut codec = None;
        let mut since = None;
        let mut json = None;
        for attribute in field.attrs.iter().filter(|a| a.path().is_ident("xml")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("default") {
                    default = true;
                    return Ok(());
                }
                if meta.path.is_ident("json") {
                    json = Some(meta.value()?.parse::<LitStr>()?.value());
                    return Ok(());
                }
                if meta.path.is_ident("codec") {
                    codec = Some(meta.value()?.parse::<LitStr>()?.parse::<Type>()?);
                    return Ok(());
                }
                if meta.path.is_ident("since") {
                    since = Some(Release::parse(&meta.value()?.parse::<LitStr>()?)?);
                    return Ok(());
                }
                let word = meta.path.get_ident().map(Ident::to_string);
                kind = Some(match word.as_deref() {
                    Some("attribute") => Kind::Attribute,
                    Some("child") => Kind::Child,
                    Some("children") => Kind::Children,
                    Some("leaf") => Kind::Leaf,
                    Some("flag") => Kind::Flag,
                    Some("text") => Kind::Text,
                    Some("size") => Kind::Size,
                    Some("foreign") => Kind::Foreign,
                    Some(_) | None => return Err(meta.error("not an option of `xml`")),
                });
                if meta.input.peek(syn::Token![=]) {
                    name = Some(meta.value()?.parse::<LitStr>()?.value());
                }
                Ok(())
            })?;
        }
        let Some(kind) = kind else {
            return Err(Error::new(
                ident.span(),
                "say with #[xml(…)] where in the element it stands",
            ));
        };
        let inner = match kind {
            Kind::Children | Kind::Foreign => inner(&field.ty, "Vec"),
            Kind::Attribute | Kind::Child | Kind::Leaf | Kind::Flag | Kind::Text | Kind::Size => {
                inner(&field.ty, "Option")
            }
        };
        if matches!(kind, Kind::Children | Kind::Foreign) && inner.is_none() {
            return Err(Error::new_spanned(&field.ty, "many elements are a `Vec`"));
        }
        let name = match kind {
            Kind::Text | Kind::Size => String::new(),
            Kind::Attribute | Kind::Foreign => name.unwrap_or_else(|| camel(&ident.to_string())),
            Kind::Child | Kind::Children | Kind::Leaf | Kind::Flag => {
                name.unwrap_or_else(|| format!("{prefix}{}", camel(&ident.to_string())))
            }
        };
        Ok(Self {
            ident,
            name,
            docs: docs::text(&field.attrs),
            kind,
            default,
            ty: field.ty.clone(),
            inner,
            codec,
            since,
            json,
        })
    }

    /// The type of one value as it is read: without its `Option` or `Vec`.
    pub(super) fn value_type(&self) -> &Type {
        self.codec
            .as_ref()
            .or(self.inner.as_ref())
            .unwrap_or(&self.ty)
    }

    pub(super) fn required(&self) -> bool {
        self.inner.is_none() && !self.default && self.kind != Kind::Flag
    }

    /// The name in JSON: that in XML, without a prefix; the element's own text is its `value`.
    pub(super) fn json_name(&self) -> &str {
        if let Some(name) = &self.json {
            name
        } else if self.name.is_empty() {
            "value"
        } else {
            own_name(&self.name).unwrap_or(&self.name)
        }
    }
}

/// What is in `wrapper<…>`, if the type is that.
fn inner(ty: &Type, wrapper: &str) -> Option<Type> {
    let Type::Path(TypePath { path, .. }) = ty else {
        return None;
    };
    let last = path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if last.ident == wrapper => Some(inner.clone()),
        Some(_) | None => None,
    }
}

fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for character in name.trim_start_matches("r#").chars() {
        if character == '_' {
            upper = true;
        } else if upper {
            out.push(character.to_ascii_uppercase());
            upper = false;
        } else {
            out.push(character);
        }
    }
    out
}
