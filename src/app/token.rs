//! The options page: the token, and which suffix list is in use.

use super::App;
use super::paid::{Bought, Endpoint, Order};
use crate::address::suffix_list_info;
use crate::ledger;
use crate::moz::{Flavour, Token};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, Keep, Options, TermsView, TokenCheck};
use crate::verdict::{Known, Looked};

impl<P: Ports> App<P> {
    pub(super) async fn options(&self) -> Result<Answer, Failure> {
        let token = ledger::load_token(&self.ports).await?;
        let list = suffix_list_info();
        let terms = ledger::load_terms(&self.ports).await?;
        let managed = ledger::load_managed(&self.ports).await?;
        let index = ledger::newest_index(&self.ports).await?;
        Ok(Answer::Options(Box::new(Options {
            keep: token.as_ref().map(|(_, keep)| *keep),
            masked: token.as_ref().map(|(token, _)| token.masked()),
            suffix_list_date: list.date,
            suffix_list_rules: list.rules,
            terms: TermsView {
                flavour: terms.flavour,
                plan: terms.plan,
                daily_limit: terms.daily_limit,
                days: terms.days,
                confirm_at: terms.confirm_at,
            },
            quota: self.quota_view().await?,
            locked: managed.locked,
            ignored: managed.ignored,
            index: index.map_or(Phrase::new("index_unknown"), |index| Phrase::new("index_since").date(index.at)),
        })))
    }

    pub(super) async fn save_token(&self, token: &Token, keep: Keep) -> Result<Answer, Failure> {
        let malformed = |_| Failure::new("token.malformed", Retry::AfterChange);
        let token = Token::parse(token.reveal()).map_err(malformed)?;
        ledger::save_token(&self.ports, &token, keep).await?;
        self.recent_looks.borrow_mut().retain(|(_, looked)| !matches!(looked, Looked::Failed(_)));
        self.recent.borrow_mut().retain(|(_, known)| !matches!(known, Known::Failed(_) | Known::Refused(_)));
        ledger::forget_left(&self.ports).await?;
        self.options().await
    }

    pub(super) async fn remove_token(&self) -> Result<Answer, Failure> {
        ledger::remove_token(&self.ports).await?;
        ledger::forget_left(&self.ports).await?;
        self.options().await
    }

    pub(super) async fn check_token(&self) -> Result<Answer, Failure> {
        let flavour = ledger::load_terms(&self.ports).await?.flavour;
        let endpoint = match flavour {
            Flavour::V2 => Endpoint::UsageData,
            Flavour::JsonRpc => Endpoint::Quota,
        };
        let order = Order { endpoint, most_rows: 0, questions: &[], look_ups: &[] };
        let paid = self.pay(None, &order, async |sending| {
            let answer = match sending.flavour {
                Flavour::V2 => sending.client.usage_data(None).await?,
                Flavour::JsonRpc => sending.client.quota().await?.used.unwrap_or_default(),
            };
            Ok(Bought { answer, rows: 0, changes: Ok(Vec::new()) })
        });
        // The figure is the account's, and has been seen past 32 bits' worth of nothing: cap, never wrap.
        let rows = u32::try_from(paid.await?.answer).unwrap_or(u32::MAX);
        Ok(Answer::TokenCheck(TokenCheck { says: Phrase::new("token_check_ok").count(rows) }))
    }
}
