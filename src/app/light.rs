//! Light on the page: rings around links, until someone puts them out.

use std::collections::BinaryHeap;

use serde_json::json;

use super::App;
use super::pages::{Held, why_lost};
use crate::page::{Asked, Lit, Sight};
use crate::phrase::{Failure, Phrase, Retry};
use crate::policy::Sender;
use crate::ports::{PageScript, Ports};
use crate::protocol::{Answer, LightView, LinkQuery};
use crate::verdict::live;

/// Most links that are lit at once.
const MOST_LIT: usize = 500;
/// The browsers' number of a tab's top frame.
const TOP: i64 = 0;

/// What `extension/page/light.js` is asked.
struct Ask<'a> {
    links: &'a [(u32, u32)],
    /// Go to the first of them.
    jump: bool,
    /// In the top frame, which alone says how many are lit: those of other frames. Nothing elsewhere.
    elsewhere: Option<u32>,
    /// Other frames have to be told when the light is put out.
    shared: bool,
    /// Without any motion, for a picture.
    still: bool,
}

impl Ask<'_> {
    fn text(&self) -> String {
        let Self { links, jump, elsewhere, shared, still } = self;
        json!({ "links": links, "jump": jump, "elsewhere": elsewhere, "shared": shared, "still": still }).to_string()
    }
}

impl<P: Ports> App<P> {
    /// Lights the links of those numbers, in place of those that are lit, and goes to the first.
    pub(super) async fn light(&self, sender: &Sender, tab: i32, links: Vec<u32>) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        self.light_up(sender, tab, &held, &links).await
    }

    /// Lights the links that lead to the target.
    pub(super) async fn light_target(&self, sender: &Sender, tab: i32) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        let target = self.target().await?.ok_or_else(|| Failure::new("ask.no_target", Retry::AfterChange))?;
        let target = target.map_err(|error| error.failure())?;
        let hits = live(page, &target, &held.seen.borrow()).hits;
        let ids: Vec<u32> = hits.iter().map(|hit| hit.id).collect();
        self.light_up(sender, tab, &held, &ids).await
    }

    /// Lights the links of a list.
    pub(super) async fn light_list(&self, sender: &Sender, tab: i32, query: LinkQuery) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        // A heap has them in order too, in a tenth of the code of a sort.
        let ids: BinaryHeap<u32> = self.list(tab, &held, page, query).links_from(0, u32::MAX).collect();
        let ids = ids.into_sorted_vec();
        self.light_up(sender, tab, &held, &ids).await
    }

    /// Puts out what is lit, wherever in the tab it is.
    pub(super) async fn dark(&self, tab: i32) -> Result<Answer, Failure> {
        // A tab that cannot be reached has nothing lit any more.
        let _ = self.ports.call(tab, PageScript::Dark, &[(None, String::new())]).await;
        Ok(Answer::Light(LightView { lit: 0, says: Vec::new() }))
    }

    async fn light_up(&self, sender: &Sender, tab: i32, held: &Held, ids: &[u32]) -> Result<Answer, Failure> {
        let lit = self.lit(tab, held, ids, false).await?;
        if sender.stands_in_tab() {
            self.ports.show(tab).await;
        }
        Ok(Answer::Light(view(&lit, ids.len())))
    }

    /// Lights links and says what came of it. For a picture without motion and without the bar.
    pub(super) async fn lit(&self, tab: i32, held: &Held, ids: &[u32], still: bool) -> Result<Lit, Failure> {
        let page = held.page.as_ref().map_err(Clone::clone)?;
        self.dark(tab).await?;
        let frames = page.asked(ids.iter().copied().take(MOST_LIT));
        let (top, others): (Vec<&Asked>, Vec<&Asked>) = frames.iter().partition(|asked| asked.frame == TOP);
        let first = ids.first().and_then(|id| page.locate(*id)).map_or(TOP, |(frame, _)| frame.id);
        let mut lit = Lit::default();
        let asks: Vec<_> = others
            .iter()
            .map(|asked| {
                let ask = Ask { links: &asked.links, jump: asked.frame == first, elsewhere: None, shared: true, still };
                (Some(asked.frame), ask.text())
            })
            .collect();
        if !asks.is_empty() {
            for (frame, said) in self.ports.call(tab, PageScript::Light, &asks).await.unwrap_or_default() {
                let asked = others.iter().find(|asked| asked.frame == frame).map_or(0, |asked| asked.ids.len());
                lit.add(Lit::read(asked, &said));
            }
        }
        let links = top.first().map(|asked| asked.links.as_slice()).unwrap_or_default();
        let elsewhere = (!still).then_some(lit.lit);
        let ask = Ask { links, jump: first == TOP, elsewhere, shared: lit.lit > 0, still };
        let said = self.ports.call(tab, PageScript::Light, &[(Some(TOP), ask.text())]).await;
        for (_, said) in said.map_err(|fault| why_lost(&fault))? {
            lit.add(Lit::read(links.len(), &said));
        }
        Ok(lit)
    }
}

/// What came of it. Of a single link that is not lit the reason is told.
fn view(lit: &Lit, asked: usize) -> LightView {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let unseen = number(lit.sights.iter().filter(|sight| matches!(sight, Sight::Hidden(_))).count());
    // What was not answered for is gone with its frame.
    let here = lit.sights.iter().filter(|sight| **sight != Sight::Gone).count();
    let gone = number(asked.min(MOST_LIT).saturating_sub(here));
    let left = number(asked.saturating_sub(MOST_LIT));
    let counted = |key: &str, count: u32| (count > 0).then(|| Phrase::new(key).count(count));
    let hidden = match (asked, lit.sights.first()) {
        (1, Some(sight @ Sight::Hidden(_))) => Some(Phrase::new("light_sight").phrase(sight.phrase())),
        _ => counted("light_unseen", unseen),
    };
    let says = [counted("light_lit", lit.lit), hidden, counted("light_gone", gone), counted("light_left", left)];
    LightView { lit: lit.lit, says: says.into_iter().flatten().collect() }
}
