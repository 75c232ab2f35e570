//! `<cputune>`: how much of the host's processors the guest may use.

use schema_derive::element;

/// How much of the host's processors the guest may use: a quota of each period, which VirtualBox rounds to whole
/// hundredths. Without a quota there is no limit.
#[element("cputune")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cputune {
    /// The length of a period, in microseconds; 100000 where it is absent.
    #[xml(leaf)]
    pub period: Option<u64>,
    /// What each processor may run in a period, in microseconds; no limit where it is absent or not positive.
    #[xml(leaf)]
    pub quota: Option<i64>,
}
