//! Each kind of slip, alone: one fault, at the right place, and the text that was meant.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Applicability::{Safe, Unsafe};

/// A few of libvirt's elements.
fn is_child(way: &[&str], child: &str) -> Option<bool> {
    let Some(parent) = way.last() else {
        return Some(child == "domain");
    };
    let children: &[&str] = match *parent {
        "domain" => &["name", "memory", "os", "features", "devices", "description"],
        "os" => &["type", "boot"],
        "devices" => &["disk", "interface"],
        "disk" => &["driver", "source", "target", "boot"],
        "name" | "memory" | "type" | "source" | "target" | "driver" | "boot" => &[],
        _ => return None,
    };
    Some(children.contains(&child))
}

fn unknown(_: &[&str], _: &str) -> Option<bool> {
    None
}

/// Checks that mending `text` makes `mended` of it, with one fault for each of `expected`, with and without a
/// vocabulary.
#[track_caller]
fn check(text: &str, mended: &str, expected: &[&str]) {
    check_with(text, mended, expected, &is_child);
    check_with(text, mended, expected, &unknown);
}

#[track_caller]
fn check_with(text: &str, mended: &str, expected: &[&str], is_child: IsChild<'_>) {
    let repair = repair(text, is_child);
    let found: Vec<String> = repair
        .faults
        .iter()
        .map(|fault| format!("{} [{}]", fault.message, &text[fault.span.clone()]))
        .collect();
    assert_eq!(found, expected, "{text}");
    assert_eq!(repair.text.as_deref(), Some(mended), "{text}");
}

#[test]
fn an_unclosed_element_ends_before_what_does_not_belong_to_it() {
    check(
        "<devices>\n  <disk type='file'>\n    <source file='a'/>\n  <disk type='file'>\n    <source file='b'/>\n  </disk>\n</devices>",
        "<devices>\n  <disk type='file'>\n    <source file='a'/>\n  </disk>\n  <disk type='file'>\n    <source file='b'/>\n  </disk>\n</devices>",
        &["`<disk>` is not closed [<disk type='file'>]"],
    );
    check(
        "<domain>\n  <os>\n    <type>hvm</type>\n  <features>\n    <acpi/>\n  </features>\n</domain>",
        "<domain>\n  <os>\n    <type>hvm</type>\n  </os>\n  <features>\n    <acpi/>\n  </features>\n</domain>",
        &["`<os>` is not closed [<os>]"],
    );
    check(
        "<domain>\n  <name>a\n  <memory>1</memory>\n</domain>",
        "<domain>\n  <name>a</name>\n  <memory>1</memory>\n</domain>",
        &["`<name>` is not closed [<name>]"],
    );
    check(
        "<domain>\n  <name>a</name>\n  <memory>1</memory>\n",
        "<domain>\n  <name>a</name>\n  <memory>1</memory>\n</domain>\n",
        &["`<domain>` is not closed [<domain>]"],
    );
    check(
        "<disk>\n  <source file='a'>\n  <target dev='b'/>\n</disk>",
        "<disk>\n  <source file='a'/>\n  <target dev='b'/>\n</disk>",
        &["`<source>` is not closed [<source file='a'>]"],
    );
    check(
        "<disk><source file='a'></disk>",
        "<disk><source file='a'/></disk>",
        &["`<source>` is not closed [<source file='a'>]"],
    );
}

#[test]
fn quotes_inside_a_value_do_not_end_it() {
    for (written, meant, fault) in [
        (
            "'/vm/O'Brien.vdi'",
            "'/vm/O&apos;Brien.vdi'",
            "`'` has to be written `&apos;` in this value [/vm/O'Brien.vdi]",
        ),
        (
            "\"a \"b\" c\"",
            "\"a &quot;b&quot; c\"",
            "`\"` has to be written `&quot;` in this value [a \"b\" c]",
        ),
        (
            "''/vm/n.vdi''",
            "'/vm/n.vdi'",
            "the value of `file` has its quotes twice ['/vm/n.vdi']",
        ),
        (
            "\"a.vdi\"\"",
            "\"a.vdi\"",
            "the value of `file` has its quotes twice [a.vdi\"]",
        ),
        (
            "/vm/my disk.vdi",
            "'/vm/my disk.vdi'",
            "the value of `file` has no quotes [/vm/my disk.vdi]",
        ),
    ] {
        check(
            &format!("<source file={written}/>"),
            &format!("<source file={meant}/>"),
            &[fault],
        );
        check(
            &format!("<source file={written} index='1'/>"),
            &format!("<source file={meant} index='1'/>"),
            &[fault],
        );
    }
}

#[test]
fn quotes_that_xml_does_not_have_are_written_as_its_own() {
    for (written, meant, fault) in [
        (
            "\"GiB'",
            "\"GiB\"",
            "the value of `unit` ends with another quote than it begins with [\"GiB']",
        ),
        (
            "“a b”",
            "'a b'",
            "the quotes of `unit` are not those of XML [“a b”]",
        ),
        (
            "`GiB`",
            "'GiB'",
            "the quotes of `unit` are not those of XML [`GiB`]",
        ),
        (
            "„O'Brien“",
            "\"O'Brien\"",
            "the quotes of `unit` are not those of XML [„O'Brien“]",
        ),
        (
            "&quot;GiB&quot;",
            "'GiB'",
            "the quotes of `unit` are not those of XML [&quot;GiB&quot;]",
        ),
        ("“GiB", "'“GiB'", "the value of `unit` has no quotes [“GiB]"),
    ] {
        for behind in ["", " x='1'"] {
            check(
                &format!("<memory unit={written}{behind}>1</memory>"),
                &format!("<memory unit={meant}{behind}>1</memory>"),
                &[fault],
            );
        }
    }
}

#[test]
fn a_tag_without_its_opening_is_one_fault() {
    for (text, mended, faults) in [
        (
            "<devices>\n  disk type='file'>\n    <source file='a'/>\n  </disk>\n</devices>",
            "<devices>\n  <disk type='file'>\n    <source file='a'/>\n  </disk>\n</devices>",
            &["`<` is missing before `disk` [disk]"][..],
        ),
        (
            "<domain>memory>1</memory></domain>",
            "<domain><memory>1</memory></domain>",
            &["`<` is missing before `memory` [memory]"],
        ),
        (
            "<devices>disk>target>a</target></disk></devices>",
            "<devices><disk><target>a</target></disk></devices>",
            &[
                "`<` is missing before `disk` [disk]",
                "`<` is missing before `target` [target]",
            ],
        ),
        (
            "<domain><description>memory> disk</description><os></domain>",
            "<domain><description>memory> disk</description><os/></domain>",
            &["`<os>` is not closed [<os>]"],
        ),
    ] {
        check_with(text, mended, faults, &is_child);
    }
}

#[test]
fn entities_are_written_out() {
    check(
        "<!DOCTYPE a [<!ENTITY vm '/vm'>]><a b='&vm;/a'>&vm;</a>",
        "<a b='/vm/a'>/vm</a>",
        &[
            "a document type declaration is not read [<!DOCTYPE a [<!ENTITY vm '/vm'>]>]",
            "`&vm;` stands for `/vm`, and is not read [&vm;]",
            "`&vm;` stands for `/vm`, and is not read [&vm;]",
        ],
    );
}

#[test]
fn what_a_comment_hides_stays_hidden() {
    check(
        "<disk>\n  <!-- old\n  <source file='a'/>\n  -- >\n  <target dev='b'/>\n</disk>",
        "<disk>\n  <!-- old\n  <source file='a'/>\n  -->\n  <target dev='b'/>\n</disk>",
        &["a comment is not ended with `-->` [<!--]"],
    );
    check(
        "<disk>\n  <!-- old <source file='a'/>\n  <target dev='b'/>\n</disk>",
        "<disk>\n  <!-- old <source file='a'/>-->\n  <target dev='b'/>\n</disk>",
        &["a comment is not ended with `-->` [<!--]"],
    );
}

#[test]
fn a_tag_with_a_blank_before_its_name_is_a_tag() {
    check(
        "<disk>< source file='a'/>\n < target dev='b'/></disk>",
        "<disk><source file='a'/>\n <target dev='b'/></disk>",
        &[
            "blanks before the name of a tag [ ]",
            "blanks before the name of a tag [ ]",
        ],
    );
    check(
        "<name>a < b></name>",
        "<name>a &lt; b></name>",
        &["`<` has to be written `&lt;` [<]"],
    );
}

#[test]
fn without_indentation_the_vocabulary_tells_where_an_element_ends() {
    check_with(
        "<domain><name>a<memory>1</memory><os/></domain>",
        "<domain><name>a</name><memory>1</memory><os/></domain>",
        &["`<name>` is not closed [<name>]"],
        &is_child,
    );
    check_with(
        "<devices>\n<disk>\n<source/>\n<interface/>\n</devices>",
        "<devices>\n<disk>\n<source/>\n</disk>\n<interface/>\n</devices>",
        &["`<disk>` is not closed [<disk>]"],
        &is_child,
    );
}

#[test]
fn several_unclosed_elements_are_several_faults() {
    check(
        "<domain>\n  <devices>\n    <disk>\n      <source/>\n    <interface>\n      <mac/>\n</domain>",
        "<domain>\n  <devices>\n    <disk>\n      <source/>\n    </disk>\n    <interface>\n      <mac/>\n    </interface>\n  </devices>\n</domain>",
        &[
            "`<devices>` is not closed [<devices>]",
            "`<disk>` is not closed [<disk>]",
            "`<interface>` is not closed [<interface>]",
        ],
    );
}

#[test]
fn end_tags_that_close_nothing_go_and_misspelt_ones_are_put_right() {
    check(
        "<disk>\n  <source/>\n  </source>\n</disk>",
        "<disk>\n  <source/>\n</disk>",
        &["`</source>` closes nothing [</source>]"],
    );
    check(
        "<disk>\n  <source/>\n</dsik>",
        "<disk>\n  <source/>\n</disk>",
        &["`</dsik>` where `</disk>` was expected [dsik]"],
    );
    check(
        "<domain><name>a</nmae></domain>",
        "<domain><name>a</name></domain>",
        &["`</nmae>` where `</name>` was expected [nmae]"],
    );
    check(
        "<domain>\n  <name>a</memory>\n  <memory>1</memory>\n</domain>",
        "<domain>\n  <name>a</name>\n  <memory>1</memory>\n</domain>",
        &["`</memory>` where `</name>` was expected [memory]"],
    );
    check(
        "<domain>\n  <name>a<name>\n  <memory>1</memory>\n</domain>",
        "<domain>\n  <name>a</name>\n  <memory>1</memory>\n</domain>",
        &["`<name>` where `</name>` was expected [<name>]"],
    );
    check("<a/>\n</a>", "<a/>\n", &["`</a>` closes nothing [</a>]"]);
}

#[test]
fn of_two_tags_that_differ_the_one_that_nobody_knows_is_wrong() {
    let check = |text: &str, mended: &str, expected: &str| {
        check_with(text, mended, &[expected], &is_child);
    };
    check(
        "<domain>\n  <Name>a</name>\n</domain>",
        "<domain>\n  <name>a</name>\n</domain>",
        "`<Name>` ends with `</name>` [Name]",
    );
    check(
        "<domain><devices>\n  <dsik type='file'>\n    <source/>\n  </disk>\n</devices></domain>",
        "<domain><devices>\n  <disk type='file'>\n    <source/>\n  </disk>\n</devices></domain>",
        "`<dsik>` ends with `</disk>` [dsik]",
    );
    check(
        "<Domain>\n  <name>a</name>\n</domain>",
        "<domain>\n  <name>a</name>\n</domain>",
        "`<Domain>` ends with `</domain>` [Domain]",
    );
}

#[test]
fn what_was_closed_too_early_is_opened_again() {
    check(
        "<devices>\n  <disk type='file'/>\n    <source/>\n  </disk>\n</devices>",
        "<devices>\n  <disk type='file'>\n    <source/>\n  </disk>\n</devices>",
        &["`</disk>` closes nothing [</disk>]"],
    );
    check(
        "<domain type='vbox'/>\n  <name>a</name>\n</domain>",
        "<domain type='vbox'>\n  <name>a</name>\n</domain>",
        &["`</domain>` closes nothing [</domain>]"],
    );
}

#[test]
fn quotes_values_and_equals_signs_are_added() {
    check(
        "<a b='1 c='2'/>",
        "<a b='1' c='2'/>",
        &["the value of `b` lacks its closing quote ['1]"],
    );
    check(
        "<a b='1/>",
        "<a b='1'/>",
        &["the value of `b` lacks its closing quote ['1]"],
    );
    check(
        "<a b=1'/>",
        "<a b='1'/>",
        &["the value of `b` lacks its opening quote [1']"],
    );
    check(
        "<a b=1 c='2'/>",
        "<a b='1' c='2'/>",
        &["the value of `b` has no quotes [1]"],
    );
    check(
        "<a b '1'/>",
        "<a b='1'/>",
        &["no `=` between `b` and its value [b '1']"],
    );
    check(
        "<a b/>",
        "<a b=''/>",
        &["the attribute `b` has no value [b]"],
    );
    check(
        "<a b= c='2'/>",
        "<a b='' c='2'/>",
        &["the attribute `b` has no value [b=]"],
    );
    check(
        "<a b='1'c='2'/>",
        "<a b='1' c='2'/>",
        &["no blank before the attribute `c` [c]"],
    );
    check(
        "<a b='1' b='2'/>",
        "<a b='1'/>",
        &["attribute `b` is given twice [b='2']"],
    );
    check(
        "<a b=='1'/>",
        "<a b='1'/>",
        &["`=` has no place in a tag [=]"],
    );
    check(
        "<a b='1', c='2'/>",
        "<a b='1' c='2'/>",
        &["`,` has no place in a tag [,]"],
    );
    check("<a / >", "<a />", &["blanks between `/` and `>` [/ >]"]);
}

#[test]
fn characters_that_stand_for_themselves_are_escaped() {
    check(
        "<a>x & y</a>",
        "<a>x &amp; y</a>",
        &["`&` has to be written `&amp;` [&]"],
    );
    check(
        "<a>x &amp y</a>",
        "<a>x &amp; y</a>",
        &["`&amp` lacks its `;` [&amp]"],
    );
    check(
        "<a>x < y</a>",
        "<a>x &lt; y</a>",
        &["`<` has to be written `&lt;` [<]"],
    );
    check(
        "<a>if x <y then</a>",
        "<a>if x &lt;y then</a>",
        &["`<` has to be written `&lt;` [<]"],
    );
    check(
        "<a b='x < y'/>",
        "<a b='x &lt; y'/>",
        &["`<` has to be written `&lt;` in an attribute [<]"],
    );
    check(
        "<a b='x&y'/>",
        "<a b='x&amp;y'/>",
        &["`&` has to be written `&amp;` [&]"],
    );
    check(
        "<a>]]></a>",
        "<a>]]&gt;</a>",
        &["`]]>` has to be written `]]&gt;` []]>]"],
    );
    check(
        "<a>&nbsp;&foo;&LT;&#0;</a>",
        "<a>&#160;&amp;foo;&lt;</a>",
        &[
            "`&nbsp;` is not known [&nbsp;]",
            "`&foo;` is not known [&foo;]",
            "`&LT;` is not known [&LT;]",
            "`&#0;` is no character that XML allows [&#0;]",
        ],
    );
    check(
        "<a>x\u{1}\u{2}y</a>",
        "<a>xy</a>",
        &["XML does not allow the character U+0001 [\u{1}\u{2}]"],
    );
}

#[test]
fn comments_sections_and_instructions_are_ended() {
    check(
        "<a>\n<!-- x\n<b/></a>",
        "<a>\n<!-- x-->\n<b/></a>",
        &["a comment is not ended with `-->` [<!--]"],
    );
    check(
        "<a><!-- x -><b/></a>",
        "<a><!-- x --><b/></a>",
        &["a comment is not ended with `-->` [<!--]"],
    );
    check(
        "<a><!-- x -- y --></a>",
        "<a><!-- x - - y --></a>",
        &["`--` cannot stand in a comment []"],
    );
    check(
        "<a><!-- x ---></a>",
        "<a><!-- x - --></a>",
        &["`--` cannot stand in a comment []"],
    );
    check(
        "<a><![CDATA[x</a>",
        "<a><![CDATA[x]]></a>",
        &["a CDATA section is not ended with `]]>` [<![CDATA[]"],
    );
    check(
        "<a><?x y></a>",
        "<a><?x y?></a>",
        &["a processing instruction is not ended with `?>` [<?]"],
    );
    check(
        "<?xml version='1.0'>\n<a/>",
        "<?xml version='1.0' encoding='UTF-8'?>\n<a/>",
        &["the XML declaration is malformed [<?xml version='1.0'>]"],
    );
    check(
        "\n<?xml version='1.0'?>\n<a/>",
        "<?xml version='1.0'?>\n<a/>",
        &["an XML declaration that is not at the beginning of the text [<?xml version='1.0'?>]"],
    );
}

#[test]
fn two_slips_on_one_line_are_both_mended() {
    check(
        "<a>\n<![CDATA[x\n  </c>\n</a>",
        "<a>\n<![CDATA[x\n  ]]>\n</a>",
        &[
            "a CDATA section is not ended with `]]>` [<![CDATA[]",
            "`</c>` closes nothing [</c>]",
        ],
    );
}

#[test]
fn tags_that_are_being_written_are_one_fault() {
    check(
        "<devices>\n  <di\n</devices>",
        "<devices>\n  <di/>\n</devices>",
        &["the tag `<di` has no `>` [<di]"],
    );
    check(
        "<devices>\n  <disk ty\n</devices>",
        "<devices>\n  <disk/>\n</devices>",
        &["the tag `<disk` has no `>` [<disk ty]"],
    );
    check(
        "<devices>\n  <disk type='\n</devices>",
        "<devices>\n  <disk/>\n</devices>",
        &["the tag `<disk` has no `>` [<disk type=']"],
    );
    check(
        "<devices>\n  <\n</devices>",
        "<devices>\n  \n</devices>",
        &["a tag without name [<]"],
    );
    check(
        "<domain>\n  <name>a</\n</domain>",
        "<domain>\n  <name>a</name>\n</domain>",
        &["an end tag without name [</]"],
    );
    check(
        "<domain>\n  <name>a</na\n</domain>",
        "<domain>\n  <name>a</name>\n</domain>",
        &["the end tag `</na` has no `>` [</na]"],
    );
    check(
        "<domain>\n  <name>a</name\n</domain>",
        "<domain>\n  <name>a</name>\n</domain>",
        &["the end tag `</name` has no `>` [</name]"],
    );
    check(
        "<devices>\n  <disk type='file'\n    <source file='a'/>\n  </disk>\n</devices>",
        "<devices>\n  <disk type='file'>\n    <source file='a'/>\n  </disk>\n</devices>",
        &["the tag `<disk type='file'` has no `>` [<disk type='file']"],
    );
    check(
        "<domain><name a</name></domain>",
        "<domain><name>a</name></domain>",
        &["the tag `<name` has no `>` [<name ]"],
    );
}

#[test]
fn a_root_that_nothing_closes_holds_all_that_follows() {
    check(
        "<domain>\n<name>a</name>\n<devices>\n<disk/>\n</devices>\n",
        "<domain>\n<name>a</name>\n<devices>\n<disk/>\n</devices>\n</domain>\n",
        &["`<domain>` is not closed [<domain>]"],
    );
}

#[test]
fn a_text_that_is_no_document_is_left_as_it_is() {
    for text in [
        "Vagrant.configure('2') do |config|\n  config.vm.box = 'a & b'\nend\n",
        "&lt;domain type='vbox'&gt;&lt;/domain&gt;",
        "name: web\n</x>\n",
        "# Notes on how the machine is made, with a piece of it\n<b>x</b>\nand what is to be done with it then\n",
    ] {
        let repair = repair(text, &is_child);
        let offered = repair.faults.iter().filter(|fault| !fault.is_choice);
        assert_eq!(offered.count(), 0, "{text}");
    }
    for text in ["", "<!-- a -->", "$ <domain><name>a</name></domain>"] {
        let repair = repair(text, &is_child);
        assert!(repair.faults.iter().all(|fault| !fault.is_choice), "{text}");
    }
}

#[test]
fn a_document_is_one_element() {
    check(
        "x<a/>",
        "<a/>",
        &["`x` stands outside of the root element [x]"],
    );
    check(
        "<a/>\n<b>\n</b>\n",
        "<a/>\n",
        &["a second root element `<b>` [<b>]"],
    );
    check(
        "<a/>x &amp; y",
        "<a/>",
        &["`x` stands outside of the root element [x &amp; y]"],
    );
    check("", "<domain/>", &["the document has no element []"]);
    check(
        "<!-- a -->",
        "<!-- a --><domain/>",
        &["the document has no element []"],
    );
    check(
        "<!DOCTYPE a><a/>",
        "<a/>",
        &["a document type declaration is not read [<!DOCTYPE a>]"],
    );
    check(
        "<?xml version='1.0'?>\r\n<!DOCTYPE a>\r\n<a/>",
        "<?xml version='1.0'?>\r\n<a/>",
        &["a document type declaration is not read [<!DOCTYPE a>]"],
    );
}

#[test]
fn what_looks_like_a_blank_becomes_one() {
    check(
        "<a\u{a0}b='1' \u{200b}c='2'\u{a0}/>",
        "<a b='1'  c='2' />",
        &[
            "the character U+00A0 is no blank of XML [\u{a0}]",
            "the character U+200B is no blank of XML [\u{200b}]",
            "the character U+00A0 is no blank of XML [\u{a0}]",
        ],
    );
}

#[test]
fn prefixes_are_declared_once_at_the_root() {
    check(
        "<domain><qemu:commandline><qemu:arg value='x'/></qemu:commandline></domain>",
        "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><qemu:commandline><qemu:arg value='x'/></qemu:commandline></domain>",
        &["the prefix `qemu` is not declared with `xmlns:qemu` [qemu:commandline]"],
    );
    check(
        "<a b:c='1'/>",
        "<a xmlns:b='urn:b' b:c='1'/>",
        &["the prefix `b` is not declared with `xmlns:b` [b:c]"],
    );
}

#[test]
fn fixes_that_only_guess_say_so() {
    let cases = [
        ("<a b=1/>", Safe),
        ("<a>x & y</a>", Safe),
        ("<a b='1' b='1'/>", Safe),
        ("<a b='1' b='2'/>", Unsafe),
        (
            "<domain>\n  <os>\n    <boot/>\n  <features/>\n</domain>",
            Safe,
        ),
        ("<domain><os><boot/><features/></domain>", Unsafe),
    ];
    for (text, applicability) in cases {
        let repair = repair(text, &unknown);
        assert_eq!(repair.faults.len(), 1, "{text}");
        assert_eq!(repair.faults[0].fix.applicability, applicability, "{text}");
    }
}

#[test]
fn places_in_the_mended_text_lead_back_to_the_original() {
    let text = "<a b=1 c='2'>\n  <d>x & y\n</a>";
    let repair = repair(text, &unknown);
    let mended = repair.text.clone().unwrap();
    assert_eq!(mended, "<a b='1' c='2'>\n  <d>x &amp; y</d>\n</a>");
    let original = |needle: &str| {
        let at = mended.find(needle).unwrap();
        &text[repair.original(&(at..at + needle.len()))]
    };
    assert_eq!(original("c='2'"), "c='2'");
    assert_eq!(original("1"), "1");
    assert_eq!(original("x &amp; y"), "x & y");
    assert_eq!(original("</d>"), "");
    assert_eq!(original("</a>"), "</a>");
    assert!(repair.is_touched(&(5..6)) && !repair.is_touched(&(9..10)));
}

#[test]
fn a_text_that_is_no_document_at_all_is_given_up() {
    let repair = repair(&"<a b".repeat(100_000), &unknown);
    assert_eq!(repair.text, None);
    assert_eq!(repair.faults.len(), MAX_FAULTS);
}

proptest! {
    #[test]
    fn mended_text_parses(text in "([<>/=&;'\" \n!?a-d:\u{1}-]|<!--|-->|<!\\[CDATA\\[|]]>|<a |</a>|<b>|</b>|\u{e9}|&amp;|<!DOCTYPE|<!DOCTYPE a \\[<!ENTITY b 'c'>\\]>|&b;|<\\?xml |xmlns:a='b'|a:b='c'|“|`|<domain>|</domain>|memory>|devices>|disk a='b'/>){0,40}") {
        let repair = repair(&text, &is_child);
        prop_assert!(repair.text.is_some(), "not mended: {text:?}: {:?}", repair.faults);
        prop_assert!(is_well_formed(&repair.text.unwrap_or_default()));
        for fault in &repair.faults {
            prop_assert!(text.get(fault.span.clone()).is_some(), "{fault:?}");
            for edit in &fault.fix.edits {
                prop_assert!(text.get(edit.span.clone()).is_some(), "{fault:?}");
            }
        }
    }
}
