//! Errors that are no rules of the linter: each has a name, and the name a page.

use native_driver::obstacle;
use tests::program::Sandbox;
use tests::tree;

#[test]
fn each_has_a_page_here_and_among_the_docs() {
    let names: Vec<&str> = obstacle::ALL.iter().map(|one| one.name).collect();
    let args: Vec<&str> = ["explain"].iter().chain(&names).copied().collect();
    let explained = Sandbox::new().run(&args).expect_status(0).stdout;
    let index = tree::read("docs/errors/README.md");
    for obstacle in obstacle::ALL {
        let name = obstacle.name;
        let page = format!("# {name}\n\n{}", obstacle.page());
        assert!(explained.contains(&page), "{name} is not explained");
        assert_eq!(tree::read(format!("docs/errors/{name}.md")), page);
        assert!(index.contains(&format!("]({name}.md)")), "{name}");
    }
}

#[test]
fn no_error_of_the_driver_or_the_program_has_a_name_of_its_own() {
    // What is named by an obstacle or a rule has a page; a name that is written where it is used has none.
    let folders = ["native-driver/src", "cli/src", "project/src"];
    for file in folders.into_iter().flat_map(tree::sources) {
        let text = tree::read(&file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(!code.contains("rule: \""), "{}", file.display());
        // The simulation refuses in VirtualBox's words.
        if file.starts_with("native-driver/src/backend") {
            continue;
        }
        let names = code.split("refuse(").skip(1);
        let is_bare = names.map(str::trim_start).any(|name| name.starts_with('"'));
        assert!(!is_bare, "{}", file.display());
    }
}
