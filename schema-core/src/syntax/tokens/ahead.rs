//! What comes next among tokens that are not taken yet: what a tag is meant to be often shows behind it.

use super::{Token, TokenKind};

/// How many tokens are looked through at most.
const FAR: usize = 32;

/// The next token that is no blank.
pub(crate) fn solid(tokens: impl IntoIterator<Item = Token>) -> Option<Token> {
    let mut tokens = tokens.into_iter();
    tokens.find(|token| token.kind != TokenKind::Blank)
}

/// The tokens from the next tag on, as far as that is near.
pub(crate) fn from_tag(tokens: impl Iterator<Item = Token>) -> impl Iterator<Item = Token> {
    let begins = |token: &Token| matches!(token.kind, TokenKind::StartTag | TokenKind::EndTag);
    tokens.take(FAR).skip_while(move |token| !begins(token))
}

/// The tokens from the end on of the tag in which they begin, as far as that is near; from what stands behind it where it
/// has no end.
pub(crate) fn from_end(tokens: impl Iterator<Item = Token>) -> impl Iterator<Item = Token> {
    let ends = |kind| matches!(kind, TokenKind::TagEnd | TokenKind::EmptyTagEnd);
    tokens
        .take(FAR)
        .skip_while(move |token| token.kind.is_in_tag() && !ends(token.kind))
}

/// The name in the end tag that tokens begin with.
pub(crate) fn end_name(text: &str, mut tokens: impl Iterator<Item = Token>) -> Option<&str> {
    tokens
        .next()
        .filter(|token| token.kind == TokenKind::EndTag)?;
    tokens.next().map(|name| name.text(text))
}
