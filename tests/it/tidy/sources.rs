//! What may stand in which source file.

use tests::tree;

use super::{assert_none, code};

/// The most lines of a file.
const MOST_LINES: usize = 800;

/// Every line of code below `folder`, `tests.rs` files left out, that `wrong` objects to.
fn lines(folder: &str, wrong: impl Fn(&str, &str) -> Option<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for path in tree::sources(folder)
        .iter()
        .filter(|path| !path.ends_with("tests.rs"))
    {
        let name = path.to_str().unwrap();
        for (number, line) in code(&tree::read(path)) {
            if let Some(reason) = wrong(name, line) {
                findings.push(format!("{name}:{number}: {reason}: {}", line.trim()));
            }
        }
    }
    findings
}

#[test]
fn files_are_short() {
    let findings: Vec<String> = tree::tracked()
        .iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ["rs", "sh", "py"].iter().any(|code| ending == *code))
        })
        .filter_map(|path| {
            let lines = tree::read(path).lines().count();
            (lines > MOST_LINES).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert_none(&findings);
}

#[test]
fn one_module_knows_the_xml_parser() {
    assert_none(&lines("schema-core", |name, line| {
        let allowed =
            name == "schema-core/src/syntax.rs" || name.starts_with("schema-core/src/syntax/");
        (line.contains("roxmltree") && !allowed).then(|| "only `syntax` knows roxmltree".to_owned())
    }));
}

#[test]
fn the_core_is_pure() {
    const IMPURE: &[&str] = &[
        "std::fs",
        "std::env",
        "std::time",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "ToSocketAddrs",
        "std::process",
        "std::thread",
        "HashMap",
        "HashSet",
    ];
    assert_none(&lines("schema-core/src", |_, line| {
        IMPURE
            .iter()
            .find(|name| line.contains(**name))
            .map(|name| format!("the core has no `{name}`"))
    }));
}

#[test]
fn unsafe_code_is_behind_ffi_only() {
    const FORMS: &[&str] = &[
        "unsafe {",
        "unsafe fn",
        "unsafe impl",
        "unsafe extern",
        "unsafe trait",
        "#[unsafe(",
    ];
    assert_none(&lines("", |name, line| {
        let parts: Vec<&str> = name.trim_end_matches(".rs").split('/').collect();
        // This file spells the words out.
        let allowed = parts.starts_with(&["native-driver", "src", "backend"])
            && parts.get(4) == Some(&"ffi")
            || name == "tests/it/tidy/sources.rs";
        (!allowed && FORMS.iter().any(|form| line.contains(form)))
            .then(|| "unsafe code outside `backend/*/ffi`".to_owned())
    }));
}

#[test]
fn every_other_package_forbids_unsafe_code() {
    let findings: Vec<String> = tree::sources("")
        .into_iter()
        .filter(|path| path.ends_with("src/lib.rs") || path.ends_with("src/main.rs"))
        .filter(|path| !path.starts_with("native-driver"))
        .filter(|path| !tree::read(path).contains("#![forbid(unsafe_code)]"))
        .map(|path| path.display().to_string())
        .collect();
    assert_none(&findings);
}

#[test]
fn mapping_names_everything_that_it_maps() {
    assert_none(&lines("native-driver/src/mapping", |_, line| {
        let line = line.trim();
        let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        if line.starts_with("_ =>") || line.starts_with("_ if ") || line.contains("| _ =>") {
            Some("a wildcard arm hides what is new".to_owned())
        } else if squeezed == ".."
            || squeezed.contains("..}")
            || squeezed.contains("..)") && !squeezed.contains("[..")
        {
            Some("a rest pattern hides what is new".to_owned())
        } else {
            None
        }
    }));
}

#[test]
fn mapping_asks_for_members_and_never_for_versions() {
    assert_none(&lines("native-driver/src/mapping", |_, line| {
        let asks = line.contains("version")
            && (line.contains("if ") || line.contains("match ") || line.contains(">="));
        asks.then(|| "what differs between releases is a member that is there or not".to_owned())
    }));
}

#[test]
fn nothing_is_left_for_later() {
    // In two parts, so that this file does not find itself.
    let words = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X:"],
        ["to", "do!("],
        ["unimple", "mented!("],
    ]
    .map(|parts| parts.concat());
    let ignored = ["#[ign", "ore"].concat();
    let mut findings = Vec::new();
    for path in tree::sources("") {
        for (number, line) in tree::read(&path).lines().enumerate() {
            if words.iter().any(|word| line.contains(word))
                || ["]", "="].iter().any(|end| {
                    line.replace(' ', "")
                        .starts_with(&format!("{ignored}{end}"))
                })
            {
                findings.push(format!(
                    "{}:{}: {}",
                    path.display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn nothing_names_the_machine_that_it_was_written_on() {
    let places = [
        ["/wo", "rk/"],
        ["/root", "/."],
        [".lib", "rary"],
        ["/Us", "ers/"],
    ]
    .map(|parts| parts.concat());
    let neighbour = ["../sha", "red"].concat();
    let mut findings = Vec::new();
    for path in tree::tracked() {
        // Pictures and recorded files are no text.
        let Ok(text) = std::fs::read_to_string(tree::root().join(&path)) else {
            continue;
        };
        // Tests may read documents that stand beside the checkout; nothing else knows of them.
        let is_test = ["tests", "xtask", "wasm/tests", "web-demo/tests"]
            .iter()
            .any(|folder| path.starts_with(folder));
        for (number, line) in text.lines().enumerate() {
            if places.iter().any(|place| line.contains(place))
                || !is_test && line.contains(&neighbour)
            {
                findings.push(format!(
                    "{}:{}: {}",
                    path.display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    assert_none(&findings);
}
