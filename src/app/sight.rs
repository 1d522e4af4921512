//! The second look: single links once more, for whether they can be seen and the sentence they stand in.

use super::App;
use super::pages::{Held, sight_view, why_lost};
use crate::page::evidence;
use crate::phrase::Failure;
use crate::ports::{PageScript, Ports};
use crate::protocol::{Answer, EvidenceView, SeenLink};

/// Most links that are looked at again at once.
const MOST_LINKS: usize = 60;

impl<P: Ports> App<P> {
    /// Looks at the links once more, and judges the page anew in the light of it. Of links in frames that are gone
    /// meanwhile nothing is said.
    pub(super) async fn evidence(&self, tab: i32, links: Vec<u32>) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let ids: Vec<u32> = links.into_iter().take(MOST_LINKS).collect();
        self.look(tab, &held, &ids).await?;
        let links = seen_links(&held, &ids);
        let report = self.report_of(tab).await?;
        Ok(Answer::Evidence(EvidenceView { links, report: Box::new(report) }))
    }

    async fn look(&self, tab: i32, held: &Held, ids: &[u32]) -> Result<(), Failure> {
        let page = held.page.as_ref().map_err(Clone::clone)?;
        let frames = page.asked(ids.iter().copied());
        let asks: Vec<_> = frames.iter().map(|asked| (Some(asked.frame), evidence::ask(asked))).collect();
        if asks.is_empty() {
            return Ok(());
        }
        let said = self.ports.call(tab, PageScript::Evidence, &asks).await;
        let said = said.map_err(|fault| why_lost(&fault))?;
        // A list may have been made by what was seen before.
        self.pages.borrow_mut().forget_list(tab);
        let mut seen = held.seen.borrow_mut();
        for (frame, said) in said {
            let asked = frames.iter().filter(|asked| asked.frame == frame);
            for (id, evidence) in asked.flat_map(|asked| evidence::read(asked, &said)) {
                seen.keep(id, evidence);
            }
        }
        Ok(())
    }
}

fn seen_links(held: &Held, ids: &[u32]) -> Vec<SeenLink> {
    let seen = held.seen.borrow();
    ids.iter().filter_map(|id| Some(SeenLink { id: *id, sight: sight_view(&seen.of(*id)?) })).collect()
}
