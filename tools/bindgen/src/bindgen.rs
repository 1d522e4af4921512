//! The `wasm-bindgen` command, at the version in Cargo.lock. `build.sh` calls it on the compiled core.
//!
//! Not named `wasm-bindgen`: rustc takes a crate of that name for the library and refuses it by its version.

use std::env;

fn main() -> anyhow::Result<()> {
    env_logger::init();
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(env::args_os())
}
