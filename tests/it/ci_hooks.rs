//! The hooks of pre-commit and the action of GitHub, carried out as their runners do.

use std::collections::BTreeMap;
use std::process::Command;

use tests::program::{self, Sandbox};
use tests::tree;

const GOOD: &str = "<domain type='vbox'>
  <name>a</name>
  <memory unit='MiB'>512</memory>
  <features>
    <pae/>
    <acpi/>
    <apic/>
  </features>
</domain>
";
const FAULTY: &str =
    "<domain type='vbox'>\n<name>a</name>\n<memory unit='MiB'>512</memory>\n<nmae/>\n</domain>\n";

/// Runs a script with the program on `PATH`, in the folder of a project; the exit code and what it printed.
fn bash(sandbox: &Sandbox, script: &str, variables: &BTreeMap<String, String>) -> (i32, String) {
    let folder = program::boxwright().parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let ran = Command::new("bash")
        .args([
            "--noprofile",
            "--norc",
            "-e",
            "-o",
            "pipefail",
            "-c",
            script,
        ])
        .current_dir(sandbox.path())
        .env("PATH", path)
        .envs(variables)
        .output()
        .unwrap();
    let text = String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap();
    (ran.status.code().unwrap(), text)
}

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("good.xml", GOOD);
    sandbox.write("faulty.xml", FAULTY);
    sandbox
}

#[test]
fn hooks_of_pre_commit_fail_on_faults_only() {
    let hooks = tree::read(".pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("entry: "))
        .collect();
    assert_eq!(entries, ["boxwright lint", "boxwright fmt --check"]);
    let sandbox = project();
    for entry in entries {
        // pre-commit puts the names of the changed files behind the entry.
        let run = |file: &str| bash(&sandbox, &format!("{entry} {file}"), &BTreeMap::new());
        assert_eq!(run("good.xml").0, 0, "{entry}: {}", run("good.xml").1);
        assert_eq!(run("faulty.xml").0, 1, "{entry}");
    }
}

/// A step of the action: its variables and its script.
struct Step {
    name: String,
    variables: BTreeMap<String, String>,
    script: String,
}

/// The steps, with what `inputs` says in the place of the action's own expressions.
fn steps(inputs: &BTreeMap<&str, &str>) -> Vec<Step> {
    let text = tree::read("action.yml");
    let (_, steps) = text.split_once("  steps:\n").unwrap();
    steps
        .split("    - name: ")
        .filter(|step| !step.trim().is_empty())
        .map(|step| {
            let (head, script) = step.split_once("      run: |\n").unwrap();
            let variables = head.lines().filter_map(|line| {
                let (name, value) = line.trim().split_once(": ${{ inputs.")?;
                let input = value.strip_suffix(" }}")?;
                let value = inputs.get(input).unwrap();
                Some((name.to_owned(), (*value).to_owned()))
            });
            Step {
                name: head.lines().next().unwrap().to_owned(),
                variables: variables.collect(),
                script: script
                    .lines()
                    .map(str::trim_start)
                    .collect::<Vec<_>>()
                    .join("\n"),
            }
        })
        .collect()
}

#[test]
fn the_action_lints_with_annotations_and_checks_formatting() {
    let sandbox = project();
    let run = |inputs: &[(&str, &str)]| {
        let mut all = BTreeMap::from([
            ("paths", "."),
            ("target", ""),
            ("deny-warnings", "false"),
            ("fmt", "true"),
        ]);
        all.extend(inputs.iter().copied());
        let steps = steps(&all);
        assert_eq!(
            steps
                .iter()
                .map(|step| step.name.as_str())
                .collect::<Vec<_>>(),
            ["install", "lint", "fmt"]
        );
        steps
            .into_iter()
            .map(|step| bash(&sandbox, &step.script, &step.variables))
            .collect::<Vec<_>>()
    };
    let all = run(&[]);
    assert_eq!(
        all.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        [0, 1, 1],
        "{all:?}"
    );
    assert!(
        all[1]
            .1
            .contains("::error title=unknown-element,file=faulty.xml"),
        "{}",
        all[1].1
    );
    let good = run(&[("paths", "good.xml good.xml"), ("target", "7.2")]);
    assert_eq!(
        good.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        [0, 0, 0],
        "{good:?}"
    );
    // What an input says is never a part of the script.
    let evil = run(&[("paths", "good.xml; touch${IFS}evil $(touch evil)")]);
    assert_ne!(evil[1].0, 0);
    assert!(!sandbox.path().join("evil").exists());
}
