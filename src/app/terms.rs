//! The settings about Moz. Each is set by itself, from the text as typed, and holds at once.

use super::App;
use crate::ledger::{self, Managed, Terms, Wrong};
use crate::moz::Flavour;
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, OfferView, Setting};
use crate::verdict::Known;

impl<P: Ports> App<P> {
    /// Sets one of the settings.
    pub(super) async fn change(&self, setting: Setting, text: &str) -> Result<Answer, Failure> {
        self.unless_locked(|managed| managed.locks(setting)).await?;
        let mut terms = ledger::load_terms(&self.ports).await?;
        terms.set(setting, text.trim()).map_err(Failure::from)?;
        ledger::save_terms(&self.ports, &terms).await?;
        self.options().await
    }

    /// Asks by the other API from now on.
    pub(super) async fn use_flavour(&self, tab: i32, flavour: Flavour) -> Result<Answer, Failure> {
        self.unless_locked(|managed| managed.locks(Setting::Flavour)).await?;
        let terms = Terms { flavour, ..ledger::load_terms(&self.ports).await? };
        ledger::save_terms(&self.ports, &terms).await?;
        self.recent.borrow_mut().retain(|(_, known)| !matches!(known, Known::Failed(_) | Known::Refused(_)));
        self.report(tab).await
    }

    /// Refuses to change what the organisation has locked.
    pub(super) async fn unless_locked(&self, locks: impl Fn(&Managed) -> bool) -> Result<(), Failure> {
        let managed = ledger::load_managed(&self.ports).await?;
        if locks(&managed) { Err(Failure::new("settings.managed", Retry::Never)) } else { Ok(()) }
    }
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Name => Self::new("request.malformed", Retry::Never),
            Wrong::Number(least, most) => {
                let mut failure = Self::new("settings.number", Retry::AfterChange);
                failure.says = failure.says.count(least).count(most);
                failure
            }
        }
    }
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
