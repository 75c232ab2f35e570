//! From arguments to machine words and back, as the type library says.

use std::ptr;

use super::invoke::{MAX_WORDS, Word, invoke};
use super::memory::Memory;
use super::pointer::ComPtr;
use crate::typelib::{Direction, Member, Param, Type};

/// An argument: one for each parameter that goes in, counts of arrays left out.
#[derive(Debug)]
pub(in crate::backend::xpcom) enum In<'a> {
    /// A number of any width, a boolean, an enum constant.
    Scalar(u64),
    /// Text of either kind.
    Text(&'a str),
    /// An identity, as it lies in memory.
    Iid([u8; 16]),
    /// An object or none.
    Object(Option<&'a ComPtr>),
    /// An array of numbers.
    Scalars(Vec<u64>),
    /// An array of text.
    Texts(Vec<&'a str>),
    /// An array of objects.
    Objects(Vec<&'a ComPtr>),
}

impl In<'_> {
    /// How many elements an array has.
    fn length(&self) -> usize {
        match self {
            Self::Scalars(list) => list.len(),
            Self::Texts(list) => list.len(),
            Self::Objects(list) => list.len(),
            Self::Scalar(_) | Self::Text(_) | Self::Iid(_) | Self::Object(_) => 0,
        }
    }
}

/// What came out, one for each parameter that goes out, counts of arrays left out.
#[derive(Debug)]
pub(in crate::backend::xpcom) enum Out {
    /// A number of any width, without its sign extended.
    Scalar(u64),
    /// Text of either kind, or none.
    Text(Option<String>),
    /// An identity, as it lies in memory.
    Iid(Option<[u8; 16]>),
    /// An object or none.
    Object(Option<ComPtr>),
    /// An array.
    List(Vec<Self>),
}

/// A call that gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::xpcom) enum Failure {
    /// The result code says that it failed.
    Code(u32),
    /// It was not made: the arguments or the method are not of a form that can be called.
    Form(&'static str),
}

/// Calls `member` of `object`.
pub(in crate::backend::xpcom) fn call(
    object: &ComPtr,
    member: &Member<'_>,
    ins: &[In<'_>],
    memory: Memory,
) -> Result<Vec<Out>, Failure> {
    let params = &member.method.params;
    if !member.method.is_callable() {
        return Err(Failure::Form(
            "the type library describes it in a way that cannot be called",
        ));
    }
    if params.len() >= MAX_WORDS {
        return Err(Failure::Form("it has too many parameters"));
    }
    let mut frame = Frame::new(params, ins)?;
    frame.words.insert(0, object.word());
    // SAFETY: the slot and the parameters are what the library's own type library says of this object's interface, and
    // `Frame` has made each word of the form that its parameter asks for; all that they point to lives in `frame`.
    let code = unsafe { invoke(object.entry(member.slot), &frame.words) };
    let code = code.ok_or(Failure::Form("it has too many parameters"))?;
    if code & 0x8000_0000 != 0 {
        return Err(Failure::Code(code));
    }
    Ok(frame.outs(params, memory))
}

/// The words of one call, and everything that they point to.
struct Frame {
    words: Vec<Word>,
    /// One for each parameter, in which an out parameter is written. Narrow ones are written in part: so they begin as 0.
    cells: Vec<Word>,
    /// Texts, identities and arrays of numbers, in units of eight bytes so that they are aligned.
    buffers: Vec<Vec<u64>>,
    /// Arrays of pointers.
    pointers: Vec<Vec<Word>>,
}

impl Frame {
    fn new(params: &[Param], ins: &[In<'_>]) -> Result<Self, Failure> {
        let is_count = |index: usize| {
            params.iter().any(|param| {
                param
                    .kind
                    .as_array()
                    .is_some_and(|(count, _)| count == index)
            })
        };
        let mut frame = Self {
            words: vec![ptr::null_mut(); params.len()],
            cells: vec![ptr::null_mut(); params.len()],
            buffers: Vec::new(),
            pointers: Vec::new(),
        };
        let cells = frame.cells.as_mut_ptr();
        let mut ins = ins.iter();
        let mut lengths = Vec::new();
        for (index, param) in params.iter().enumerate() {
            let word = if param.direction != Direction::In {
                cells.wrapping_add(index).cast()
            } else if is_count(index) {
                continue;
            } else {
                let given = ins
                    .next()
                    .ok_or(Failure::Form("it was given too few arguments"))?;
                if let Some((count, _)) = param.kind.as_array() {
                    lengths.push((count, given.length()));
                }
                frame.word(&param.kind, given)?
            };
            frame.place(index, word);
        }
        if ins.next().is_some() {
            return Err(Failure::Form("it was given too many arguments"));
        }
        for (count, length) in lengths {
            frame.place(count, ptr::without_provenance_mut(length));
        }
        Ok(frame)
    }

    fn place(&mut self, index: usize, word: Word) {
        if let Some(place) = self.words.get_mut(index) {
            *place = word;
        }
    }

    /// The word for an argument, if it is of the form that the parameter asks for.
    fn word(&mut self, kind: &Type, given: &In<'_>) -> Result<Word, Failure> {
        match (kind, given) {
            (Type::WString, In::Text(text)) => Ok(self.wide(text)),
            (Type::String, In::Text(text)) => Ok(self.buffer(text.as_bytes())),
            (Type::Iid, In::Iid(bytes)) => Ok(self.buffer(bytes)),
            (Type::Interface(_) | Type::InterfaceIs(_), In::Object(object)) => {
                Ok(object.map_or(ptr::null_mut(), ComPtr::word))
            }
            (Type::Array { of, .. }, given) => self.array(of, given),
            (kind, In::Scalar(number)) if width(kind).is_some() => {
                let number = usize::try_from(*number)
                    .map_err(|_| Failure::Form("a number is too wide for a word"))?;
                Ok(ptr::without_provenance_mut(number))
            }
            _ => Err(Failure::Form(
                "an argument has another type than its parameter",
            )),
        }
    }

    fn array(&mut self, of: &Type, given: &In<'_>) -> Result<Word, Failure> {
        let array = match (of, given) {
            (Type::WString, In::Texts(texts)) => texts.iter().map(|text| self.wide(text)).collect(),
            (Type::String, In::Texts(texts)) => texts
                .iter()
                .map(|text| self.buffer(text.as_bytes()))
                .collect(),
            (Type::Interface(_), In::Objects(objects)) => {
                objects.iter().map(|object| object.word()).collect()
            }
            (kind, In::Scalars(numbers)) => {
                let width =
                    width(kind).ok_or(Failure::Form("an array has elements of another type"))?;
                let bytes: Vec<u8> = numbers
                    .iter()
                    .flat_map(|number| number.to_le_bytes().into_iter().take(width))
                    .collect();
                return Ok(if numbers.is_empty() {
                    ptr::null_mut()
                } else {
                    self.buffer(&bytes)
                });
            }
            _ => return Err(Failure::Form("an array has elements of another type")),
        };
        Ok(self.keep(array))
    }

    fn keep(&mut self, array: Vec<Word>) -> Word {
        if array.is_empty() {
            return ptr::null_mut();
        }
        self.pointers.push(array);
        self.pointers
            .last_mut()
            .map_or(ptr::null_mut(), |array| array.as_mut_ptr().cast())
    }

    fn wide(&mut self, text: &str) -> Word {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.buffer(&bytes)
    }

    /// Keeps a copy of the bytes, followed by at least eight zero bytes, which end a text of any width.
    fn buffer(&mut self, bytes: &[u8]) -> Word {
        let mut buffer: Vec<u64> = bytes
            .chunks(8)
            .map(|chunk| {
                let mut eight = [0; 8];
                for (to, from) in eight.iter_mut().zip(chunk) {
                    *to = *from;
                }
                u64::from_le_bytes(eight)
            })
            .collect();
        buffer.push(0);
        self.buffers.push(buffer);
        self.buffers
            .last_mut()
            .map_or(ptr::null_mut(), |buffer| buffer.as_mut_ptr().cast())
    }

    fn outs(&self, params: &[Param], memory: Memory) -> Vec<Out> {
        let is_count = |index: usize| {
            params.iter().any(|param| {
                param
                    .kind
                    .as_array()
                    .is_some_and(|(count, _)| count == index)
            })
        };
        let is_out = |(index, param): &(usize, &Param)| {
            param.direction != Direction::In && !is_count(*index)
        };
        params
            .iter()
            .enumerate()
            .filter(is_out)
            .map(|(index, param)| self.out(index, &param.kind, memory))
            .collect()
    }

    fn cell(&self, index: usize) -> Word {
        self.cells.get(index).map_or(ptr::null_mut(), |cell| {
            // SAFETY: the cell is alive and initialized; it is read behind the compiler's back because the call wrote
            // it through a pointer.
            unsafe { ptr::from_ref(cell).read_volatile() }
        })
    }

    fn out(&self, index: usize, kind: &Type, memory: Memory) -> Out {
        let Some((count, of)) = kind.as_array() else {
            // SAFETY: the call succeeded, so the cell holds what the type library says, and it is ours.
            return unsafe { take(self.cell(index), kind, memory) };
        };
        // The count is 32 bits wide, and its cell was 0 before.
        let count = self.cell(count).addr() & 0xffff_ffff;
        // SAFETY: the call succeeded, so this is an array of `count` elements, and it is ours.
        Out::List(unsafe { take_array(self.cell(index), count, of, memory) })
    }
}

/// The bytes of a number of this type.
fn width(kind: &Type) -> Option<usize> {
    match kind {
        Type::U8 => Some(1),
        Type::I16 | Type::U16 => Some(2),
        Type::Bool | Type::I32 | Type::U32 => Some(4),
        Type::I64 | Type::U64 => Some(8),
        Type::WString
        | Type::String
        | Type::Iid
        | Type::Pointer
        | Type::Interface(_)
        | Type::InterfaceIs(_)
        | Type::Array { .. } => None,
    }
}

/// Takes over one value that came out.
///
/// # Safety
///
/// `word` is a value of type `kind` that the library gave out, and it is ours.
unsafe fn take(word: Word, kind: &Type, memory: Memory) -> Out {
    match kind {
        // SAFETY: the caller says that it is such a text.
        Type::WString => Out::Text(unsafe { memory.take_wide(word) }),
        // SAFETY: as above.
        Type::String => Out::Text(unsafe { memory.take_narrow(word) }),
        // SAFETY: as above.
        Type::Iid => Out::Iid(unsafe { memory.take_iid(word) }),
        Type::Interface(_) | Type::InterfaceIs(_) => {
            // SAFETY: objects come out with a reference that is the caller's.
            Out::Object(unsafe { ComPtr::from_owned(word) })
        }
        Type::Bool
        | Type::U8
        | Type::I16
        | Type::U16
        | Type::I32
        | Type::U32
        | Type::I64
        | Type::U64
        | Type::Pointer
        | Type::Array { .. } => Out::Scalar(word.addr() as u64),
    }
}

/// Takes over an array with its elements and frees it.
///
/// # Safety
///
/// `array` is null or an array of `count` packed elements of type `of` that the library gave out, and it is ours.
unsafe fn take_array(array: Word, count: usize, of: &Type, memory: Memory) -> Vec<Out> {
    let mut list = Vec::new();
    if array.is_null() {
        return list;
    }
    let stride = width(of).unwrap_or(size_of::<Word>());
    for index in 0..count {
        // SAFETY: the element lies inside the array, because `index` is less than `count`.
        let element = unsafe { array.byte_add(index.wrapping_mul(stride)) };
        // SAFETY: as above, and elements are aligned to their width.
        let word = unsafe { read(element, stride) };
        // SAFETY: the elements of an array are ours too, and each is taken once.
        list.push(unsafe { take(word, of, memory) });
    }
    // The pointer can be there although the count is 0.
    // SAFETY: the array is ours, and all of its elements were taken.
    unsafe { memory.free(array) };
    list
}

/// Reads an element of `width` bytes.
///
/// # Safety
///
/// That many bytes can be read at `element`, and it is aligned to them.
unsafe fn read(element: Word, width: usize) -> Word {
    let number = match width {
        // SAFETY: the caller vouches for the bytes, here and below.
        1 => u64::from(unsafe { element.cast::<u8>().read() }),
        // SAFETY: as above.
        2 => u64::from(unsafe { element.cast::<u16>().read() }),
        // SAFETY: as above.
        4 => u64::from(unsafe { element.cast::<u32>().read() }),
        // SAFETY: as above.
        _ => return unsafe { element.cast::<Word>().read() },
    };
    // Only what is narrower than a word comes here.
    ptr::without_provenance_mut(usize::try_from(number).unwrap_or_default())
}
