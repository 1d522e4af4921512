//! Tests of the whole: `ask` in process where semantics count, `wire` over sockets where the wire does.

mod accounts;
mod ask;
mod demo_pages;
mod faults;
mod proxy;
mod rpc;
mod semantics;
mod shapes;
mod wire;

/// The keys of the default data file.
const PAID: &str = "bW96c2NhcGUtUGFpZDAwMDAwMTpzdGFuZC1pbi1vbmx5";
const FREE: &str = "bW96c2NhcGUtRnJlZTAwMDAwMTpzdGFuZC1pbi1vbmx5";
const SMALL: &str = "bW96c2NhcGUtU21hbGwwMDAwMTpzdGFuZC1pbi1vbmx5";
const ALMOST: &str = "bW96c2NhcGUtQWxtb3N0MDAwMTpzdGFuZC1pbi1vbmx5";
const EXHAUSTED: &str = "bW96c2NhcGUtRW1wdHkwMDAwMTpzdGFuZC1pbi1vbmx5";
const NO_LINKS_API: &str = "bW96c2NhcGUtTm9MaW5rczAwMTpzdGFuZC1pbi1vbmx5";
const NO_PERMISSION: &str = "bW96c2NhcGUtRGVuaWVkMDAwMTpzdGFuZC1pbi1vbmx5";
