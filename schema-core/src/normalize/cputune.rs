use super::draft::Draft;
use crate::domain::Cputune;
use crate::path::Path;

/// The period that libvirt takes where the document has none, in microseconds.
const PERIOD: u64 = 100_000;

pub(super) fn run(draft: &mut Draft) {
    let Some(tuning) = draft.domain.cputune.take() else {
        return;
    };
    let Some(Share {
        quota,
        period,
        hundredths,
    }) = share(tuning)
    else {
        return;
    };
    if u128::from(hundredths) * u128::from(period) != u128::from(quota) * 100 && hundredths < 100 {
        draft.note(
            Path::root().child("cputune").child("quota"),
            format!("{quota} of {period} become {hundredths} hundredths"),
            "VirtualBox counts in whole hundredths",
        );
    }
    draft.domain.cputune = (hundredths < 100).then(|| Cputune {
        period: Some(PERIOD),
        quota: i64::try_from(hundredths * (PERIOD / 100)).ok(),
    });
}

/// What a processor may run of a period.
pub(crate) struct Share {
    quota: u64,
    period: u64,
    /// The same to the nearest hundredth, of which there is at least one.
    pub(crate) hundredths: u64,
}

/// The share that a document says; `None` where there is no limit.
pub(crate) fn share(tuning: Cputune) -> Option<Share> {
    let Cputune { period, quota } = tuning;
    let quota = quota.and_then(|quota| u64::try_from(quota).ok());
    let quota = quota.filter(|quota| *quota > 0)?;
    let period = period.filter(|period| *period > 0).unwrap_or(PERIOD);
    let hundredths = (u128::from(quota) * 100 + u128::from(period) / 2) / u128::from(period);
    Some(Share {
        quota,
        period,
        hundredths: u64::try_from(hundredths).unwrap_or(u64::MAX).clamp(1, 100),
    })
}
