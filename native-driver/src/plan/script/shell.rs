//! Scripts for the shells that people have: what is quoted how.

use schema_core::domain::metadata::{Secret, SecretIs};

use super::command::{Command, Word};

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// `sh` as POSIX has it.
    Sh,
    /// `PowerShell`, Windows' own or the newer one.
    PowerShell,
}

/// Where `VBoxManage` is can be said; the first command that fails ends the script.
const SH: &str = r#"#!/bin/sh
# made by `boxwright plan --format vboxmanage`
set -eu
vbox() { "${VBOXMANAGE:-VBoxManage}" "$@"; }
digest() {
    said=$(vbox internalcommands passwordhash "$1") || return
    printf '%s\n' "${said##*: }"
}
"#;

const POWERSHELL: &str = r#"# made by `boxwright plan --format vboxmanage`
$ErrorActionPreference = 'Stop'
$VBoxManage = if ($env:VBOXMANAGE) { $env:VBOXMANAGE }
    elseif ($env:VBOX_MSI_INSTALL_PATH) { Join-Path $env:VBOX_MSI_INSTALL_PATH 'VBoxManage.exe' }
    else { 'VBoxManage' }
# Releases of PowerShell differ in how they quote for programs, so the command line is made here.
function run($list, [bool]$isRead) {
    $words = foreach ($word in $list) {
        '"' + (($word -replace '(\\*)"', '$1$1\"') -replace '(\\+)$', '$1$1') + '"'
    }
    $start = New-Object System.Diagnostics.ProcessStartInfo $VBoxManage, ($words -join ' ')
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $isRead
    $run = [System.Diagnostics.Process]::Start($start)
    if ($isRead) { $run.StandardOutput.ReadToEnd() }
    $run.WaitForExit()
    if ($run.ExitCode -ne 0) { throw "VBoxManage $($list[0]) ended with $($run.ExitCode)" }
}
function vbox { run $args $false }
function digest($secret) {
    ((run @('internalcommands', 'passwordhash', $secret) $true) -replace '(?s)^.*: *', '').Trim()
}
function secret($name) {
    $value = [Environment]::GetEnvironmentVariable($name)
    if ($null -eq $value) { throw "the variable $name is not set" }
    $value
}
"#;

impl Shell {
    /// What a script begins with.
    pub(super) const fn head(self) -> &'static str {
        match self {
            Self::Sh => SH,
            Self::PowerShell => POWERSHELL,
        }
    }

    /// A command with its newline; one with several options has a line for each.
    pub(super) fn command(self, command: &Command) -> String {
        let Command { head, options } = command;
        let mut secrets = Secrets::default();
        let mut out = String::from("vbox");
        for word in head {
            out.push(' ');
            out.push_str(&self.word(word, &mut secrets));
        }
        let between = match (options.len() > 1, self) {
            (false, _) => " ",
            (true, Self::Sh) => " \\\n    ",
            (true, Self::PowerShell) => " `\n    ",
        };
        for option in options {
            out.push_str(between);
            let words = option.iter().map(|word| self.word(word, &mut secrets));
            let words: Vec<String> = words.collect();
            out.push_str(&words.join(" "));
        }
        out.push('\n');
        secrets.lines + &out
    }

    fn word(self, word: &Word, secrets: &mut Secrets) -> String {
        match (word, self) {
            (Word::Text(text), _) => self.quoted(text),
            (Word::Digest(secret), Self::Sh) => {
                let name = secrets.taken(&self.secret(secret));
                secrets.line(&name, &format!("$(digest \"${name}\")"));
                format!("\"${name}\"")
            }
            (Word::Digest(secret), Self::PowerShell) => format!("(digest {})", self.secret(secret)),
            (Word::Secret(before, secret), Self::Sh) => {
                let name = secrets.taken(&self.secret(secret));
                format!("{}\"${name}\"", self.quoted(before))
            }
            (Word::Secret(before, secret), Self::PowerShell) => {
                format!("({} + {})", self.quoted(before), self.secret(secret))
            }
        }
    }

    /// What gives a secret when the script runs; one that stands in the document is not copied into a script.
    fn secret(self, secret: &Secret) -> String {
        let variable = match secret.is() {
            SecretIs::Env(name) => name,
            SecretIs::Plain(_) | SecretIs::Kept => "BOXWRIGHT_SECRET",
            SecretIs::File(path) => {
                return match self {
                    Self::Sh => format!("\"$(cat -- {})\"", self.quoted(path)),
                    Self::PowerShell => format!(
                        "(Get-Content -Raw -LiteralPath {}).TrimEnd(\"`r\", \"`n\")",
                        self.quoted(path)
                    ),
                };
            }
        };
        match self {
            Self::Sh if is_name(variable) => {
                format!("\"${{{variable}:?holds a secret that this script wants}}\"")
            }
            // `sh` knows no variable with such a name.
            Self::Sh => format!("\"$(printenv {})\"", self.quoted(variable)),
            Self::PowerShell => format!("(secret {})", self.quoted(variable)),
        }
    }

    /// A text as one word, whatever is in it.
    fn quoted(self, text: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+".contains(c);
        match self {
            Self::Sh if !text.is_empty() && text.chars().all(plain) => text.to_owned(),
            Self::Sh => format!("'{}'", text.replace('\'', r"'\''")),
            Self::PowerShell if text.is_ascii() => format!("'{}'", text.replace('\'', "''")),
            Self::PowerShell => spelled(text),
        }
    }
}

/// The secrets of a command of `sh`, each taken in a line of its own before it: what fails among the words of a command does
/// not end a script.
#[derive(Default)]
struct Secrets {
    lines: String,
    count: usize,
}

impl Secrets {
    /// Takes what gives a secret; says what the variable with it is called.
    fn taken(&mut self, from: &str) -> String {
        self.count += 1;
        let name = format!("secret_{}", self.count);
        self.line(&name, from);
        name
    }

    fn line(&mut self, name: &str, from: &str) {
        for part in [name, "=", from, "\n"] {
            self.lines.push_str(part);
        }
    }
}

/// A text for `PowerShell` by the numbers of what is not ASCII: which encoding a script is read in depends on the
/// release, and some quotation marks beyond ASCII end a text.
fn spelled(text: &str) -> String {
    let mut parts = vec!["''".to_owned()];
    for part in text.split_inclusive(|c: char| !c.is_ascii()) {
        let ascii = part.trim_end_matches(|c: char| !c.is_ascii());
        if !ascii.is_empty() {
            parts.push(format!("'{}'", ascii.replace('\'', "''")));
        }
        let units = part.get(ascii.len()..).unwrap_or_default().encode_utf16();
        parts.extend(units.map(|unit| format!("[char]0x{unit:04x}")));
    }
    format!("({})", parts.join(" + "))
}

fn is_name(variable: &str) -> bool {
    let mut chars = variable.chars();
    chars
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}
