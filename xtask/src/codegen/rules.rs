//! `docs/rules/` and `docs/errors/`: a page for each lint rule and for each error that is none, and lists of them.

use std::fmt::Write as _;

use native_driver::obstacle;
use schema_core::lint::Rule;
use schema_core::lint::rules::ALL;

use super::fresh;
use crate::trouble::Trouble;

const FOLDER: &str = "docs/rules";
const ERRORS: &str = "docs/errors";

pub(super) fn write(check: bool) -> Result<(), Trouble> {
    let mut names = vec!["README.md".to_owned()];
    let mut list = String::from(
        "# Rules of `boxwright lint`\n\nMade from the rules themselves by `cargo xtask codegen`. `boxwright explain RULE` prints a page.\n\n\
         | rule | id | severity |\n|---|---|---|\n",
    );
    for rule in ALL {
        let name = format!("{}.md", rule.name);
        fresh::file(&format!("{FOLDER}/{name}"), &page(rule), check)?;
        // Writing to a String cannot fail.
        let _ok = writeln!(
            list,
            "| [{}]({name}) | {} | {}{} |",
            rule.name,
            rule.alias,
            rule.severity.as_str(),
            rule.occasion()
                .map_or(String::new(), |when| format!(", {when}"))
        );
        names.push(name);
    }
    fresh::file(&format!("{FOLDER}/README.md"), &list, check)?;
    fresh::only(FOLDER, &names, check)
}

pub(super) fn write_errors(check: bool) -> Result<(), Trouble> {
    let mut names = vec!["README.md".to_owned()];
    let mut list = String::from(
        "# Errors of `boxwright plan`, `apply` and `import`\n\nThese are no rules: they are found with a look at the host, at VirtualBox or at a \
         settings file. Made by `cargo xtask codegen`. `boxwright explain ERROR` prints a page; the rules of the linter have pages \
         [of their own](../rules/README.md).\n\n",
    );
    for obstacle in obstacle::ALL {
        let name = format!("{}.md", obstacle.name);
        let page = format!("# {}\n\n{}", obstacle.name, obstacle.page());
        fresh::file(&format!("{ERRORS}/{name}"), &page, check)?;
        // Writing to a String cannot fail.
        let _ok = writeln!(list, "- [{}]({name})", obstacle.name);
        names.push(name);
    }
    fresh::file(&format!("{ERRORS}/README.md"), &list, check)?;
    fresh::only(ERRORS, &names, check)
}

fn page(rule: &Rule) -> String {
    let mut text = format!(
        "# {}\n\n{}, {}\n\n",
        rule.name,
        rule.alias,
        rule.severity.as_str()
    );
    for line in rule.docs.lines() {
        // In a doc comment a space stands before each line.
        text.push_str(line.strip_prefix(' ').unwrap_or(line));
        text.push('\n');
    }
    text
}
