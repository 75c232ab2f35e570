//! `IProgress` and the error that it can end with, `IVirtualBoxErrorInfo`.

use super::fault::Refusal;
use super::handle::Handle;
use super::value::{self, Answer, Out};
use super::world::World;

pub(super) fn call(world: &World, number: u64, member: &str) -> Option<Answer> {
    let Some(progress) = world.progresses.get(&number) else {
        return Some(Err(Refusal::not_ready("ProgressWrap")));
    };
    Some(match member {
        "id" => value::text(uuid::Uuid::from_u128(u128::from(number)).to_string()),
        "description" | "operationDescription" => value::text(&progress.description),
        "completed" => value::flag(true),
        "cancelable" | "canceled" => value::flag(false),
        "percent" | "operationPercent" => value::int(100),
        "operationCount" | "operationWeight" => value::int(1),
        "operation" | "timeRemaining" | "timeout" => value::int(0),
        "resultCode" => value::int(progress.failure.as_ref().map_or(0, result_code)),
        "errorInfo" => Ok(vec![Out::from(
            progress.failure.as_ref().map(|_| Handle::Error(number)),
        )]),
        "waitForCompletion" | "waitForOperationCompletion" => value::nothing(),
        _ => return None,
    })
}

/// Result codes go out as signed numbers.
fn result_code(refusal: &Refusal) -> i64 {
    i64::from(refusal.code.number().cast_signed())
}

/// `IVirtualBoxErrorInfo`.
pub(super) fn error(world: &World, number: u64, member: &str) -> Option<Answer> {
    let failure = world
        .progresses
        .get(&number)
        .and_then(|progress| progress.failure.as_ref())?;
    Some(match member {
        "text" => value::text(&failure.text),
        "component" => value::text(failure.component),
        "resultCode" => value::int(result_code(failure)),
        "resultDetail" => value::int(0),
        "next" => Ok(vec![Out::Null]),
        _ => return None,
    })
}
