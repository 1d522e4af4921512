//! The one dispatcher: a request in, a reply out. Only this and `browser` see everything.

mod arrived;
mod ask;
mod backup;
mod button;
mod changed;
mod check;
mod facts;
mod first_run;
mod index;
mod kept;
mod light;
mod list;
mod lists;
mod looked;
mod looks;
mod matrix;
mod menu;
mod next;
mod nine;
mod open;
mod pages;
mod paid;
mod picture;
mod proof;
mod quota;
mod report;
mod reread;
mod restore;
mod retired;
mod sample;
mod short;
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
mod watch_export;
mod watches;
mod watching;

use std::cell::{self, RefCell};
use std::pin::Pin;

use crate::phrase::{Failure, Retry};
use crate::policy::Sender;
use crate::ports::Ports;
use crate::protocol::{Answer, Reply, Request};
use crate::scope::{Cell, Question};
use crate::verdict::{Known, LookUp, Looked};
use ask::Flight;
use check::Checks;
use lists::Desk;
use looks::Looking;
use menu::Chosen;
use open::Opening;
use pages::Pages;
use paid::Call;
use picture::Picture;
use quota::Receipt;
use restore::Restoring;
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
    /// What is held of lists.
    desk: Desk,
    /// What was last chosen in a menu.
    chosen: cell::Cell<Option<Chosen>>,
    /// The last picture taken. Nowhere else: what a page shows is not written down.
    picture: RefCell<Option<Picture>>,
    /// The file that is being read.
    restoring: RefCell<Option<Restoring>>,
}

/// A request under way.
type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + 'a>>;

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
            desk: Desk::default(),
            chosen: cell::Cell::default(),
            picture: RefCell::default(),
            restoring: RefCell::default(),
        }
    }

    /// Answers a request of `sender`. Always answers.
    pub async fn handle(&self, sender: &Sender, request: Request) -> Reply {
        let result = match (request, sender.own_script()) {
            (Request::PutOut, Some(tab)) => self.dark(tab).await,
            (Request::Arrived, Some(tab)) => self.arrived(tab).await,
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
        self.route(sender, request).await
    }

    /// What answers the request. Each has its own place in memory and in the module: as one future they would be one
    /// function of the length of them all, with room for the largest.
    fn route<'a>(&'a self, sender: &'a Sender, request: Request) -> Answering<'a> {
        match request {
            Request::Open { tab } => Box::pin(self.open(tab)),
            Request::Aim { tab, pick, scope } => Box::pin(self.aim(tab, pick, scope)),
            Request::Ask { tab, rows } => Box::pin(self.ask(tab, None, rows)),
            Request::AskAt { tab, source, target, rows } => {
                Box::pin(self.ask(tab, Some(Cell { source, target }), rows))
            }
            Request::Settle { tab, rows } => Box::pin(self.settle(tab, rows)),
            Request::Cancel { tab } => Box::pin(self.cancel(tab)),
            Request::Links { tab, query, offset, limit } => Box::pin(self.links(tab, query, offset, limit)),
            Request::Reread { tab, network } => Box::pin(self.reread(tab, network)),
            Request::ShortLook { tab, run, again } => Box::pin(self.short_look(tab, run, again)),
            Request::Options => Box::pin(self.options()),
            Request::SaveToken { token, keep } => Box::pin(async move { self.save_token(&token, keep).await }),
            Request::CheckToken => Box::pin(self.check_token()),
            Request::RemoveToken => Box::pin(self.remove_token()),
            Request::LinkIds { tab, query, offset, limit } => Box::pin(self.link_ids(tab, query, offset, limit)),
            Request::Export { tab, links, format, offset, limit, print } => {
                Box::pin(self.export(tab, links, format, (offset, limit), print))
            }
            Request::Targets { change } => Box::pin(self.targets(change)),
            Request::Matching { change } => Box::pin(self.matching(change)),
            Request::Matrix { tab } => Box::pin(self.matrix(tab)),
            Request::Evidence { tab, links } => Box::pin(self.evidence(tab, links)),
            Request::Light { tab, links } => Box::pin(self.light(sender, tab, links)),
            Request::LightTarget { tab } => Box::pin(self.light_target(sender, tab)),
            Request::LightList { tab, query } => Box::pin(self.light_list(sender, tab, query)),
            Request::Dark { tab } => Box::pin(self.dark(tab)),
            Request::Always { tab, on } => Box::pin(self.always(tab, on)),
            // Views know their tab, and say `dark` and `open`.
            Request::PutOut | Request::Arrived => {
                Box::pin(async { Err(Failure::new("request.refused", Retry::Never)) })
            }
            Request::Changed { tab } => Box::pin(self.changed(tab)),
            Request::AskCanonical { tab, rows } => Box::pin(self.ask_canonical(tab, rows)),
            Request::LookUp { tab, what, rows } => Box::pin(self.look_up(tab, what, rows)),
            Request::Verify { tab, rows } => Box::pin(self.verify(tab, rows)),
            Request::SetStep { tab, step, on } => Box::pin(self.set_step(tab, step, on)),
            Request::Progress { tab } => Box::pin(self.progress(tab)),
            Request::LinkingSites { tab, next, rows } => Box::pin(self.linking_sites(tab, next, rows)),
            Request::RivalSites { tab, rivals, next, rows } => {
                Box::pin(async move { self.rival_sites(tab, &rivals, next, rows).await })
            }
            Request::Change { setting, text } => Box::pin(async move { self.change(setting, &text).await }),
            Request::UseFlavour { tab, flavour } => Box::pin(self.use_flavour(tab, flavour)),
            Request::Quota => Box::pin(async move { Ok(Answer::Quota(Box::new(self.look_up_quota().await?))) }),
            Request::LookNeeds { sources } => Box::pin(async move { self.look_needs(&sources).await }),
            Request::Look { run, sources, target, scope, again } => {
                Box::pin(async move { self.look_at(run, &sources, (&target, scope), again).await })
            }
            Request::Retired { addresses } => Box::pin(async move { self.retired(&addresses).await }),
            Request::RetiredLook { addresses, run } => {
                Box::pin(async move { self.retired_look(&addresses, run).await })
            }
            Request::RetiredAsk { addresses, rows } => {
                Box::pin(async move { self.retired_ask(&addresses, rows).await })
            }
            Request::LookCancel { run } => Box::pin(self.cancel_looks(run)),
            Request::CheckIndex => Box::pin(async move {
                self.check_index().await?;
                self.options().await
            }),
            Request::List(request) => Box::pin(async move { Ok(Answer::List(self.list_request(request).await?)) }),
            Request::Proof { tab, take } => Box::pin(self.proof(sender, tab, take)),
            Request::WriteProof(wish) => Box::pin(async move { Ok(proof::file(&wish)) }),
            Request::Stored => Box::pin(self.stored()),
            Request::Backup { next } => Box::pin(self.backup(next)),
            Request::Restore(piece) => Box::pin(self.restore(piece)),
            Request::Erase => Box::pin(self.erase()),
            Request::Watches { tab, offset, limit } => Box::pin(self.watches(tab, offset, limit)),
            Request::WatchAdd { source, target, scope, every, looks, month_limit } => {
                Box::pin(self.watch_add(watches::New { source, target, scope, every, looks, month_limit }))
            }
            Request::WatchChange { id, edit } => Box::pin(async move { self.watch_change(&id, edit).await }),
            Request::WatchRemove { id } => Box::pin(async move { self.watch_remove(&id, true).await }),
            Request::WatchRestore { id } => Box::pin(async move { self.watch_remove(&id, false).await }),
            Request::WatchLook { id, rows } => Box::pin(async move { self.watch_look(&id, rows).await }),
            Request::History { id, before } => Box::pin(async move { self.history(&id, before).await }),
            Request::Changes { before } => Box::pin(self.changes(before)),
            Request::WatchExport { what, format, next } => {
                Box::pin(async move { self.watch_export(&what, format, next).await })
            }
            Request::ChangesSeen { until } => Box::pin(self.changes_seen(until)),
            Request::Watching { edit } => Box::pin(self.set_watching(edit)),
            Request::Sample => Box::pin(async { sample::sample(self.ports.now()) }),
            Request::FirstRun { read } => Box::pin(self.first_run(read)),
        }
    }

    fn ticket(&self) -> u32 {
        let mut last = self.tickets.borrow_mut();
        *last = last.wrapping_add(1);
        *last
    }
}
