//! `<memory>` and `<currentMemory>`.

use schema_derive::element;

/// An amount of memory.
#[element("memory")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memory {
    /// In KiB, whatever the unit in the document.
    #[xml(size)]
    pub kib: u64,
}
