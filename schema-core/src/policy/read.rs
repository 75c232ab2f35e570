//! Policies from JSON, which a configuration in any form can be turned into.

use serde_json::Value;

use super::{Amount, Condition, Demand, Enforce, Policy, PolicyPath, Range};
use crate::diagnostic::Severity;
use crate::lint::suggest;

/// The keys of a policy.
pub const KEYS: &[&str] = &[
    "enforce", "locked", "message", "name", "operator", "path", "severity", "value", "when",
];
/// The keys of a condition.
const CONDITION: &[&str] = &["operator", "path", "value"];
/// The operators.
pub const OPERATORS: &[&str] = &[
    "absent", "count", "equals", "exists", "in", "matches", "range",
];

/// Why something is no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PolicyError {
    /// The key that it is about, where there is one.
    pub key: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl PolicyError {
    fn of(key: &str, message: impl Into<String>) -> Self {
        let key = Some(key.to_owned());
        let message = message.into();
        Self { key, message }
    }
}

type Object = serde_json::Map<String, Value>;

impl Policy {
    /// Reads a policy; `origin` says in words where it is from.
    pub fn read(value: &Value, origin: &str) -> Result<Self, PolicyError> {
        let object = object(value, KEYS)?;
        let name = text(object, "name")?.filter(|name| !name.trim().is_empty());
        let name = name.ok_or_else(|| PolicyError::of("name", "a policy has to have a `name`"))?;
        let severity = word(object, "severity", &SEVERITIES, Severity::as_str)?;
        let enforce = word(object, "enforce", &Enforce::ALL, Enforce::as_str)?;
        let locked = match object.get("locked") {
            None => false,
            Some(Value::Bool(locked)) => *locked,
            Some(_) => return Err(PolicyError::of("locked", "this has to be true or false")),
        };
        let when = match object.get("when") {
            None => Vec::new(),
            Some(Value::Array(all)) => all.iter().map(Condition::read).collect::<Result<_, _>>()?,
            Some(one) => vec![Condition::read(one)?],
        };
        let says_nothing = !object.contains_key("path") && !object.contains_key("operator");
        let (path, demand) = if enforce == Some(Enforce::Never) && says_nothing {
            // It only switches off the one of its name, and nobody asks for what.
            (path_of("name")?, Demand::Exists)
        } else {
            (path(object)?, demand(object)?)
        };
        Ok(Self {
            name,
            path,
            demand,
            when,
            message: text(object, "message")?.unwrap_or_default(),
            severity: severity.unwrap_or(Severity::Error),
            enforce: enforce.unwrap_or_default(),
            locked,
            origin: origin.to_owned(),
        })
    }

    /// Reads a list of policies.
    pub fn read_all(json: &str, origin: &str) -> Result<Vec<Self>, PolicyError> {
        let list: Vec<Value> = serde_json::from_str(json).map_err(|error| PolicyError {
            key: None,
            message: error.to_string(),
        })?;
        list.iter().map(|one| Self::read(one, origin)).collect()
    }
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

impl Condition {
    fn read(value: &Value) -> Result<Self, PolicyError> {
        let read = || {
            let object = object(value, CONDITION)?;
            Ok(Self {
                path: path(object)?,
                demand: demand(object)?,
            })
        };
        // A configuration knows the place of the whole condition.
        read().map_err(|error: PolicyError| PolicyError::of("when", error.message))
    }
}

fn object<'v>(value: &'v Value, keys: &[&str]) -> Result<&'v Object, PolicyError> {
    let Value::Object(object) = value else {
        return Err(PolicyError {
            key: None,
            message: "this has to be a table".to_owned(),
        });
    };
    match object.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(PolicyError::of(key, unknown("key", key, keys))),
        None => Ok(object),
    }
}

fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    let hint = match suggest::closest(word, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are `{}`", known.join("`, `")),
    };
    format!("unknown {what} `{word}`; {hint}")
}

fn text(object: &Object, key: &str) -> Result<Option<String>, PolicyError> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(PolicyError::of(key, "this has to be a text in quotes")),
    }
}

fn word<T: Copy>(
    object: &Object,
    key: &str,
    all: &[T],
    as_str: impl Fn(T) -> &'static str,
) -> Result<Option<T>, PolicyError> {
    let Some(text) = text(object, key)? else {
        return Ok(None);
    };
    let found = all.iter().copied().find(|one| as_str(*one) == text);
    let known = || all.iter().map(|one| as_str(*one)).collect::<Vec<_>>();
    found
        .map(Some)
        .ok_or_else(|| PolicyError::of(key, unknown(key, &text, &known())))
}

fn path(object: &Object) -> Result<PolicyPath, PolicyError> {
    let text = text(object, "path")?;
    let text = text.ok_or_else(|| PolicyError::of("path", "a `path` has to be given"))?;
    path_of(&text)
}

fn path_of(text: &str) -> Result<PolicyPath, PolicyError> {
    text.parse()
        .map_err(|error: super::path::NoPath| PolicyError::of("path", error.to_string()))
}

fn demand(object: &Object) -> Result<Demand, PolicyError> {
    let operator = text(object, "operator")?;
    let operator =
        operator.ok_or_else(|| PolicyError::of("operator", "an `operator` has to be given"))?;
    let value = object.get("value");
    let fault = |what: &str| PolicyError::of("value", format!("`{operator}` wants {what}"));
    match (operator.as_str(), value) {
        ("exists", None) => Ok(Demand::Exists),
        ("absent", None) => Ok(Demand::Absent),
        ("exists" | "absent", Some(_)) => Err(fault("no `value`")),
        ("equals", Some(value)) => scalar(value)
            .map(Demand::Equals)
            .ok_or_else(|| fault("a `value`")),
        ("in", Some(Value::Array(list))) => {
            let all: Option<Vec<String>> = list.iter().map(scalar).collect();
            let all = all.ok_or_else(|| fault("a list of values"))?;
            Ok(Demand::In(all))
        }
        ("matches", Some(Value::Array(list))) => {
            let all: Option<Vec<String>> = list.iter().map(scalar).collect();
            Ok(Demand::Matches(all.ok_or_else(|| fault("patterns"))?))
        }
        ("matches", Some(Value::String(pattern))) => Ok(Demand::Matches(vec![pattern.clone()])),
        ("range", Some(value)) => range(value)
            .ok_or_else(|| fault("`{ min = …, max = … }`, one of them or both"))
            .and_then(possible)
            .map(Demand::Range),
        ("count", Some(value)) => range(value)
            .ok_or_else(|| fault("a number, or `{ min = …, max = … }`, one of them or both"))
            .and_then(possible)
            .map(Demand::Count),
        ("equals" | "in" | "matches", _) => Err(fault("a `value`")),
        ("range" | "count", None) => Err(fault("a `value`")),
        (other, _) => Err(PolicyError::of(
            "operator",
            unknown("operator", other, OPERATORS),
        )),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn range(value: &Value) -> Option<Range> {
    let Value::Object(object) = value else {
        let amount = amount(value)?;
        return Some(Range {
            min: Some(amount),
            max: Some(amount),
        });
    };
    if object.is_empty() || object.keys().any(|key| key != "min" && key != "max") {
        return None;
    }
    let limit = |key: &str| object.get(key).map(amount);
    let (min, max) = (limit("min"), limit("max"));
    // A limit that cannot be read is none that may be left out.
    (min != Some(None) && max != Some(None)).then_some(Range {
        min: min.flatten(),
        max: max.flatten(),
    })
}

/// Refuses limits between which there is nothing.
fn possible(range: Range) -> Result<Range, PolicyError> {
    match range.min.zip(range.max) {
        Some((min, max)) if min.is_above(max) => Err(PolicyError::of(
            "value",
            format!("no value is at least {min} and at most {max}"),
        )),
        _ => Ok(range),
    }
}

fn amount(value: &Value) -> Option<Amount> {
    scalar(value).and_then(|text| Amount::read(&text))
}
