use proptest::prelude::*;

use super::*;

/// The tokens of `text` as `Kind text`, blanks left out.
fn show(text: &str) -> Vec<String> {
    Tokens::new(text)
        .filter(|token| token.kind != TokenKind::Blank)
        .map(|token| format!("{:?} {}", token.kind, token.text(text).escape_debug()))
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(show(text), expected, "{text}");
    let joined: String = Tokens::new(text).map(|token| token.text(text)).collect();
    assert_eq!(joined, text);
}

#[test]
fn well_formed_text_is_cut_where_a_parser_cuts() {
    check(
        "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b ']>'>]><a b='1' c = \"'2'\"/>",
        &[
            "ByteOrderMark \\u{feff}",
            "Declaration <?xml version=\\'1.0\\'?>",
            "Text \\n",
            "Doctype <!DOCTYPE a [<!ENTITY b \\']>\\'>]>",
            "StartTag <",
            "TagName a",
            "AttributeName b",
            "Equals =",
            "Value \\'1\\'",
            "AttributeName c",
            "Equals =",
            "Value \\\"\\'2\\'\\\"",
            "EmptyTagEnd />",
        ],
    );
    check(
        "<a>x &amp; y<!-- <b> --><![CDATA[<c>]]><?p <d> ?></a >",
        &[
            "StartTag <",
            "TagName a",
            "TagEnd >",
            "Text x ",
            "Reference &amp;",
            "Text  y",
            "Comment <!-- <b> -->",
            "Cdata <![CDATA[<c>]]>",
            "Instruction <?p <d> ?>",
            "EndTag </",
            "TagName a",
            "TagEnd >",
        ],
    );
}

#[test]
fn a_value_without_closing_quote_ends_before_the_next_attribute_or_with_its_tag() {
    let values = |text: &str| -> Vec<String> {
        Tokens::new(text)
            .filter(|token| token.kind == TokenKind::Value)
            .map(|token| token.text(text).to_owned())
            .collect()
    };
    let cases: &[(&str, &[&str])] = &[
        ("<a b='1 c='2'/>", &["'1", "'2'"]),
        ("<a b='1' c='2/>\n<d e='3'/>", &["'1'", "'2", "'3'"]),
        ("<a b='1>\n<d e='3'/>", &["'1", "'3'"]),
        ("<a b=\"1>it's</a>", &["\"1"]),
        ("<a b='1 < 2' c='3'>", &["'1 < 2'", "'3'"]),
        ("<a b='1'c='2'>", &["'1'", "'2'"]),
        ("<a b=1 c=/x/y.img/>", &["1", "/x/y.img"]),
        ("<a b=1'/>", &["1'"]),
        ("<a b= c='2'/>", &["'2'"]),
        ("<a b='x c='>", &["'x c='"]),
        ("<a b='", &["'"]),
        ("<a b='x", &["'x"]),
        ("<a b=\n  c='2'/>", &["'2'"]),
    ];
    for (text, expected) in cases {
        assert_eq!(values(text), *expected, "{text}");
    }
}

#[test]
fn a_tag_without_end_ends_at_the_next() {
    check(
        "<a><di\n</a>",
        &[
            "StartTag <",
            "TagName a",
            "TagEnd >",
            "StartTag <",
            "TagName di",
            "EndTag </",
            "TagName a",
            "TagEnd >",
        ],
    );
    check("<di", &["StartTag <", "TagName di"]);
    check("</", &["EndTag </"]);
    check(
        "</ a b>",
        &["EndTag </", "TagName a", "AttributeName b", "TagEnd >"],
    );
    check("< a b", &["Less <", "Text  a b"]);
    check("< a>", &["StartTag <", "TagName a", "TagEnd >"]);
    check("<", &["Less <"]);
    check(
        "<disk ty",
        &["StartTag <", "TagName disk", "AttributeName ty"],
    );
}

#[test]
fn markup_without_end_takes_no_more_than_it_has_to() {
    check(
        "<!-- a\nb\n<c/>",
        &[
            "Comment <!-- a\\nb",
            "Text \\n",
            "StartTag <",
            "TagName c",
            "EmptyTagEnd />",
        ],
    );
    check(
        "<!-- a -><c/>",
        &[
            "Comment <!-- a ->",
            "StartTag <",
            "TagName c",
            "EmptyTagEnd />",
        ],
    );
    check(
        "<!-- a\n<c/><!-- b -->",
        &[
            "Comment <!-- a",
            "Text \\n",
            "StartTag <",
            "TagName c",
            "EmptyTagEnd />",
            "Comment <!-- b -->",
        ],
    );
    check(
        "<!-- a <!-- b --> c -->",
        &["Comment <!-- a <!-- b --> c -->"],
    );
    check(
        "<![CDATA[a</b>",
        &["Cdata <![CDATA[a", "EndTag </", "TagName b", "TagEnd >"],
    );
    check(
        "<?xml version='1.0'>\n<a/><?b?>",
        &[
            "Declaration <?xml version=\\'1.0\\'>",
            "Text \\n",
            "StartTag <",
            "TagName a",
            "EmptyTagEnd />",
            "Instruction <?b?>",
        ],
    );
    check(
        "<!ELEMENT a><b/>",
        &[
            "UnknownMarkup <!ELEMENT a>",
            "StartTag <",
            "TagName b",
            "EmptyTagEnd />",
        ],
    );
}

#[test]
fn long_text_without_any_end_is_cut_in_linear_time() {
    // Each of these was made to send a reader to the end of the text and back many times.
    let pieces = [
        "<!-- a\n<b>",
        "<a b='x c=\"",
        "<![CDATA[</",
        "<?a\n",
        "<!DOCTYPE \"",
        "<a b='<",
        "&#",
        "<a b='1 c='",
        "</",
        "<!-- <!--",
        "<!DOCTYPE [<!--",
        "<!DOCTYPE [<?",
        "<!DOCTYPE '",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        assert_eq!(
            Tokens::new(&text)
                .map(|token| token.end - token.start)
                .sum::<usize>(),
            text.len()
        );
    }
}

proptest! {
    #[test]
    fn tokens_joined_are_the_text(text in "([<>/=&;'\" \n!?a-d:-]|<!--|-->|<!\\[CDATA\\[|]]>|<a |</a>|\u{e9}|&amp;|<!DOCTYPE){0,60}") {
        let mut at = 0;
        for token in Tokens::new(&text) {
            prop_assert_eq!(token.start, at);
            prop_assert!(token.end > at, "an empty token at {}", at);
            prop_assert!(text.is_char_boundary(token.end));
            at = token.end;
        }
        prop_assert_eq!(at, text.len());
    }
}
