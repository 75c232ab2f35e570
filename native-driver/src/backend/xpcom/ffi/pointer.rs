//! Owned references to XPCOM objects.

use std::ffi::c_void;
use std::ptr::NonNull;

use super::invoke::{Word, invoke};

const ADD_REF: u32 = 1;
const RELEASE: u32 = 2;

/// An owned reference to an XPCOM object: a clone adds a reference, dropping it releases one.
#[derive(Debug)]
pub(in crate::backend::xpcom) struct ComPtr(NonNull<c_void>);

impl ComPtr {
    /// Takes over a reference that the caller owns; `None` for no object.
    ///
    /// # Safety
    ///
    /// `raw` is null or an XPCOM object that is alive, and one of its references is the caller's to give away.
    pub(super) unsafe fn from_owned(raw: Word) -> Option<Self> {
        NonNull::new(raw).map(Self)
    }

    /// Makes a reference of our own to an object that somebody else keeps; `None` for no object.
    ///
    /// # Safety
    ///
    /// `raw` is null or an XPCOM object that is alive.
    pub(super) unsafe fn from_borrowed(raw: Word) -> Option<Self> {
        // SAFETY: the caller says that the object is alive, and the copy that is given away here is never dropped.
        let borrowed = std::mem::ManuallyDrop::new(unsafe { Self::from_owned(raw) }?);
        Some(Self::clone(&borrowed))
    }

    /// The object as an argument; it stays ours.
    pub(super) fn word(&self) -> Word {
        self.0.as_ptr()
    }

    /// The address of the function in a slot of the object's vtable.
    pub(super) fn entry(&self, slot: u32) -> *const c_void {
        let object: *const *const *const c_void = self.0.as_ptr().cast_const().cast();
        // SAFETY: an XPCOM object begins with the pointer to its vtable, and the object is alive while we own it.
        let vtable = unsafe { object.read() };
        let slot = usize::try_from(slot).unwrap_or(usize::MAX);
        // SAFETY: the type library of the loaded library says that the vtable has this slot.
        let entry = unsafe { vtable.add(slot) };
        // SAFETY: as above; a vtable is an array of pointers that lives as long as the library.
        unsafe { entry.read() }
    }

    fn count(&self, slot: u32) {
        // SAFETY: every vtable begins with QueryInterface, AddRef and Release, and the last two take the object alone.
        unsafe { invoke(self.entry(slot), &[self.word()]) };
    }
}

impl Clone for ComPtr {
    fn clone(&self) -> Self {
        self.count(ADD_REF);
        Self(self.0)
    }
}

impl Drop for ComPtr {
    fn drop(&mut self) {
        self.count(RELEASE);
    }
}
