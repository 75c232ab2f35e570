use super::*;

const TEXT: &str = "<domain type='vbox'>
  <name>a</name>
  <devices>
    <!-- the first -->
    <disk type=\"file\" device='disk'>
      <source file='/a &amp; b'/>
    </disk> <!-- was old -->
    <disk/>
  </devices>
  <os/>
</domain>
";

fn path(text: &str) -> Path {
    text.split('/').skip(1).fold(Path::default(), |path, step| {
        let (name, index) = step
            .trim_end_matches(']')
            .split_once('[')
            .unwrap_or((step, ""));
        match (name.strip_prefix('@'), index.parse()) {
            (Some(name), _) => path.attribute(name.to_owned()),
            (None, Ok(index)) => path.item(name.to_owned(), index),
            (None, Err(_)) => path.child(name.to_owned()),
        }
    })
}

fn set(at: &str, value: &str) -> Change {
    Change::SetAttribute {
        path: path(at),
        value: value.to_owned(),
    }
}

fn insert(parent: &str, place: Place, xml: &str) -> Change {
    Change::InsertElement {
        parent: path(parent),
        place,
        xml: xml.to_owned(),
    }
}

/// Checks that `changes` put `new` in the place of `old` in the text, and change nothing else.
#[track_caller]
fn check(changes: &[Change], old: &str, new: &str) {
    assert_eq!(TEXT.matches(old).count(), 1, "`{old}` is not there once");
    let edits = edits(TEXT, changes).unwrap();
    assert_eq!(apply(TEXT, &edits), TEXT.replace(old, new));
}

#[test]
fn attributes_are_set_added_and_removed() {
    check(
        &[set("/domain/devices/disk[0]/@type", "bl\"ock")],
        "\"file\"",
        "\"bl&quot;ock\"",
    );
    check(
        &[set("/domain/devices/disk[0]/@snapshot", "no\n'&")],
        "device='disk'",
        "device='disk' snapshot='no&#xa;&apos;&amp;'",
    );
    check(
        &[
            set("/domain/os/@firmware", "efi"),
            set("/domain/os/@x", "y"),
        ],
        "<os/>",
        "<os firmware='efi' x='y'/>",
    );
    check(
        &[Change::RemoveAttribute {
            path: path("/domain/devices/disk[0]/@device"),
        }],
        " device='disk'",
        "",
    );
    check(
        &[Change::RemoveAttribute {
            path: path("/domain/devices/disk[1]/@device"),
        }],
        "vbox",
        "vbox",
    );
    check(&[set("/domain/@type", "vbox")], "vbox", "vbox");
}

#[test]
fn texts_are_set() {
    check(
        &[Change::SetText {
            path: path("/domain/name"),
            text: "x < y ]]>".to_owned(),
        }],
        ">a<",
        ">x &lt; y ]]&gt;<",
    );
    check(
        &[Change::SetText {
            path: path("/domain/os"),
            text: "x".to_owned(),
        }],
        "<os/>",
        "<os>x</os>",
    );
    let text = "<a>x<!-- y -->z</a>";
    let edits = edits(
        text,
        &[Change::SetText {
            path: path("/a"),
            text: "b".to_owned(),
        }],
    )
    .unwrap();
    assert_eq!(apply(text, &edits), "<a>b<!-- y --></a>");
}

#[test]
fn elements_go_in_with_the_indentation_of_their_neighbours() {
    check(
        &[insert("/domain/devices", Place::Last, "<sound/>")],
        "    <disk/>\n",
        "    <disk/>\n    <sound/>\n",
    );
    check(
        &[insert(
            "/domain/devices",
            Place::First,
            "<disk>\n  <source/>\n</disk>",
        )],
        "    <!-- the first -->",
        "    <disk>\n      <source/>\n    </disk>\n    <!-- the first -->",
    );
    check(
        &[insert(
            "/domain/devices",
            Place::After(path("/domain/devices/disk[0]")),
            "<sound/>",
        )],
        "    <disk/>",
        "    <sound/>\n    <disk/>",
    );
    check(
        &[
            insert("/domain/os", Place::Last, "<type/>"),
            insert("/domain/os", Place::Last, "<boot/>"),
        ],
        "<os/>",
        "<os>\n    <type/>\n    <boot/>\n  </os>",
    );
    let order = ["name", "memory", "os"].map(str::to_owned).to_vec();
    check(
        &[insert(
            "/domain",
            Place::Ordered(order),
            "<memory>1</memory>",
        )],
        "  <devices>\n",
        "  <memory>1</memory>\n  <devices>\n",
    );
}

#[test]
fn elements_go_into_what_is_empty_or_on_one_line() {
    let cases = [
        ("<a><b></b></a>", "/a/b", "<a><b><c/></b></a>"),
        (
            "<a>\n  <b></b>\n</a>",
            "/a/b",
            "<a>\n  <b>\n    <c/>\n  </b>\n</a>",
        ),
        (
            "<a>\n  <b>\n  </b>\n</a>",
            "/a/b",
            "<a>\n  <b>\n    <c/>\n  </b>\n</a>",
        ),
        ("<a><b/></a>", "/a", "<a><b/><c/></a>"),
        (
            "<a>\n  <!-- x -->\n</a>",
            "/a",
            "<a>\n  <!-- x -->\n  <c/>\n</a>",
        ),
    ];
    for (text, parent, expected) in cases {
        let edits = edits(text, &[insert(parent, Place::Last, "<c/>")]).unwrap();
        assert_eq!(apply(text, &edits), expected);
    }
}

#[test]
fn elements_go_away_with_their_line_and_leave_comments() {
    check(
        &[Change::RemoveElement {
            path: path("/domain/devices/disk[1]"),
        }],
        "    <disk/>\n",
        "",
    );
    check(
        &[Change::RemoveElement {
            path: path("/domain/devices/disk[0]"),
        }],
        "<disk type=\"file\" device='disk'>\n      <source file='/a &amp; b'/>\n    </disk>",
        "",
    );
}

#[test]
fn elements_move() {
    let change = Change::MoveElement {
        path: path("/domain/devices/disk[0]/source"),
        parent: path("/domain"),
        place: Place::First,
    };
    let edits = edits(TEXT, &[change]).unwrap();
    // What is emptied by that ends itself.
    let expected = TEXT
        .replace(">\n      <source file='/a &amp; b'/>\n    </disk>", "/>")
        .replace("  <name>", "  <source file='/a &amp; b'/>\n  <name>");
    assert_eq!(apply(TEXT, &edits), expected);
}

#[test]
fn what_cannot_be_done_says_why() {
    let cases = [
        (
            vec![set("/domain/memory/@unit", "KiB")],
            EditError::NoSuchElement(path("/domain/memory")),
        ),
        (
            vec![set("/domain/name", "x")],
            EditError::WrongPath(path("/domain/name")),
        ),
        (
            vec![set("/domain/@type", "a"), set("/domain/@type", "b")],
            EditError::Overlap,
        ),
        (
            vec![set("/domain/@id", "a"), set("/domain/@id", "b")],
            EditError::Overlap,
        ),
        (
            vec![Change::SetText {
                path: path("/domain/devices"),
                text: String::new(),
            }],
            EditError::HasElements(path("/domain/devices")),
        ),
        (
            vec![Change::RemoveElement {
                path: path("/domain"),
            }],
            EditError::WrongPath(path("/domain")),
        ),
        (
            vec![insert("/domain", Place::Last, "text")],
            EditError::NotAnElement,
        ),
        (
            vec![insert("/domain", Place::Last, "<a/><b/>")],
            EditError::NotAnElement,
        ),
        (
            vec![insert("/domain", Place::Last, "<x:a/>")],
            EditError::Breaks,
        ),
        (
            vec![set("/domain/@type", "\u{1}")],
            EditError::IllegalCharacter('\u{1}'),
        ),
        (
            vec![
                Change::RemoveElement {
                    path: path("/domain/devices"),
                },
                set("/domain/devices/disk[0]/@type", "x"),
            ],
            EditError::Overlap,
        ),
    ];
    for (changes, error) in cases {
        assert_eq!(edits(TEXT, &changes), Err(error), "{changes:?}");
    }
    assert_eq!(edits("<a>", &[]), Err(EditError::NotWellFormed));
}
