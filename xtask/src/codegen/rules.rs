//! `docs/rules/`: a page for each lint rule, and a list of them.

use std::fmt::Write as _;

use schema_core::lint::Rule;
use schema_core::lint::rules::ALL;

use super::fresh;
use crate::trouble::Trouble;

const FOLDER: &str = "docs/rules";

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
            if rule.is_on_demand() {
                ", where it is asked for"
            } else {
                ""
            }
        );
        names.push(name);
    }
    fresh::file(&format!("{FOLDER}/README.md"), &list, check)?;
    fresh::only(FOLDER, &names, check)
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
