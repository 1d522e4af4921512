//! The rules, in the order of their rank.

use super::{CrawlFacts, Facts, NextStep, Reason};
use crate::day::day;
use crate::phrase::Phrase;
use crate::scope::Scope;
use crate::verdict::Lamp;

/// A rule that applies: its words, and what can be done.
type Applies = (Phrase, Option<NextStep>);
/// A rule: its stable name, and when it applies.
type Rule = (&'static str, fn(&Facts) -> Option<Applies>);

/// The page shows the link and the index does not have it.
const MISSING: [Rule; 19] = [
    // What Moz itself told.
    ("lost_on", |facts| {
        let record = facts.record.as_ref().filter(|record| record.lost)?;
        let says = Phrase::new("reason_lost_on").day(record.disappeared.as_deref());
        Some((says.day(record.last_seen.as_deref()), None))
    }),
    ("never_crawled", |facts| {
        let crawl = facts.crawl.as_ref()?;
        (crawl.last_crawled.is_none() && crawl.status.unwrap_or(0) == 0).then(|| plain("never_crawled"))
    }),
    ("crawl_status", |facts| {
        let (crawl, status) = crawled(facts)?;
        let says = Phrase::new("reason_crawl_status").text(status.to_string()).day(crawl.last_crawled.as_deref());
        (status >= 300).then_some((says, None))
    }),
    ("crawl_failed", |facts| {
        let (crawl, status) = crawled(facts)?;
        let says = Phrase::new("reason_crawl_failed").day(crawl.last_crawled.as_deref());
        (1..100).contains(&status).then_some((says, None))
    }),
    ("elsewhere", |facts| {
        let wider = facts.wider_yes.clone()?;
        Some((Phrase::new("reason_elsewhere").phrase(wider), None))
    }),
    ("target_redirects", |facts| {
        let destination = facts.target_redirects.clone()?;
        let next = NextStep::Aim { input: destination.clone(), scope: Scope::Page };
        Some((Phrase::new("reason_target_redirects").text(destination), Some(next)))
    }),
    // What the page says of itself.
    ("noindex", |facts| Some((Phrase::new("reason_noindex").phrase(facts.page.noindex.clone()?), None))),
    ("canonical", |facts| {
        let canonical = facts.page.canonical.clone()?;
        Some((Phrase::new("reason_canonical").text(canonical.clone()), Some(NextStep::AskCanonical(canonical))))
    }),
    ("script_only", |facts| facts.link.script_only.then(|| plain("script_only"))),
    ("wrapped", |facts| Some((Phrase::new("reason_wrapped").text(facts.link.via.clone()?), None))),
    ("crawled_before", |facts| {
        let last = facts.crawl.as_ref()?.last_crawled.as_deref()?;
        let may_be_newer = facts.link.seen_since.is_none_or(|since| day(since).as_str() >= last);
        may_be_newer.then(|| (Phrase::new("reason_crawled_before").day(Some(last)), None))
    }),
    // A parameter may make another page of it, unless the page itself names its one address.
    ("parameters", |facts| (facts.page.has_parameters && facts.page.canonical.is_none()).then(|| plain("parameters"))),
    ("minor", |facts| {
        let differs = facts.link.differs.clone()?;
        Some((Phrase::new("reason_minor").phrase(differs), None))
    }),
    ("personal", |facts| facts.page.personal.then(|| plain("personal"))),
    // What is usual.
    ("fresh", |facts| {
        let unasked = facts.crawl.is_none();
        unasked.then(|| (Phrase::new("reason_fresh"), Some(NextStep::AskCrawl)))
    }),
    ("nofollow", |facts| (!facts.link.followed).then(|| plain("nofollow"))),
    ("wider", |facts| {
        (facts.wider_left && facts.wider_yes.is_none()).then(|| (Phrase::new("reason_wider"), Some(NextStep::AskWider)))
    }),
    ("may_redirect", |facts| {
        let unasked = !facts.redirect_asked && facts.target_redirects.is_none();
        unasked.then(|| (Phrase::new("reason_may_redirect"), Some(NextStep::AskRedirect)))
    }),
    ("lost", |facts| facts.record.is_none().then(|| (Phrase::new("reason_lost"), Some(NextStep::AskRecord)))),
];

/// The page does not show the link and the index has it.
const LEFT: [Rule; 5] = [
    ("removed_by_script", |facts| facts.page.removed_by_script.then(|| plain("removed_by_script"))),
    ("in_noscript", |facts| facts.page.in_noscript.then(|| plain("in_noscript"))),
    ("last_seen", |facts| {
        let last = facts.record.as_ref()?.last_seen.as_deref()?;
        Some((Phrase::new("reason_last_seen").day(Some(last)), None))
    }),
    ("removed", |facts| {
        let next = facts.record.is_none().then_some(NextStep::AskRecord);
        Some((Phrase::new("reason_removed"), next))
    }),
    ("personal_left", |facts| facts.page.personal.then(|| plain("personal_left"))),
];

/// Both have it, and yet something differs.
const BOTH: [Rule; 1] = [("was_nofollow", |facts| {
    let changed = facts.record.as_ref()?.nofollow == facts.link.followed;
    let code = if facts.link.followed { "reason_was_nofollow" } else { "reason_was_followed" };
    changed.then(|| (Phrase::new(code), None))
})];

/// The reasons that apply, likeliest first.
pub fn reasons(facts: &Facts) -> Vec<Reason> {
    let rules: &[Rule] = match (facts.live, facts.index) {
        (Lamp::Yes, Lamp::No) => &MISSING,
        (Lamp::No, Lamp::Yes) => &LEFT,
        (Lamp::Yes, Lamp::Yes) => &BOTH,
        _ => &[],
    };
    let applying = rules.iter().filter_map(|(code, applies)| {
        let (says, next) = applies(facts)?;
        Some(Reason { code: (*code).to_owned(), says, next })
    });
    applying.collect()
}

fn plain(code: &str) -> Applies {
    (Phrase::new(&format!("reason_{code}")), None)
}

/// The crawl and the number that it ended with.
fn crawled(facts: &Facts) -> Option<(&CrawlFacts, u16)> {
    let crawl = facts.crawl.as_ref()?;
    Some((crawl, crawl.status?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The guide has a row for each rule, in the order of the rules.
    #[test]
    fn the_guide_has_every_rule() {
        let guide = include_str!("../../../docs/guide.md");
        let section = guide.split("### Why the two differ").nth(1).expect("the section of reasons");
        let section = section.split("\n## ").next().expect("its end");
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        let rules = [&MISSING[..], &LEFT, &BOTH].concat();
        assert_eq!(rows.collect::<Vec<_>>(), rules.iter().map(|(code, _)| *code).collect::<Vec<_>>());
    }
}
