//! Where comments, CDATA sections, instructions and declarations end.

use super::TokenKind;

/// Finds ends, and remembers what it found, so that text without any end is searched once.
#[derive(Clone, Debug)]
pub(super) struct Ends {
    comment: Next,
    cdata: Next,
    instruction: Next,
}

/// The next place of a needle.
#[derive(Clone, Debug)]
struct Next {
    needle: &'static str,
    /// Where it is, if that was searched for: valid for every search from `from` to there.
    found: Option<(usize, usize)>,
}

impl Next {
    const fn new(needle: &'static str) -> Self {
        Self {
            needle,
            found: None,
        }
    }

    /// The first place at or behind `from`; the end of the text without one, and `false`.
    fn find(&mut self, text: &str, from: usize) -> (usize, bool) {
        let at = match self.found {
            Some((searched, at)) if searched <= from && from <= at => at,
            Some(_) | None => {
                let at = text.get(from..).and_then(|rest| rest.find(self.needle));
                let at = at.map_or(text.len(), |at| from + at);
                self.found = Some((from, at));
                at
            }
        };
        (at, at < text.len())
    }
}

impl Ends {
    pub(super) const fn new() -> Self {
        Self {
            comment: Next::new("-->"),
            cdata: Next::new("]]>"),
            instruction: Next::new("?>"),
        }
    }

    /// The kind and the end of what begins with `<!` at `at`.
    pub(super) fn declaration(&mut self, text: &str, at: usize) -> (TokenKind, usize) {
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with("<!--") {
            (TokenKind::Comment, self.comment(text, at))
        } else if rest.starts_with("<![CDATA[") {
            (TokenKind::Cdata, self.cdata(text, at))
        } else if rest.starts_with("<!DOCTYPE") {
            (TokenKind::Doctype, self.doctype(text, at))
        } else {
            (TokenKind::UnknownMarkup, at + unknown_length(rest))
        }
    }

    fn comment(&mut self, text: &str, at: usize) -> usize {
        let inside = at + "<!--".len();
        let (end, found) = self.comment.find(text, inside);
        let body = text.get(inside..end).unwrap_or_default();
        match body.find("<!--") {
            None if found => end + "-->".len(),
            None => inside + unclosed_comment_length(body),
            Some(inner) if found => {
                // A comment around a comment has a second end; without one, this comment lacks its own.
                let behind = end + "-->".len();
                let (second, has_second) = self.comment.find(text, behind);
                let between = text.get(behind..second).unwrap_or_default();
                if has_second && !between.contains("<!--") {
                    second + "-->".len()
                } else {
                    inside + unclosed_comment_length(body.get(..inner).unwrap_or_default())
                }
            }
            Some(inner) => inside + unclosed_comment_length(body.get(..inner).unwrap_or_default()),
        }
    }

    fn cdata(&mut self, text: &str, at: usize) -> usize {
        let inside = at + "<![CDATA[".len();
        match self.cdata.find(text, inside) {
            (end, true) => end + "]]>".len(),
            (end, false) => {
                let body = text.get(inside..end).unwrap_or_default();
                inside + body.find("</").unwrap_or(body.len())
            }
        }
    }

    /// The end of the document type declaration at `from`.
    fn doctype(&mut self, text: &str, from: usize) -> usize {
        let unknown = from + unknown_length(text.get(from..).unwrap_or_default());
        let mut at = from + "<!DOCTYPE".len();
        let mut inside = false;
        while let Some(&byte) = text.as_bytes().get(at) {
            let rest = text.get(at..).unwrap_or_default();
            let end = match byte {
                b'>' if !inside => return at + 1,
                b'[' | b']' => {
                    inside = byte == b'[';
                    Some(at + 1)
                }
                b'"' | b'\'' => {
                    let quote = char::from(byte);
                    let behind = text.get(at + 1..).unwrap_or_default();
                    behind.find(quote).map(|length| at + 1 + length + 1)
                }
                b'<' if rest.starts_with("<!--") => {
                    let (end, found) = self.comment.find(text, at);
                    found.then_some(end + "-->".len())
                }
                b'<' if rest.starts_with("<?") => {
                    let (end, found) = self.instruction.find(text, at);
                    found.then_some(end + "?>".len())
                }
                b'<' if !inside || !rest.starts_with("<!") || rest.starts_with("<!DOCTYPE") => None,
                _ => Some(at + 1),
            };
            match end {
                Some(end) => at = end,
                None => return unknown,
            }
        }
        unknown
    }

    /// The end of what begins with `<?` at `at`.
    pub(super) fn instruction(&mut self, text: &str, at: usize, declares: bool) -> usize {
        let inside = at + "<?".len();
        let (end, found) = self.instruction.find(text, inside);
        let body = text.get(inside..end).unwrap_or_default();
        // A tag in the XML declaration means that the declaration lacks its end.
        if found && !(declares && body.contains('<')) {
            return end + "?>".len();
        }
        let line = body.find(['\n', '\r', '<']).unwrap_or(body.len());
        let line = body.get(..line).unwrap_or_default();
        inside + line.find('>').map_or(line.trim_end().len(), |at| at + 1)
    }
}

/// The length of the body of a comment that nothing ends: to what was likely meant to end it, else to the line
/// before the first that begins with `<`.
fn unclosed_comment_length(body: &str) -> usize {
    // Nothing else has two dashes, and what a comment hides stays hidden.
    let dashes = ["--!>", "-- >"].into_iter().filter_map(|almost| {
        let at = body.find(almost)?;
        Some(at + almost.len())
    });
    if let Some(end) = dashes.min() {
        return end;
    }
    let mut end = 0;
    for line in body.split_inclusive('\n') {
        if end > 0 && line.trim_start().starts_with('<') {
            break;
        }
        if let Some(at) = line.find("->") {
            return end + at + "->".len();
        }
        end += line.len();
    }
    body.get(..end).unwrap_or_default().trim_end().len()
}

/// The length of markup that is not known: to `>`, the next `<` or the end of the line.
fn unknown_length(text: &str) -> usize {
    let body = text.get(1..).unwrap_or_default();
    match body.find(['>', '<', '\n']) {
        Some(at) if body.as_bytes().get(at) == Some(&b'>') => at + 2,
        Some(at) => 1 + body.get(..at).unwrap_or_default().trim_end().len(),
        None => text.trim_end().len(),
    }
}
