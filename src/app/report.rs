//! Puts the report together: page, target, live verdict, index verdict, reasons, button.

use super::App;
use super::button::{Ask, ask_view};
use super::facts::facts_view;
use super::kept::kept_view;
use super::next::reason_views;
use super::nine::Nine;
use super::pages::{Held, row};
use super::short::short_view;
use super::sites::more_view;
use super::stand::{Stand, canonical};
use super::terms::offer;
use super::together::both;
use super::verify::verify_view;
use crate::address::{Address, safe_text, show_url};
use crate::ledger::{self, Aim, AtOnce};
use crate::moz::Flavour;
use crate::page::{Link, Page, Rule};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{AimView, AlwaysView, Answer, Item, LiveView, Pick, QuotaView, Report};
use crate::scope::{NoTarget, Scope, Target};
use crate::verdict::{
    Absent, Facts, Hit, Known, Lamp, LinkFacts, Live, PageFacts, Step, Steps, index_view, live, reasons,
};

/// Most matching links that a report carries; the list has all.
const MOST_HITS: usize = 20;
/// Longest input that is given back to a view.
const LONGEST_INPUT: usize = 8 * 1024;

impl<P: Ports> App<P> {
    /// Sets the target, if it is one, and reports.
    pub(super) async fn aim(&self, tab: i32, pick: Pick, scope: Scope) -> Result<Answer, Failure> {
        let input = match pick {
            Pick::Typed(text) => text.trim().to_owned(),
            Pick::Link(id) => {
                let held = self.page(tab).await;
                let page = held.page.as_ref().map_err(Clone::clone)?;
                let link = page.links.get(id as usize);
                // Of a wrapper, what it carries is meant: the wrapper is nobody's target, and may hold personal data.
                let url = link.and_then(|link| link.carried().map(|(url, _)| url).or_else(|| link.url()));
                url.ok_or_else(|| Failure::new("target.no_such_link", Retry::Now))?.as_str().to_owned()
            }
        };
        let aim = Aim { input, scope };
        let sameness = ledger::load_sameness(&self.ports).await?;
        if aim.input.is_empty() || Target::by(&aim.input, scope, &sameness).is_ok() {
            ledger::save_aim(&self.ports, &aim).await?;
        }
        let settings = AtOnce::read(&self.ports).await?;
        Ok(Answer::Report(Box::new(self.report_on(tab, aim, &settings).await?)))
    }

    /// Reads the page and reports. What else it takes is read meanwhile: the page is read in another process.
    pub(super) async fn open(&self, tab: i32) -> Result<Answer, Failure> {
        let (held, settings) = both(self.read_page(tab), AtOnce::read(&self.ports)).await;
        let settings = settings?;
        self.show_sign(tab, &held, &settings).await?;
        let aim = self.begin_aim(&settings).await?;
        Ok(Answer::Report(Box::new(self.report_on(tab, aim, &settings).await?)))
    }

    /// The report against the target that was last picked.
    pub(super) async fn report(&self, tab: i32) -> Result<Answer, Failure> {
        Ok(Answer::Report(Box::new(self.report_of(tab).await?)))
    }

    /// That report, for answers that carry more.
    pub(super) async fn report_of(&self, tab: i32) -> Result<Report, Failure> {
        let settings = AtOnce::read(&self.ports).await?;
        let aim = ledger::load_aim(&settings).await?;
        self.report_on(tab, aim, &settings).await
    }

    /// The target that was last picked; none if there is none.
    pub(super) async fn target(&self) -> Result<Option<Result<Target, NoTarget>>, Failure> {
        let aim = ledger::load_aim(&self.ports).await?;
        let sameness = ledger::load_sameness(&self.ports).await?;
        Ok((!aim.input.is_empty()).then(|| Target::by(&aim.input, aim.scope, &sameness)))
    }

    async fn report_on(&self, tab: i32, aim: Aim, settings: &AtOnce<'_, P>) -> Result<Report, Failure> {
        let held = self.page(tab).await;
        let sameness = ledger::load_sameness(settings).await?;
        let target = (!aim.input.is_empty()).then(|| Target::by(&aim.input, aim.scope, &sameness));
        let good = target.as_ref().and_then(|target| target.as_ref().ok());
        let source = held.source(&sameness);
        let standing = self.standing(&held, source.as_ref(), good, settings).await;
        let (steps, running) = (ledger::load_steps(settings).await?, self.running(tab));
        let (always, chosen) = (self.always_view(&held, settings).await?, self.chosen(tab));
        Ok(Judging { tab, held: &held, source, aim, target, steps, running, always, chosen }.report(standing))
    }
}

/// What is judged: a page that is held, and a target.
pub(super) struct Judging<'a> {
    pub(super) tab: i32,
    pub(super) held: &'a Held,
    /// The page as a source for Moz.
    pub(super) source: Option<Address>,
    pub(super) aim: Aim,
    /// What the aim comes to; none where nothing is aimed at.
    pub(super) target: Option<Result<Target, NoTarget>>,
    /// The steps of verifying that are on.
    pub(super) steps: Steps,
    /// The one that is under way.
    pub(super) running: Option<Step>,
    /// Its site, as one that can be chosen.
    pub(super) always: Option<AlwaysView>,
    /// What was chosen for it in a menu.
    pub(super) chosen: Option<Item>,
}

/// What the ledger knows of it.
#[derive(Default)]
pub(super) struct Standing {
    /// Of source and target.
    pub(super) stand: Option<Stand>,
    pub(super) has_token: bool,
    /// What is left, if there is a token.
    pub(super) quota: Option<QuotaView>,
    /// By which API is asked.
    pub(super) flavour: Flavour,
}

impl Judging<'_> {
    /// The report. What the page shows is told even where the ledger fails.
    pub(super) fn report(self, standing: Result<Standing, StoreFault>) -> Report {
        let Self { tab, held, source, aim, target, steps, running, always, chosen } = self;
        let page = held.page.as_ref().ok();
        let good = target.as_ref().and_then(|target| target.as_ref().ok());
        let (standing, fault) = match standing {
            Ok(standing) => (standing, None),
            Err(fault) => (Standing::default(), Some(fault)),
        };
        let Standing { stand, has_token, quota, flavour } = standing;
        let nine = stand.as_ref().map(|stand| &stand.nine);
        let known = nine.map_or(Known::Nothing, Nine::known);
        let verdict = page.zip(good).map(|(page, target)| live(page, target, &held.seen.borrow()));
        let mut index = index_view(nine.and_then(Nine::main), &known);
        let faulty = fault.is_some();
        if let Some(fault) = fault {
            (index.state, index.title) = (Lamp::Unknown, Phrase::new("index_title_unknown"));
            index.failure = Some(fault.into());
        }
        let reasons = match (page, source.as_ref(), &verdict) {
            (Some(page), Some(source), Some(verdict)) => {
                reasons(&facts(page, source, verdict, index.state, stand.as_ref()))
            }
            _ => Vec::new(),
        };
        let reasons = reason_views(tab, stand.as_ref(), reasons);
        let ask = ask_view(&Ask {
            target: target.as_ref(),
            readable: page.is_some(),
            faulty,
            price: nine.and_then(|nine| nine.main().map(|_| nine.price())),
            known: &known,
            has_token,
            confirm: nine.is_some_and(|nine| nine.confirms(nine.price())),
        });
        let shows = verdict.as_ref().is_some_and(|verdict| verdict.state == Lamp::Yes);
        let ladder = nine.and_then(|nine| nine.view(shows));
        let live = live_view(held, good, verdict.as_ref());
        let short = short_view(held, good).filter(|_| live.state != Lamp::Yes);
        let facts = page.map(|page| facts_view(page, good));
        let more = nine.map(more_view);
        let verify = stand
            .as_ref()
            .zip(good)
            .filter(|(stand, _)| stand.nine.main().is_some())
            .map(|(stand, target)| verify_view(tab, stand, steps, running, live.state, &target.sent));
        let canonical = stand.as_ref().and_then(Stand::canonical_view);
        let kept = stand.as_ref().map(|stand| kept_view(tab, stand));
        let (page, aim) = (held.view(), aim_view(&aim, target));
        let offer = offer(&known, flavour);
        Report {
            tab,
            page,
            aim,
            live,
            short,
            index,
            ladder,
            reasons,
            ask,
            facts,
            canonical,
            kept,
            verify,
            more,
            offer,
            quota,
            always,
            chosen,
        }
    }
}

impl<P: Ports> App<P> {
    /// What the ledger knows of source and target; what is left, if there is a token; and by which API is asked.
    async fn standing(
        &self,
        held: &Held,
        source: Option<&Address>,
        target: Option<&Target>,
        settings: &AtOnce<'_, P>,
    ) -> Result<Standing, StoreFault> {
        self.open_ledger().await?;
        let stand = match (source, target) {
            (Some(source), Some(target)) => Some(self.stand_of(held, source, target).await?),
            _ => None,
        };
        let quota = match ledger::load_token(&self.ports).await? {
            Some(_) => Some(self.quota_view().await?),
            None => None,
        };
        let flavour = ledger::load_terms(settings).await?.flavour;
        Ok(Standing { stand, has_token: quota.is_some(), quota, flavour })
    }
}

fn aim_view(aim: &Aim, target: Option<Result<Target, NoTarget>>) -> AimView {
    let mut view = AimView {
        input: safe_text(&aim.input, LONGEST_INPUT),
        scope: aim.scope,
        sent: None,
        notes: Vec::new(),
        warnings: Vec::new(),
        failure: None,
    };
    match target {
        None => {}
        Some(Ok(target)) => {
            view.sent = Some(target.shown());
            view.notes = target.notes;
            view.warnings = target.warnings;
        }
        Some(Err(error)) => view.failure = Some(error.failure()),
    }
    view
}

fn live_view(held: &Held, target: Option<&Target>, verdict: Option<&Live>) -> LiveView {
    let page = held.page.as_ref().ok();
    let (Some(page), Some(verdict)) = (page, verdict) else {
        let unreadable = page.is_none() && target.is_some();
        let (state, title) =
            if unreadable { (Lamp::Unknown, "live_title_unknown") } else { (Lamp::None, "live_title_none") };
        return LiveView {
            state,
            title: Phrase::new(title),
            says: None,
            chips: Vec::new(),
            links: Vec::new(),
            matches: 0,
        };
    };
    let matches = u32::try_from(verdict.hits.len()).unwrap_or(u32::MAX);
    let mut chips: Vec<Phrase> = Vec::new();
    if let Some(best) = verdict.hits.first() {
        chips.push(Phrase::new("chip_matches").count(matches));
        chips.extend(via(page, best).map(|via| Phrase::new("chip_through").text(via)));
        chips.extend(best.differences.iter().map(|difference| difference.phrase()));
        chips.extend(page.links.get(best.id as usize).map(Link::notes).unwrap_or_default());
    } else {
        chips.extend(verdict.absent.map(Absent::chip));
        if verdict.hidden > 0 {
            chips.push(Phrase::new("chip_hidden").count(verdict.hidden));
        }
        if page.frames_small > 0 && verdict.state == Lamp::No {
            chips.push(Phrase::new("chip_frames_small").count(page.frames_small));
        }
    }
    let title = match verdict.state {
        Lamp::Yes => "live_title_yes",
        Lamp::No => "live_title_no",
        Lamp::None | Lamp::Unknown | Lamp::Busy => "live_title_unknown",
    };
    let links = verdict.hits.iter().take(MOST_HITS).filter_map(|hit| {
        let link = page.links.get(hit.id as usize)?;
        Some(row(hit.id, link, target, &held.seen.borrow()))
    });
    LiveView {
        state: verdict.state,
        title: Phrase::new(title),
        says: Some(verdict.says.clone()),
        chips,
        links: links.collect(),
        matches,
    }
}

/// The host that a matching link leads through, if it is not direct; safe to show.
fn via(page: &Page, hit: &Hit) -> Option<String> {
    let link = page.links.get(hit.id as usize).filter(|_| hit.wrapped)?;
    link.carried().map(|(_, via)| safe_text(via, 120))
}

fn facts(page: &Page, source: &Address, verdict: &Live, index: Lamp, stand: Option<&Stand>) -> Facts {
    let best = verdict.hits.first();
    let link = best.and_then(|hit| page.links.get(hit.id as usize));
    let canonical = canonical(page, source).map(|address| {
        let shown = show_url(address.url());
        shown.before + &shown.domain + &shown.after
    });
    let mut facts = Facts {
        live: verdict.state,
        index,
        link: LinkFacts {
            followed: link.is_some_and(|link| link.follow.is_followed()),
            via: best.and_then(|hit| via(page, hit)),
            differs: best.and_then(|hit| hit.differences.first()).map(|difference| difference.phrase()),
            script_only: link.is_some_and(|link| link.origin.is_missing()),
            ..LinkFacts::default()
        },
        page: PageFacts {
            noindex: page.noindex().map(Rule::phrase),
            canonical,
            has_parameters: page.url.query().is_some(),
            removed_by_script: verdict.absent == Some(Absent::Removed),
            in_noscript: verdict.absent == Some(Absent::NoScript),
            personal: page.behind().is_some(),
        },
        wider_yes: stand.and_then(|stand| stand.nine.wider_yes()),
        wider_left: stand.is_some_and(|stand| stand.nine.wider_left().is_some()),
        ..Facts::default()
    };
    if let Some(stand) = stand {
        stand.looks.add_to(&mut facts);
    }
    facts
}
