//! A picture of the page with the link lit. It is taken of what the person could see for themselves, is held until the
//! next one, and is written down nowhere.

use super::App;
use super::pages::Held;
use crate::address::safe_text;
use crate::phrase::{Failure, Retry};
use crate::policy::Sender;
use crate::ports::{PageScript, Ports};
use crate::report::is_picture;

/// The browsers' number of a tab's top frame.
const TOP: i64 = 0;

/// A picture, and of what it is.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    tab: i32,
    print: u32,
    link: u32,
    data: String,
}

impl<P: Ports> App<P> {
    /// The picture of that link on the page as read, if it is the last one that was taken.
    pub(super) fn kept_picture(&self, tab: i32, held: &Held, link: u32) -> Option<String> {
        let picture = self.picture.borrow();
        let of = |picture: &&Picture| (picture.tab, picture.print, picture.link) == (tab, held.print(), link);
        picture.as_ref().filter(of).map(|picture| picture.data.clone())
    }

    /// Goes to the link, lights it, takes the picture, and puts the light out again, whatever comes of it. A view in a
    /// tab of its own gives way to the page for that moment.
    pub(super) async fn take_picture(
        &self,
        sender: &Sender,
        tab: i32,
        held: &Held,
        link: u32,
    ) -> Result<String, Failure> {
        self.picture.replace(None);
        let data = self.shoot(sender, tab, held, link).await;
        let _ = self.dark(tab).await;
        if let Some(own) = sender.tab {
            self.ports.show(own).await;
        }
        let data = data?;
        self.picture.replace(Some(Picture { tab, print: held.print(), link, data: data.clone() }));
        Ok(data)
    }

    async fn shoot(&self, sender: &Sender, tab: i32, held: &Held, link: u32) -> Result<String, Failure> {
        let lit = self.lit(tab, held, &[link], true).await?;
        if lit.lit == 0 {
            return Err(Failure::new("picture.unlit", Retry::AfterChange));
        }
        if sender.stands_in_tab() {
            self.ports.show(tab).await;
        }
        // A page that does not answer is taken as it is.
        let _ = self.ports.call(tab, PageScript::Still, &[(Some(TOP), String::new())]).await;
        let refused = |said: &str| Failure::new("picture.refused", Retry::Now).about(safe_text(said, 200));
        let data = self.ports.picture(tab).await.map_err(|fault| refused(&fault.0))?;
        if is_picture(&data) { Ok(data) } else { Err(refused("no JPEG")) }
    }
}
