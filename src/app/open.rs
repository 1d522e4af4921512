//! The ledger's first use by a worker: what versions before the database left is moved into it, once, before anything
//! else reads or writes there.

use futures_channel::oneshot;

use super::App;
use crate::ledger;
use crate::ports::{Ports, StoreFault};
use crate::protocol::Request;

/// How far that is.
#[derive(Default)]
pub(super) enum Opening {
    /// Not begun, or failed.
    #[default]
    Shut,
    /// Under way, and who waits for it. Two at once could bring back a token that was removed in between.
    UnderWay(Vec<oneshot::Sender<()>>),
    /// Done.
    Open,
}

impl Request {
    /// True if it is in vain without the ledger. What a page shows needs none, so a report tells of the ledger's
    /// failure in its place.
    pub(super) fn needs_ledger(&self) -> bool {
        !matches!(self, Self::Open { .. } | Self::Aim { .. } | Self::Links { .. } | Self::Sample)
    }
}

impl<P: Ports> App<P> {
    /// Returns once the ledger can be used.
    pub(super) async fn open_ledger(&self) -> Result<(), StoreFault> {
        while let Some(end) = self.join_opening() {
            // Whoever failed leaves it to the next.
            let _ = end.await;
        }
        if matches!(*self.opening.borrow(), Opening::Open) {
            return Ok(());
        }
        let moved = match ledger::finish_restore(&self.ports).await {
            Ok(()) => ledger::import_old(&self.ports).await,
            Err(fault) => Err(fault),
        };
        let end = if moved.is_ok() { Opening::Open } else { Opening::Shut };
        if let Opening::UnderWay(waiting) = self.opening.replace(end) {
            for waiting in waiting {
                // Who no longer waits need not be told.
                let _ = waiting.send(());
            }
        }
        moved
    }

    /// The end of an opening that is under way; none if this one is to do it, or if it is done.
    fn join_opening(&self) -> Option<oneshot::Receiver<()>> {
        let mut opening = self.opening.borrow_mut();
        match &mut *opening {
            Opening::Open => None,
            Opening::UnderWay(waiting) => {
                let (sender, receiver) = oneshot::channel();
                waiting.push(sender);
                Some(receiver)
            }
            Opening::Shut => {
                *opening = Opening::UnderWay(Vec::new());
                None
            }
        }
    }
}
