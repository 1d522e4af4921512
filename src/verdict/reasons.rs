//! Why page and index may differ: possibilities, each resting on a fact, likeliest first.
//!
//! Read top to bottom, the rules are the document: a rule applies if its condition holds, and the order is the rank.

use crate::phrase::Phrase;
use serde::Serialize;

use super::Lamp;

/// A possible reason, and the fact it rests on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reason {
    /// A stable name.
    pub code: String,
    /// The reason as a possibility.
    pub says: Phrase,
}

/// The facts that reasons rest on.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "facts are independent of each other")]
pub struct Facts {
    /// What the page shows.
    pub live: Lamp,
    /// What the index says.
    pub index: Lamp,
    /// The best matching link is followed.
    pub followed: bool,
    /// The host that the best matching link leads through, if it is not direct.
    pub via: Option<String>,
    /// The best matching link differs from the target in small things, in words.
    pub differs: Option<Phrase>,
    /// The best matching link is not in the page's own HTML.
    pub scripts_only: bool,
    /// By what the page asks crawlers not to keep it, in words.
    pub noindex: Option<Phrase>,
    /// The other address by which the page wants to be known.
    pub canonical: Option<String>,
    /// The page's own HTML has a matching link, and the page as shown has none.
    pub raw_only: bool,
    /// The page's address has parameters.
    pub page_has_parameters: bool,
    /// Where Moz does know a link at a wider scope, in words.
    pub wider_yes: Option<Phrase>,
    /// Page or target is asked at page scope, so a wider one is left.
    pub wider_left: bool,
}

/// The reasons that apply.
pub fn reasons(facts: &Facts) -> Vec<Reason> {
    let missing = facts.live == Lamp::Yes && facts.index == Lamp::No;
    let left = facts.live == Lamp::No && facts.index == Lamp::Yes;
    let mut out = Vec::new();
    let mut add = |code: &str, applies: bool, says: Option<Phrase>| {
        if applies {
            let says = says.unwrap_or_else(|| Phrase::new(&format!("reason_{code}")));
            out.push(Reason { code: code.to_owned(), says });
        }
    };
    let minor = facts.differs.clone().map(|differs| Phrase::new("reason_minor").phrase(differs));
    let known_wider = facts.wider_yes.clone().map(|words| Phrase::new("reason_elsewhere").phrase(words));
    add("elsewhere", missing && known_wider.is_some(), known_wider);
    let wrapped = facts.via.clone().map(|via| Phrase::new("reason_wrapped").text(via));
    add("wrapped", missing && wrapped.is_some(), wrapped);
    let noindex = facts.noindex.clone().map(|by| Phrase::new("reason_noindex").phrase(by));
    add("noindex", missing && noindex.is_some(), noindex);
    let canonical = facts.canonical.clone().map(|url| Phrase::new("reason_canonical").text(url));
    add("canonical", missing && canonical.is_some(), canonical);
    add("scripts", missing && facts.scripts_only, None);
    add("parameters", missing && facts.page_has_parameters, None);
    add("minor", missing && minor.is_some(), minor);
    add("fresh", missing, None);
    add("nofollow", missing && !facts.followed, None);
    add("wider", missing && facts.wider_left && facts.wider_yes.is_none(), None);
    add("lost", missing, None);
    add("raw_only", left && facts.raw_only, None);
    add("removed", left && !facts.raw_only, None);
    out
}
