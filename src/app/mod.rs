//! The one dispatcher: a request in, a reply out. Only this and `browser` see everything.

mod ask;
mod changed;
mod check;
mod facts;
mod index;
mod kept;
mod light;
mod list;
mod looked;
mod looks;
mod matrix;
mod next;
mod nine;
mod open;
mod pages;
mod paid;
mod quota;
mod report;
mod reread;
mod sight;
mod sites;
mod stand;
mod targets;
mod terms;
mod timeline;
mod together;
mod token;
mod verify;
mod waiting;
mod watches;
mod watching;

use std::cell::{self, RefCell};

use crate::phrase::{Failure, Retry};
use crate::policy::Sender;
use crate::ports::Ports;
use crate::protocol::{Answer, Reply, Request};
use crate::scope::{Cell, Question};
use crate::verdict::{Known, LookUp, Looked};
use ask::Flight;
use check::Checks;
use looks::Looking;
use open::Opening;
use pages::Pages;
use paid::Call;
use quota::Receipt;
use verify::Run;

/// The background's state. What is here may be lost with the worker at any moment; what may not is in the store.
pub struct App<P> {
    ports: P,
    /// Whether what older versions left has been moved into the ledger.
    opening: RefCell<Opening>,
    pages: RefCell<Pages>,
    flights: RefCell<Vec<Flight>>,
    /// Calls to Moz, from their wait on.
    calls: RefCell<Vec<Call>>,
    /// What is known of a question but not in the ledger: how the last asking failed, or an answer that could not be
    /// written down.
    recent: RefCell<Vec<(Question, Known)>>,
    /// Look-ups under way.
    looking: RefCell<Vec<Looking>>,
    /// What is known of a look-up but not in the ledger.
    recent_looks: RefCell<Vec<(LookUp, Looked)>>,
    /// Placements that are being verified, one a tab.
    runs: RefCell<Vec<Run>>,
    /// Tabs whose settling or verifying was cancelled.
    stops: RefCell<Vec<i32>>,
    /// The last purchase.
    receipt: RefCell<Option<Receipt>>,
    /// Whether Moz did not say what is left when last asked.
    quota_failed: cell::Cell<bool>,
    /// Pages being looked at that no tab shows.
    checks: RefCell<Checks>,
    /// Watched placements that are being looked at.
    watching: RefCell<Vec<String>>,
    /// When the next watch has its turn, as far as is known without asking.
    next_watch: cell::Cell<Option<f64>>,
    /// What the toolbar button shows.
    badge: cell::Cell<Option<u32>>,
    tickets: RefCell<u32>,
}

impl<P: Ports> App<P> {
    /// A fresh start.
    pub fn new(ports: P) -> Self {
        Self {
            ports,
            opening: RefCell::default(),
            pages: RefCell::default(),
            flights: RefCell::default(),
            calls: RefCell::default(),
            recent: RefCell::default(),
            looking: RefCell::default(),
            recent_looks: RefCell::default(),
            runs: RefCell::default(),
            stops: RefCell::default(),
            receipt: RefCell::default(),
            quota_failed: cell::Cell::default(),
            checks: RefCell::default(),
            watching: RefCell::default(),
            next_watch: cell::Cell::default(),
            badge: cell::Cell::default(),
            tickets: RefCell::new(0),
        }
    }

    /// Answers a request of `sender`. Always answers.
    pub async fn handle(&self, sender: &Sender, request: Request) -> Reply {
        let result = match (request, sender.own_script()) {
            (Request::PutOut, Some(tab)) => self.dark(tab).await,
            (request, _) if sender.is_own_view() => self.dispatch(sender, request).await,
            _ => Err(Failure::new("request.refused", Retry::Never)),
        };
        match result {
            Ok(answer) => Reply::Ok(answer),
            Err(failure) => Reply::Err(failure),
        }
    }

    async fn dispatch(&self, sender: &Sender, request: Request) -> Result<Answer, Failure> {
        if request.needs_ledger() {
            self.open_ledger().await?;
        }
        match request {
            Request::Open { tab } => {
                self.read_page(tab).await;
                self.begin_aim().await?;
                self.report(tab).await
            }
            Request::Aim { tab, pick, scope } => self.aim(tab, pick, scope).await,
            Request::Ask { tab, rows } => self.ask(tab, None, rows).await,
            Request::AskAt { tab, source, target, rows } => self.ask(tab, Some(Cell { source, target }), rows).await,
            Request::Settle { tab, rows } => self.settle(tab, rows).await,
            Request::Cancel { tab } => self.cancel(tab).await,
            Request::Links { tab, query, offset, limit } => self.links(tab, query, offset, limit).await,
            Request::Reread { tab, network } => self.reread(tab, network).await,
            Request::Options => self.options().await,
            Request::SaveToken { token, keep } => self.save_token(&token, keep).await,
            Request::CheckToken => self.check_token().await,
            Request::RemoveToken => self.remove_token().await,
            Request::LinkIds { tab, query, offset, limit } => self.link_ids(tab, query, offset, limit).await,
            Request::Export { tab, links, format, offset, limit, print } => {
                self.export(tab, links, format, (offset, limit), print).await
            }
            Request::Targets { change } => self.targets(change).await,
            Request::Matching { change } => self.matching(change).await,
            Request::Matrix { tab } => self.matrix(tab).await,
            Request::Evidence { tab, links } => self.evidence(tab, links).await,
            Request::Light { tab, links } => self.light(sender, tab, links).await,
            Request::LightTarget { tab } => self.light_target(sender, tab).await,
            Request::LightList { tab, query } => self.light_list(sender, tab, query).await,
            Request::Dark { tab } => self.dark(tab).await,
            // Views know their tab and say `dark`.
            Request::PutOut => Err(Failure::new("request.refused", Retry::Never)),
            Request::Changed { tab } => self.changed(tab).await,
            Request::AskCanonical { tab, rows } => self.ask_canonical(tab, rows).await,
            Request::LookUp { tab, what, rows } => self.look_up(tab, what, rows).await,
            Request::Verify { tab, rows } => self.verify(tab, rows).await,
            Request::SetStep { tab, step, on } => self.set_step(tab, step, on).await,
            Request::Progress { tab } => self.progress(tab).await,
            Request::LinkingSites { tab, next, rows } => self.linking_sites(tab, next, rows).await,
            Request::RivalSites { tab, rivals, next, rows } => self.rival_sites(tab, &rivals, next, rows).await,
            Request::Change { setting, text } => self.change(setting, &text).await,
            Request::UseFlavour { tab, flavour } => self.use_flavour(tab, flavour).await,
            Request::Quota => Ok(Answer::Quota(Box::new(self.look_up_quota().await?))),
            Request::LookNeeds { sources } => self.look_needs(&sources).await,
            Request::Look { run, sources, target, scope, again } => {
                self.look_at(run, &sources, (&target, scope), again).await
            }
            Request::LookCancel { run } => self.cancel_looks(run).await,
            Request::CheckIndex => {
                self.check_index().await?;
                self.options().await
            }
            Request::Watches { tab, offset, limit } => self.watches(tab, offset, limit).await,
            Request::WatchAdd { source, target, scope, every, looks, month_limit } => {
                self.watch_add(watches::New { source, target, scope, every, looks, month_limit }).await
            }
            Request::WatchChange { id, edit } => self.watch_change(&id, edit).await,
            Request::WatchRemove { id } => self.watch_remove(&id, true).await,
            Request::WatchRestore { id } => self.watch_remove(&id, false).await,
            Request::WatchLook { id, rows } => self.watch_look(&id, rows).await,
            Request::History { id, before } => self.history(&id, before).await,
            Request::Changes { before } => self.changes(before).await,
            Request::ChangesSeen { until } => self.changes_seen(until).await,
            Request::Watching { edit } => self.set_watching(edit).await,
        }
    }

    fn ticket(&self) -> u32 {
        let mut last = self.tickets.borrow_mut();
        *last = last.wrapping_add(1);
        *last
    }
}
