//! What a view is told about the page itself. Each fact says which ways it was learned: on the page as shown, in its own
//! HTML, in its headers, or from the browser.

use url::Url;

use super::reread::source_view;
use crate::address::{safe_text, show_url};
use crate::page::{Canonical, Html, Page, Way};
use crate::phrase::Phrase;
use crate::protocol::{FactView, FactsView, ValueView};
use crate::scope::Target;

/// Most values of one fact.
const MOST_VALUES: usize = 20;
/// Most things said before the section is unfolded.
const MOST_HEADS: usize = 3;

/// All facts about the page.
pub(super) fn facts_view(page: &Page, target: Option<&Target>) -> FactsView {
    let facts =
        [status(page), title(page), canonical(page), robots(page), headers(page), language(page), alternates(page)];
    FactsView {
        heads: heads(page),
        facts: facts.into_iter().filter(|fact| !fact.values.is_empty()).collect(),
        source: source_view(page, target),
        known_elsewhere: page.known_elsewhere().map(show_url),
    }
}

fn heads(page: &Page) -> Vec<Phrase> {
    let status = page.arrival.status;
    let html = page.source.html();
    let differs =
        html.map_or(0, |html| html.missing + html.rel_changed) > 0 || html.is_some_and(|html| !html.removed.is_empty());
    let heads = [
        (status >= 400).then(|| Phrase::new("head_status").text(status.to_string())),
        page.noindex().map(|_| Phrase::new("head_noindex")),
        page.robots.nofollow().or_else(|| html?.robots.nofollow()).map(|_| Phrase::new("head_nofollow")),
        match page.canonical() {
            Canonical::Other(_) => Some(Phrase::new("head_canonical")),
            Canonical::Several => Some(Phrase::new("head_canonicals")),
            Canonical::Unsaid | Canonical::Same => None,
        },
        differs.then(|| Phrase::new("head_scripts")),
    ];
    heads.into_iter().flatten().take(MOST_HEADS).collect()
}

/// A fact in the making: what several places say, each thing once.
struct Fact(FactView);

impl Fact {
    fn new(code: &str, name: Phrase) -> Self {
        Self(FactView { code: code.to_owned(), name, values: Vec::new(), notes: Vec::new() })
    }

    fn value(mut self, says: Phrase, learned: &Phrase) -> Self {
        let values = &mut self.0.values;
        if let Some(value) = values.iter_mut().find(|value| value.says == says) {
            if !value.learned.contains(learned) {
                value.learned.push(learned.clone());
            }
        } else if values.len() < MOST_VALUES {
            values.push(ValueView { says, learned: vec![learned.clone()] });
        }
        self
    }

    /// What one place says; that it says nothing, if so.
    fn place(self, values: impl Iterator<Item = Phrase>, learned: &Phrase) -> Self {
        let mut values = values.peekable();
        match values.peek() {
            None => self.value(Phrase::new("fact_nothing"), learned),
            Some(_) => values.fold(self, |fact, says| fact.value(says, learned)),
        }
    }

    fn note(mut self, note: Option<Phrase>) -> FactView {
        self.0.notes.extend(note);
        self.0
    }
}

fn text(text: &str) -> Phrase {
    Phrase::new("fact_text").text(safe_text(text, 300))
}

fn address(url: &Url) -> Phrase {
    let shown = show_url(url);
    Phrase::new("fact_text").text(shown.before + &shown.domain + &shown.after)
}

fn shown() -> Phrase {
    Way::Shown.phrase()
}

/// How what the page's headers say was learned.
fn of_headers(html: &Html) -> Phrase {
    Phrase::new(match html.arrival.from {
        Way::Cache | Way::Shown => "learned_header_cache",
        Way::Network => "learned_header_network",
        Way::Worker => "learned_header_worker",
    })
}

fn status(page: &Page) -> FactView {
    let mut fact = Fact::new("status", Phrase::new("fact_status"));
    let loaded = Phrase::new("learned_browser");
    if page.arrival.status > 0 {
        fact = fact.value(text(&page.arrival.status.to_string()), &loaded);
    }
    if page.arrival.redirects > 0 {
        fact = fact.value(Phrase::new("fact_redirects").count(page.arrival.redirects), &loaded);
    }
    if let Some(then) = page.arrival.address.as_ref().filter(|_| page.has_moved()) {
        fact = fact.value(Phrase::new("fact_loaded_as").phrase(address(then)), &loaded);
    }
    fact.note((page.arrival.status >= 400).then(|| Phrase::new("note_status")))
}

fn title(page: &Page) -> FactView {
    let titled = |title: &str| (!title.trim().is_empty()).then(|| text(title)).into_iter();
    let mut fact = Fact::new("title", Phrase::new("fact_title")).place(titled(&page.title), &shown());
    if let Some(html) = page.source.html() {
        fact = fact.place(titled(&html.title), &html.arrival.from.phrase());
    }
    fact.note(None)
}

fn canonical(page: &Page) -> FactView {
    let mut fact = Fact::new("canonical", Phrase::new("fact_canonical"));
    fact = fact.place(page.canonicals.iter().map(address), &shown());
    let mut changed = false;
    if let Some(html) = page.source.html() {
        fact = fact.place(html.canonicals.iter().map(address), &html.arrival.from.phrase());
        fact = html.header_canonicals.iter().fold(fact, |fact, url| fact.value(address(url), &of_headers(html)));
        changed = html.canonicals != page.canonicals;
    }
    let mut fact = fact.note(match page.canonical() {
        Canonical::Unsaid | Canonical::Same => None,
        Canonical::Several => Some(Phrase::new("note_canonicals")),
        Canonical::Other(url) if url.host_str() == page.url.host_str() => {
            Some(Phrase::new("note_canonical").phrase(address(url)))
        }
        Canonical::Other(url) => Some(Phrase::new("note_canonical_site").phrase(address(url))),
    });
    fact.notes.extend(changed.then(|| Phrase::new("note_canonical_changed")));
    fact
}

fn robots(page: &Page) -> FactView {
    let metas = |metas: &[(String, String)]| -> Vec<Phrase> {
        metas.iter().map(|(name, content)| text(&format!("{name}: {content}"))).collect()
    };
    let mut fact = Fact::new("robots", Phrase::new("fact_robots"));
    fact = fact.place(metas(&page.robots.metas).into_iter(), &shown());
    let html = page.source.html();
    if let Some(html) = html {
        fact = fact.place(metas(&html.robots.metas).into_iter(), &html.arrival.from.phrase());
    }
    let mut fact = fact.note(page.noindex().map(|rule| Phrase::new("note_noindex").phrase(rule.phrase())));
    let Some(html) = html else { return fact };
    let by_meta = |rule: Option<&crate::page::Rule>| rule.is_some_and(crate::page::Rule::is_meta);
    let (then, now) = (&html.robots, &page.robots);
    let (index, follow) =
        ((by_meta(then.noindex()), by_meta(now.noindex())), (by_meta(then.nofollow()), by_meta(now.nofollow())));
    let notes = [
        (index == (true, false), "note_noindex_removed"),
        (index == (false, true), "note_noindex_added"),
        (follow == (true, false), "note_nofollow_removed"),
        (follow == (false, true), "note_nofollow_added"),
    ];
    fact.notes.extend(notes.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| Phrase::new(key)));
    fact
}

fn headers(page: &Page) -> FactView {
    let fact = Fact::new("x_robots", Phrase::new("fact_x_robots"));
    if let Some(html) = page.source.html() {
        return fact.place(html.robots.headers.iter().map(|value| text(value)), &of_headers(html)).note(None);
    }
    let mut fact = fact.note(None);
    fact.values.push(ValueView { says: Phrase::new("fact_unknown"), learned: Vec::new() });
    fact
}

fn language(page: &Page) -> FactView {
    let said = |language: &str| (!language.is_empty()).then(|| text(language)).into_iter();
    let mut fact = Fact::new("language", Phrase::new("fact_language")).place(said(&page.language), &shown());
    if let Some(html) = page.source.html() {
        fact = fact.place(said(&html.language), &html.arrival.from.phrase());
        fact = html.header_language.iter().fold(fact, |fact, value| fact.value(text(value), &of_headers(html)));
    }
    fact.note(None)
}

fn alternates(page: &Page) -> FactView {
    let learned = shown();
    let say = |(language, url): &(String, Url)| {
        Phrase::new("fact_alternate").text(safe_text(language, 40)).phrase(address(url))
    };
    let fact = Fact::new("alternates", Phrase::new("fact_alternates"));
    let fact = page.alternates.iter().map(say).fold(fact, |fact, says| fact.value(says, &learned));
    let more = u32::try_from(page.alternates.len().saturating_sub(fact.0.values.len())).unwrap_or(u32::MAX);
    fact.note((more > 0).then(|| Phrase::new("fact_more").count(more)))
}
