//! Lists of sources: making one, asking Moz about it, and what is known of it.

mod export;
mod live;
mod read;
mod rivals;
mod rivals_export;
mod run;
mod sheet;
mod view;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot;

use super::App;
use crate::ledger::{self, Draft, List, Run, RunState};
use crate::phrase::{Failure, Retry};
use crate::ports::Ports;
use crate::protocol::{ListAnswer, ListRequest};
use crate::scope::Question;
use sheet::Sheet;

/// For how long a list that was deleted can be brought back, in milliseconds.
const UNDO_MS: f64 = 3_600_000.0;

/// What is held of lists. All of it may be lost with the worker.
#[derive(Default)]
pub(super) struct Desk {
    /// The list that is being made.
    draft: RefCell<Option<Rc<Draft>>>,
    /// The list that was looked at or asked about last.
    sheet: RefCell<Option<Rc<Sheet>>>,
    /// The list that was compared last, with all that was known then: of ten thousand sources it takes seconds to read.
    rivals: RefCell<Option<(u32, Rc<Vec<rivals::Column>>)>>,
    /// The list that goes on by itself.
    running: Cell<Running>,
    /// When a list wants the worker woken, in milliseconds since 1970.
    pub(super) wake: Cell<Option<f64>>,
    /// Somebody asks Moz about a list.
    driving: Cell<bool>,
    /// A batch is under way.
    sending: Cell<bool>,
    /// When this worker began to ask, and how many batches it has had since.
    measured: Cell<Option<(f64, u32)>>,
    /// Batches in a row that brought nothing.
    lost_in_a_row: Cell<u32>,
    /// Who wants to know of the next step.
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
}

/// Whether a list goes on by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Running {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// None does.
    None,
    /// This one does.
    List(u32),
}

impl Desk {
    /// What the ledger knows of these may have changed.
    pub(super) fn touch(&self, questions: &[Question]) {
        if let Some(sheet) = &*self.sheet.borrow() {
            sheet.touch(questions);
        }
    }

    /// True while Moz is asked about a list.
    pub(super) fn is_busy(&self) -> bool {
        self.driving.get()
    }

    /// Forgets what is held: the ledger says otherwise by now.
    pub(super) fn forget(&self) {
        self.draft.take();
        self.sheet.take();
        self.rivals.take();
        self.running.set(Running::Unknown);
        self.wake.set(None);
    }

    /// Tells who wants to know that there is something new.
    fn moved(&self) {
        for waiting in self.waiting.borrow_mut().drain(..) {
            // Who no longer waits need not be told.
            let _ = waiting.send(());
        }
    }
}

impl<P: Ports> App<P> {
    pub(super) async fn list_request(&self, request: ListRequest) -> Result<ListAnswer, Failure> {
        match request {
            ListRequest::All => self.all_lists().await,
            ListRequest::Read { from, separator } => self.read_list(from, separator).await,
            ListRequest::Links { tab, ids, print } => self.list_of_links(tab, &ids, print).await,
            ListRequest::Draft { aim } => self.draft(aim).await,
            ListRequest::Drop => {
                self.desk.draft.take();
                ledger::drop_draft(&self.ports).await?;
                self.all_lists().await
            }
            ListRequest::Save { title } => self.save_list(&title).await,
            ListRequest::Open { id, query, offset, limit } => {
                let list = self.list_of(id).await?;
                self.list_view(list, Some((&query, offset, limit))).await
            }
            ListRequest::Run { id, rows } => self.run_list(id, rows, false).await,
            ListRequest::Retry { id, rows } => self.run_list(id, rows, true).await,
            ListRequest::Pause { id } => self.stop_list(id, RunState::Paused).await,
            ListRequest::Cancel { id } => self.stop_list(id, RunState::Idle).await,
            ListRequest::Progress { id } => self.list_progress(id).await,
            ListRequest::Needs { id } => self.list_needs(id).await,
            ListRequest::Look { id, run, offset, again } => self.look_at_list(id, run, offset, again).await,
            ListRequest::Rivals { id, show, offset, limit, again } => {
                if again {
                    self.desk.rivals.take();
                }
                self.rivals(id, show, offset, limit).await
            }
            ListRequest::RivalSites { id, next, rows } => self.list_rival_sites(id, next, rows).await,
            ListRequest::RivalList { id, target } => self.rival_list(id, target).await,
            ListRequest::RivalsExport { id, show, format, offset } => {
                self.export_rivals(id, show, format, offset).await
            }
            ListRequest::Delete { id, undo } => self.delete_list(id, undo).await,
            ListRequest::Export { id, query, format, offset } => self.export_list(id, &query, format, offset).await,
        }
    }

    /// The list of that number.
    async fn list_of(&self, id: u32) -> Result<List, Failure> {
        let list = ledger::load_list(&self.ports, id).await?.filter(|list| list.deleted.is_none());
        list.ok_or_else(gone)
    }

    async fn delete_list(&self, id: u32, undo: bool) -> Result<ListAnswer, Failure> {
        let now = self.ports.now();
        self.stop_waits(run::TAB);
        let change = &mut |list: &mut List| {
            list.deleted = (!undo).then_some(now);
            list.run = Run { state: RunState::Idle, until: None, ..list.run.clone() };
        };
        ledger::change_list(&self.ports, id, change).await?.ok_or_else(gone)?;
        self.forget_run(id);
        self.all_lists().await
    }

    async fn all_lists(&self) -> Result<ListAnswer, Failure> {
        ledger::purge_lists(&self.ports, self.ports.now() - UNDO_MS).await?;
        let lists = ledger::lists(&self.ports).await?;
        let draft = match self.load_draft().await? {
            Some(draft) => Some(Box::new(self.draft_view(&draft).await?)),
            None => None,
        };
        Ok(ListAnswer::All(view::lists_view(&lists, draft)))
    }
}

fn gone() -> Failure {
    Failure::new("list.gone", Retry::Never)
}
