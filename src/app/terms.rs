//! The settings about Moz. Each is set by itself, from the text as typed, and holds at once.

use super::App;
use crate::ledger::{self, Terms};
use crate::moz::{Flavour, Plan};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, OfferView, Setting};
use crate::verdict::Known;

/// Requests per second that a paid plan begins with. Moz publishes no figure; somebody was seen to make 40 a minute for
/// long (moz-api 3), and what is too fast is learnt from refusals, which are not billed.
const FIRST_RATE: u16 = 2;

impl<P: Ports> App<P> {
    /// Sets one of the settings.
    pub(super) async fn change(&self, setting: Setting, text: &str) -> Result<Answer, Failure> {
        let mut terms = ledger::load_terms(&self.ports).await?;
        set(&mut terms, setting, text.trim())?;
        ledger::save_terms(&self.ports, &terms).await?;
        self.options().await
    }

    /// Asks by the other API from now on.
    pub(super) async fn use_flavour(&self, tab: i32, flavour: Flavour) -> Result<Answer, Failure> {
        let terms = Terms { flavour, ..ledger::load_terms(&self.ports).await? };
        ledger::save_terms(&self.ports, &terms).await?;
        self.recent.borrow_mut().retain(|(_, known)| !matches!(known, Known::Failed(_) | Known::Refused(_)));
        self.report(tab).await
    }
}

fn set(terms: &mut Terms, setting: Setting, text: &str) -> Result<(), Failure> {
    match setting {
        Setting::Flavour => {
            terms.flavour = match text {
                "v2" => Flavour::V2,
                "json_rpc" => Flavour::JsonRpc,
                _ => return Err(Failure::new("request.malformed", Retry::Never)),
            }
        }
        Setting::Plan => {
            terms.plan = match (text, terms.plan) {
                ("unknown", _) => Plan::Unknown,
                ("free", _) => Plan::Free,
                ("paid", paid @ Plan::Paid(_)) => paid,
                ("paid", _) => Plan::Paid(FIRST_RATE),
                _ => return Err(Failure::new("request.malformed", Retry::Never)),
            }
        }
        Setting::Rate => terms.plan = Plan::Paid(u16::try_from(number(text, 1, 100)?).unwrap_or(FIRST_RATE)),
        Setting::DailyLimit if text.is_empty() => terms.daily_limit = None,
        Setting::DailyLimit => terms.daily_limit = Some(number(text, 1, 4_000_000)?),
        Setting::Days => terms.days = number(text, 1, 365)?,
        Setting::ConfirmAt => terms.confirm_at = number(text, 1, 4_000_000)?,
    }
    Ok(())
}

fn number(text: &str, least: u32, most: u32) -> Result<u32, Failure> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| {
        let mut failure = Failure::new("settings.number", Retry::AfterChange);
        failure.says = failure.says.count(least).count(most);
        failure
    })
}

/// The other API, where this one has refused the account.
pub(super) fn offer(known: &Known, flavour: Flavour) -> Option<OfferView> {
    use crate::moz::MozError::{Forbidden, NoLinksApi};

    let Known::Failed(error) = known else { return None };
    let other = match (flavour, error) {
        (Flavour::V2, NoLinksApi | Forbidden) => Flavour::JsonRpc,
        (Flavour::JsonRpc, Forbidden) => Flavour::V2,
        _ => return None,
    };
    Some(OfferView {
        flavour: other,
        says: Phrase::new("offer_says").phrase(name(flavour)).phrase(name(other)),
        label: Phrase::new("offer_label").phrase(name(other)).count(ledger::price(other)),
    })
}

fn name(flavour: Flavour) -> Phrase {
    Phrase::new(match flavour {
        Flavour::V2 => "flavour_v2",
        Flavour::JsonRpc => "flavour_json_rpc",
    })
}
