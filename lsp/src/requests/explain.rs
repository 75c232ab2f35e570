use serde::Deserialize;

use crate::server::Failure;

/// Which rule.
#[derive(Deserialize)]
pub(super) struct ExplainParams {
    rule: String,
}

/// The page of a rule, in Markdown: what `boxwright explain` shows.
pub(super) fn run(params: &ExplainParams) -> Result<String, Failure> {
    let rule = schema_core::lint::rule(&params.rule)
        .ok_or_else(|| Failure::invalid(format!("there is no rule `{}`", params.rule)))?;
    Ok(format!("# {} ({})\n\n{}", rule.name, rule.alias, rule.docs))
}
