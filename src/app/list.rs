//! The list of a page's links: windows of it for a view, the numbers of what is selected, and texts for other programs.

use std::rc::Rc;

use super::App;
use super::pages::{Held, row};
use crate::ledger::{self, AtOnce};
use crate::page::{CLASSES, Class, Entry, Heading, List, Page, Which};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, Chosen, Exported, FacetCount, LinkIds, LinkList, LinkQuery, ListRow, Show, ShowCount};
use crate::report::{self, Format, Piece};

/// Most rows sent to a view at once.
const MOST_ROWS: u32 = 500;
/// Most links written at once: a second's work, and far below the 64 MB that a message may have.
const MOST_WRITTEN: u32 = 5_000;

impl<P: Ports> App<P> {
    pub(super) async fn links(&self, tab: i32, query: LinkQuery, offset: u32, limit: u32) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        let list = self.list(tab, &held, page, query);
        let target = self.target().await?.and_then(Result::ok);
        let rows = list.window(offset, limit.min(MOST_ROWS)).filter_map(|entry| match entry {
            Entry::Group(heading, links) => Some(ListRow::Group { name: name(page, heading)?, links }),
            Entry::Link(id) => {
                let link = page.links.get(id as usize)?;
                Some(ListRow::Link(Box::new(row(id, link, target.as_ref(), &held.seen.borrow()))))
            }
        });
        Ok(Answer::Links(LinkList {
            total: number(list.entries.len()),
            links: list.links,
            offset,
            rows: rows.collect(),
            shows: shows(&list),
            facets: list.facets.iter().map(|&(facet, about, links)| FacetCount { facet, about, links }).collect(),
            print: held.print(),
        }))
    }

    pub(super) async fn link_ids(
        &self,
        tab: i32,
        query: LinkQuery,
        offset: u32,
        limit: u32,
    ) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        let ids = self.list(tab, &held, page, query).ids(offset, limit).collect();
        Ok(Answer::LinkIds(LinkIds { ids, print: held.print() }))
    }

    pub(super) async fn export(
        &self,
        tab: i32,
        links: Chosen,
        format: Format,
        (offset, limit): (u32, u32),
        print: Option<u32>,
    ) -> Result<Answer, Failure> {
        let held = self.page(tab).await;
        let page = held.page.as_ref().map_err(Clone::clone)?;
        // Pieces of different readings do not make a whole, and numbers of another reading name other links.
        if print.is_some_and(|print| print != held.print()) {
            return Err(Failure::new("page.changed", Retry::Now));
        }
        let limit = limit.clamp(1, MOST_WRITTEN);
        let (ids, total): (Vec<u32>, u32) = match links {
            Chosen::Ids { ids, total } => (ids.into_iter().take(limit as usize).collect(), total),
            Chosen::Query(query) => {
                let list = self.list(tab, &held, page, query);
                (list.links_from(offset, limit).collect(), list.links)
            }
        };
        let next = offset.saturating_add(number(ids.len()));
        // A piece without links is the last one, whatever the total says: else nobody would ever be done.
        let last = ids.is_empty() || next >= total;
        let at = self.ports.now();
        let text = report::write(format, page, at, ids.into_iter(), Piece { first: offset == 0, last });
        Ok(Answer::Exported(Exported {
            text,
            next: (!last).then_some(next),
            total,
            name: report::file_name(format, page, at),
            media_type: report::media_type(format).to_owned(),
            print: held.print(),
        }))
    }

    /// The list, made anew if it is not the one that was made last.
    pub(super) fn list(&self, tab: i32, held: &Held, page: &Page, query: LinkQuery) -> Rc<List> {
        let facets = query.facets.into_iter().collect();
        let which = Which { class: class(query.show), facets, text: query.text, sort: query.sort };
        let known = self.pages.borrow().list(tab).filter(|list| list.which == which);
        known.unwrap_or_else(|| {
            let list = Rc::new(List::new(page, &held.seen.borrow(), which));
            self.pages.borrow_mut().keep_list(tab, Rc::clone(&list));
            list
        })
    }

    /// The target that was last picked; where none was, the saved one that is meant for that.
    pub(super) async fn begin_aim(&self, settings: &AtOnce<'_, P>) -> Result<ledger::Aim, Failure> {
        let aim = ledger::load_aim(settings).await?;
        if !aim.input.is_empty() {
            return Ok(aim);
        }
        let saved = ledger::load_targets(settings).await?;
        let Some(target) = saved.list.iter().find(|target| Some(target.id) == saved.default) else { return Ok(aim) };
        let aim = ledger::Aim { input: target.input.clone(), scope: target.scope };
        ledger::save_aim(&self.ports, &aim).await?;
        Ok(aim)
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn name(page: &Page, heading: Heading) -> Option<Phrase> {
    Some(match heading {
        Heading::Site(site) => Phrase::new("group_site").text(page.sites.get(site as usize)?.name.clone()),
        Heading::NoSite => Phrase::new("group_no_site"),
        Heading::Place(place) => place.phrase(),
    })
}

fn class(show: Show) -> Option<Class> {
    match show {
        Show::Outbound => Some(Class::Outbound),
        Show::SameSite => Some(Class::SameSite),
        Show::SameHost => Some(Class::SameHost),
        Show::NotWeb => Some(Class::NotWeb),
        Show::Unusable => Some(Class::Unusable),
        Show::All => None,
    }
}

fn shows(list: &List) -> Vec<ShowCount> {
    let all = ShowCount { show: Show::All, links: list.classes.iter().sum() };
    let counts = CLASSES.into_iter().zip(list.classes).map(|(class, links)| {
        let show = match class {
            Class::SameHost => Show::SameHost,
            Class::SameSite => Show::SameSite,
            Class::Outbound => Show::Outbound,
            Class::NotWeb => Show::NotWeb,
            Class::Unusable => Show::Unusable,
        };
        ShowCount { show, links }
    });
    counts.chain([all]).collect()
}
