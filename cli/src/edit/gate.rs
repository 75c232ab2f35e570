//! Who is let in: a page that this program served, opened by the link that it printed.

use tiny_http::Request;
use uuid::Uuid;

/// What a request has to show.
#[derive(Debug)]
pub(crate) struct Gate {
    /// What `Host` has to say: a name that leads here by a trick is another one.
    host: String,
    /// What `Origin` has to say where something is asked for or done: a page of another site has another.
    origin: String,
    /// What the link holds. It opens one page, once.
    token: Option<String>,
    /// What that page has from then on.
    key: String,
}

impl Gate {
    pub(crate) fn new(port: u16) -> Self {
        let host = format!("127.0.0.1:{port}");
        Self {
            origin: format!("http://{host}"),
            host,
            token: Some(secret()),
            key: secret(),
        }
    }

    /// The link that opens the page. What is behind `#` is never sent anywhere by a browser.
    pub(crate) fn link(&self) -> String {
        let token = self.token.as_deref().unwrap_or_default();
        format!("{}/#edit={token}", self.origin)
    }

    /// Whether a request comes to this host, and not from a page of another site.
    pub(crate) fn is_at_home(&self, request: &Request, wants_origin: bool) -> bool {
        let origin = header(request, "Origin");
        header(request, "Host") == Some(&self.host)
            && match origin {
                Some(origin) => origin == self.origin,
                None => !wants_origin,
            }
    }

    /// The key for a page that shows the token, which is worth nothing afterwards, or had the key already.
    pub(crate) fn open(&mut self, shown: &str) -> Option<String> {
        let is_token = self
            .token
            .as_deref()
            .is_some_and(|token| is_same(token, shown));
        if is_token {
            self.token = None;
        }
        (is_token || self.has_key(shown)).then(|| self.key.clone())
    }

    pub(crate) fn has_key(&self, shown: &str) -> bool {
        is_same(&self.key, shown)
    }
}

/// 244 random bits.
fn secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// Compares without telling by its time how much is right.
fn is_same(one: &str, other: &str) -> bool {
    let differences = one
        .bytes()
        .zip(other.bytes())
        .fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && differences == 0
}

fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    let mut headers = request.headers().iter();
    let found = headers.find(|header| header.field.equiv(name))?;
    Some(found.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_once_and_a_key_as_often_as_it_is_shown() {
        let mut gate = Gate::new(1);
        let link = gate.link();
        let token = link.split_once("#edit=").unwrap().1;
        assert_eq!(token.len(), 64);
        assert_eq!(gate.open("wrong"), None);
        let key = gate.open(token).unwrap();
        assert_eq!(gate.open(token), None);
        assert_eq!(gate.open(&key).as_deref(), Some(&*key));
        assert!(gate.has_key(&key) && !gate.has_key(token) && !gate.has_key(""));
    }
}
