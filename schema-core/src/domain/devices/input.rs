//! `<input>`: a mouse, a tablet or a keyboard.

use schema_derive::{Value, element};

/// A mouse, a tablet or a keyboard. Where the document has none, there are a mouse and a keyboard on PS/2.
#[element("input")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// What it is.
    #[xml(attribute = "type")]
    pub kind: InputType,
    /// How it is connected; a tablet by `usb` and the others by `ps2` where it is absent.
    #[xml(attribute)]
    pub bus: Option<InputBus>,
}

/// What an input device is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Value)]
pub enum InputType {
    /// A pointing device that knows where it is, so that the guest's pointer follows the host's.
    Tablet,
    /// A pointing device that knows how far it moved.
    #[default]
    Mouse,
    /// A keyboard.
    Keyboard,
    /// A device of the host, which VirtualBox does not hand through.
    #[words("passthrough", "evdev")]
    Other(&'static str),
}

/// How an input device is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Value)]
pub enum InputBus {
    /// USB.
    Usb,
    /// PS/2.
    Ps2,
    /// A bus that VirtualBox has no input devices on.
    #[words("virtio", "xen")]
    Other(&'static str),
}

impl Input {
    /// How it is connected, also where it does not say it.
    pub fn bus(self) -> InputBus {
        self.bus.unwrap_or(match self.kind {
            InputType::Tablet => InputBus::Usb,
            InputType::Mouse | InputType::Keyboard | InputType::Other(_) => InputBus::Ps2,
        })
    }
}
