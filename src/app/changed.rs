//! Whether a page is still what was read.

use super::App;
use crate::page::Pulse;
use crate::phrase::{Failure, Phrase};
use crate::ports::{PageScript, Ports};
use crate::protocol::{Answer, ChangedView};

impl<P: Ports> App<P> {
    /// Compares the tab with what was read of it. A page that was not read, or was forgotten, is not compared.
    pub(super) async fn changed(&self, tab: i32) -> Result<Answer, Failure> {
        let mut view = ChangedView { says: None, left: false, lit: false };
        let held = self.pages.borrow().find(tab);
        let Some(held) = held else { return Ok(Answer::Changed(view)) };
        let Ok(page) = held.page.as_ref() else { return Ok(Answer::Changed(view)) };
        if let Ok(said) = self.ports.call(tab, PageScript::Pulse, &[(Some(0), String::new())]).await {
            let pulse = said.first().map(|(_, said)| Pulse::read(said)).unwrap_or_default();
            view.says = page.changed(&pulse);
            view.lit = pulse.lit;
        } else {
            // The grant went with the page that it was given for.
            view.left = true;
            let gone = self.ports.info(tab).await.is_none();
            view.says = Some(Phrase::new(if gone { "changed_gone" } else { "changed_left" }));
        }
        Ok(Answer::Changed(view))
    }
}
