//! The command line.

use std::path::PathBuf;

use lexopt::prelude::{Long, Short, ValueExt};

/// What the command line says.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data file.
    pub graph: PathBuf,
    /// Demo pages, one folder per host.
    pub pages: PathBuf,
    /// Port of the proxy; 0 lets the system choose.
    pub proxy_port: u16,
    /// Port of the control API; 0 lets the system choose.
    pub control_port: u16,
}

impl Default for Options {
    fn default() -> Self {
        let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        Self { graph: beside.join("graph.json"), pages: beside.join("pages"), proxy_port: 0, control_port: 0 }
    }
}

impl Options {
    /// Reads the process's arguments.
    pub fn from_args() -> Result<Self, lexopt::Error> {
        let mut options = Self::default();
        let mut parser = lexopt::Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Long("graph") => options.graph = parser.value()?.into(),
                Long("pages") => options.pages = parser.value()?.into(),
                Long("proxy-port") => options.proxy_port = parser.value()?.parse()?,
                Long("control-port") => options.control_port = parser.value()?.parse()?,
                Long("help") | Short('h') => return Err(USAGE.into()),
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}

const USAGE: &str = "usage: moz-standin [--graph FILE] [--pages DIR] [--proxy-port N] [--control-port N]";
