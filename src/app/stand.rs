//! How matters stand between a tab's page and the target: the nine questions, the look-ups, the canonical address.

use super::App;
use super::looks::Looks;
use super::nine::Nine;
use super::pages::Held;
use crate::address::{Address, clean};
use crate::ledger;
use crate::page::Page;
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{Answer, CanonicalView};
use crate::scope::{Cell, Question, Scope, Target};
use crate::verdict::{Due, Freshness, Known, Lamp, What, index_view, live};

/// What is known of one page and one target.
pub(super) struct Stand {
    /// The questions about the link.
    pub(super) nine: Nine,
    /// What else can be looked up.
    pub(super) looks: Looks,
    /// The question about the page under its canonical address, if that is another.
    pub(super) canonical: Option<(Question, Known)>,
    /// The page shows the link.
    pub(super) shows: bool,
}

impl Stand {
    /// What each step of verifying would cost now.
    pub(super) fn due(&self) -> Due {
        let status = if self.nine.known().is_settled() { 0 } else { self.nine.price() };
        Due {
            redirect: self.looks.redirect.as_ref().map(|_| self.looks.rows(What::Redirect)),
            status: self.nine.main().map(|_| status),
            crawl: Some(self.looks.source.rows()),
        }
    }

    /// The answer under the canonical address, if it was asked.
    pub(super) fn canonical_view(&self) -> Option<CanonicalView> {
        let (question, known) = self.canonical.as_ref()?;
        let view = index_view(Some(question), known);
        let says = match view.state {
            Lamp::None => return None,
            Lamp::Yes => "canonical_yes",
            Lamp::No => "canonical_no",
            Lamp::Unknown => "canonical_unknown",
            Lamp::Busy => "canonical_busy",
        };
        let says = Phrase::new(says).text(crate::address::bounded(&question.source, 300));
        Some(CanonicalView { state: view.state, says, chips: view.chips, failure: view.failure })
    }
}

/// The page's canonical address, if it names one and that is not the address it is asked by anyway.
pub(super) fn canonical(page: &Page, source: &Address) -> Option<Address> {
    let address = clean(page.known_elsewhere()?.as_str(), &[]).ok()?.address;
    (address.url() != source.url()).then_some(address)
}

impl<P: Ports> App<P> {
    /// The index that an answer of now comes from. Of one that comes when the index has not been asked for all day, its
    /// age alone can tell.
    pub(super) async fn sure_index(&self) -> Result<Option<String>, StoreFault> {
        if !ledger::index_is_sure(&self.ports, self.ports.now()).await? {
            return Ok(None);
        }
        Ok(ledger::newest_index(&self.ports).await?.map(|index| index.id))
    }

    /// What answers are held against.
    pub(super) async fn freshness(&self) -> Result<Freshness, StoreFault> {
        let index = ledger::newest_index(&self.ports).await?.map(|index| index.id);
        let days = ledger::load_terms(&self.ports).await?.days;
        Ok(Freshness { now: self.ports.now(), index, days })
    }

    /// How matters stand between a page that was read and a target.
    pub(super) async fn stand_of(&self, held: &Held, source: &Address, target: &Target) -> Result<Stand, StoreFault> {
        let nine = self.nine(source, target).await?;
        let freshness = self.freshness().await?;
        let looks = self.looks(source, target, &freshness).await?;
        let page = held.page.as_ref().ok();
        let cell = Cell { source: Scope::Page, target: target.scope };
        let question = page.and_then(|page| canonical(page, source));
        let question = question.and_then(|address| Question::new(&address, target, cell));
        let canonical = match question {
            None => None,
            Some(question) => {
                let known = self.known_all(vec![question], &freshness).await?;
                known.into_iter().next()
            }
        };
        let shows = page.is_some_and(|page| live(page, target, &held.seen.borrow()).state == Lamp::Yes);
        Ok(Stand { nine, looks, canonical, shows })
    }

    /// How matters stand in a tab.
    pub(super) async fn stand(&self, tab: i32) -> Result<Stand, Failure> {
        let target = self.target().await?;
        let target = target.ok_or_else(|| Failure::new("ask.no_target", Retry::AfterChange))?;
        let target = target.map_err(|error| error.failure())?;
        let held = self.page(tab).await;
        held.page.as_ref().map_err(Clone::clone)?;
        let sameness = ledger::load_sameness(&self.ports).await?;
        let source = held.source(&sameness).ok_or_else(|| Failure::new("ask.no_source", Retry::AfterChange))?;
        Ok(self.stand_of(&held, &source, &target).await?)
    }

    /// Asks for the page under its canonical address, for `rows` rows.
    pub(super) async fn ask_canonical(&self, tab: i32, rows: u32) -> Result<Answer, Failure> {
        let stand = self.stand(tab).await?;
        let (question, _) = stand.canonical.ok_or_else(|| Failure::new("ask.no_source", Retry::AfterChange))?;
        if rows != stand.nine.price() {
            return Err(Failure::new("ask.price_changed", Retry::Now));
        }
        let before = self.billed().await?;
        self.fly(tab, &question, rows).await?;
        self.close_bill(rows, before).await?;
        self.report(tab).await
    }
}
