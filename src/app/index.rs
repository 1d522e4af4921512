//! Which index Moz has. Asked for at most once a day, for free, and only in company of a question that was paid for, or
//! by the person's own word; what is older than the index then counts as stale.

use super::App;
use super::paid::{Bought, Endpoint, Order, Unpaid};
use crate::ledger;
use crate::moz::{Flavour, Plan};
use crate::ports::{Ports, StoreFault};

/// With a plan as fast as this, in milliseconds between two requests, the index is asked for before the question; with a
/// slower one it would cost the person a wait, so it is asked for when the alarm next rings.
const FAST_MS: u32 = 1_000;
/// How long after the question that is, in milliseconds: the next question may follow at once.
pub(super) const LATER_MS: f64 = 60_000.0;

impl<P: Ports> App<P> {
    /// Asks which index it is, whenever it was last asked for.
    pub(super) async fn check_index(&self) -> Result<(), Unpaid> {
        ledger::note_index_asked(&self.ports, self.ports.now()).await?;
        let order = Order { endpoint: Endpoint::IndexMetadata, most_rows: 0, questions: &[], look_ups: &[] };
        let paid = self.pay(None, &order, async |sending| {
            // By JSON-RPC, where it is free, whatever the other questions are asked by.
            let answer = sending.client.index_id(Flavour::JsonRpc).await?;
            Ok(Bought { answer, rows: 0, changes: Ok(Vec::new()) })
        });
        let id = paid.await?.answer;
        Ok(ledger::learn_index(&self.ports, &id, self.ports.now()).await?)
    }

    /// Asks for it before a question that is paid for, if it is time and the plan is fast enough. Whether that works or
    /// not, the question goes on.
    pub(super) async fn check_index_early(&self) -> Result<(), StoreFault> {
        let plan = ledger::load_terms(&self.ports).await?.plan;
        if is_fast(plan) && ledger::index_is_due(&self.ports, self.ports.now()).await? {
            let _ = self.check_index().await;
        }
        Ok(())
    }

    /// Has the alarm see to it after a question that was paid for, if it is time and the plan is slow.
    pub(super) async fn plan_index_check(&self) -> Result<(), StoreFault> {
        let plan = ledger::load_terms(&self.ports).await?.plan;
        let now = self.ports.now();
        if !is_fast(plan) && ledger::index_is_due(&self.ports, now).await? {
            ledger::want_index(&self.ports).await?;
            self.wish(now + LATER_MS);
        }
        Ok(())
    }

    /// What the alarm does about it.
    pub(super) async fn check_index_late(&self) {
        if !self.calls.borrow().is_empty() {
            // The person's own questions go first, and this would take the next turn from them.
            return self.wish(self.ports.now() + LATER_MS);
        }
        if ledger::take_wanted_index(&self.ports).await.unwrap_or(false) {
            let _ = self.check_index().await;
        }
    }
}

fn is_fast(plan: Plan) -> bool {
    plan.interval_ms() <= FAST_MS
}
