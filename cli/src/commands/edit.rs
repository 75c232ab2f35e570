//! `boxwright edit`

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;
use signal_hook::consts::signal;

use crate::args::Global;
use crate::edit::{Page, Server, Work};
use crate::error::{CommandError, CommandResult, Status};
use crate::machine;
use crate::output::Output;

/// Edits a document or a machine in the browser: form, picture and XML side by side, and a plan against the connection,
/// applied at a button.
///
/// The page is served on 127.0.0.1 alone, for whoever has the link, which opens one page once. The program ends when the
/// page is closed.
#[derive(Args, Debug)]
pub(crate) struct EditArgs {
    /// A document, or `machine:NAME` for a machine that exists.
    #[arg(value_name = "FILE|machine:NAME")]
    what: PathBuf,
    /// The port; a free one where it is 0.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Prints the link and opens no browser.
    #[arg(long)]
    no_browser: bool,
    /// The folder with the built page, where it is not in the program.
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
}

pub(crate) fn run(args: &EditArgs, global: &Global, out: &mut Output) -> CommandResult {
    let page = Page::find(args.page.as_deref()).ok_or_else(|| match &args.page {
        Some(folder) => CommandError::usage(format!(
            "there is no page in `{}`: it has no `index.html`",
            folder.display()
        ))
        .hint("`cargo xtask web` builds it into `web-demo/dist`"),
        None => CommandError::usage("this program was built without the editor").hint(
            "`cargo xtask web` builds the page; `--page web-demo/dist` names it, and a program that is built with `BOXWRIGHT_PAGE=web-demo/dist` has it inside",
        ),
    })?;
    let work = match machine::named(&args.what) {
        Some(name) => Work::machine(name, global, out)?,
        None => Work::file(args.what.clone(), global)?,
    };
    let stop = Arc::new(AtomicBool::new(false));
    for number in [signal::SIGINT, signal::SIGTERM] {
        signal_hook::flag::register(number, Arc::clone(&stop))?;
    }
    let mut server = Server::new(args.port, page, work)?;
    let link = server.link();
    out.write(&format!("{link}\n"))?;
    out.flush()?;
    if !args.no_browser
        && let Err(error) = open::that_detached(&link)
    {
        out.warning(&format!(
            "no browser could be opened ({error}): open the link yourself"
        ));
    }
    server.run(&stop, out)?;
    Ok(Status::Clean)
}
