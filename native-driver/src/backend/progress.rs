//! Waiting for an `IProgress` by asking it again and again, for every backend that has nothing better.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::{Backend, Call, Fault, FaultKind, Percent, code_name};
use crate::value::{Object, Value};

/// How often `tick` is asked at first, and at least: most operations are short, and some take minutes.
const FIRST_SLICE: Duration = Duration::from_millis(20);
const LAST_SLICE: Duration = Duration::from_millis(250);
/// How long an operation that was cancelled is waited for.
const CANCEL: Duration = Duration::from_secs(30);
/// How many causes of causes are followed.
const MAX_CAUSES: usize = 16;

/// What [`Backend::wait`] does, in calls.
pub fn wait(
    backend: &mut dyn Backend,
    progress: Object,
    limit: Duration,
    tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let mut end = Instant::now() + limit;
    let mut given_up: Option<Fault> = None;
    let mut longest = FIRST_SLICE;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let slice = i64::try_from(left.min(longest).as_millis()).unwrap_or_default();
        longest = (longest * 2).min(LAST_SLICE);
        backend.call(&Call::invoke(
            progress,
            "waitForCompletion",
            vec![Value::Int(slice)],
        ))?;
        if read(backend, progress, "completed")? == Value::Bool(true) {
            let result = outcome(backend, progress);
            // What was given up and ended well all the same has ended well.
            return if result.is_err() {
                Err(given_up.or(result.err()).unwrap_or_else(|| timeout(limit)))
            } else {
                Ok(())
            };
        }
        if let Some(fault) = &given_up {
            if left.is_zero() {
                return Err(fault.clone());
            }
            continue;
        }
        let percent = number(&read(backend, progress, "percent")?)
            .and_then(|percent| u32::try_from(percent).ok());
        let stop = tick(Percent(percent.unwrap_or_default().min(100))).is_break();
        if !stop && !left.is_zero() {
            continue;
        }
        given_up = Some(if stop {
            Fault::new(
                FaultKind::Timeout,
                "IProgress.cancel",
                "the operation was cancelled",
            )
        } else {
            timeout(limit)
        });
        let cancelable = read(backend, progress, "cancelable")? == Value::Bool(true);
        let cancelled = cancelable
            && backend
                .call(&Call::invoke(progress, "cancel", Vec::new()))
                .is_ok();
        end = Instant::now() + if cancelled { CANCEL } else { Duration::ZERO };
    }
}

fn timeout(limit: Duration) -> Fault {
    let text = format!("the operation took longer than {} seconds", limit.as_secs());
    Fault::new(FaultKind::Timeout, "IProgress.waitForCompletion", text)
}

/// Whether a completed operation succeeded.
fn outcome(backend: &mut dyn Backend, progress: Object) -> Result<(), Fault> {
    let code = code(&read(backend, progress, "resultCode")?);
    if code & 0x8000_0000 == 0 {
        return Ok(());
    }
    let info = read(backend, progress, "errorInfo").ok();
    Err(explain(backend, info.as_ref(), code, MAX_CAUSES))
}

/// Reads an `IVirtualBoxErrorInfo` and its causes, and releases them.
fn explain(backend: &mut dyn Backend, info: Option<&Value>, code: u32, depth: usize) -> Fault {
    let mut fault = Fault::new(
        FaultKind::Refused,
        "IProgress.resultCode",
        "the operation failed, and VirtualBox gave no text",
    );
    fault.code = code;
    code_name(code).clone_into(&mut fault.code_name);
    let Some(Value::Object(info)) = info else {
        return fault;
    };
    if let Ok(Value::Text(text)) = read(backend, *info, "text") {
        fault.text = text;
    }
    if let Ok(Value::Text(component)) = read(backend, *info, "component") {
        fault.component = component;
    }
    let next = read(backend, *info, "next")
        .ok()
        .filter(|next| depth > 0 && *next != Value::Null);
    if let Some(next @ Value::Object(object)) = &next {
        let own = read(backend, *object, "resultCode").map_or(0, |own| self::code(&own));
        fault.next = Some(Box::new(explain(backend, Some(next), own, depth - 1)));
    }
    backend.release(&[*info]);
    fault
}

fn read(backend: &mut dyn Backend, object: Object, member: &'static str) -> Result<Value, Fault> {
    Ok(backend
        .call(&Call::get(object, member))?
        .pop()
        .unwrap_or(Value::Null))
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Unsigned(number) => i64::try_from(*number).ok(),
        Value::Null
        | Value::Bool(_)
        | Value::Text(_)
        | Value::Bytes(_)
        | Value::Enum { .. }
        | Value::Object(_)
        | Value::List(_)
        | Value::Struct(_) => None,
    }
}

/// A result code, which is signed in the type library.
fn code(value: &Value) -> u32 {
    let number = number(value).unwrap_or_default();
    u32::try_from(number)
        .or_else(|_| i32::try_from(number).map(i32::cast_unsigned))
        .unwrap_or_default()
}
