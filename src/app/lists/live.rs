//! What the pages of a list's sources show: looking at them, and joining what was found to the rows. What a look found is
//! kept with the placement, not in the list, so that every list and every watch of the placement knows it.

use super::super::App;
use super::super::check::How;
use super::super::looked::{self, needs, show, unlooked};
use super::read::address;
use super::sheet::Sheet;
use crate::address::Address;
use crate::check::failure;
use crate::ledger::{self, Item, List};
use crate::phrase::{Failure, Retry};
use crate::ports::{Ports, StoreFault};
use crate::protocol::{ListAnswer, ListLooked, LookRow};
use crate::scope::Target;
use crate::verdict::Finding;

/// Sources of one request: as many as a worker's time for one answer may be enough for.
const WINDOW: usize = 50;

impl<P: Ports> App<P> {
    /// Which permissions looking at the list's pages takes.
    pub(super) async fn list_needs(&self, id: u32) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        let items = ledger::list_items(&self.ports, list.id).await?;
        let addresses: Vec<Address> = items.iter().filter_map(|(_, item)| address(item)).collect();
        let granted = self.ports.granted().await;
        Ok(ListAnswer::Needs(needs(&addresses, &granted)))
    }

    /// Looks at the pages from the source at `offset`. What was looked at today is not looked at again, unless it is said
    /// so: the same request later goes on with what it left.
    pub(super) async fn look_at_list(
        &self,
        id: u32,
        run: u32,
        offset: u32,
        again: bool,
    ) -> Result<ListAnswer, Failure> {
        let list = self.list_of(id).await?;
        let sheet = self.sheet(&list).await?.ok_or_else(|| Failure::new("list.no_target", Retry::AfterChange))?;
        let target = self.live_target(&list).await?;
        let window = sheet.items.iter().skip(offset as usize).take(WINDOW);
        let addresses: Vec<Address> = window.filter_map(|(_, item)| address(item)).collect();
        // Who looks for one looks for all: what is fetched tells of competitors for nothing.
        let others = self.rivals_of(&target).await?;
        let others: Vec<Target> = others.into_iter().map(|(_, target)| target).collect();
        let how = How::in_window(self.ports.now(), again);
        self.checks.borrow_mut().runs.push((run, how.stop.clone()));
        let mut told = 0;
        let mut missed = None;
        let on_each = &mut |_: usize, finding: &Finding| {
            told += 1;
            missed = missed.take().or_else(|| why_missed(finding));
        };
        let looked = self.look_many(&addresses, (&target, &others), &how, on_each).await;
        self.checks.borrow_mut().runs.retain(|(_, stop)| !std::rc::Rc::ptr_eq(stop, &how.stop));
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let end = (offset as usize).saturating_add(WINDOW).min(sheet.items.len());
        let left = addresses.len().saturating_sub(told);
        Ok(ListAnswer::Looked(ListLooked {
            done: number(end.saturating_sub(left)),
            next: if left > 0 { Some(offset) } else { (end < sheet.items.len()).then(|| number(end)) },
            all: number(sheet.items.len()),
            unkept: looked.err(),
            missed,
        }))
    }

    /// What was found last at each of these items, ready to show.
    pub(super) async fn lives(&self, list: &List, sheet: &Sheet, at: &[usize]) -> Result<Vec<LookRow>, Failure> {
        let target = self.live_target(list).await?;
        let items: Vec<&Item> = at.iter().filter_map(|at| sheet.items.get(*at).map(|(_, item)| item)).collect();
        let found = self.found(&items, &target).await?;
        let rows = items.iter().zip(found).map(|(item, finding)| {
            let parsed = looked::address(&item.source);
            let mut row = unlooked(&item.source, &parsed);
            if let Some(finding) = finding {
                show(&mut row, &finding);
            }
            row
        });
        Ok(rows.collect())
    }

    /// What was found last at each of these items.
    pub(super) async fn found_at(
        &self,
        list: &List,
        sheet: &Sheet,
        at: &[usize],
    ) -> Result<Vec<Option<Finding>>, Failure> {
        let target = self.live_target(list).await?;
        let items: Vec<&Item> = at.iter().filter_map(|at| sheet.items.get(*at).map(|(_, item)| item)).collect();
        Ok(self.found(&items, &target).await?)
    }

    pub(super) async fn found(&self, items: &[&Item], target: &Target) -> Result<Vec<Option<Finding>>, StoreFault> {
        let (places, addresses): (Vec<usize>, Vec<Address>) =
            items.iter().enumerate().filter_map(|(place, item)| Some((place, address(item)?))).unzip();
        let mut all = vec![None; items.len()];
        for (place, finding) in places.into_iter().zip(ledger::findings(&self.ports, &addresses, target).await?) {
            if let Some(slot) = all.get_mut(place) {
                *slot = finding;
            }
        }
        Ok(all)
    }

    pub(super) async fn live_target(&self, list: &List) -> Result<Target, Failure> {
        let sameness = ledger::load_sameness(&self.ports).await?;
        Target::by(&list.target, list.target_scope, &sameness).map_err(|error| error.failure())
    }
}

/// Why a page was not even asked for: there was no permission, or no turn in time. That says nothing about the page, so it
/// is not kept with what is found there, and the person has to read it now.
fn why_missed(finding: &Finding) -> Option<Failure> {
    let why = finding.why.as_deref().filter(|_| finding.page.is_none())?;
    matches!(why, "check.permission" | "check.busy").then(|| failure(why))
}
