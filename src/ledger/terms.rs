//! On what terms Moz is asked: which API, how fast, and how much a day.

use serde::{Deserialize, Serialize};

use super::managed::{Managed, load_managed};
use super::setting;
use crate::moz::{Flavour, Plan};
use crate::ports::{Store, StoreFault};
use crate::protocol::Setting;
use crate::verdict::DAYS;

const TERMS: &str = "terms";

/// A purchase of that many rows is asked about first, unless the person sets another number: settling all nine scopes
/// stays below it, a list does not.
const CONFIRM_AT: u32 = 20;

/// Requests per second that a paid plan begins with. Moz publishes no figure; somebody was seen to make 40 a minute for
/// long (moz-api 3), and what is too fast is learnt from refusals, which are not billed.
const FIRST_RATE: u16 = 2;

/// What the person set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Which API.
    pub flavour: Flavour,
    /// Their plan.
    pub plan: Plan,
    /// The most rows to spend on one day. None at first: where the plan is not known, any number would be a guess that
    /// stops somebody in the middle of their work.
    pub daily_limit: Option<u32>,
    /// How many days an answer holds.
    pub days: u32,
    /// From how many rows on a purchase is asked about first.
    pub confirm_at: u32,
}

impl Default for Terms {
    fn default() -> Self {
        let (flavour, plan) = (Flavour::default(), Plan::default());
        Self { flavour, plan, daily_limit: None, days: DAYS, confirm_at: CONFIRM_AT }
    }
}

/// Why a text is no value for a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It is none of the names that there are.
    Name,
    /// It is no whole number from the one to the other.
    Number(u32, u32),
}

impl Terms {
    /// Sets one of them from a text.
    pub fn set(&mut self, setting: Setting, text: &str) -> Result<(), Wrong> {
        match setting {
            Setting::Flavour => {
                self.flavour = match text {
                    "v2" => Flavour::V2,
                    "json_rpc" => Flavour::JsonRpc,
                    _ => return Err(Wrong::Name),
                }
            }
            Setting::Plan => {
                self.plan = match (text, self.plan) {
                    ("unknown", _) => Plan::Unknown,
                    ("free", _) => Plan::Free,
                    ("paid", paid @ Plan::Paid(_)) => paid,
                    ("paid", _) => Plan::Paid(FIRST_RATE),
                    _ => return Err(Wrong::Name),
                }
            }
            Setting::Rate => self.plan = Plan::Paid(u16::try_from(number(text, 1, 100)?).unwrap_or(FIRST_RATE)),
            Setting::DailyLimit if text.is_empty() => self.daily_limit = None,
            Setting::DailyLimit => self.daily_limit = Some(number(text, 1, 4_000_000)?),
            Setting::Days => self.days = number(text, 1, 365)?,
            Setting::ConfirmAt => self.confirm_at = number(text, 1, 4_000_000)?,
        }
        Ok(())
    }
}

fn number(text: &str, least: u32, most: u32) -> Result<u32, Wrong> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or(Wrong::Number(least, most))
}

/// What was set; the organisation's defaults or ours at first, or if what is stored cannot be read. What the organisation
/// has locked holds in any case.
pub async fn load_terms(store: &impl Store) -> Result<Terms, StoreFault> {
    let managed = load_managed(store).await?;
    Ok(under(&managed, setting::load(store, TERMS).await?))
}

fn under(managed: &Managed, stored: Option<Terms>) -> Terms {
    let is_first = stored.is_none();
    let mut terms = stored.unwrap_or_default();
    for (setting, text) in &managed.terms {
        if is_first || managed.locks(*setting) {
            // One that does not fit was left out before.
            let _ = terms.set(*setting, text);
        }
    }
    terms
}

/// Remembers what was set.
pub async fn save_terms(store: &impl Store, terms: &Terms) -> Result<(), StoreFault> {
    setting::save(store, TERMS, terms).await
}
