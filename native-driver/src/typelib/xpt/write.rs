//! Makes a type library file of a type library, so that the reader can be tested without VirtualBox.

use std::collections::BTreeMap;

use super::super::{Direction, Method, MethodKind, Type, Typelib};
use super::MAGIC;

/// The bytes of a file with these interfaces and enums; what they refer to and is not among them is marked external.
pub(super) fn write(typelib: &Typelib) -> Vec<u8> {
    let mut writer = Writer {
        numbers: numbers(typelib),
        pool: Vec::new(),
        names: BTreeMap::new(),
    };
    let order: Vec<String> = {
        let mut order: Vec<(&u16, &String)> = writer
            .numbers
            .iter()
            .map(|(name, number)| (number, name))
            .collect();
        order.sort();
        order.into_iter().map(|(_, name)| name.clone()).collect()
    };
    let mut directory = Vec::new();
    for name in &order {
        let iid = typelib
            .interface(name)
            .map_or(uuid::Uuid::nil(), |found| found.iid.parse().unwrap());
        let descriptor = writer.descriptor(typelib, name);
        directory.extend_from_slice(iid.as_bytes());
        directory.extend_from_slice(&writer.name(name).to_be_bytes());
        directory.extend_from_slice(&0_u32.to_be_bytes());
        directory.extend_from_slice(&descriptor.to_be_bytes());
    }
    let pool_at = 33 + directory.len();
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&[1, 2]);
    bytes.extend_from_slice(&u16::try_from(order.len()).unwrap().to_be_bytes());
    for number in [pool_at + writer.pool.len(), 34, pool_at] {
        bytes.extend_from_slice(&u32::try_from(number).unwrap().to_be_bytes());
    }
    bytes.push(0x80);
    bytes.extend(directory);
    bytes.extend(writer.pool);
    bytes
}

/// All interfaces and enums, and what they refer to, numbered from 1.
fn numbers(typelib: &Typelib) -> BTreeMap<String, u16> {
    let mut names: Vec<String> = typelib.enums().map(|(name, _)| name.to_owned()).collect();
    for interface in typelib.interfaces() {
        names.push(interface.name.clone());
        names.extend(interface.parent.clone());
        for param in interface.methods.iter().flat_map(|method| &method.params) {
            let kind = param.kind.as_array().map_or(&param.kind, |(_, of)| of);
            names.extend(kind.as_interface().map(str::to_owned));
        }
    }
    names.sort();
    names.dedup();
    names.into_iter().zip(1..).collect()
}

struct Writer {
    numbers: BTreeMap<String, u16>,
    pool: Vec<u8>,
    names: BTreeMap<String, u32>,
}

impl Writer {
    fn place(&self) -> u32 {
        u32::try_from(self.pool.len() + 1).unwrap()
    }

    fn name(&mut self, name: &str) -> u32 {
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        let place = self.place();
        self.pool.extend_from_slice(name.as_bytes());
        self.pool.push(0);
        self.names.insert(name.to_owned(), place);
        place
    }

    fn descriptor(&mut self, typelib: &Typelib, name: &str) -> u32 {
        let mut bytes = Vec::new();
        if let Some(interface) = typelib.interface(name) {
            let parent = interface
                .parent
                .as_ref()
                .map_or(0, |parent| self.numbers[parent]);
            bytes.extend_from_slice(&parent.to_be_bytes());
            bytes.extend_from_slice(
                &u16::try_from(interface.methods.len())
                    .unwrap()
                    .to_be_bytes(),
            );
            for method in &interface.methods {
                self.method(method, &mut bytes);
            }
            bytes.extend_from_slice(&0_u16.to_be_bytes());
        } else if let Some((_, constants)) = typelib.enums().find(|(each, _)| *each == name) {
            bytes.extend_from_slice(&[0; 4]);
            bytes.extend_from_slice(&u16::try_from(constants.len()).unwrap().to_be_bytes());
            for (constant, number) in constants {
                bytes.extend_from_slice(&self.name(constant).to_be_bytes());
                bytes.push(6);
                bytes.extend_from_slice(&number.to_be_bytes());
            }
        } else {
            return 0;
        }
        bytes.push(0x80);
        let place = self.place();
        self.pool.extend(bytes);
        place
    }

    fn method(&mut self, method: &Method, bytes: &mut Vec<u8>) {
        bytes.push(match method.kind {
            MethodKind::Get => 0x80,
            MethodKind::Set => 0x40,
            MethodKind::Call => 0,
            MethodKind::Raw => 0x20,
        });
        bytes.extend_from_slice(&self.name(&method.name).to_be_bytes());
        bytes.push(u8::try_from(method.params.len()).unwrap());
        for param in &method.params {
            bytes.push(match param.direction {
                Direction::In => 0x80,
                Direction::Out => 0x40,
                Direction::Return => 0x60,
                Direction::InOut => 0xc0,
            });
            self.kind(&param.kind, bytes);
        }
        bytes.extend_from_slice(&[0, 6]);
    }

    fn kind(&self, kind: &Type, bytes: &mut Vec<u8>) {
        match kind {
            Type::I16 => bytes.push(1),
            Type::I32 => bytes.push(2),
            Type::I64 => bytes.push(3),
            Type::U8 => bytes.push(4),
            Type::U16 => bytes.push(5),
            Type::U32 => bytes.push(6),
            Type::U64 => bytes.push(7),
            Type::Bool => bytes.push(10),
            Type::Pointer => bytes.push(13),
            Type::Iid => bytes.push(0x8e),
            Type::String => bytes.push(0x90),
            Type::WString => bytes.push(0x91),
            Type::Interface(name) => {
                bytes.push(0x92);
                bytes.extend_from_slice(&self.numbers[name].to_be_bytes());
            }
            Type::InterfaceIs(index) => {
                bytes.extend_from_slice(&[0x93, u8::try_from(*index).unwrap()]);
            }
            Type::Array { of, count } => {
                let count = u8::try_from(*count).unwrap();
                bytes.extend_from_slice(&[0x94, count, count]);
                self.kind(of, bytes);
            }
        }
    }
}
