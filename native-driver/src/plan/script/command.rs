//! Commands as words, before a shell's rules are put on them.

use std::collections::BTreeMap;

use schema_core::domain::metadata::Secret;

use crate::plan::{Arg, Op, Step};
use crate::value::Value;

/// A word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// As it is.
    Text(String),
    /// A text, and a secret behind it that is found out when the script runs.
    Secret(String, Secret),
    /// The SHA-256 of a secret that is found out when the script runs.
    Digest(Secret),
}

impl<T: Into<String>> From<T> for Word {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// A call of `VBoxManage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Command {
    /// What is called, such as `modifyvm`, and what it is called on.
    pub(super) head: Vec<Word>,
    /// Its options, each with its values.
    pub(super) options: Vec<Vec<Word>>,
}

/// A line of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A call of `VBoxManage`.
    Command(Command),
    /// What is not said, and why.
    Comment(String),
}

/// What is said for one machine, in order.
#[derive(Debug)]
pub(super) struct Script {
    machine: String,
    lines: Vec<Line>,
    /// Whether the last command takes more options.
    is_open: bool,
    /// Whether the machine has one screen, so that what is said of all is said of that one.
    pub(super) one_screen: bool,
    /// USB device filters that are not in the list yet, by the step that makes each.
    pub(super) filters: BTreeMap<u32, Vec<Vec<Word>>>,
}

impl Script {
    pub(super) fn new(machine: &str) -> Self {
        Self {
            machine: machine.to_owned(),
            lines: Vec::new(),
            is_open: false,
            one_screen: false,
            filters: BTreeMap::new(),
        }
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Says in words what no command says.
    pub(super) fn comment(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Comment(text.into()));
    }

    /// How the machine is called: by its UUID, which cannot be taken for an option.
    pub(super) fn machine(&self) -> &str {
        &self.machine
    }

    /// A command of its own.
    pub(super) fn run<const N: usize>(&mut self, head: [&str; N], options: Vec<Vec<Word>>) {
        let head = head.into_iter().map(Word::from).collect();
        self.lines.push(Line::Command(Command { head, options }));
        self.is_open = false;
    }

    /// An option for a command, which follows in the last command where that is the same.
    pub(super) fn option<const N: usize>(&mut self, head: [&str; N], option: Vec<Word>) {
        let head: Vec<Word> = head.into_iter().map(Word::from).collect();
        let is_open = std::mem::replace(&mut self.is_open, true);
        match self.lines.last_mut() {
            Some(Line::Command(last)) if is_open && last.head == head => last.options.push(option),
            Some(_) | None => self.lines.push(Line::Command(Command {
                head,
                options: vec![option],
            })),
        }
    }

    /// An option of `modifyvm`.
    pub(super) fn modify(&mut self, option: Vec<Word>) {
        let machine = self.machine.clone();
        self.option(["modifyvm", &machine], option);
    }
}

/// An option and its value.
pub(super) fn option(name: impl Into<String>, value: impl Into<Word>) -> Vec<Word> {
    vec![Word::Text(name.into()), value.into()]
}

/// `on` or `off`.
pub(super) fn switch(value: &Value) -> Option<&'static str> {
    let Value::Bool(is) = value else {
        return None;
    };
    Some(if *is { "on" } else { "off" })
}

/// A value as its plain text.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Int(number) => Some(number.to_string()),
        Value::Unsigned(number) => Some(number.to_string()),
        Value::Enum { of: _, is } => Some(is.to_string()),
        Value::Bool(_)
        | Value::Null
        | Value::Bytes(_)
        | Value::Object(_)
        | Value::List(_)
        | Value::Struct(_) => None,
    }
}

/// The word for a constant.
pub(super) fn word_for(table: &[(&str, &'static str)], value: &Value) -> Option<&'static str> {
    let Value::Enum { of: _, is } = value else {
        return None;
    };
    let found = table.iter().find(|(constant, _word)| constant == is);
    found.map(|(_constant, word)| *word)
}

/// What a step calls a method with.
pub(super) fn args(step: &Step) -> &[Arg] {
    match &step.op {
        Op::Call { member: _, args } => args,
        Op::Set { .. } => &[],
    }
}

/// An argument that is a plain value, as text.
pub(super) fn text(args: &[Arg], at: usize) -> Option<String> {
    value(args, at).and_then(plain)
}

/// An argument that is a plain value.
pub(super) fn value(args: &[Arg], at: usize) -> Option<&Value> {
    match args.get(at)? {
        Arg::Value(value) => Some(value),
        Arg::Object(_) | Arg::Secret(_) | Arg::Digest(_) => None,
    }
}

/// What steps write, by member.
pub(super) fn written(steps: &[Step]) -> BTreeMap<&str, &Arg> {
    steps
        .iter()
        .filter_map(|step| match &step.op {
            Op::Set { member, value } => Some((member.as_ref(), value)),
            Op::Call { .. } => None,
        })
        .collect()
}

/// Those of `steps` that write none of `members`, or write nothing.
pub(super) fn others<'s>(steps: &'s [Step], members: &[&str]) -> Vec<&'s Step> {
    steps
        .iter()
        .filter(|step| !members.contains(&step.op.member()))
        .collect()
}
