//! Mutated input, the same for the same number.

/// Pieces that parsers stumble over.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"&#x0;",
    b"&amp;",
    b"'",
    b"\"",
    b"=",
    b"<?xml",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"xmlns:a='b'",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xf0\x9f\x98\x80",
    b"\r\n",
    b"-1",
    b"0",
    b"18446744073709551616",
    b"1e999",
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"://",
    b"%00",
    b"//",
    b"..",
];

/// A small generator of numbers (xorshift); cryptography is not asked for, only the same numbers everywhere.
#[derive(Debug)]
pub(super) struct Mutator(u64);

impl Mutator {
    pub(super) fn new(number: u64) -> Self {
        let mut mutator = Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        // The first numbers of neighbouring seeds are alike.
        for _ in 0..8 {
            mutator.next();
        }
        mutator
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`, which is not zero.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    /// One of the seeds with one to eight changes.
    pub(super) fn mutate(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(8) {
            self.change(&mut input, seeds);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(input.len() + 1);
        let end = at + self.below((input.len() - at).min(64) + 1);
        match self.below(7) {
            0 => input.truncate(at),
            1 => drop(input.drain(at..end)),
            2 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << (self.next() % 8);
                }
            }
            3 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = self.next().to_le_bytes()[0];
                }
            }
            4 => {
                let piece = PIECES[self.below(PIECES.len())];
                input.splice(at..at, piece.iter().copied());
            }
            5 => {
                let copy = input[at..end].to_vec();
                let to = self.below(input.len() + 1);
                input.splice(to..to, copy);
            }
            _ => {
                let other = &seeds[self.below(seeds.len())];
                let from = self.below(other.len() + 1);
                let part = &other[from..(from + 64).min(other.len())];
                input.splice(at..end, part.iter().copied());
            }
        }
    }
}
