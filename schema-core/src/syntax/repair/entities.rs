//! What a document type declaration says of entities: it is not read, and what it stands for can be written out.

use crate::syntax::characters::name_length;

/// The most entities that are remembered.
const MOST: usize = 64;
/// The longest text of one, in bytes: no document becomes much larger by them.
const LONGEST: usize = 1024;

/// The entities of a document type declaration that stand for plain text.
#[derive(Clone, Debug, Default)]
pub(super) struct Entities {
    all: Vec<(String, String)>,
    /// Whether nothing else is declared.
    pub(super) are_all: bool,
}

impl Entities {
    /// Those of the declaration `<!DOCTYPE …>`.
    pub(super) fn of(doctype: &str) -> Self {
        let mut entities = Self {
            all: Vec::new(),
            are_all: true,
        };
        let body = doctype
            .trim_start_matches("<!DOCTYPE")
            .trim_end_matches('>')
            .trim();
        let (root, inside) = body.split_once('[').unwrap_or((body, "]"));
        // What another file declares is not known.
        entities.are_all = !root.trim().contains(char::is_whitespace);
        let mut rest = inside.trim().trim_end_matches(']').trim_start();
        while !rest.is_empty() && entities.all.len() < MOST {
            let Some((declared, behind)) = declaration(rest) else {
                entities.are_all = false;
                let next = rest.get(1..).and_then(|rest| rest.find("<!ENTITY"));
                match next {
                    Some(next) => rest = rest.get(next + 1..).unwrap_or_default(),
                    None => break,
                }
                continue;
            };
            entities.all.push(declared);
            rest = behind.trim_start();
        }
        entities.are_all &= rest.is_empty();
        entities
    }

    /// What one stands for, as it is written in a document. The first declaration of a name counts.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let mut all = self.all.iter();
        all.find(|(other, _)| other == name)
            .map(|(_, text)| text.as_str())
    }
}

/// A declaration at the beginning of a text, with what is behind it: `<!ENTITY name "plain text">`.
fn declaration(text: &str) -> Option<((String, String), &str)> {
    let behind = text.strip_prefix("<!ENTITY")?;
    let rest = behind.trim_start();
    let name = rest
        .get(..name_length(rest))
        .filter(|name| !name.is_empty() && rest.len() < behind.len())?;
    let value = rest.get(name.len()..)?.trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    let (value, rest) = value.get(1..)?.split_once(quote)?;
    let rest = rest.trim_start().strip_prefix('>')?;
    let is_plain = value.len() <= LONGEST && !value.contains(['<', '&', '%']);
    let written = value
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
        .replace('>', "&gt;");
    is_plain.then(|| ((name.to_owned(), written), rest))
}

#[cfg(test)]
mod tests {
    use super::Entities;

    #[test]
    fn plain_entities_are_known() {
        let entities =
            Entities::of("<!DOCTYPE domain [\n <!ENTITY vm \"/vm\">\n<!ENTITY q 'a\"b'>]>");
        assert_eq!(entities.named("vm"), Some("/vm"));
        assert_eq!(entities.named("q"), Some("a&quot;b"));
        assert_eq!(entities.named("x"), None);
        assert!(entities.are_all);
        assert!(Entities::of("<!DOCTYPE domain>").are_all);
    }

    #[test]
    fn what_is_more_than_text_is_not_written_out() {
        let entities = Entities::of(
            "<!DOCTYPE d [<!ENTITY a \"&b;&b;\"><!ENTITY c SYSTEM \"/etc/passwd\"><!ENTITY d \"x\">]>",
        );
        assert_eq!(entities.named("a"), None);
        assert_eq!(entities.named("c"), None);
        assert_eq!(entities.named("d"), Some("x"));
        assert!(!entities.are_all);
        assert!(!Entities::of("<!DOCTYPE domain SYSTEM 'domain.dtd'>").are_all);
    }
}
