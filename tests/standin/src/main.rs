//! Starts the stand-in, says where it listens, and ends with its parent.

use std::error::Error;

use moz_standin::options::Options;
use tokio::io::AsyncReadExt;
use tokio::signal::unix::{SignalKind, signal};

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::from_args()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let result = runtime.block_on(run(options));
    // Reading standard input blocks a thread for good; waiting for it would keep the process alive after SIGTERM.
    runtime.shutdown_background();
    result
}

async fn run(options: Options) -> Result<(), Box<dyn Error>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let ready = moz_standin::start(&options).await?;
    announce(&serde_json::to_string(&ready)?);
    tokio::select! {
        () = end_of_input() => {}
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the one line that a parent process waits for")]
fn announce(line: &str) {
    println!("{line}");
}

/// Returns when the parent closes its end of the pipe, as it does when it dies.
async fn end_of_input() {
    let mut input = tokio::io::stdin();
    let mut sink = [0; 256];
    while matches!(input.read(&mut sink).await, Ok(read) if read > 0) {}
}
