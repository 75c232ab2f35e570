//! Calls to a real VirtualBox through the helper process: values, failures, memory, and what happens when a process dies.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use native_driver::backend::{Backend, Call, Fault, FaultKind};
use native_driver::connect::{ConnectOptions, Connection, HelperCommand, connect, find, probe};
use native_driver::typelib::Typelib;
use native_driver::uri::ConnectionUri;
use native_driver::value::{Object, Value};
use tests::live::Lab;

fn options(lab: &Lab) -> ConnectOptions {
    ConnectOptions {
        helper: Some(HelperCommand::of(lab.helper())),
        ..ConnectOptions::from_environment()
    }
}

fn connected(lab: &Lab) -> Connection {
    connect(&ConnectionUri::Session, &options(lab)).unwrap()
}

#[track_caller]
fn call(backend: &mut dyn Backend, call: &Call) -> Value {
    backend.call(call).unwrap().pop().unwrap_or(Value::Null)
}

#[track_caller]
fn get(backend: &mut dyn Backend, object: Object, member: &'static str) -> Value {
    call(backend, &Call::get(object, member))
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

/// Makes and registers a machine.
#[track_caller]
fn make(backend: &mut dyn Backend, name: &str) -> Object {
    let root = backend.virtual_box();
    let text = Value::text;
    let args = vec![
        text(""),
        text(name),
        Value::constant("PlatformArchitecture", "x86"),
        Value::List(vec![text("/")]),
        text("Other"),
        text(""),
        text(""),
        text(""),
        text(""),
    ];
    let machine = object(&call(backend, &Call::invoke(root, "createMachine", args)));
    call(
        backend,
        &Call::invoke(root, "registerMachine", vec![Value::Object(machine)]),
    );
    machine
}

/// A disk that has no storage yet.
#[track_caller]
fn disk(backend: &mut dyn Backend, location: &str) -> Object {
    let root = backend.virtual_box();
    let args = vec![
        Value::text("VDI"),
        Value::text(location),
        Value::constant("AccessMode", "ReadWrite"),
        Value::constant("DeviceType", "HardDisk"),
    ];
    object(&call(backend, &Call::invoke(root, "createMedium", args)))
}

/// Locks a machine for writing and gives the session and the machine to change.
#[track_caller]
fn lock(backend: &mut dyn Backend, machine: Object) -> (Object, Object) {
    let session = backend.new_session().unwrap();
    let args = vec![Value::Object(session), Value::constant("LockType", "Write")];
    call(backend, &Call::invoke(machine, "lockMachine", args));
    (session, object(&get(backend, session, "machine")))
}

#[track_caller]
fn refused(fault: &Fault, code_name: &str, text: &str) {
    assert_eq!(
        (fault.kind, fault.code_name.as_str()),
        (FaultKind::Refused, code_name),
        "{fault}"
    );
    assert!(fault.text.contains(text), "{fault}");
}

#[test]
fn a_machine_from_making_to_deleting() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let backend = connection.backend();
    let machine = make(backend, "Größe");
    assert_eq!(backend.interface_of(machine), Some("IMachine"));
    let (session, writable) = lock(backend, machine);
    call(
        backend,
        &Call::set(writable, "memorySize", Value::Unsigned(96)),
    );
    call(
        backend,
        &Call::set(
            writable,
            "groups",
            Value::List(vec![Value::text("/a"), Value::text("/b")]),
        ),
    );
    let args = vec![Value::text("SATA"), Value::constant("StorageBus", "SATA")];
    let controller = object(&call(
        backend,
        &Call::invoke(writable, "addStorageController", args),
    ));
    assert_eq!(get(backend, controller, "portCount"), Value::Unsigned(30));
    let drive = vec![
        Value::text("SATA"),
        Value::Int(0),
        Value::Int(0),
        Value::constant("DeviceType", "DVD"),
        Value::Null,
    ];
    call(backend, &Call::invoke(writable, "attachDevice", drive));
    let adapter = Call::invoke(writable, "getNetworkAdapter", vec![Value::Unsigned(0)]);
    let adapter = object(&call(backend, &adapter));
    call(backend, &Call::set(adapter, "bandwidthGroup", Value::Null));
    call(backend, &Call::invoke(writable, "saveSettings", vec![]));
    call(backend, &Call::invoke(session, "unlockMachine", vec![]));

    let read = backend.read_many(&[
        Call::get(machine, "name"),
        Call::get(machine, "MEMORYSIZE"),
        Call::get(machine, "groups"),
        Call::get(machine, "mediumAttachments"),
        Call::get(machine, "accessible"),
    ]);
    let read: Vec<Value> = read
        .into_iter()
        .map(|each| each.unwrap().pop().unwrap())
        .collect();
    assert_eq!(read[0], Value::text("Größe"));
    assert_eq!(read[1], Value::Unsigned(96));
    assert_eq!(
        read[2],
        Value::List(vec![Value::text("/a"), Value::text("/b")])
    );
    assert!(
        matches!(&read[3], Value::List(list) if list.len() == 1),
        "{:?}",
        read[3]
    );
    assert_eq!(read[4], Value::Bool(true));

    let cleanup = vec![Value::constant("CleanupMode", "DetachAllReturnNone")];
    assert_eq!(
        call(backend, &Call::invoke(machine, "unregister", cleanup)),
        Value::List(vec![])
    );
    let progress = Call::invoke(machine, "deleteConfig", vec![Value::List(vec![])]);
    let progress = object(&call(backend, &progress));
    let mut tick = |_| ControlFlow::Continue(());
    backend
        .wait(progress, Duration::from_mins(1), &mut tick)
        .unwrap();
    assert_eq!(lab.state().machines, [""; 0]);
}

#[test]
fn failures_come_with_what_virtualbox_says() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let backend = connection.backend();
    let root = backend.virtual_box();
    let find = Call::invoke(root, "findMachine", vec![Value::text("nobody")]);
    let fault = backend.call(&find).unwrap_err();
    refused(
        &fault,
        "VBOX_E_OBJECT_NOT_FOUND",
        "Could not find a registered machine named 'nobody'",
    );
    assert_eq!(fault.member, "IVirtualBox.findMachine");
    assert!(fault.component.starts_with("VirtualBox"), "{fault}");

    // The words of one failure must not show up with the next one.
    let machine = make(backend, "one");
    let session = backend.new_session().unwrap();
    let fault = backend
        .call(&Call::invoke(session, "unlockMachine", vec![]))
        .unwrap_err();
    assert!(!fault.text.contains("nobody"), "{fault}");
    assert_eq!(fault.code, 0x8000_ffff, "{fault}");

    let (_session, writable) = lock(backend, machine);
    let fault = backend
        .call(&Call::set(writable, "memorySize", Value::Unsigned(0)))
        .unwrap_err();
    refused(&fault, "NS_ERROR_INVALID_ARG", "Invalid RAM size");
    let (other, args) = (
        backend.new_session().unwrap(),
        Value::constant("LockType", "Write"),
    );
    let again = Call::invoke(machine, "lockMachine", vec![Value::Object(other), args]);
    refused(
        &backend.call(&again).unwrap_err(),
        "VBOX_E_INVALID_OBJECT_STATE",
        "already locked",
    );

    // An operation that fails later.
    let medium = disk(backend, "/proc/nowhere/disk.vdi");
    let standard = Value::List(vec![Value::constant("MediumVariant", "Standard")]);
    let make = Call::invoke(
        medium,
        "createBaseStorage",
        vec![Value::Int(1 << 20), standard],
    );
    let progress = object(&call(backend, &make));
    let mut tick = |_| ControlFlow::Continue(());
    let fault = backend
        .wait(progress, Duration::from_mins(1), &mut tick)
        .unwrap_err();
    refused(
        &fault,
        "VBOX_E_IPRT_ERROR",
        "Could not create the directory '/proc/nowhere'",
    );
}

#[test]
fn what_cannot_be_called_is_refused_before_the_call() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let backend = connection.backend();
    let root = backend.virtual_box();
    let number = Value::Unsigned(1);
    for (wrong, text) in [
        // VirtualBox does not look, and its service would end.
        (
            Call::invoke(root, "registerMachine", vec![Value::Null]),
            "argument 1 must be an object",
        ),
        (
            Call::invoke(root, "registerMachine", vec![Value::Object(root)]),
            "an `IVirtualBox` was given for an `IMachine`",
        ),
        (
            Call::invoke(root, "registerMachine", vec![Value::Object(Object(999))]),
            "object 999 is not known",
        ),
        (
            Call::invoke(root, "registerMachine", vec![]),
            "it takes 1 arguments, but 0 were given",
        ),
        (
            Call::get(root, "noSuchThing"),
            "this VirtualBox has no such attribute",
        ),
        (
            Call::set(root, "version", Value::text("8")),
            "this VirtualBox has no such attribute that can be set",
        ),
        (
            Call::invoke(root, "InternalAndReservedMethod1IVirtualBox", vec![]),
            "this VirtualBox has no such method",
        ),
        (
            Call::invoke(root, "Release", vec![]),
            "this VirtualBox has no such method",
        ),
        (
            Call::invoke(root, "findMachine", vec![number]),
            "a number was given for text",
        ),
        (
            Call::get(Object(999), "name"),
            "object 999 is not known on this connection, or was released",
        ),
    ] {
        let fault = backend.call(&wrong).unwrap_err();
        assert_eq!(
            (fault.kind, fault.text.as_str()),
            (FaultKind::NoSuchMember, text)
        );
    }
    assert_eq!(
        get(backend, root, "machines"),
        Value::List(vec![]),
        "the service lives"
    );
}

#[test]
fn a_lock_does_not_outlive_its_connection() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let machine = make(connection.backend(), "locked");
    let (_session, writable) = lock(connection.backend(), machine);
    let changed = Call::set(writable, "memorySize", Value::Unsigned(77));
    call(connection.backend(), &changed);
    let before = probe(&ConnectionUri::Session, &options(&lab))
        .service
        .unwrap()
        .unwrap();
    let holder = before.machines[0].lock.clone().unwrap();
    assert_eq!(holder.state, "Locked");
    assert!(
        lab.processes("boxwright")
            .contains(&u32::try_from(holder.process).unwrap()),
        "{holder:?}"
    );

    drop(connection);
    let after = probe(&ConnectionUri::Session, &options(&lab))
        .service
        .unwrap()
        .unwrap();
    assert_eq!(after.machines[0].lock, None);
    assert_eq!(after.machines[0].state, "PoweredOff", "not `Aborted`");
    assert!(
        lab.state()
            .settings
            .values()
            .all(|text| !text.contains("RAMSize=\"77\"")),
        "nothing was saved"
    );
}

#[test]
fn a_connection_can_be_made_again_when_the_service_died() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let root = connection.backend().virtual_box();
    make(connection.backend(), "here");
    lab.kill("VBoxSVC");
    let fault = connection
        .backend()
        .call(&Call::get(root, "machines"))
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::ServiceGone, "{fault}");
    let fault = connection
        .backend()
        .call(&Call::get(root, "machines"))
        .unwrap_err();
    assert_eq!(
        fault.kind,
        FaultKind::ServiceGone,
        "it does not heal: {fault}"
    );
    connection.reconnect().unwrap();
    let root = connection.backend().virtual_box();
    let machines = get(connection.backend(), root, "machines");
    assert!(
        matches!(&machines, Value::List(list) if list.len() == 1),
        "{machines:?}"
    );
}

#[test]
fn a_connection_can_be_made_again_when_the_helper_died() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let root = connection.backend().virtual_box();
    lab.kill("boxwright");
    for _ in 0..2 {
        let fault = connection
            .backend()
            .call(&Call::get(root, "machines"))
            .unwrap_err();
        assert_eq!(fault.kind, FaultKind::Transport);
        assert!(
            fault.text.contains("the helper process ended (signal: 9"),
            "{fault}"
        );
    }
    connection.reconnect().unwrap();
    assert_eq!(
        get(connection.backend(), root, "machines"),
        Value::List(vec![])
    );
}

#[test]
fn an_operation_can_be_cancelled() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let backend = connection.backend();
    let source = disk(backend, lab.files().join("source.vdi").to_str().unwrap());
    let variant = || Value::List(vec![Value::constant("MediumVariant", "Fixed")]);
    let make = vec![Value::Int(2 << 30), variant()];
    let made = object(&call(
        backend,
        &Call::invoke(source, "createBaseStorage", make),
    ));
    backend
        .wait(made, Duration::from_mins(2), &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    let file = lab.files().join("copy.vdi");
    let copy = disk(backend, file.to_str().unwrap());
    let clone = vec![Value::Object(copy), variant(), Value::Null];
    let progress = object(&call(backend, &Call::invoke(source, "cloneTo", clone)));
    let mut ticks = 0;
    let mut tick = |_| {
        ticks += 1;
        ControlFlow::Break(())
    };
    let fault = backend
        .wait(progress, Duration::from_mins(1), &mut tick)
        .unwrap_err();
    assert_eq!(
        (fault.kind, fault.text.as_str()),
        (FaultKind::Timeout, "the operation was cancelled")
    );
    assert_eq!(ticks, 1);
    assert!(!file.exists(), "VirtualBox takes back what it had written");
}

#[test]
fn the_helpers_memory_does_not_grow() {
    const KIB_ALLOWED: u64 = 1024;
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    let backend = connection.backend();
    let root = backend.virtual_box();
    let processes = lab.processes("boxwright");
    let [process] = processes.as_slice() else {
        unreachable!("{processes:?}")
    };
    let mixed = [
        Call::get(root, "version"),
        Call::get(root, "host"),
        Call::get(root, "guestOSFamilies"),
        Call::get(root, "APIRevision"),
    ];
    let missing = Call::invoke(root, "findMachine", vec![Value::text("nobody")]);
    let calls: Vec<Call> = mixed.iter().cycle().take(500).cloned().collect();
    let faults = vec![missing; 100];
    let many = |backend: &mut dyn Backend, rounds: usize| {
        for _ in 0..rounds {
            for result in backend.read_many(&calls) {
                if let Some(Value::Object(object)) = result.unwrap().pop() {
                    backend.release(&[object]);
                }
            }
        }
        for _ in 0..rounds / 2 {
            assert!(backend.read_many(&faults).iter().all(Result::is_err));
        }
    };
    // What is allocated once is not growth.
    many(backend, 20);
    let before = resident_kib(*process);
    many(backend, 200);
    let after = resident_kib(*process);
    println!("100,000 calls and 10,000 faults: {before} KiB before, {after} KiB after");
    assert!(
        after < before + KIB_ALLOWED,
        "{before} KiB before, {after} KiB after"
    );
}

/// How much memory a process has.
fn resident_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn everything_that_doctor_wants_to_know() {
    let Some(lab) = Lab::start() else { return };
    let mut connection = connected(&lab);
    make(connection.backend(), "good");
    make(connection.backend(), "broken");
    let file = lab.settings_file("broken");
    drop(connection);
    lab.kill("");
    // Not a file of nonsense: the service of 7.2.22 hangs on that, and `VBoxManage list vms` with it.
    std::fs::remove_file(&file).unwrap();

    let found = probe(&ConnectionUri::Session, &options(&lab));
    let typelib = found.typelib.unwrap().unwrap();
    assert!(
        typelib.interfaces > 100 && typelib.methods > 1000 && typelib.enums > 50,
        "{typelib:?}"
    );
    let service = found.service.unwrap().unwrap();
    let wanted = options(&lab).table;
    assert!(service.tables.contains(&service.table));
    assert_eq!(wanted.unwrap_or(service.tables[0]), service.table);
    assert!(
        service.about.version.split('.').count() == 3,
        "{:?}",
        service.about
    );
    let mut machines = service.machines;
    machines.sort_by(|one, other| one.name.cmp(&other.name));
    let [broken, good] = machines.as_slice() else {
        unreachable!("{machines:?}")
    };
    assert_eq!(
        (good.name.as_str(), good.state.as_str()),
        ("good", "PoweredOff")
    );
    assert_eq!(good.inaccessible, None);
    assert!(
        broken
            .inaccessible
            .as_ref()
            .is_some_and(|why| why.contains("broken.vbox")),
        "{broken:?}"
    );
}

#[test]
fn a_helper_that_is_not_one() {
    let Some(lab) = Lab::start() else { return };
    let mut options = options(&lab);
    options.helper = Some(HelperCommand::of("/bin/true".into()));
    let error = connect(&ConnectionUri::Session, &options)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("the helper process ended (exit status: 0)"),
        "{error}"
    );
    options.helper = Some(HelperCommand::of("/no/such/program".into()));
    let error = connect(&ConnectionUri::Session, &options)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("the helper process `/no/such/program` cannot be started"),
        "{error}"
    );
    options.app_home = Some("/nowhere".into());
    let error = connect(&ConnectionUri::Session, &options)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("looked in /nowhere: no such folder"),
        "{error}"
    );
}

/// Whatever a byte of the type library becomes and wherever the file ends, reading it gives an error or a table. All
/// of it takes minutes even in a release build: a part of it each time, everything with `BOXWRIGHT_EVERY_BYTE=1`.
#[test]
fn a_damaged_type_library_is_an_error_or_a_table() {
    let Some(_lab) = Lab::start() else { return };
    let every = std::env::var_os("BOXWRIGHT_EVERY_BYTE").is_some_and(|value| value == "1");
    let [file, base] = find(std::env::var_os("VBOX_APP_HOME"))
        .unwrap()
        .typelib_files();
    let (file, base) = (std::fs::read(file).unwrap(), std::fs::read(base).unwrap());
    let step = if every { 1 } else { 251 };
    let (errors, tables) = (AtomicU32::new(0), AtomicU32::new(0));
    let meet = |bytes: &[u8]| {
        let outcome = if Typelib::from_xpt(&[bytes, &base]).is_ok() {
            &tables
        } else {
            &errors
        };
        outcome.fetch_add(1, Ordering::Relaxed);
    };
    std::thread::scope(|scope| {
        for part in 0..2 {
            let (file, meet) = (&file, &meet);
            scope.spawn(move || {
                for at in (part * step..file.len()).step_by(2 * step) {
                    // Cut short, and with a header that agrees, so that the reader goes on.
                    meet(&file[..at]);
                    let mut cut = file[..at].to_vec();
                    if let Some(length) = cut.get_mut(20..24) {
                        length.copy_from_slice(&u32::try_from(at).unwrap().to_be_bytes());
                    }
                    meet(&cut);
                    let mut flipped = file.clone();
                    flipped[at] ^= 0xff;
                    meet(&flipped);
                }
            });
        }
    });
    let (errors, tables) = (errors.into_inner(), tables.into_inner());
    println!(
        "every {step}. byte of {}: {errors} errors, {tables} tables",
        file.len()
    );
    assert!(
        errors > 100 && tables > 100,
        "{errors} errors, {tables} tables"
    );
}
