//! `<memory>` and `<currentMemory>`.

/// An amount of memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memory {
    /// In KiB, whatever the unit in the document.
    pub kib: u64,
}
