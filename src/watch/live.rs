//! What the page itself was found to have, and which of two looks' differences are changes. A look that tells nothing never
//! counts for or against the link.

use serde::{Deserialize, Serialize};

use super::{DAY, Event, Followed, Landing};
use crate::verdict::{Finding, FoundLink, FoundPage, There};

/// So many looks in a row that told nothing are worth a word, if they also cover [`UNREAD_FOR`].
const UNREAD_LOOKS: u32 = 3;
/// How long a page must have been unreadable for that, in milliseconds: a weekend of a site being down is no news.
const UNREAD_FOR: f64 = 4.5 * DAY;
/// How far apart the two looks are that make sure that a link is lost, in milliseconds.
const SURE_AFTER: f64 = DAY;
/// After so long the two looks say nothing of each other, in milliseconds, twice the longest period: either nobody was there
/// for months, or the clock jumped.
const SURE_BEFORE: f64 = 63.0 * DAY;

/// How matters stand with the link on its page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No look has told anything yet.
    #[default]
    Unknown,
    /// It is there.
    There,
    /// It never was.
    Never,
    /// It was, and at the last readable look it was not.
    Suspected,
    /// It was, and is not.
    Lost,
}

/// Since when the link is missing, by looks at a readable page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Absent {
    /// The first such look.
    pub since: f64,
}

/// Looks in a row that told nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unread {
    /// The first of them.
    pub since: f64,
    /// How many.
    pub looks: u32,
    /// Why the last did not, as findings have it.
    pub why: String,
    /// The person was told.
    pub told: bool,
}

/// What is remembered between looks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LiveState {
    /// How matters stand.
    pub standing: Standing,
    /// When the page was last looked at, whatever came of it.
    pub looked: Option<f64>,
    /// When it was last read.
    pub read: Option<f64>,
    /// Since when the link is missing.
    pub absent: Option<Absent>,
    /// Looks in a row that told nothing.
    pub unread: Option<Unread>,
    /// The link as it was last found.
    pub link: Option<FoundLink>,
    /// The page as it was last read.
    pub page: Option<FoundPage>,
    /// Where the link leads in the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub landing: Option<Landing>,
}

impl LiveState {
    /// Takes a look's finding in, and says what it changes.
    pub fn step(&mut self, found: &Finding) -> Vec<Event> {
        self.looked = Some(found.at);
        if found.there == There::Unknown {
            return self.told_nothing(found).into_iter().collect();
        }
        let mut events = Vec::new();
        if self.unread.take().is_some_and(|unread| unread.told) {
            events.push(Event::Readable);
        }
        self.read = Some(found.at);
        if found.there == There::Yes {
            self.there(found, &mut events);
        } else {
            self.missing(found, &mut events);
        }
        if let Some(page) = &found.page
            && let Some(before) = self.page.replace(page.clone())
        {
            compare_pages(before, page, &mut events);
        }
        events
    }

    fn told_nothing(&mut self, found: &Finding) -> Option<Event> {
        let fresh = Unread { since: found.at, looks: 0, why: String::new(), told: false };
        let unread = self.unread.get_or_insert(fresh);
        // A clock that was set back begins anew, and so does one that jumped.
        if found.at < unread.since || found.at - unread.since > SURE_BEFORE {
            (unread.since, unread.looks) = (found.at, 0);
        }
        unread.looks = unread.looks.saturating_add(1);
        unread.why = found.why.clone().unwrap_or_default();
        let long = unread.looks >= UNREAD_LOOKS && found.at - unread.since >= UNREAD_FOR;
        if unread.told || !long {
            return None;
        }
        unread.told = true;
        Some(Event::Unreadable(unread.why.clone()))
    }

    fn there(&mut self, found: &Finding, events: &mut Vec<Event>) {
        self.absent = None;
        events.extend(match self.standing {
            Standing::There => None,
            Standing::Unknown => Some(Event::Began),
            Standing::Never => Some(Event::Appeared),
            Standing::Suspected | Standing::Lost => Some(Event::Back),
        });
        self.standing = Standing::There;
        if let Some(link) = &found.link
            && let Some(before) = self.link.replace(link.clone())
        {
            compare_links(before, link, events);
        }
    }

    fn missing(&mut self, found: &Finding, events: &mut Vec<Event>) {
        match self.standing {
            Standing::Unknown => {
                self.standing = Standing::Never;
                events.push(Event::Began);
            }
            Standing::There => {
                self.standing = Standing::Suspected;
                self.absent = Some(Absent { since: found.at });
                events.push(Event::Suspected(found.why.clone()));
            }
            Standing::Suspected => {
                let absent = self.absent.get_or_insert(Absent { since: found.at });
                // A clock that was set back begins anew, and so does one that jumped.
                if found.at < absent.since || found.at - absent.since > SURE_BEFORE {
                    absent.since = found.at;
                }
                if found.at - absent.since >= SURE_AFTER {
                    self.standing = Standing::Lost;
                    events.push(Event::Lost(found.why.clone()));
                }
            }
            Standing::Never | Standing::Lost => {}
        }
    }

    /// When a look that need not wait for its turn would tell something: the second one without the link, or one more
    /// after looks that told nothing.
    pub fn wants(&self) -> Option<f64> {
        if let (Standing::Suspected, Some(absent)) = (self.standing, self.absent) {
            // From a look that told nothing, another is a day away.
            let tried = self.looked.filter(|_| self.unread.is_some()).unwrap_or(absent.since);
            return Some(tried.max(absent.since) + SURE_AFTER);
        }
        self.unread.as_ref().filter(|unread| unread.looks <= UNREAD_LOOKS)?;
        self.looked.map(|looked| looked + DAY)
    }
}

fn compare_links(before: FoundLink, now: &FoundLink, events: &mut Vec<Event>) {
    if (before.followed, &before.decided_by) != (now.followed, &now.decided_by) {
        let was = Followed { followed: before.followed, by: before.decided_by };
        events.push(Event::Follow(was, Followed { followed: now.followed, by: now.decided_by.clone() }));
    }
    if before.anchor != now.anchor {
        events.push(Event::Anchor(before.anchor, now.anchor.clone()));
    }
    // Findings of earlier versions do not tell where a link leads.
    if before.address != now.address && !before.address.is_empty() && !now.address.is_empty() {
        events.push(Event::Address(before.address, now.address.clone()));
    }
}

fn compare_pages(before: FoundPage, now: &FoundPage, events: &mut Vec<Event>) {
    if before.canonical != now.canonical {
        events.push(Event::Canonical(before.canonical, now.canonical.clone()));
    }
    if before.noindex != now.noindex {
        events.push(Event::Noindex(now.noindex));
    }
    if before.address != now.address {
        events.push(Event::Moved(before.address, now.address.clone()));
    }
}
