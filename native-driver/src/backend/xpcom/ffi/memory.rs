//! Memory that the library allocates and we copy and free.

use std::ffi::CStr;

use super::invoke::Word;

/// The longest text taken over from the library, in UTF-16 units; more is not text.
const MAX_TEXT: usize = 64 << 20;

/// How memory of the library is freed.
#[derive(Clone, Copy, Debug)]
pub(in crate::backend::xpcom) struct Memory {
    unalloc: unsafe extern "C" fn(Word),
}

impl Memory {
    /// # Safety
    ///
    /// `unalloc` frees what the library allocates for out parameters.
    pub(super) unsafe fn new(unalloc: unsafe extern "C" fn(Word)) -> Self {
        Self { unalloc }
    }

    /// Frees `block`, which may be null.
    ///
    /// # Safety
    ///
    /// `block` is null or was allocated by the library, is ours, and is not used again.
    pub(super) unsafe fn free(self, block: Word) {
        if !block.is_null() {
            // SAFETY: the caller says that the block is ours to free.
            unsafe { (self.unalloc)(block) };
        }
    }

    /// Copies and frees UTF-16 text; `None` for null.
    ///
    /// # Safety
    ///
    /// `text` is null or UTF-16 that ends with a NUL, allocated by the library and ours.
    pub(super) unsafe fn take_wide(self, text: Word) -> Option<String> {
        if text.is_null() {
            return None;
        }
        let units: *const u16 = text.cast_const().cast();
        let mut length = 0;
        while length < MAX_TEXT {
            // SAFETY: all units up to the NUL, and the NUL, belong to the text, and the NUL was not met yet.
            let unit = unsafe { units.add(length) };
            // SAFETY: as above.
            if unsafe { unit.read() } == 0 {
                break;
            }
            length += 1;
        }
        // SAFETY: `length` units were read just now.
        let slice = unsafe { std::slice::from_raw_parts(units, length) };
        let copy = String::from_utf16_lossy(slice);
        // SAFETY: the text is ours, and its copy was made.
        unsafe { self.free(text) };
        Some(copy)
    }

    /// Copies and frees 8-bit text; `None` for null.
    ///
    /// # Safety
    ///
    /// `text` is null or bytes that end with a NUL, allocated by the library and ours.
    pub(super) unsafe fn take_narrow(self, text: Word) -> Option<String> {
        if text.is_null() {
            return None;
        }
        // SAFETY: the caller says that it ends with a NUL.
        let bytes = unsafe { CStr::from_ptr(text.cast_const().cast()) };
        let copy = bytes.to_string_lossy().into_owned();
        // SAFETY: the text is ours, and its copy was made.
        unsafe { self.free(text) };
        Some(copy)
    }

    /// Copies and frees an identity; `None` for null.
    ///
    /// # Safety
    ///
    /// `iid` is null or points to 16 bytes, allocated by the library and ours.
    pub(super) unsafe fn take_iid(self, iid: Word) -> Option<[u8; 16]> {
        if iid.is_null() {
            return None;
        }
        // SAFETY: the caller says that 16 bytes are there.
        let copy = unsafe { iid.cast_const().cast::<[u8; 16]>().read_unaligned() };
        // SAFETY: the block is ours, and its copy was made.
        unsafe { self.free(iid) };
        Some(copy)
    }
}
