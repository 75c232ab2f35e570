use std::path::PathBuf;

use super::write::write;
use super::*;

const SMALL: &str = r#"{"format":"vbox-api-table/1","version":"9.9","interfaces":{
    "nsISupports":{"iid":"00000000-0000-0000-c000-000000000046","parent":null,"first_slot":0,
        "slots":["call QueryInterface <iid =iid_is(0)","raw AddRef","raw Release"]},
    "IBase":{"iid":"2ce10519-3c09-45d8-a12d-e887786146b7","parent":"nsISupports","first_slot":3,
        "slots":["get name =wstring","set name <wstring","get flags =u16","call getAll >u32 =IBase[0]"]},
    "IThing":{"iid":"e36a5081-a82a-40bd-9e4e-42a44d6ce50f","parent":"IBase","first_slot":7,
        "slots":["call odd &u32 <ptr","call many <u32 <u8[0] >i64 >u64 >i32 >i16 >bool <string =wstring"]}},
    "enums":{"Kind":{"None":0,"SATA":2,"Last":4294967295}}}"#;

fn small() -> Typelib {
    Typelib::from_tables(&[SMALL]).unwrap()
}

/// The type libraries of VirtualBox installations that are to be had here.
fn installed() -> Vec<PathBuf> {
    let mut roots = vec![
        PathBuf::from("/usr/lib/virtualbox"),
        PathBuf::from("/opt/VirtualBox"),
    ];
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    roots.extend(cache.map(|cache| cache.join("boxwright/lab/usr/lib/virtualbox")));
    let files = roots.into_iter().flat_map(|root| {
        ["VirtualBox_XPCOM.xpt", "VBoxXPCOMBase.xpt"].map(|file| root.join("components").join(file))
    });
    files.filter(|file| file.is_file()).collect()
}

/// Reading gives an error or a table for every truncation and for the flips of every bit of every `step`th byte.
#[track_caller]
fn survives(bytes: &[u8], step: usize) {
    let whole = read(&[bytes]).unwrap();
    for end in (0..bytes.len()).step_by(step) {
        assert!(
            read(&[&bytes[..end]]).is_err(),
            "the first {end} bytes were read as a whole file"
        );
    }
    let mut damaged = bytes.to_vec();
    for at in (0..bytes.len()).step_by(step) {
        let flip = 1_u8 << (at / step % 8);
        for mask in [flip, 0xff] {
            damaged[at] ^= mask;
            if let Ok(table) = read(&[&damaged]) {
                // Also what the table is asked afterwards must not panic.
                std::hint::black_box(table == whole);
            }
            damaged[at] ^= mask;
        }
    }
}

#[test]
fn a_written_file_reads_back_equal() {
    let typelib = small();
    assert_eq!(Typelib::from_xpt(&[&write(&typelib)]), Ok(typelib));
}

#[test]
fn interfaces_extend_one_another_across_files() {
    let all = small();
    let base: Vec<Interface> = all
        .interfaces()
        .filter(|each| each.name != "IThing")
        .cloned()
        .collect();
    let thing: Vec<Interface> = all
        .interfaces()
        .filter(|each| each.name == "IThing")
        .cloned()
        .collect();
    let (base, thing) = (Typelib::new(base, []), Typelib::new(thing, []));
    let (base, thing) = (write(&base), write(&thing));
    let both = Typelib::from_xpt(&[&thing, &base]).unwrap();
    assert_eq!(
        both.interface("IThing").map(|found| found.first_slot),
        Some(7)
    );
    let alone = Typelib::from_xpt(&[&thing]).unwrap();
    assert_eq!(alone.interface("IThing"), None);
}

#[test]
fn circles_are_refused() {
    let circle = small().interface("IBase").cloned().map(|each| Interface {
        parent: Some("IBase".into()),
        ..each
    });
    let error = Typelib::from_xpt(&[&write(&Typelib::new(circle, []))]).unwrap_err();
    assert_eq!(error, XptError::Circle("IBase".into()));
}

#[test]
fn damage_is_named() {
    let good = write(&small());
    assert_eq!(Typelib::from_xpt(&[b"hello"]), Err(XptError::Magic));
    let mut other = good.clone();
    other[16] = 2;
    assert_eq!(Typelib::from_xpt(&[&other]), Err(XptError::Version(2, 2)));
    let says = u32::try_from(good.len()).unwrap();
    assert_eq!(
        Typelib::from_xpt(&[&good[..40]]),
        Err(XptError::Length { says, has: 40 })
    );
}

#[test]
fn a_damaged_file_gives_an_error_or_a_table() {
    survives(&write(&small()), 1);
}

/// The whole of the real file is gone through by the live suite, which has the time.
#[test]
fn a_damaged_real_file_gives_an_error_or_a_table() {
    let files = installed();
    if files.is_empty() {
        println!("skipped: no installed VirtualBox and no lab, so no real type library");
    }
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        survives(&bytes, (bytes.len() / 60).max(1));
    }
}

#[test]
fn the_recorded_tables_read_back_equal() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tables");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no recorded tables");
        return;
    };
    for file in entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
    {
        let text = std::fs::read_to_string(&file).unwrap();
        let all = Typelib::from_tables(&[&text, SUPPORTS]).unwrap();
        // A type library file cannot say how many slots a parent has that is not in it.
        let whole = all
            .interfaces()
            .filter(|each| all.extends(&each.name, "nsISupports"))
            .cloned();
        let enums = all
            .enums()
            .map(|(name, constants)| (name.to_owned(), constants.to_vec()));
        let typelib = Typelib::new(whole, enums);
        assert!(typelib.interfaces().count() > 20, "{}", file.display());
        assert_eq!(
            Typelib::from_xpt(&[&write(&typelib)]),
            Ok(typelib),
            "{}",
            file.display()
        );
    }
}

/// What the recorded tables extend and do not hold themselves.
const SUPPORTS: &str = r#"{"format":"vbox-api-table/1","interfaces":{
    "nsISupports":{"iid":"00000000-0000-0000-c000-000000000046","parent":null,"first_slot":0,
        "slots":["call QueryInterface <iid =iid_is(0)","raw AddRef","raw Release"]},
    "nsIException":{"iid":"f3a8d3b4-c424-4edc-8bf6-8974c983ba78","parent":"nsISupports","first_slot":3,
        "slots":["get message =string","get result =u32","get name =string","get filename =string","get lineNumber =u32",
        "get columnNumber =u32","get location =nsIStackFrame","get inner =nsIException","get data =nsISupports","call toString =string"]}}}"#;
