//! Reading and making a machine on a real VirtualBox, against `VBoxManage`. It runs inside the lab's root.

use std::fs;
use std::path::{Path, PathBuf};

use super::race::{self, Runner};
use crate::lab;
use crate::places;
use crate::trouble::Trouble;

/// The hidden command that runs this inside the root.
pub(crate) const COMMAND: &str = "__bench";

/// Debian's `/usr/bin/VBoxManage` looks for a kernel driver first.
const VBOXMANAGE: &str = "/usr/lib/virtualbox/VBoxManage";

/// Goes into the root, as an ordinary user with settings of its own.
pub(super) fn enter(program: &Path) -> Result<(), Trouble> {
    let this = std::env::current_exe().map_err(Trouble::io("this program"))?;
    let example = places::root().join("examples/documented-2009.xml");
    let words = [
        "runuser",
        "--user",
        "tester",
        "--",
        "env",
        "HOME=/tmp/bench",
        "VBOX_USER_HOME=/tmp/bench/home",
    ];
    let words = words.map(PathBuf::from).into_iter();
    let rest = [
        PathBuf::from("VBOX_IPC_SOCKETID=bench"),
        this,
        PathBuf::from(COMMAND),
        program.to_owned(),
        example,
    ];
    lab::enter(words.chain(rest))?.run()
}

/// Inside the root: `__bench BOXWRIGHT EXAMPLE`.
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let [program, example] = args else {
        return Err(Trouble::Usage(format!("{COMMAND} BOXWRIGHT EXAMPLE")));
    };
    let folder = PathBuf::from("/tmp/bench");
    let user = folder.join("user");
    for folder in [user.join("Downloads"), user.join("tmp"), user.join("stuff")] {
        fs::create_dir_all(&folder).map_err(Trouble::io(folder.display()))?;
    }
    let place = |name: &str| user.join(name).to_string_lossy().into_owned();
    let (iso, disk, floppy) = (
        place("Downloads/slax-6.0.9.iso"),
        place("tmp/vbox.vdi"),
        place("tmp/WIN98C.IMG"),
    );
    fs::write(&iso, vec![0; 1 << 20]).map_err(Trouble::io(&iso))?;
    fs::write(&floppy, vec![0; 1_474_560]).map_err(Trouble::io(&floppy))?;
    let vbox = |words: &[&str]| race::quietly(&[&[VBOXMANAGE], words].concat());
    vbox(&["setproperty", "machinefolder", "/tmp/bench/machines"])?;
    vbox(&["createmedium", "disk", "--filename", &disk, "--size", "8"])?;
    vbox(&["closemedium", "disk", &disk])?;

    let document = fs::read_to_string(example)
        .map_err(Trouble::io(example))?
        .replace("/home/user", &user.to_string_lossy());
    let ours = folder.join("machine.xml").to_string_lossy().into_owned();
    fs::write(&ours, document).map_err(Trouble::io(&ours))?;
    make(
        program,
        &ours,
        Images {
            iso,
            disk,
            floppy,
            folder: place("stuff"),
        },
    )?;
    read(program, &ours)
}

struct Images {
    iso: String,
    disk: String,
    floppy: String,
    folder: String,
}

/// The documented machine with the fewest calls of `VBoxManage`; `@` words are replaced by the images' paths.
const SCRIPT: &[&str] = &[
    "createvm --name theirs --ostype Other --register",
    "modifyvm theirs --memory 638 --vram 8 --cpus 1 --pae on --acpi on --ioapic on --boot1 dvd --boot2 disk --boot3 floppy \
     --boot4 net --nic1 bridged --bridge-adapter1 eth0 --nic-type1 Am79C973 --mac-address1 00163E5DC79E --nic2 nat \
     --nic-type2 82540EM --mac-address2 56163E5DC79E --audio-driver null --audio-enabled on --audio-controller sb16 \
     --uart1 0x3F8 4 --uart-mode1 /dev/ttyS0 --uart2 0x2F8 3 --uart-mode2 client /tmp/serial.txt --lpt1 0x378 7 \
     --lpt-mode1 /dev/pts/1 --lpt2 0x278 5 --lpt-mode2 /dev/pts/2 --usb-ohci on",
    "storagectl theirs --name ide --add ide --controller PIIX4",
    "storagectl theirs --name fdc --add floppy",
    "storageattach theirs --storagectl ide --port 1 --device 0 --type dvddrive --medium @iso",
    "storageattach theirs --storagectl ide --port 1 --device 1 --type hdd --medium @disk",
    "storageattach theirs --storagectl fdc --port 0 --device 0 --type fdd --medium @floppy",
    "sharedfolder add theirs --name my-shared-folder --hostpath @folder",
    "usbfilter add 0 --target theirs --name first --vendorid 1234 --productid BEEF",
    "usbfilter add 1 --target theirs --name second --vendorid 4321 --productid FEEB",
];

/// Made by one apply and by the script.
fn make(program: &str, document: &str, images: Images) -> Result<(), Trouble> {
    let word = move |word: &str| match word {
        "@iso" => images.iso.clone(),
        "@disk" => images.disk.clone(),
        "@floppy" => images.floppy.clone(),
        "@folder" => images.folder.clone(),
        _ => word.to_owned(),
    };
    let script = move |_| {
        let line = |line: &&str| {
            std::iter::once(VBOXMANAGE)
                .chain(line.split_whitespace())
                .map(&word)
                .collect()
        };
        SCRIPT.iter().map(line).collect::<Vec<Vec<String>>>()
    };
    let own = program.to_owned();
    race::run(
        "a new machine, as documented",
        10,
        &[
            // Without `--delete`, which would delete the disk that the next round attaches again.
            Runner::varying("the best VBoxManage script", script).then(|_| {
                race::quietly(&[VBOXMANAGE, "unregistervm", "theirs"])?;
                fs::remove_dir_all("/tmp/bench/machines/theirs")
                    .map_err(Trouble::io("the script's machine"))
            }),
            Runner::new("boxwright apply", &[program, "apply", "--yes", document])
                .with_goal(0.3)
                .then(move |_| race::quietly(&[&own, "delete", "--yes", "vbox"])),
        ],
    )
}

/// Reading a machine that is there.
fn read(program: &str, document: &str) -> Result<(), Trouble> {
    race::quietly(&[program, "apply", "--yes", document])?;
    race::run(
        "reading a machine",
        20,
        &[
            Runner::new("VBoxManage showvminfo", &[VBOXMANAGE, "showvminfo", "vbox"]),
            Runner::new("boxwright dump", &[program, "dump", "vbox"]).with_goal(0.7),
            Runner::new("boxwright plan (no change)", &[program, "plan", document]).with_goal(0.7),
            Runner::new(
                "boxwright apply (no change)",
                &[program, "apply", "--yes", document],
            ),
        ],
    )
}
