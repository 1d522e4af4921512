//! Pages of sites that the person chose are read when they are there, without a press, so that the toolbar button can say
//! whether they link to the default target.

use super::App;
use super::pages::Held;
use crate::address::safe_text;
use crate::ledger::{self, AtOnce};
use crate::page::{Seen, UnreadSite as Site};
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, Sign, Store, StoreFault};
use crate::protocol::{AlwaysView, Answer, LightView};
use crate::scope::Target;
use crate::verdict::{Lamp, live};

/// Most sites that are chosen.
const MOST: usize = 200;
/// Longest name of a target at the toolbar button, in characters.
const LONGEST_NAME: usize = 60;

impl<P: Ports> App<P> {
    /// A page of a chosen site is there. What a page's script is told is nothing.
    pub(super) async fn arrived(&self, tab: i32) -> Result<Answer, Failure> {
        let settings = AtOnce::read(&self.ports).await?;
        if default_target(&settings).await?.is_some() {
            let held = self.read_page(tab).await;
            self.show_sign(tab, &held, &settings).await?;
        }
        Ok(Answer::Light(LightView { lit: 0, says: Vec::new() }))
    }

    /// Has the toolbar button say whether the page links to the default target, if there is one and the page was read.
    pub(super) async fn show_sign(&self, tab: i32, held: &Held, settings: &AtOnce<'_, P>) -> Result<(), StoreFault> {
        let Ok(page) = held.page.as_ref() else { return Ok(()) };
        let Some((target, name)) = default_target(settings).await? else { return Ok(()) };
        let sign = match live(page, &target, &Seen::default()).state {
            Lamp::Yes => Sign::Yes,
            Lamp::No => Sign::No,
            Lamp::None | Lamp::Unknown | Lamp::Busy => Sign::Unknown,
        };
        self.ports.sign(tab, sign, &name);
        Ok(())
    }

    /// Chooses the site of the page in the tab, or no longer. The browser is asked for the permission by the view, which
    /// may close under its question: so what is chosen is kept first, and counts once the permission is there.
    pub(super) async fn always(&self, tab: i32, on: bool) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let site = held.site().ok_or_else(|| Failure::new("ask.no_source", Retry::AfterChange))?;
        let mut chosen = ledger::load_always(&self.ports).await?;
        chosen.retain(|pattern| *pattern != site.pattern);
        if on {
            if chosen.len() >= MOST {
                return Err(Failure::new("always.too_many", Retry::AfterChange).about(MOST.to_string()));
            }
            chosen.push(site.pattern);
        }
        ledger::save_always(&self.ports, &chosen).await?;
        self.ports.tell_of(&chosen).await;
        self.report(tab).await
    }

    /// Forgets chosen sites that may not be read any more, and has the browser tell of the others.
    pub(super) async fn tell_of_chosen(&self) -> Result<(), StoreFault> {
        let all = ledger::load_always(&self.ports).await?;
        if all.is_empty() {
            return Ok(());
        }
        let granted = self.ports.granted().await;
        let chosen: Vec<String> = all.iter().filter(|pattern| covers(&granted, pattern)).cloned().collect();
        if chosen.len() < all.len() {
            ledger::save_always(&self.ports, &chosen).await?;
        }
        self.ports.tell_of(&chosen).await;
        Ok(())
    }

    /// How it is with the site of a page.
    pub(super) async fn always_view(
        &self,
        held: &Held,
        settings: &AtOnce<'_, P>,
    ) -> Result<Option<AlwaysView>, StoreFault> {
        let Some(Site { host, pattern }) = held.site() else { return Ok(None) };
        let chosen = ledger::load_always(settings).await?.contains(&pattern);
        let on = chosen && covers(&self.ports.granted().await, &pattern);
        Ok(Some(AlwaysView { on, host: safe_text(&host, 120), pattern }))
    }
}

/// The default target and what the person calls it.
async fn default_target(settings: &impl Store) -> Result<Option<(Target, String)>, StoreFault> {
    let mut saved = ledger::load_targets(settings).await?;
    let Some(default) = saved.default else { return Ok(None) };
    saved.list.retain(|target| target.id == default);
    let Some(saved) = saved.list.pop() else { return Ok(None) };
    let sameness = ledger::load_sameness(settings).await?;
    let Ok(target) = Target::by(&saved.input, saved.scope, &sameness) else { return Ok(None) };
    let name = if saved.label.is_empty() { &target.sent } else { &saved.label };
    let name = safe_text(name, LONGEST_NAME);
    Ok(Some((target, name)))
}

impl Held {
    /// The site of the page; none if it was not read, or is none of the web.
    fn site(&self) -> Option<Site> {
        self.page.as_ref().ok().and_then(|page| Site::of(&page.url))
    }
}

/// True if what is granted holds the pattern of a site.
fn covers(granted: &[String], pattern: &str) -> bool {
    let scheme = pattern.split(':').next().unwrap_or_default();
    granted.iter().any(|granted| {
        let all = granted.strip_suffix("://*/*").is_some_and(|of| of == "*" || of == scheme);
        all || granted == "<all_urls>"
            || granted == pattern
            || granted.strip_prefix('*') == pattern.strip_prefix(scheme)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_grant_holds() {
        let cases = [
            ("https://a.example/*", true),
            ("*://a.example/*", true),
            ("https://*/*", true),
            ("*://*/*", true),
            ("<all_urls>", true),
            ("http://*/*", false),
            ("http://a.example/*", false),
            ("https://b.example/*", false),
        ];
        for (granted, holds) in cases {
            assert_eq!(covers(&[granted.to_owned()], "https://a.example/*"), holds, "{granted}");
        }
    }
}
