//! What is left of the month and of the day, and what was spent.

use super::App;
use super::paid::{Bought, Endpoint, Order, Unpaid};
use crate::ledger::{self, Bills, Left, Spent};
use crate::moz::MozError;
use crate::phrase::Phrase;
use crate::ports::{Ports, StoreFault};
use crate::protocol::{QuotaView, SpentRow};

/// What the last purchase of this worker was said to cost and did cost, in rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Receipt {
    /// The most that the person was told.
    pub(super) expected: u32,
    /// What was billed.
    pub(super) billed: u32,
}

impl<P: Ports> App<P> {
    /// What is left and what was spent, as far as that is known without asking.
    pub(super) async fn quota_view(&self) -> Result<QuotaView, StoreFault> {
        let now = self.ports.now();
        let terms = ledger::load_terms(&self.ports).await?;
        let bills = ledger::bills(&self.ports, now).await?;
        let left = ledger::load_left(&self.ports).await?;
        let rows = left.as_ref().and_then(|left| left.rows_at(now, bills.month.most()));
        let receipt = *self.receipt.borrow();
        Ok(QuotaView {
            left: match rows {
                Some(rows) => Phrase::new("quota_left").count(u32::try_from(rows).unwrap_or(u32::MAX)),
                None if self.quota_failed.get() => Phrase::new("quota_failed"),
                None => Phrase::new("quota_unknown"),
            },
            known: rows.is_some(),
            as_of: left.as_ref().filter(|_| rows.is_some()).map(|left| Phrase::new("quota_as_of").date(left.at)),
            fresh: rows.is_some() && left.is_some_and(|left| left.is_fresh(now)),
            today: Phrase::new("spent_today").count(bills.today.rows),
            maybe: maybe(bills.today.maybe_rows),
            limit: terms.daily_limit.map(|limit| {
                let rest = limit.saturating_sub(bills.today.most());
                Phrase::new("limit_rest").count(rest).count(limit)
            }),
            last: receipt.map(|receipt| Phrase::new("receipt").count(receipt.expected).count(receipt.billed)),
            by: spent_rows(&bills),
        })
    }

    /// Asks Moz what is left, unless it said so within the hour. That it fails is told by there being no figure.
    pub(super) async fn look_up_quota(&self) -> Result<QuotaView, StoreFault> {
        let now = self.ports.now();
        let known = ledger::load_left(&self.ports).await?;
        if !known.is_some_and(|left| left.is_fresh(now)) {
            self.quota_failed.set(self.ask_quota().await.is_err());
        }
        self.quota_view().await
    }

    async fn ask_quota(&self) -> Result<(), Unpaid> {
        let order = Order { endpoint: Endpoint::Quota, most_rows: 0, questions: &[], look_ups: &[] };
        let month = ledger::bills(&self.ports, self.ports.now()).await?.month;
        let paid = self.pay(None, &order, async |sending| {
            let quota = sending.client.quota().await?;
            let left = Left::new(&quota, self.ports.now(), month.most());
            let left = left.ok_or(MozError::Shape)?;
            let changes = ledger::keep_left(&left).map(|change| vec![change]);
            Ok(Bought { answer: (), rows: 0, changes })
        });
        Ok(paid.await?.kept?)
    }
}

fn maybe(rows: u32) -> Option<Phrase> {
    (rows > 0).then(|| Phrase::new("spent_maybe").count(rows))
}

fn spent_rows(bills: &Bills) -> Vec<SpentRow> {
    let row = |name: Phrase, today: Spent, month: Spent| SpentRow {
        name,
        today: today.rows,
        month: month.rows,
        calls: month.calls,
        maybe: maybe(month.maybe_rows),
    };
    let by = bills.by.iter().map(|(endpoint, today, month)| row(name(*endpoint), *today, *month));
    let all = (!bills.by.is_empty()).then(|| row(Phrase::new("endpoint_all"), bills.today, bills.month));
    by.chain(all).collect()
}

fn name(endpoint: Endpoint) -> Phrase {
    match endpoint {
        Endpoint::LinkStatus => Phrase::new("endpoint_link_status"),
        Endpoint::UrlMetrics => Phrase::new("endpoint_url_metrics"),
        Endpoint::Links => Phrase::new("endpoint_links"),
        Endpoint::LinkingRootDomains => Phrase::new("endpoint_linking_root_domains"),
        Endpoint::LinkIntersect => Phrase::new("endpoint_link_intersect"),
        Endpoint::FinalRedirect => Phrase::new("endpoint_final_redirect"),
        Endpoint::IndexMetadata => Phrase::new("endpoint_index_metadata"),
        Endpoint::Quota => Phrase::new("endpoint_quota"),
        Endpoint::UsageData => Phrase::new("endpoint_usage_data"),
    }
}
