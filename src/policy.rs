//! Who may send what. Judged by facts that the browser fills in, never by what a message says of itself; a fact that
//! is missing means no.

use serde::Deserialize;

/// What the browser says of a message's sender (`runtime.MessageSender`), with what to hold it against.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Sender {
    /// Id of the extension that sent it.
    pub id: Option<String>,
    /// Address of the document that sent it. For a content script that is the web page.
    pub url: Option<String>,
    /// The tab that the document stands in; none for popup, panel and background.
    #[serde(default)]
    pub tab: Option<i32>,
    /// Our own id.
    pub own_id: String,
    /// Our own base address, with the slash at its end.
    pub own_base: String,
}

impl Sender {
    /// True for a view of this extension, as popup, as panel or in a tab. Everybody else is refused, with the one
    /// exception of [`Self::own_script`]: no request is meant for web pages or other extensions.
    pub fn is_own_view(&self) -> bool {
        let own_page = self.own_base.len() > "x://y/".len() && self.own_base.ends_with('/');
        let path = self.url.as_deref().and_then(|url| url.strip_prefix(&self.own_base));
        // What reads foreign pages is a document of ours too, and no view.
        self.has_own_id() && own_page && path.is_some_and(|path| path.starts_with("views/"))
    }

    /// The tab of a script that this extension runs in a page. Such a script may put out its own tab's light, no more.
    pub fn own_script(&self) -> Option<i32> {
        if self.has_own_id() && !self.is_own_view() { self.tab } else { None }
    }

    /// True for a view in a tab of its own, which hides the page it is about.
    pub fn stands_in_tab(&self) -> bool {
        self.tab.is_some()
    }

    fn has_own_id(&self) -> bool {
        !self.own_id.is_empty() && self.id.as_deref() == Some(self.own_id.as_str())
    }
}

/// The one alarm that the extension sets.
pub const ALARM: &str = "turn";

/// True for the alarm that the extension sets. Alarms come from the browser, which tells each extension of its own only.
pub fn is_own_alarm(name: &str) -> bool {
    name == ALARM
}
