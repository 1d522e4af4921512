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
    /// Our own id.
    pub own_id: String,
    /// Our own base address, with the slash at its end.
    pub own_base: String,
}

impl Sender {
    /// True for a document of this extension, as popup, as panel or in a tab. Everybody else is refused: no request
    /// is meant for content scripts, web pages or other extensions.
    pub fn is_own_view(&self) -> bool {
        let same_id = !self.own_id.is_empty() && self.id.as_deref() == Some(self.own_id.as_str());
        let own_page = self.own_base.len() > "x://y/".len() && self.own_base.ends_with('/');
        same_id && own_page && self.url.as_deref().is_some_and(|url| url.starts_with(&self.own_base))
    }
}

/// The one alarm that the extension sets.
pub const ALARM: &str = "turn";

/// True for the alarm that the extension sets. Alarms come from the browser, which tells each extension of its own only.
pub fn is_own_alarm(name: &str) -> bool {
    name == ALARM
}
