//! `suffix-list compile LIST.dat OUT_DIR`: turns the Public Suffix List into the table
//! that the extension carries. Writes `suffix-list.fst` and `suffix-list.json`.
//!
//! Run by `./build.sh suffix-list`; ordinary builds use the checked-in result.

mod list;
mod table;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const USAGE: &str = "usage: suffix-list compile LIST.dat OUT_DIR";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.as_slice() {
        [verb, list, out_dir] if verb == "compile" => compile(Path::new(list), Path::new(out_dir)),
        _ => Err(USAGE.into()),
    }
}

fn compile(list: &Path, out_dir: &Path) -> Result<(), Box<dyn Error>> {
    let list = list::List::parse(&fs::read_to_string(list)?)?;
    let table = table::compile(&list.rules)?;
    let mut meta = serde_json::to_string_pretty(&list.meta())?;
    meta.push('\n');
    fs::create_dir_all(out_dir)?;
    fs::write(out_dir.join("suffix-list.fst"), table)?;
    fs::write(out_dir.join("suffix-list.json"), meta)?;
    Ok(())
}
