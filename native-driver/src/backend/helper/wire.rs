//! What goes over the pipes: frames of JSON, each with its length before it.

use std::io::{self, Read};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::backend::{About, Call, Fault};
use crate::value::{Object, Value};

/// A longer frame is not one of ours.
const MAX_FRAME: usize = 256 << 20;

/// What the parent asks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// Objects that are not used any more.
    pub(super) release: Vec<Object>,
    pub(super) ask: Ask,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Ask {
    /// The first request: where VirtualBox is, and which function table to use if it is not to be the newest.
    Connect {
        uri: String,
        home: PathBuf,
        table: Option<u8>,
    },
    /// Calls, made one after the other.
    Calls(Vec<Call>),
    NewSession,
    Cast {
        object: Object,
        interface: String,
    },
}

/// What the child answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reply {
    /// Objects that came out, with their interfaces.
    pub(super) objects: Vec<(Object, String)>,
    pub(super) answer: Answer,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Connected {
        about: About,
        root: Object,
        table: u8,
        tables: Vec<u8>,
    },
    Calls(Vec<Result<Vec<Value>, Fault>>),
    Object(Object),
    Fault(Fault),
}

/// The bytes of a frame.
pub(super) fn frame(content: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, content)?;
    let length = u32::try_from(bytes.len().saturating_sub(4)).map_err(|_| too_long())?;
    for (place, byte) in bytes.iter_mut().zip(length.to_le_bytes()) {
        *place = byte;
    }
    Ok(bytes)
}

/// Reads a frame; `None` at the end of the stream.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    let first = loop {
        match from.read(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if first == 0 {
        return Ok(None);
    }
    from.read_exact(length.get_mut(first..).unwrap_or_default())?;
    let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
    if length > MAX_FRAME {
        return Err(too_long());
    }
    // A frame that ends early must not cost the memory of a whole one.
    let mut content = Vec::with_capacity(length.min(1 << 16));
    from.take(length as u64).read_to_end(&mut content)?;
    if content.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&content)?))
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a message is too long")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::backend::FaultKind;

    #[test]
    fn every_value_survives_the_pipe() {
        let inner = Fault::new(FaultKind::Refused, "IMachine.name", "inner");
        let fault = Fault {
            next: Some(Box::new(inner)),
            ..Fault::new(FaultKind::ServiceGone, "a.b", "text")
        };
        let values = vec![
            Value::Null,
            Value::Bool(true),
            Value::Int(i64::MIN),
            Value::Unsigned(u64::MAX),
            Value::text("Größe \u{1f389}\n\"'"),
            Value::Bytes(vec![0, 255]),
            Value::constant("StorageBus", "SATA"),
            Value::Object(Object(u64::MAX)),
            Value::List(vec![Value::Int(-1), Value::List(vec![])]),
            Value::Struct(BTreeMap::from([("name".into(), Value::Null)])),
        ];
        let calls = vec![Ok(values.clone()), Err(fault.clone())];
        let reply = Reply {
            objects: vec![(Object(1), "IMachine".into())],
            answer: Answer::Calls(calls),
        };
        let bytes = frame(&reply).unwrap();
        let mut from = bytes.as_slice();
        let found: Reply = read(&mut from).unwrap().unwrap();
        assert_eq!(found.objects, reply.objects);
        assert!(matches!(found.answer, Answer::Calls(found) if found == [Ok(values), Err(fault)]));
        assert!(read::<Reply>(&mut from).unwrap().is_none());
    }

    #[test]
    fn what_ends_early_is_an_error() {
        let bytes = frame(&"text").unwrap();
        for end in 1..bytes.len() {
            assert!(read::<String>(&mut &bytes[..end]).is_err(), "{end}");
        }
        assert!(read::<String>(&mut [0xff_u8, 0xff, 0xff, 0xff].as_slice()).is_err());
    }
}
