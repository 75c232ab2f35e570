//! The rules that others rely on. That they are VirtualBox's own is shown by the differential test against a real one.

use super::*;
use crate::backend::Verb;

const TEST: &str = "6695eb01-f6a4-8304-79aa-97f2502e193f";

/// A client with words for what tests do.
struct Client(Sim);

impl Client {
    fn new() -> Self {
        Self(Sim::default_state())
    }

    fn call(
        &mut self,
        on: Object,
        verb: Verb,
        member: &'static str,
        args: &[Value],
    ) -> Result<Value, Fault> {
        let call = Call {
            object: on,
            verb,
            member: member.into(),
            args: args.to_vec(),
        };
        let outs = self.0.call(&call)?;
        Ok(outs.into_iter().next_back().unwrap_or(Value::Null))
    }

    #[track_caller]
    fn get(&mut self, on: Object, member: &'static str) -> Value {
        self.call(on, Verb::Get, member, &[]).unwrap()
    }

    #[track_caller]
    fn set(&mut self, on: Object, member: &'static str, value: Value) {
        self.call(on, Verb::Set, member, &[value]).unwrap();
    }

    #[track_caller]
    fn invoke(&mut self, on: Object, member: &'static str, args: &[Value]) -> Value {
        self.call(on, Verb::Invoke, member, args).unwrap()
    }

    #[track_caller]
    fn object(&mut self, on: Object, verb: Verb, member: &'static str, args: &[Value]) -> Object {
        let Value::Object(object) = self.call(on, verb, member, args).unwrap() else {
            panic!("`{member}` gives no object");
        };
        object
    }

    #[track_caller]
    fn refused(
        &mut self,
        on: Object,
        verb: Verb,
        member: &'static str,
        args: &[Value],
        expected: &str,
    ) {
        let fault = self.call(on, verb, member, args).unwrap_err();
        assert_eq!(format!("{}: {}", fault.code_name, fault.text), expected);
    }

    #[track_caller]
    fn machine(&mut self) -> Object {
        let root = self.0.virtual_box();
        self.object(root, Verb::Invoke, "findMachine", &[Value::text("test")])
    }

    /// Locks the machine: its session, and the copy to change.
    #[track_caller]
    fn lock(&mut self, machine: Object) -> (Object, Object) {
        let session = self.0.new_session().unwrap();
        let args = [Value::Object(session), Value::constant("LockType", "Write")];
        self.invoke(machine, "lockMachine", &args);
        let copy = self.object(session, Verb::Get, "machine", &[]);
        (session, copy)
    }
}

fn number(number: u64) -> Value {
    Value::Unsigned(number)
}

#[test]
fn the_default_machine_is_that_of_libvirts_test_driver() {
    let mut it = Client::new();
    let machine = it.machine();
    assert_eq!(it.get(machine, "id"), Value::text(TEST));
    assert_eq!(it.get(machine, "memorySize"), number(8192));
    assert_eq!(it.get(machine, "CPUCount"), number(2));
}

#[test]
fn a_machine_is_changed_in_a_session_only() {
    let mut it = Client::new();
    let machine = it.machine();
    it.refused(
        machine,
        Verb::Set,
        "memorySize",
        &[number(64)],
        "VBOX_E_INVALID_VM_STATE: The machine is not mutable (state is PoweredOff)",
    );
    let (session, copy) = it.lock(machine);
    it.set(copy, "memorySize", number(64));
    assert_eq!(it.get(machine, "memorySize"), number(8192));
    assert_eq!(it.get(copy, "settingsModified"), Value::Bool(true));
    it.invoke(session, "unlockMachine", &[]);
    assert_eq!(it.get(machine, "memorySize"), number(8192));
    it.refused(
        copy,
        Verb::Get,
        "memorySize",
        &[],
        "E_ACCESSDENIED: The object is not ready",
    );
}

#[test]
fn extra_data_saves_everything_that_waits() {
    let mut it = Client::new();
    let machine = it.machine();
    let extra = [Value::text("a"), Value::text("b")];
    it.refused(
        machine,
        Verb::Invoke,
        "setExtraData",
        &extra,
        "VBOX_E_INVALID_VM_STATE: Cannot set extradata for an immutable machine",
    );
    let (_, copy) = it.lock(machine);
    it.set(copy, "memorySize", number(64));
    it.invoke(copy, "setExtraData", &extra);
    assert_eq!(it.get(machine, "memorySize"), number(64));
    assert_eq!(it.get(copy, "settingsModified"), Value::Bool(false));
}

#[test]
fn one_lock_at_a_time() {
    let mut it = Client::new();
    let machine = it.machine();
    assert!(it.0.hold_lock(TEST.parse().unwrap()));
    let session = it.0.new_session().unwrap();
    let args = [Value::Object(session), Value::constant("LockType", "Write")];
    it.refused(
        machine,
        Verb::Invoke,
        "lockMachine",
        &args,
        "VBOX_E_INVALID_OBJECT_STATE: The machine 'test' is already locked for a session (or being unlocked)",
    );
    it.0.service().drop_lock(TEST.parse().unwrap());
    it.invoke(machine, "lockMachine", &args);
}

#[test]
fn calls_are_checked_against_the_slot_table() {
    let mut it = Client::new();
    let machine = it.machine();
    for (verb, member, args, expected) in [
        (
            Verb::Get,
            "audioAdapter",
            vec![],
            "this VirtualBox has no such attribute",
        ),
        (
            Verb::Set,
            "state",
            vec![number(1)],
            "this VirtualBox has no such attribute that can be set",
        ),
        (
            Verb::Invoke,
            "getBootOrder",
            vec![],
            "it takes 1 arguments, but 0 were given",
        ),
        (
            Verb::Set,
            "memorySize",
            vec![Value::text("64")],
            "a value of another type was given for U32",
        ),
        (
            Verb::Set,
            "memorySize",
            vec![number(1 << 40)],
            "the number 1099511627776 does not fit into U32",
        ),
    ] {
        let fault = it.call(machine, verb, member, &args).unwrap_err();
        assert_eq!(
            (fault.kind, fault.text.as_str()),
            (FaultKind::NoSuchMember, expected)
        );
    }
}

#[test]
fn no_machine_cannot_be_registered() {
    let mut it = Client::new();
    let root = it.0.virtual_box();
    let fault = it
        .call(root, Verb::Invoke, "registerMachine", &[Value::Null])
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::NoSuchMember);
}

#[test]
fn what_was_saved_outlives_the_service() {
    let mut it = Client::new();
    let machine = it.machine();
    let (_, copy) = it.lock(machine);
    it.set(copy, "memorySize", number(64));
    it.invoke(copy, "saveSettings", &[]);
    it.set(copy, "memorySize", number(65));
    it.0.kill_service();
    let fault = it.call(machine, Verb::Get, "memorySize", &[]).unwrap_err();
    assert_eq!(fault.kind, FaultKind::ServiceGone);
    let mut next = Client(it.0.service().connect("test:///default"));
    let machine = next.machine();
    assert_eq!(next.get(machine, "memorySize"), number(64));
    // The lock is gone with the service, and nothing was running.
    assert_eq!(next.get(machine, "sessionState"), number(1));
    assert_eq!(next.get(machine, "state"), number(1));
}

#[test]
fn a_client_that_dies_leaves_the_machine_aborted() {
    let mut it = Client::new();
    let service = it.0.service();
    let machine = it.machine();
    it.lock(machine);
    it.0.kill_client();
    let mut next = Client(service.connect("test:///default"));
    let machine = next.machine();
    assert_eq!(next.get(machine, "state"), number(4));
    next.lock(machine);
}

#[test]
fn a_state_is_the_same_after_a_round_trip() {
    let mut it = Client::new();
    let machine = it.machine();
    let (_, copy) = it.lock(machine);
    let sata = [Value::text("SATA"), Value::constant("StorageBus", "SATA")];
    it.invoke(copy, "addStorageController", &sata);
    let root = it.0.virtual_box();
    let disk = [
        Value::text("/images/a.vdi"),
        Value::constant("DeviceType", "HardDisk"),
        Value::constant("AccessMode", "ReadWrite"),
        Value::Bool(false),
    ];
    let medium = it.invoke(root, "openMedium", &disk);
    let place = [
        Value::text("SATA"),
        Value::Int(0),
        Value::Int(0),
        Value::constant("DeviceType", "HardDisk"),
        medium,
    ];
    it.invoke(copy, "attachDevice", &place);
    it.invoke(copy, "saveSettings", &[]);
    let taken = [Value::text("one"), Value::text(""), Value::Bool(true)];
    it.invoke(copy, "takeSnapshot", &taken);
    let text = it.0.to_json().unwrap();
    let again = Service::from_json(&text).unwrap();
    assert_eq!(again.to_json().unwrap(), text);
    let mut next = Client(again.connect("test:///default"));
    let machine = next.machine();
    let Value::List(attachments) = next.get(machine, "mediumAttachments") else {
        panic!("no list");
    };
    assert_eq!(attachments.len(), 1);
    assert_eq!(next.get(machine, "snapshotCount"), number(1));
}

#[test]
fn a_state_says_what_is_wrong_with_it() {
    let text = Service::default_state().to_json().unwrap();
    for (old, new, expected) in [
        (
            "\"IMachine\"",
            "\"INothing\"",
            "machine `test` has no part `INothing`",
        ),
        (
            "\"memorySize\"",
            "\"memory\"",
            "`IMachine` of machine `test` has no attribute `memory`",
        ),
        (
            "\"memorySize\": 8192",
            "\"memorySize\": true",
            "`IMachine.memorySize` of machine `test` has another type",
        ),
    ] {
        let text = text.replace(old, new);
        let error = Service::from_json(&text).unwrap_err().to_string();
        assert_eq!(error, expected);
    }
}

#[test]
fn host_files_are_there_unless_the_state_says_otherwise() {
    let mut sim = Sim::default_state();
    let service = sim.service();
    service.set_missing("/images/gone.vdi", true);
    service.set_refused("/images/secret.vdi", "permission denied");
    let file = HostPath::File { head: Vec::new() };
    for (path, expected) in [
        ("/images/a.vdi", file.clone()),
        ("/images", HostPath::Folder),
        ("/images/gone.vdi", HostPath::Missing),
        (
            "/images/secret.vdi",
            HostPath::Refused("permission denied".to_owned()),
        ),
        ("/dev/ttyS0", HostPath::Special),
        ("relative.vdi", HostPath::Missing),
        ("/home/test/VirtualBox VMs/test/test.vbox", file),
        ("/home/test/VirtualBox VMs/test", HostPath::Folder),
        ("/home/test/VirtualBox VMs/other", HostPath::Missing),
    ] {
        assert_eq!(sim.host_path(path).unwrap(), expected, "{path}");
    }
}

#[test]
fn an_operation_that_fails_says_why() {
    let mut it = Client::new();
    let machine = it.machine();
    let (session, copy) = it.lock(machine);
    let sata = [Value::text("SATA"), Value::constant("StorageBus", "SATA")];
    it.invoke(copy, "addStorageController", &sata);
    let root = it.0.virtual_box();
    let disk = [
        Value::text("/images/a.iso"),
        Value::constant("DeviceType", "DVD"),
        Value::constant("AccessMode", "ReadOnly"),
        Value::Bool(false),
    ];
    let medium = it.invoke(root, "openMedium", &disk);
    let place = [
        Value::text("SATA"),
        Value::Int(0),
        Value::Int(0),
        Value::constant("DeviceType", "DVD"),
        medium.clone(),
    ];
    it.invoke(copy, "attachDevice", &place);
    it.invoke(copy, "saveSettings", &[]);
    it.invoke(session, "unlockMachine", &[]);
    // Another machine has the same medium, so that it cannot be deleted with the first.
    let args = [
        Value::text(""),
        Value::text("other"),
        Value::constant("PlatformArchitecture", "x86"),
        Value::Null,
        Value::text(""),
        Value::text(""),
        Value::text(""),
        Value::text(""),
        Value::text(""),
    ];
    let other = it.object(root, Verb::Invoke, "createMachine", &args);
    let list = Value::List(vec![medium]);
    let progress = it.object(other, Verb::Invoke, "deleteConfig", &[list]);
    let limit = Duration::from_secs(1);
    let fault =
        it.0.wait(progress, limit, &mut |_| ControlFlow::Continue(()))
            .unwrap_err();
    assert_eq!(
        (fault.code_name.as_str(), fault.text.as_str()),
        (
            "VBOX_E_OBJECT_IN_USE",
            "Cannot delete storage: medium '/images/a.iso' is still attached to the following 1 virtual machine(s)"
        )
    );
}

#[test]
fn the_slot_table_is_readable() {
    assert!(typelib().has("IMachine", "saveSettings"));
    for handle in [Handle::VirtualBox, Handle::Host, Handle::Session(1)] {
        assert!(typelib().interface(handle.interface()).is_some());
    }
}
