//! The library's function table, in the four generations that there have been.

use std::ffi::{CString, c_char, c_int, c_void};
use std::path::Path;
use std::ptr;

use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};

use super::invoke::Word;
use super::memory::Memory;
use super::pointer::ComPtr;

/// The file name of the library with the function table.
#[cfg(target_os = "macos")]
pub(in crate::backend::xpcom) const LIBRARY: &str = "VBoxXPCOMC.dylib";
/// The file name of the library with the function table.
#[cfg(not(target_os = "macos"))]
pub(in crate::backend::xpcom) const LIBRARY: &str = "VBoxXPCOMC.so";
#[cfg(target_os = "macos")]
const XPCOM: &str = "VBoxXPCOM.dylib";
#[cfg(not(target_os = "macos"))]
const XPCOM: &str = "VBoxXPCOM.so";

/// A library that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(in crate::backend::xpcom) enum GlueError {
    /// It cannot be loaded.
    #[error("{0}")]
    Load(#[from] libloading::Error),
    /// It serves none of the generations that are asked for.
    #[error("the library serves none of the function tables {0}")]
    NoTable(String),
}

/// Where the entries of a generation are, counted from 0 after the head of the table.
struct Layout {
    generation: u8,
    entries: usize,
    client_initialize: Option<usize>,
    client_uninitialize: Option<usize>,
    initialize: usize,
    uninitialize: usize,
    unalloc: usize,
    event_queue: Option<usize>,
    exception: Option<usize>,
    clear_exception: Option<usize>,
    process_events: Option<usize>,
}

/// Newest first: a library serves the older generations too.
const LAYOUTS: [Layout; 4] = [
    Layout {
        generation: 4,
        entries: 25,
        client_initialize: Some(2),
        client_uninitialize: Some(5),
        initialize: 6,
        uninitialize: 7,
        unalloc: 8,
        event_queue: Some(20),
        exception: Some(21),
        clear_exception: Some(22),
        process_events: Some(23),
    },
    Layout {
        generation: 3,
        entries: 14,
        client_initialize: Some(2),
        client_uninitialize: Some(3),
        initialize: 4,
        uninitialize: 5,
        unalloc: 6,
        event_queue: Some(11),
        exception: Some(12),
        clear_exception: Some(13),
        process_events: None,
    },
    Layout {
        generation: 2,
        entries: 9,
        client_initialize: None,
        client_uninitialize: None,
        initialize: 1,
        uninitialize: 2,
        unalloc: 3,
        event_queue: Some(8),
        exception: None,
        clear_exception: None,
        process_events: None,
    },
    Layout {
        generation: 1,
        entries: 8,
        client_initialize: None,
        client_uninitialize: None,
        initialize: 1,
        uninitialize: 2,
        unalloc: 3,
        event_queue: None,
        exception: None,
        clear_exception: None,
        process_events: None,
    },
];

type GetTable = unsafe extern "C" fn(u32) -> *const c_void;
type GetRoot = unsafe extern "C" fn(*mut Word) -> u32;
type InitializeClient = unsafe extern "C" fn(*const c_char, *mut Word) -> u32;
type InitializeNamed = unsafe extern "C" fn(*const c_char, *mut Word, *const c_char, *mut Word);
type InitializePlain = unsafe extern "C" fn(*mut Word, *mut Word);

/// The objects that the library gives out when it is initialized.
#[derive(Debug)]
pub(in crate::backend::xpcom) enum Roots {
    /// An `IVirtualBoxClient`, which gives the rest.
    Client(ComPtr),
    /// An `IVirtualBox` and an `ISession`.
    Both(ComPtr, ComPtr),
}

/// A loaded library. It stays in the process for good: its threads and handlers cannot be taken out again.
pub(in crate::backend::xpcom) struct Glue {
    layout: &'static Layout,
    served: Vec<u8>,
    entries: Vec<*const c_void>,
    memory: Memory,
    initialized: bool,
    service_manager: Option<GetRoot>,
    component_manager: Option<GetRoot>,
}

impl Glue {
    /// Loads the library in `home` and takes the newest function table that it serves, or the one asked for.
    pub(in crate::backend::xpcom) fn load(
        home: &Path,
        generation: Option<u8>,
    ) -> Result<Self, GlueError> {
        let get_table: GetTable = symbol(
            &home.join(LIBRARY),
            &[c"VBoxGetCAPIFunctions", c"VBoxGetXPCOMCFunctions"],
        )?;
        let served: Vec<(&Layout, Vec<*const c_void>)> = LAYOUTS
            .iter()
            .filter_map(|layout| Some((layout, read_table(get_table, layout)?)))
            .collect();
        let generations = served.iter().map(|(layout, _)| layout.generation).collect();
        let wanted = |layout: &Layout| generation.is_none_or(|wanted| wanted == layout.generation);
        let Some((layout, entries)) = served.into_iter().find(|(layout, _)| wanted(layout)) else {
            return Err(GlueError::NoTable(
                generation.map_or("4, 3, 2, 1".to_owned(), |wanted| wanted.to_string()),
            ));
        };
        let unalloc = entries.get(layout.unalloc).copied().unwrap_or(ptr::null());
        // SAFETY: every generation has this entry there, with this type.
        let unalloc =
            unsafe { std::mem::transmute::<*const c_void, unsafe extern "C" fn(Word)>(unalloc) };
        // SAFETY: it frees what the library allocates.
        let memory = unsafe { Memory::new(unalloc) };
        // Only the two oldest tables need these, which have no entry for the exception.
        let root = |name| {
            layout
                .exception
                .is_none()
                .then(|| symbol(&home.join(XPCOM), &[name]).ok())
                .flatten()
        };
        let service_manager = root(c"VBoxNsxpNS_GetServiceManager");
        let component_manager = root(c"VBoxNsxpNS_GetComponentManager");
        Ok(Self {
            layout,
            served: generations,
            entries,
            memory,
            initialized: false,
            service_manager,
            component_manager,
        })
    }

    /// Which function table is used.
    pub(in crate::backend::xpcom) fn generation(&self) -> u8 {
        self.layout.generation
    }

    /// Which function tables the library serves, newest first.
    pub(in crate::backend::xpcom) fn served(&self) -> &[u8] {
        &self.served
    }

    pub(in crate::backend::xpcom) fn memory(&self) -> Memory {
        self.memory
    }

    /// Major × 1,000,000 + minor × 1,000 + patch.
    pub(in crate::backend::xpcom) fn version(&self) -> u32 {
        let Some(entry) = self.entry(Some(0)) else {
            return 0;
        };
        // SAFETY: the first entry of every generation has this type.
        let function =
            unsafe { std::mem::transmute::<*const c_void, unsafe extern "C" fn() -> u32>(entry) };
        // SAFETY: it takes nothing and may be called at any time.
        unsafe { function() }
    }

    /// Connects to the service, which is started if it does not run. Gives the result code of a failure, 0 if there was
    /// none and no object either.
    pub(in crate::backend::xpcom) fn initialize(&mut self, iids: [&str; 3]) -> Result<Roots, u32> {
        let [client_iid, box_iid, session_iid] =
            iids.map(|iid| CString::new(iid).unwrap_or_default());
        self.initialized = true;
        if let Some(entry) = self.entry(self.layout.client_initialize) {
            let mut client = ptr::null_mut();
            // SAFETY: this entry of tables 3 and 4 has this type.
            let function = unsafe { std::mem::transmute::<*const c_void, InitializeClient>(entry) };
            // SAFETY: the text ends with a NUL, and the pointer is to a word that can be written.
            let code = unsafe { function(client_iid.as_ptr(), &raw mut client) };
            // SAFETY: the reference to the client is the caller's.
            let client = unsafe { ComPtr::from_owned(client) };
            return client
                .filter(|_| code & 0x8000_0000 == 0)
                .map(Roots::Client)
                .ok_or(code);
        }
        let entry = self.entry(Some(self.layout.initialize)).ok_or(0_u32)?;
        let (mut vbox, mut session): (Word, Word) = (ptr::null_mut(), ptr::null_mut());
        let (vbox_out, session_out) = (&raw mut vbox, &raw mut session);
        if self.layout.generation == 1 {
            // SAFETY: this entry of table 1 has this type.
            let function = unsafe { std::mem::transmute::<*const c_void, InitializePlain>(entry) };
            // SAFETY: the pointers are to words that can be written.
            unsafe { function(vbox_out, session_out) };
        } else {
            // SAFETY: this entry of table 2 has this type.
            let function = unsafe { std::mem::transmute::<*const c_void, InitializeNamed>(entry) };
            // SAFETY: the texts end with a NUL, and the pointers are to words that can be written.
            unsafe {
                function(
                    box_iid.as_ptr(),
                    vbox_out,
                    session_iid.as_ptr(),
                    session_out,
                );
            };
        }
        // SAFETY: the library keeps these references for itself.
        let vbox = unsafe { ComPtr::from_borrowed(vbox) };
        // SAFETY: as above.
        let session = unsafe { ComPtr::from_borrowed(session) };
        vbox.zip(session)
            .map(|(vbox, session)| Roots::Both(vbox, session))
            .ok_or(0)
    }

    /// Ends the connection. All objects must be released before.
    fn uninitialize(&mut self) {
        if !std::mem::take(&mut self.initialized) {
            return;
        }
        let entry = self
            .layout
            .client_uninitialize
            .unwrap_or(self.layout.uninitialize);
        if let Some(entry) = self.entry(Some(entry)) {
            // SAFETY: both entries have this type.
            let function =
                unsafe { std::mem::transmute::<*const c_void, unsafe extern "C" fn()>(entry) };
            // SAFETY: it was initialized on this thread, which is the only one that has a `Glue`.
            unsafe { function() };
        }
    }

    /// What the last failed call of this thread left, where the table has an entry for that.
    pub(in crate::backend::xpcom) fn exception(&self) -> Option<ComPtr> {
        self.out_pointer(self.layout.exception)
    }

    /// Whether the table has an entry for exceptions.
    pub(in crate::backend::xpcom) fn has_exceptions(&self) -> bool {
        self.layout.exception.is_some()
    }

    /// Forgets what the last failed call left.
    pub(in crate::backend::xpcom) fn clear_exception(&self) {
        if let Some(entry) = self.entry(self.layout.clear_exception) {
            // SAFETY: this entry of tables 3 and 4 has this type.
            let function = unsafe {
                std::mem::transmute::<*const c_void, unsafe extern "C" fn() -> u32>(entry)
            };
            // SAFETY: it takes nothing.
            unsafe { function() };
        }
    }

    /// Takes waiting events out of the main queue, where the table has an entry for that.
    pub(in crate::backend::xpcom) fn process_events(&self) -> bool {
        let Some(entry) = self.entry(self.layout.process_events) else {
            return false;
        };
        // SAFETY: this entry of table 4 has this type.
        let function = unsafe {
            std::mem::transmute::<*const c_void, unsafe extern "C" fn(i64) -> c_int>(entry)
        };
        // SAFETY: this is the thread that initialized, and it does not wait.
        unsafe { function(0) };
        true
    }

    /// The main event queue, an `nsIEventQueue`, where the table has an entry for that.
    pub(in crate::backend::xpcom) fn event_queue(&self) -> Option<ComPtr> {
        let entry = self.entry(self.layout.event_queue)?;
        let mut queue = ptr::null_mut();
        // SAFETY: this entry has this type in all tables that have it.
        let function =
            unsafe { std::mem::transmute::<*const c_void, unsafe extern "C" fn(*mut Word)>(entry) };
        // SAFETY: the pointer is to a word that can be written.
        unsafe { function(&raw mut queue) };
        // SAFETY: the library keeps this reference for itself.
        unsafe { ComPtr::from_borrowed(queue) }
    }

    /// The `nsIServiceManager`, asked of XPCOM itself; only with the two oldest tables.
    pub(in crate::backend::xpcom) fn service_manager(&self) -> Option<ComPtr> {
        root(self.service_manager?)
    }

    /// The `nsIComponentManager`, asked of XPCOM itself; only with the two oldest tables.
    pub(in crate::backend::xpcom) fn component_manager(&self) -> Option<ComPtr> {
        root(self.component_manager?)
    }

    fn out_pointer(&self, entry: Option<usize>) -> Option<ComPtr> {
        let entry = self.entry(entry)?;
        // SAFETY: the entry that gives the exception has this type in tables 3 and 4.
        root(unsafe { std::mem::transmute::<*const c_void, GetRoot>(entry) })
    }

    fn entry(&self, index: Option<usize>) -> Option<*const c_void> {
        self.entries
            .get(index?)
            .copied()
            .filter(|entry| !entry.is_null())
    }
}

impl Drop for Glue {
    fn drop(&mut self) {
        self.uninitialize();
    }
}

/// Asks a function that gives out one object with a result code.
fn root(function: GetRoot) -> Option<ComPtr> {
    let mut object = ptr::null_mut();
    // SAFETY: the pointer is to a word that can be written.
    let code = unsafe { function(&raw mut object) };
    // SAFETY: what such a function gives out is the caller's.
    let object = unsafe { ComPtr::from_owned(object) };
    object.filter(|_| code & 0x8000_0000 == 0)
}

/// The first of these functions that the library has; the library stays loaded.
fn symbol<T: Copy>(file: &Path, names: &[&std::ffi::CStr]) -> Result<T, GlueError> {
    // SAFETY: loading runs the library's initializers; it is the installed VirtualBox, which the user asked for.
    let library = unsafe { Library::open(Some(file), RTLD_NOW | RTLD_LOCAL) }?;
    let mut error = None;
    for name in names {
        // SAFETY: the caller names functions of type `T`.
        match unsafe { library.get::<T>(name.to_bytes_with_nul()) } {
            Ok(symbol) => {
                let function = *symbol;
                std::mem::forget(library);
                return Ok(function);
            }
            Err(each) => error = Some(each),
        }
    }
    Err(error.map_or(GlueError::NoTable("4, 3, 2, 1".to_owned()), GlueError::Load))
}

/// The entries of the table of a generation, if the library serves it.
fn read_table(get_table: GetTable, layout: &Layout) -> Option<Vec<*const c_void>> {
    // SAFETY: it takes a number and gives a table that lives as long as the library, or null.
    let table = unsafe { get_table(u32::from(layout.generation) << 16) };
    if table.is_null() {
        return None;
    }
    let head: *const u32 = table.cast();
    // SAFETY: a table begins with its size and its version, 32 bits each.
    let size = unsafe { head.read() };
    // SAFETY: as above.
    let version = unsafe { head.add(1) };
    // SAFETY: as above.
    let version = unsafe { version.read() };
    let words = usize::try_from(size).ok()? / size_of::<*const c_void>();
    // One word of head, one of tail.
    if version >> 16 != u32::from(layout.generation) || words < layout.entries + 2 {
        return None;
    }
    let first: *const *const c_void = table.cast();
    let mut entries = Vec::with_capacity(layout.entries);
    for index in 1..=layout.entries {
        // SAFETY: the table says that it has this many words.
        let entry = unsafe { first.add(index) };
        // SAFETY: as above.
        entries.push(unsafe { entry.read() });
    }
    Some(entries)
}
