//! A place in a file from which numbers and names are read, big end first.

use super::XptError;

/// The longest name; the longest real one has 66 bytes.
const MAX_NAME: usize = 256;

pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(super) fn take(&mut self, count: usize, what: &'static str) -> Result<&'a [u8], XptError> {
        let end = self.at.checked_add(count);
        let taken = end
            .and_then(|end| self.bytes.get(self.at..end))
            .ok_or(XptError::Outside { what, at: self.at })?;
        self.at = self.at.saturating_add(count);
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(
        &mut self,
        what: &'static str,
    ) -> Result<[u8; N], XptError> {
        let at = self.at;
        self.take(N, what)?
            .try_into()
            .map_err(|_| XptError::Outside { what, at })
    }

    pub(super) fn u8(&mut self, what: &'static str) -> Result<u8, XptError> {
        self.array(what).map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self, what: &'static str) -> Result<u16, XptError> {
        self.array(what).map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self, what: &'static str) -> Result<u32, XptError> {
        self.array(what).map(u32::from_be_bytes)
    }

    /// A place in the file, which is counted from 1 there and from 0 here.
    pub(super) fn offset(&mut self, what: &'static str) -> Result<usize, XptError> {
        let at = self.at;
        let offset = usize::try_from(self.u32(what)?)
            .ok()
            .and_then(|offset| offset.checked_sub(1));
        offset.ok_or(XptError::Outside { what, at })
    }

    /// A name that ends with a NUL.
    pub(super) fn name(&self) -> Result<String, XptError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let rest = rest.get(..MAX_NAME).unwrap_or(rest);
        let name = rest
            .iter()
            .position(|byte| *byte == 0)
            .and_then(|end| rest.get(..end));
        match name.and_then(|name| std::str::from_utf8(name).ok()) {
            Some(name) if !name.is_empty() => Ok(name.to_owned()),
            _ => Err(XptError::Name(self.at)),
        }
    }
}
