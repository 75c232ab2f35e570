//! A call of a function of N machine words, N known at run time.

use std::ffi::c_void;

/// A machine word as an argument: a number without provenance, or a pointer.
pub(super) type Word = *mut c_void;

/// The most words that a call can have; `IMachine` and its like need 21.
pub(super) const MAX_WORDS: usize = 22;

macro_rules! by_count {
    ($entry:expr, $words:expr, $([$($word:ident)+])+) => {
        match *$words {
            $([$($word),+] => {
                // SAFETY: the caller says that a function with this many words is at this address, and on the targets
                // that this module is built for every such argument is one word, whatever its type.
                let function = unsafe {
                    std::mem::transmute::<*const c_void, unsafe extern "C" fn($(by_count!(@word $word)),+) -> u32>($entry)
                };
                // SAFETY: the caller vouches for the words.
                Some(unsafe { function($($word),+) })
            })+
            _ => None,
        }
    };
    (@word $word:ident) => { Word };
}

/// Calls the function at `entry` and gives its result, or `None` if there are no or too many words.
///
/// # Safety
///
/// At `entry` is a C function that takes exactly these words, and each is what the function expects there: a number, or
/// a pointer to what it will read or write.
pub(super) unsafe fn invoke(entry: *const c_void, words: &[Word]) -> Option<u32> {
    by_count!(entry, words,
        [a]
        [a b]
        [a b c]
        [a b c d]
        [a b c d e]
        [a b c d e f]
        [a b c d e f g]
        [a b c d e f g h]
        [a b c d e f g h i]
        [a b c d e f g h i j]
        [a b c d e f g h i j k]
        [a b c d e f g h i j k l]
        [a b c d e f g h i j k l m]
        [a b c d e f g h i j k l m n]
        [a b c d e f g h i j k l m n o]
        [a b c d e f g h i j k l m n o p]
        [a b c d e f g h i j k l m n o p q]
        [a b c d e f g h i j k l m n o p q r]
        [a b c d e f g h i j k l m n o p q r s]
        [a b c d e f g h i j k l m n o p q r s t]
        [a b c d e f g h i j k l m n o p q r s t u]
        [a b c d e f g h i j k l m n o p q r s t u v]
    )
}
