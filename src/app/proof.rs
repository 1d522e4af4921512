//! The proof of placement: what page and index say about one link, as a card to hand over. It says what the popup says,
//! with nothing of what it cost, and in front of it the same once more for people who speak no SEO.

use super::App;
use super::pages::Held;
use crate::address::{bounded, safe_text, show_url, without_personal};
use crate::ledger;
use crate::page::{Canonical, Link, NamedBy, Page};
use crate::phrase::{Failure, Phrase, Retry, Shown};
use crate::policy::Sender;
use crate::ports::Ports;
use crate::protocol::{Answer, Card, CardLight, CardLine, CardPart, FileView, LinkRow, ProofView, Report, WriteProof};
use crate::report::{Tongue, plain_name, proof_file, proof_name, write_proof};
use crate::scope::{Scope, Target};
use crate::verdict::Lamp;
use url::Url;

/// How often the best match is looked at again, as each look may bring up another.
const ROUNDS: usize = 3;
/// Longest anchor text and sentence part on a card, in characters: it is to stay one sheet.
const LONGEST_TEXT: usize = 160;
/// Most reasons on it.
const MOST_REASONS: usize = 3;
/// Longest address that can be opened from it, in characters.
const LONGEST_URL: usize = 2_000;

type Line = CardLine<Phrase>;
type Part = CardPart<Phrase>;

impl<P: Ports> App<P> {
    /// The card about page and target, and the picture.
    pub(super) async fn proof(&self, sender: &Sender, tab: i32, take: bool) -> Result<Answer, Failure> {
        let mut report = self.report_of(tab).await?;
        let mut rounds = 0..ROUNDS;
        while let (Some(id), Some(_)) = (unseen(&report), rounds.next()) {
            // What was read stays true of the time it was read.
            let Ok(Answer::Evidence(seen)) = self.evidence(tab, vec![id]).await else { break };
            report = *seen.report;
        }
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        let target = self.target().await?.ok_or_else(|| Failure::new("ask.no_target", Retry::AfterChange))?;
        let target = target.map_err(|error| error.failure())?;
        let index = ledger::newest_index(&self.ports).await.ok().flatten();
        let known = index.map(|index| Phrase::new("proof_index_known").text(safe_text(&index.id, 60)).date(index.at));
        let card = Finding { page, held: &held, target: &target, report: &report }.card(known);
        let best = report.live.links.first().map(|row| row.id);
        let (picture, no_picture) = match best {
            Some(link) if take => match self.take_picture(sender, tab, &held, link).await {
                Ok(picture) => (Some(picture), None),
                Err(failure) => (None, Some(failure)),
            },
            Some(link) => (self.kept_picture(tab, &held, link), None),
            None => (None, None),
        };
        let host = |url: &Url| url.host_str().unwrap_or("page").to_owned();
        let name = proof_name(&host(&page.url), target.address().host(), held.at);
        let has_link = best.is_some();
        Ok(Answer::Proof(Box::new(ProofView { card, name, picture, no_picture, has_link })))
    }
}

/// The best match, if it was not looked at a second time yet.
fn unseen(report: &Report) -> Option<u32> {
    report.live.links.first().filter(|row| row.sight.is_none()).map(|row| row.id)
}

/// A card as a file, its words looked up by the view.
pub(super) fn file(wish: &WriteProof) -> Answer {
    let (ending, media_type) = proof_file(wish.format);
    let tongue = Tongue { language: &plain_name(&wish.language, 35), is_rtl: wish.is_rtl };
    Answer::File(FileView {
        text: write_proof(&wish.card, wish.format, wish.picture.as_deref(), tongue),
        name: format!("{}.{ending}", plain_name(&wish.name, 200)),
        media_type: media_type.to_owned(),
    })
}

fn says(phrase: Phrase) -> Line {
    CardLine::Says(phrase)
}

fn address(url: &Url) -> Line {
    let url = without_personal(url);
    let shown = show_url(&url);
    let shown = Shown { after: bounded(&shown.after, LONGEST_TEXT), ..shown };
    CardLine::Address { shown, url: if url.as_str().len() > LONGEST_URL { String::new() } else { url.to_string() } }
}

fn text_of(url: &Url) -> String {
    let Shown { before, domain, after, .. } = show_url(&without_personal(url));
    [before, domain, bounded(&after, LONGEST_TEXT)].concat()
}

/// The end of a text, with an ellipsis if there is more before it.
fn ending(text: &str) -> String {
    match text.char_indices().rev().nth(LONGEST_TEXT) {
        Some((at, c)) => format!("…{}", text.get(at + c.len_utf8()..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn part(code: &str, name: Phrase, lines: impl IntoIterator<Item = Line>) -> Part {
    CardPart { code: code.to_owned(), name, lines: lines.into_iter().collect() }
}

/// What the card is made of.
struct Finding<'a> {
    page: &'a Page,
    held: &'a Held,
    target: &'a Target,
    report: &'a Report,
}

impl Finding<'_> {
    fn best(&self) -> Option<(&LinkRow, &Link)> {
        let row = self.report.live.links.first()?;
        Some((row, self.page.links.get(row.id as usize)?))
    }

    fn card(&self, known: Option<Phrase>) -> Card<Phrase> {
        let parts = [
            Some(self.source()),
            Some(self.aim()),
            self.link(),
            self.anchor(),
            self.follow(),
            self.place(),
            self.sentence(),
            Some(self.facts()),
            self.index_part(known),
            Some(self.reasons()),
        ];
        Card {
            title: Phrase::new("proof_title"),
            when: Phrase::new("proof_when").date(self.held.at),
            plain: self.plain(),
            lights: vec![self.live_light(), self.index_light()],
            parts: parts.into_iter().flatten().filter(|part| !part.lines.is_empty()).collect(),
            picture: Phrase::new("proof_picture").date(self.held.at),
            foot: Phrase::new("proof_foot"),
        }
    }

    /// The target as people would call it.
    fn called(&self) -> Phrase {
        let Shown { before, domain, after, .. } = self.target.shown();
        // A site's first page is called as the site is.
        let after = if after == "/" { String::new() } else { after };
        let text = [before, domain, after].concat();
        Phrase::new(match self.target.scope {
            Scope::Page => "proof_target_page",
            Scope::Subdomain => "proof_target_subdomain",
            Scope::RootDomain => "proof_target_root_domain",
        })
        .text(text)
    }

    fn plain(&self) -> Vec<Phrase> {
        let live = self.report.live.state;
        let headline = match live {
            Lamp::Yes => "proof_plain_yes",
            Lamp::No => "proof_plain_no",
            Lamp::None | Lamp::Unknown | Lamp::Busy => "proof_plain_unknown",
        };
        let mut plain = vec![Phrase::new(headline).phrase(self.called())];
        if let Some((row, link)) = self.best() {
            let followed = link.follow.is_followed();
            plain.push(Phrase::new(if followed { "proof_plain_followed" } else { "proof_plain_unfollowed" }));
            if row.sight.as_ref().is_some_and(|sight| !sight.visible) {
                plain.push(Phrase::new("proof_plain_hidden"));
            }
        }
        if self.page.noindex().is_some() {
            plain.push(Phrase::new("proof_plain_noindex"));
        }
        let lost = self.report.reasons.iter().any(|reason| reason.code == "lost_on");
        plain.push(Phrase::new(match (self.report.index.state, live) {
            (Lamp::Yes, Lamp::Yes) => "proof_plain_index_yes",
            (Lamp::Yes, _) => "proof_plain_index_has",
            (Lamp::No, Lamp::Yes) if lost => "proof_plain_index_lost",
            (Lamp::No, Lamp::Yes) => "proof_plain_index_no",
            (Lamp::No, _) => "proof_plain_index_none",
            (Lamp::Unknown, _) => "proof_plain_index_unknown",
            (Lamp::None | Lamp::Busy, _) => "proof_plain_index_unasked",
        }));
        plain
    }

    fn live_light(&self) -> CardLight<Phrase> {
        let live = &self.report.live;
        let basis = match live.state {
            Lamp::Yes => Some(Phrase::new("proof_links").count(live.matches)),
            _ => live.says.clone(),
        };
        light(live.state, live.title.clone(), basis.into_iter().collect())
    }

    fn index_light(&self) -> CardLight<Phrase> {
        let index = &self.report.index;
        match index.state {
            // What is under way says nothing yet.
            Lamp::None | Lamp::Busy => light(Lamp::None, Phrase::new("index_title_none"), Vec::new()),
            state => light(state, index.title.clone(), index.scope.clone().into_iter().collect()),
        }
    }

    fn source(&self) -> Part {
        let title = safe_text(&self.page.title, LONGEST_TEXT);
        let title = (!title.is_empty()).then(|| says(Phrase::new("fact_text").text(title)));
        part("source", Phrase::new("proof_source"), title.into_iter().chain([address(&self.page.url)]))
    }

    fn aim(&self) -> Part {
        let line = match self.target.scope {
            Scope::Page => address(self.target.address().url()),
            Scope::Subdomain | Scope::RootDomain => says(self.called()),
        };
        part("target", Phrase::new("proof_target"), [line])
    }

    fn link(&self) -> Option<Part> {
        let (row, link) = self.best()?;
        let url = link.url()?;
        let differs = self.target.scope != Scope::Page || self.target.address().url() != url;
        let through = row.through.clone().map(says);
        differs.then(|| part("link", Phrase::new("proof_link"), [address(url)].into_iter().chain(through)))
    }

    fn anchor(&self) -> Option<Part> {
        let (_, link) = self.best()?;
        let text = safe_text(&link.whole_text(), LONGEST_TEXT);
        let named = match (link.named_by.phrase(), text.is_empty()) {
            (None, _) => Phrase::new("fact_text").text(text),
            (Some(named_by), true) => named_by,
            (Some(named_by), false) => Phrase::new("proof_label").phrase(named_by).text(text),
        };
        let code = if link.named_by == NamedBy::Text { "proof_anchor" } else { "proof_named" };
        Some(part("anchor", Phrase::new(code), [says(named)]))
    }

    fn follow(&self) -> Option<Part> {
        let (row, link) = self.best()?;
        let rel = link.rel.as_deref().map(|rel| safe_text(rel, 80)).filter(|rel| !rel.is_empty());
        let rel = rel.map_or(Phrase::new("proof_rel_none"), |rel| Phrase::new("proof_rel").text(rel));
        let decided = if link.follow.is_followed() { Phrase::new("proof_followed") } else { row.follow.clone() };
        let notes = link.notes().into_iter().map(says);
        Some(part("follow", Phrase::new("proof_follow"), [says(decided), says(rel)].into_iter().chain(notes)))
    }

    fn place(&self) -> Option<Part> {
        let (row, _) = self.best()?;
        let place = match &row.sight {
            Some(sight) => Phrase::new("place_and_sight").phrase(row.place.clone()).phrase(sight.says.clone()),
            None => row.place.clone(),
        };
        let frame = self.page.locate(row.id).filter(|(frame, _)| frame.id != 0);
        let frame = frame.and_then(|(frame, _)| frame.url.as_ref());
        let frame = frame.map(|url| says(Phrase::new("proof_frame").text(text_of(url))));
        Some(part("place", Phrase::new("proof_place"), [says(place)].into_iter().chain(frame)))
    }

    fn sentence(&self) -> Option<Part> {
        let (row, _) = self.best()?;
        let sentence = row.sight.as_ref()?.sentence.clone()?;
        let line = CardLine::Sentence {
            before: ending(&sentence.before),
            link: bounded(&sentence.link, LONGEST_TEXT),
            after: bounded(&sentence.after, LONGEST_TEXT),
        };
        Some(part("sentence", Phrase::new("proof_sentence"), [line]))
    }

    /// What the page says of itself.
    fn facts(&self) -> Part {
        let page = self.page;
        let status = page.arrival.status;
        let canonical = match page.canonical() {
            Canonical::Unsaid => Phrase::new("proof_canonical_none"),
            Canonical::Same => Phrase::new("proof_canonical_same"),
            Canonical::Other(url) => Phrase::new("proof_canonical_elsewhere").text(text_of(url)),
            Canonical::Several => Phrase::new("proof_canonical_several"),
        };
        let index = match page.noindex() {
            Some(rule) => Phrase::new("proof_noindex").phrase(rule.phrase()),
            // A header may say so yet, where the page's own HTML was not looked at.
            None if page.source.html().is_some() => Phrase::new("proof_index_free"),
            None => Phrase::new("proof_index_seen_free"),
        };
        let status = (status > 0).then(|| Phrase::new("proof_status").text(status.to_string()));
        let lines = status.into_iter().chain([canonical, index]).map(says);
        part("facts", Phrase::new("proof_facts"), lines)
    }

    /// When Moz was asked, and of which index that is.
    fn index_part(&self, known: Option<Phrase>) -> Option<Part> {
        let index = &self.report.index;
        if !matches!(index.state, Lamp::Yes | Lamp::No | Lamp::Unknown) {
            return None;
        }
        // What it cost is nobody's business but the person's.
        let facts = index.chips.iter().filter(|chip| !["chip_cost", "chip_maybe_billed"].contains(&chip.key.as_str()));
        let failure = index.failure.as_ref().map(|failure| failure.says.clone());
        let canonical = self.report.canonical.as_ref().map(|canonical| canonical.says.clone());
        let known = known.filter(|_| index.state != Lamp::Unknown);
        let lines = facts.cloned().chain(failure).chain(known).chain(canonical).map(says);
        Some(part("index", Phrase::new("proof_index"), lines))
    }

    fn reasons(&self) -> Part {
        let reasons = self.report.reasons.iter().take(MOST_REASONS).map(|reason| says(reason.says.clone()));
        part("reasons", Phrase::new("proof_reasons"), reasons)
    }
}

fn light(state: Lamp, title: Phrase, says: Vec<Phrase>) -> CardLight<Phrase> {
    let answer = Phrase::new(match state {
        Lamp::Yes => "lamp_yes",
        Lamp::No => "lamp_no",
        Lamp::Unknown => "lamp_unknown",
        Lamp::None | Lamp::Busy => "lamp_none",
    });
    CardLight { state, answer, title, says }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_stands_before_the_link_the_end_is_kept() {
        assert_eq!(ending("short"), "short");
        let long = "ä".repeat(LONGEST_TEXT) + "z";
        assert_eq!(ending(&long), format!("…{}z", "ä".repeat(LONGEST_TEXT - 1)));
    }
}
