//! Settings files and a real VirtualBox: it registers what is written here as its own, and says of files of others what is
//! read of them here.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use native_driver::backend::{Backend, Call};
use native_driver::machines;
use native_driver::settings::{NotExported, Origin, TargetFile, export, image_uuid, import};
use native_driver::value::{Object, Value};
use schema_core::domain::Domain;
use schema_core::support::Release;
use schema_core::write::write;
use tests::driven::{Driven, normal};
use tests::live::Lab;
use uuid::Uuid;

use crate::settings::corpus;
use crate::settings::documents;

/// The images that generated documents name.
const IMAGES: [&str; 7] = [
    "a.vdi",
    "b.vdi",
    "c.vdi",
    "d.iso",
    "f.img",
    "e.iso",
    "fixed.vdi",
];

/// How many documents are asked for.
const WANTED: usize = 200;

#[track_caller]
fn call(driven: &mut Driven<'_>, call: &Call) -> Result<Value, String> {
    let mut values = driven.call(call).map_err(|fault| fault.to_string())?;
    Ok(values.pop().unwrap_or(Value::Null))
}

#[track_caller]
fn object(value: &Value) -> Object {
    assert!(matches!(value, Value::Object(_)), "{value:?}");
    if let Value::Object(object) = value {
        *object
    } else {
        Object(0)
    }
}

/// Registers a settings file, as `VBoxManage registervm` does.
fn register(driven: &mut Driven<'_>, file: &str) -> Result<Object, String> {
    let root = driven.virtual_box();
    let open = Call::invoke(
        root,
        "openMachine",
        vec![Value::text(file), Value::text("")],
    );
    let machine = object(&call(driven, &open)?);
    let register = Call::invoke(root, "registerMachine", vec![Value::Object(machine)]);
    call(driven, &register)?;
    Ok(machine)
}

fn unregister(driven: &mut Driven<'_>, machine: Object) {
    let mode = Value::constant("CleanupMode", "DetachAllReturnNone");
    call(driven, &Call::invoke(machine, "unregister", vec![mode])).unwrap();
    driven.release(&[machine]);
}

/// The UUID that stands in an image.
fn uuid_in(path: &str) -> Option<Uuid> {
    let mut file = File::open(path).ok()?;
    let (mut head, mut tail) = (vec![0; 4096], Vec::new());
    let read = file.read(&mut head).ok()?;
    head.truncate(read);
    let length = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(length.saturating_sub(512)))
        .ok()?;
    file.read_to_end(&mut tail).ok()?;
    image_uuid(&head, &tail)
}

/// The document of a machine with what another leaves open left open as well.
fn like(mut domain: Domain, asked: &Domain) -> Domain {
    if asked.uuid.is_none() {
        domain.uuid = None;
    }
    for (said, asked) in domain
        .devices
        .interfaces
        .iter_mut()
        .zip(&asked.devices.interfaces)
    {
        if asked.mac.is_none() {
            said.mac = None;
        }
    }
    domain
}

#[test]
fn files_of_generated_documents_are_registered_and_dumped_as_their_documents() {
    let Some(lab) = Lab::start_with_drives() else {
        return;
    };
    for image in IMAGES {
        lab.image(image);
    }
    let files = lab.files();
    std::fs::create_dir_all(files.join("stuff")).unwrap();
    let files = files.to_str().unwrap().to_owned();
    let mut driven = Driven::live(&lab);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, xml) in documents::all(&files) {
        if count == WANTED {
            break;
        }
        let xml = lab.with_host_files(&xml);
        let mut normal = normal(&xml);
        let id = Uuid::from_u128(0x0123_4567_89ab_4def_8123_0000_0000_0000 + count as u128);
        normal.domain.uuid = normal.domain.uuid.or(Some(id));
        let target = TargetFile {
            release: Release::NEWEST,
            image_uuid: &uuid_in,
            secrets: native_driver::secret::plain,
        };
        let exported = match export(&normal, target) {
            Ok(exported) if exported.lost.is_empty() => exported,
            // What no machine of VirtualBox has, or no settings file.
            Ok(_) | Err(NotExported::Refused(_)) => continue,
            Err(error) => panic!("{name}: {error}\n{xml}"),
        };
        let folder = lab.machines().join(format!("made-{count}"));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("machine.vbox");
        std::fs::write(&file, &exported.text).unwrap();
        count += 1;
        let machine = match register(&mut driven, file.to_str().unwrap()) {
            Ok(machine) => machine,
            Err(why) => {
                wrong.push(format!("{name}: {why}"));
                continue;
            }
        };
        let word = normal.domain.uuid.unwrap_or(id).to_string();
        match machines::read_whole(&mut driven, &word, Some(&normal.domain)) {
            Ok(read) => {
                let (said, asked) = (
                    write(&like(read.domain, &normal.domain)),
                    write(&normal.domain),
                );
                if said != asked {
                    wrong.push(format!("{name}: {}", difference(&asked, &said)));
                }
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
        unregister(&mut driven, machine);
    }
    assert_eq!(wrong, [""; 0], "of {count}");
    assert_eq!(count, WANTED);
}

/// The lines that are in one text only.
fn difference(asked: &str, said: &str) -> String {
    let (asked, said): (Vec<&str>, Vec<&str>) = (asked.lines().collect(), said.lines().collect());
    let gone = asked
        .iter()
        .filter(|line| !said.contains(line))
        .map(|line| format!("-{}", line.trim()));
    let new = said
        .iter()
        .filter(|line| !asked.contains(line))
        .map(|line| format!("+{}", line.trim()));
    gone.chain(new).collect::<Vec<_>>().join(" ")
}

/// Why VirtualBox 7.2 does not register a file of the corpus: the beginning of its file's name, a part of what it says.
const REFUSED: &[(&str, &str)] = &[
    // Images of such old files are listed elsewhere.
    (
        "StrangerealIntel_RagnarLocker.micro",
        "Could not find an open hard disk",
    ),
    (
        "mitchellh_virtualbox_test_helper",
        "Could not find an open hard disk",
    ),
    // Parts of files.
    (
        "csharp-test_Xubuntu",
        "Required Machine/@Hardware element is missing",
    ),
    (
        "kilix95-test_sample",
        "Required Machine/@Hardware element is missing",
    ),
    // It reads what VirtualBox 1.6 and newer wrote.
    (
        "virtualbox-ose.samples",
        "Cannot handle settings version '1.2-linux'",
    ),
];

/// What VirtualBox 7.2 on Linux says otherwise of a file of the corpus than is read of it here: the beginning of the file's
/// name, the lines, and why.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "Ndaobeuleup_",
        PATHS,
        "what is a path of Windows is one below the machine's folder on Linux",
    ),
    ("joco-kad.teaching.Meta", PATHS, "the same"),
    (
        "Shao-Chen-Zhang_",
        "+<audio id='1' type='alsa'> +<output/> +</audio>",
        "a sound driver of Windows gives way to that of the host",
    ),
    (
        "joco-kad.teaching.kali",
        "+<audio id='1' type='alsa'> +<output/> +</audio>",
        "the same",
    ),
    (
        "mohideen157_",
        "+<audio id='1' type='alsa'> +<input/> +<output/> +</audio>",
        "the same",
    ),
];

/// That nothing but paths of Windows is said otherwise.
const PATHS: &str = "paths of Windows";

/// Registers a file of the corpus and reads the machine back; what it says otherwise than the import.
fn otherwise(lab: &Lab, text: &str) -> Option<Result<String, String>> {
    let folder = lab.machines().join("here");
    let origin = Origin {
        folder: folder.to_str().unwrap(),
        registry: None,
    };
    let imported = import(text, origin).ok()?;
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("machine.vbox");
    std::fs::write(&file, text).unwrap();
    let mut driven = Driven::live(lab);
    if let Err(why) = register(&mut driven, file.to_str().unwrap()) {
        return Some(Err(why));
    }
    let word = imported.domain.uuid.unwrap_or_default().to_string();
    let read = machines::read_whole(&mut driven, &word, Some(&imported.domain));
    let read = read.map_err(|error| error.to_string());
    let drive = format!("{}/C:/", folder.display());
    Some(read.map(|read| {
        let (said, asked) = (write(&read.domain), write(&imported.domain));
        match difference(&asked, &said.replace(&drive, "C:/")) {
            nothing if nothing.is_empty() && said != asked => PATHS.to_owned(),
            found => found,
        }
    }))
}

#[test]
fn files_of_the_corpus_are_dumped_as_they_are_imported() {
    if Lab::start().is_none() {
        return;
    }
    let Some(paths) = corpus::files() else { return };
    let (mut wrong, mut equal) = (Vec::new(), 0);
    for path in paths {
        let (name, text) = (corpus::name(&path), corpus::text(&path));
        // One VirtualBox for each: files of one machine have the same images in different places.
        let Some(lab) = Lab::start() else { return };
        match otherwise(&lab, &text) {
            None => {}
            Some(Err(why)) => {
                let is_known =
                    |(file, part): &&(&str, &str)| name.starts_with(file) && why.contains(part);
                if !REFUSED.iter().any(|it| is_known(&it)) {
                    wrong.push(format!("{name}: not registered: {why}"));
                }
            }
            Some(Ok(found)) => {
                let known = KNOWN.iter().find(|(file, ..)| name.starts_with(file));
                equal += usize::from(found.is_empty());
                if found != known.map_or("", |(_, lines, _)| *lines) {
                    wrong.push(format!("{name}: {found}"));
                }
            }
        }
    }
    println!("{equal} files are dumped as they are imported");
    assert_eq!(wrong, [""; 0]);
}
