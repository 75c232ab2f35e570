//! The border, tested with a vtable made here: no VirtualBox is needed, and an interpreter of unsafe code can run it.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::ptr;

use super::invoke::Word;
use super::*;
use crate::backend::Verb;
use crate::typelib::Typelib;

const TABLE: &str = r#"{"format":"vbox-api-table/1","interfaces":{
    "nsISupports":{"iid":"00000000-0000-0000-c000-000000000046","parent":null,"first_slot":0,
        "slots":["call QueryInterface <iid =iid_is(0)","raw AddRef","raw Release"]},
    "IThing":{"iid":"00000000-0000-0000-0000-000000000001","parent":"nsISupports","first_slot":3,"slots":[
        "get name =wstring","set name <wstring","call getThings >u32 =IThing[0]","call sum <u32 <u32[0] <bool >u16 =i64",
        "call fail","call join <u32 <wstring[0] <IThing <iid =wstring","call getNothing >u32 =wstring[0]","call odd <ptr"]}}}"#;

thread_local! {
    /// Blocks that were given out and not freed.
    static BLOCKS: Cell<i64> = const { Cell::new(0) };
    static NAME: RefCell<String> = const { RefCell::new(String::new()) };
}

/// An object with a vtable of its own.
#[repr(C)]
struct Thing {
    vtable: *const [*const c_void; 11],
    references: Cell<u32>,
}

extern "C" fn unalloc(block: Word) {
    BLOCKS.set(BLOCKS.get() - 1);
    // SAFETY: `block` was made by `allocate`, whose header tells its length.
    let header = unsafe { block.cast::<u64>().sub(1) };
    // SAFETY: as above.
    let length = unsafe { header.read() };
    let slice = ptr::slice_from_raw_parts_mut(header, usize::try_from(length).unwrap());
    // SAFETY: this is the slice that `allocate` took out of its box.
    drop(unsafe { Box::from_raw(slice) });
}

/// A block of the test's own, with its length before it.
fn allocate(words: &[u64]) -> Word {
    BLOCKS.set(BLOCKS.get() + 1);
    let mut block = vec![u64::try_from(words.len()).unwrap() + 1];
    block.extend_from_slice(words);
    let block: *mut u64 = Box::into_raw(block.into_boxed_slice()).cast();
    // SAFETY: the block has at least the header.
    unsafe { block.add(1) }.cast()
}

fn wide(text: &str) -> Word {
    let mut words = Vec::new();
    let units: Vec<u16> = text.encode_utf16().chain([0]).collect();
    for four in units.chunks(4) {
        words.push(
            four.iter()
                .rev()
                .fold(0_u64, |word, unit| word << 16 | u64::from(*unit)),
        );
    }
    allocate(&words)
}

/// Copies a text argument.
fn text(word: Word) -> String {
    let mut units = Vec::new();
    for index in 0.. {
        // SAFETY: a text argument ends with a NUL, which was not met yet.
        let unit = unsafe { word.cast::<u16>().add(index) };
        // SAFETY: as above.
        let unit = unsafe { unit.read() };
        if unit == 0 {
            break;
        }
        units.push(unit);
    }
    String::from_utf16(&units).unwrap()
}

fn write<T>(place: Word, value: T) {
    // SAFETY: an out argument points to a cell of eight bytes.
    unsafe { place.cast::<T>().write(value) };
}

fn element<T: Copy>(array: Word, index: usize) -> T {
    // SAFETY: the callers stay inside the array that they were given.
    let place = unsafe { array.cast::<T>().add(index) };
    // SAFETY: as above.
    unsafe { place.read() }
}

fn thing<'a>(this: Word) -> &'a Thing {
    // SAFETY: the tests call these functions with things only.
    unsafe { &*this.cast::<Thing>() }
}

extern "C" fn query(this: Word, _iid: Word, out: Word) -> u32 {
    add_ref(this);
    write(out, this);
    0
}

extern "C" fn add_ref(this: Word) -> u32 {
    let references = &thing(this).references;
    references.set(references.get() + 1);
    references.get()
}

extern "C" fn release(this: Word) -> u32 {
    let references = &thing(this).references;
    references.set(references.get() - 1);
    references.get()
}

extern "C" fn get_name(_this: Word, out: Word) -> u32 {
    write(out, NAME.with_borrow(|name| wide(name)));
    0
}

extern "C" fn set_name(_this: Word, name: Word) -> u32 {
    NAME.set(text(name));
    0
}

extern "C" fn get_things(this: Word, count: Word, out: Word) -> u32 {
    add_ref(this);
    add_ref(this);
    let array = allocate(&[0, 0]);
    write(array, this);
    write(array.wrapping_byte_add(8), this);
    write(count, 2_u32);
    write(out, array);
    0
}

extern "C" fn sum(
    _this: Word,
    count: Word,
    numbers: Word,
    negative: Word,
    narrow: Word,
    out: Word,
) -> u32 {
    let sum: i64 = (0..count.addr())
        .map(|index| i64::from(element::<u32>(numbers, index)))
        .sum();
    write(narrow, u16::try_from(count.addr()).unwrap());
    write(out, if negative.addr() == 1 { -sum } else { sum });
    0
}

extern "C" fn fail(_this: Word) -> u32 {
    0x8007_0057
}

extern "C" fn join(
    _this: Word,
    count: Word,
    texts: Word,
    object: Word,
    iid: Word,
    out: Word,
) -> u32 {
    let parts: Vec<String> = (0..count.addr())
        .map(|index| text(element(texts, index)))
        .collect();
    let end = if object.is_null() {
        "none".to_owned()
    } else {
        thing(object).references.get().to_string()
    };
    write(
        out,
        wide(&format!(
            "{} {end} {:02x}",
            parts.join("+"),
            element::<u8>(iid, 15)
        )),
    );
    0
}

extern "C" fn get_nothing(_this: Word, count: Word, out: Word) -> u32 {
    write(count, 0_u32);
    write(out, allocate(&[]));
    0
}

fn vtable() -> [*const c_void; 11] {
    [
        query as *const c_void,
        add_ref as *const c_void,
        release as *const c_void,
        get_name as *const c_void,
        set_name as *const c_void,
        get_things as *const c_void,
        sum as *const c_void,
        fail as *const c_void,
        join as *const c_void,
        get_nothing as *const c_void,
        ptr::null(),
    ]
}

/// Runs a test with a thing and checks that all references and blocks were given back.
fn with_thing(
    test: impl FnOnce(&ComPtr, &dyn Fn(Verb, &str, &[In<'_>]) -> Result<Vec<Out>, Failure>, &Thing),
) {
    let vtable = vtable();
    let made = Thing {
        vtable: &raw const vtable,
        references: Cell::new(1),
    };
    let typelib = Typelib::from_tables(&[TABLE]).unwrap();
    // SAFETY: `unalloc` frees what `allocate` makes.
    let memory = unsafe { Memory::new(unalloc) };
    // SAFETY: the thing is alive until the end of this function, and its one reference is given to the pointer.
    let pointer = unsafe { ComPtr::from_owned(ptr::from_ref(&made).cast_mut().cast()) }.unwrap();
    let invoke = |verb, name: &str, ins: &[In<'_>]| {
        call(
            &pointer,
            &typelib.find("IThing", verb, name).unwrap(),
            ins,
            memory,
        )
    };
    test(&pointer, &invoke, &made);
    drop(pointer);
    assert!(!made.vtable.is_null());
    assert_eq!(
        made.references.get(),
        0,
        "references are left, or one was given back twice"
    );
    assert_eq!(BLOCKS.get(), 0, "blocks are left, or one was freed twice");
}

#[track_caller]
fn check(verb: Verb, name: &str, ins: &[In<'_>], expected: &str) {
    with_thing(|_, invoke, _| {
        let found = match invoke(verb, name, ins) {
            Ok(outs) => format!("{outs:?}"),
            Err(failure) => format!("{failure:?}"),
        };
        assert_eq!(found, expected);
    });
}

#[test]
fn references_are_counted() {
    with_thing(|pointer, _, made| {
        let copy = pointer.clone();
        assert_eq!(made.references.get(), 2);
        drop(copy);
        assert_eq!(made.references.get(), 1);
    });
}

#[test]
fn objects_come_out_owned() {
    with_thing(|_, invoke, made| {
        let outs = invoke(Verb::Get, "things", &[]).unwrap();
        assert_eq!(made.references.get(), 3);
        assert!(
            matches!(outs.as_slice(), [Out::List(list)] if list.len() == 2),
            "{outs:?}"
        );
        drop(outs);
        assert_eq!(made.references.get(), 1);
        let outs = invoke(Verb::Invoke, "QueryInterface", &[In::Iid([0; 16])]).unwrap();
        assert_eq!(made.references.get(), 2);
        drop(outs);
    });
}

#[test]
fn text_goes_in_and_out() {
    for text in ["", "a", "abc", "abcd", "Größe 🎉"] {
        with_thing(|_, invoke, _| {
            assert!(invoke(Verb::Set, "name", &[In::Text(text)]).is_ok());
            let outs = invoke(Verb::Get, "name", &[]).unwrap();
            assert!(
                matches!(outs.as_slice(), [Out::Text(Some(found))] if found == text),
                "{outs:?}"
            );
        });
    }
}

#[test]
fn numbers_go_in_and_out() {
    let numbers = || In::Scalars(vec![1, 2, 0xffff_ffff]);
    check(
        Verb::Invoke,
        "sum",
        &[numbers(), In::Scalar(0)],
        "[Scalar(3), Scalar(4294967298)]",
    );
    check(
        Verb::Invoke,
        "sum",
        &[numbers(), In::Scalar(1)],
        "[Scalar(3), Scalar(18446744069414584318)]",
    );
    check(
        Verb::Invoke,
        "sum",
        &[In::Scalars(vec![]), In::Scalar(1)],
        "[Scalar(0), Scalar(0)]",
    );
}

#[test]
fn arrays_of_text_and_no_objects_go_in() {
    let iid = [7; 16];
    let ins = [In::Texts(vec!["a", "bc"]), In::Object(None), In::Iid(iid)];
    check(Verb::Invoke, "join", &ins, "[Text(Some(\"a+bc none 07\"))]");
}

#[test]
fn an_empty_array_is_freed_too() {
    check(Verb::Get, "nothing", &[], "[List([])]");
}

#[test]
fn failures_have_their_code() {
    check(Verb::Invoke, "fail", &[], "Code(2147942487)");
}

#[test]
fn what_the_type_library_does_not_say_is_not_called() {
    check(
        Verb::Set,
        "name",
        &[],
        "Form(\"it was given too few arguments\")",
    );
    check(
        Verb::Set,
        "name",
        &[In::Scalar(1)],
        "Form(\"an argument has another type than its parameter\")",
    );
    check(
        Verb::Invoke,
        "fail",
        &[In::Scalar(1)],
        "Form(\"it was given too many arguments\")",
    );
    let ins = [In::Texts(vec!["a"]), In::Scalar(0)];
    check(
        Verb::Invoke,
        "sum",
        &ins,
        "Form(\"an array has elements of another type\")",
    );
    check(
        Verb::Invoke,
        "odd",
        &[In::Scalar(0)],
        "Form(\"the type library describes it in a way that cannot be called\")",
    );
}
