//! A simulated VirtualBox that is kept in a file, with a folder of documents for it.

use crate::program::{Ran, Sandbox};
use crate::tree;

/// A folder with the documented example and a simulated VirtualBox that is kept in a file.
#[derive(Debug)]
pub struct Host {
    /// The folder.
    pub sandbox: Sandbox,
    /// The connection to the VirtualBox.
    pub connection: String,
}

impl Host {
    /// One in which VirtualBox has nothing but the machine that is always there.
    pub fn fresh() -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("vbox.xml", tree::example("documented-2009.xml"));
        let connection = format!("test://{}", sandbox.path().join("state.json").display());
        Self {
            sandbox,
            connection,
        }
    }

    /// One with the documented machine.
    #[track_caller]
    pub fn with_machine() -> Self {
        let host = Self::fresh();
        host.run(&["apply", "--yes", "vbox.xml"]).expect_status(0);
        host
    }

    /// Runs the program on that VirtualBox.
    pub fn run(&self, args: &[&str]) -> Ran {
        let args = [&["-c", &self.connection], args].concat();
        self.sandbox.run(&args)
    }

    /// Writes the example with one part replaced.
    #[track_caller]
    pub fn write_changed(&self, name: &str, from: &str, to: &str) {
        let text = tree::example("documented-2009.xml");
        assert!(text.contains(from), "{from}");
        self.sandbox.write(name, text.replace(from, to));
    }
}
