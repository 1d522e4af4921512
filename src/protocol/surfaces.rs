//! What is done from outside of the views: menus of pages and links, and sites whose pages are read without a press.

use serde::Serialize;

/// An entry of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Of a link: use it as target.
    Target,
    /// Of a link: is it in Moz's index? The link becomes the target, and the price is shown.
    Ask,
    /// Of a page: verify a placement on it. The steps and their price are shown.
    Verify,
}

impl Item {
    /// The entry of that name, which is the one it has in menus.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "target" => Some(Self::Target),
            "ask" => Some(Self::Ask),
            "verify" => Some(Self::Verify),
            _ => None,
        }
    }
}

/// A site whose pages may be read without a press.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AlwaysView {
    /// True if they are.
    pub on: bool,
    /// Its host.
    pub host: String,
    /// The match pattern of its pages, which takes a permission.
    pub pattern: String,
}
