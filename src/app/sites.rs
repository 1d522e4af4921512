//! Broader questions: lists of sites, paid for piece by piece. They are not kept, but what they cost is.

use super::App;
use super::nine::Nine;
use super::paid::{Bought, Endpoint, Order};
use crate::address::bounded;
use crate::moz::{Filter, Limit, LinkingDomain, Source, link_intersect, linking_root_domains};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, MoreView, PieceView, SiteList, SiteRow};
use crate::report;
use crate::scope::{Scope, Target};

/// Sites in a piece, at one row each.
const LINKING: PieceView = PieceView { sites: 10, rows: 10, confirm: false };
/// Sites in a piece, at five rows each.
pub(super) const RIVALS: PieceView = PieceView { sites: 5, rows: 25, confirm: false };

/// The columns of the lists as CSV, in English whatever the browser speaks.
const LINKING_COLUMNS: [&str; 5] = ["site", "domain_authority", "spam_score", "linking_pages", "gone_pages"];
const RIVAL_COLUMNS: [&str; 4] = ["site", "domain_authority", "spam_score", "links_to"];

/// What the lists cost.
pub(super) fn more_view(nine: &Nine) -> MoreView {
    let piece = |piece: PieceView| PieceView { confirm: nine.confirms(piece.rows), ..piece };
    MoreView { linking: piece(LINKING), rivals: piece(RIVALS) }
}

impl<P: Ports> App<P> {
    /// A piece of the list of sites that link to the target.
    pub(super) async fn linking_sites(&self, tab: i32, next: Option<String>, rows: u32) -> Result<Answer, Failure> {
        let target = self.good_target().await?;
        let query = linking_root_domains::Query {
            target: &target.sent,
            target_scope: target.scope,
            filter: Filter::All,
            limit: Limit::new(LINKING.sites as usize),
            next_token: next.as_deref(),
        };
        let order = order(Endpoint::LinkingRootDomains, query.most_rows(), rows)?;
        let paid = self.pay(Some(tab), &order, async |sending| {
            let answer = sending.client.linking_root_domains(&query).await?;
            let rows = linking_root_domains::rows(&answer);
            Ok(Bought { answer, rows: u32::try_from(rows).unwrap_or(u32::MAX), changes: Ok(Vec::new()) })
        });
        let paid = paid.await?;
        let sites = paid.answer.items.iter().map(linking).collect();
        let list = list(sites, paid.rows, next.is_none().then_some(LINKING_COLUMNS));
        Ok(Answer::Sites(SiteList { next: paid.answer.next, ..list }))
    }

    /// A piece of the list of sites that link to the others and not to the target.
    pub(super) async fn rival_sites(
        &self,
        tab: i32,
        rivals: &[String],
        next: Option<String>,
        rows: u32,
    ) -> Result<Answer, Failure> {
        let target = self.good_target().await?;
        self.rival_sites_of(Some(tab), &target, rivals, next, rows).await.map(Answer::Sites)
    }

    /// The same for any target.
    pub(super) async fn rival_sites_of(
        &self,
        tab: Option<i32>,
        target: &Target,
        rivals: &[String],
        next: Option<String>,
        rows: u32,
    ) -> Result<SiteList, Failure> {
        let rivals = rivals.iter().filter(|rival| !rival.trim().is_empty());
        let rivals: Result<Vec<Target>, Failure> =
            rivals.map(|rival| Target::new(rival, Scope::RootDomain).map_err(|error| error.failure())).collect();
        let rivals = rivals?;
        if rivals.is_empty() || rivals.len() >= link_intersect::MOST_TARGETS {
            return Err(Failure::new("ask.rivals", Retry::AfterChange));
        }
        let positive: Vec<link_intersect::Target<'_>> =
            rivals.iter().map(|rival| link_intersect::Target { target: &rival.sent, scope: rival.scope }).collect();
        let query = link_intersect::Query {
            positive_targets: &positive,
            negative_targets: &[link_intersect::Target { target: &target.sent, scope: target.scope }],
            min_matching_targets: Some(1),
            source_scope: Scope::RootDomain,
            limit: Limit::new(RIVALS.sites as usize),
            next_token: next.as_deref(),
        };
        let order = order(Endpoint::LinkIntersect, query.most_rows(), rows)?;
        let paid = self.pay(tab, &order, async |sending| {
            let answer = sending.client.link_intersect(&query).await?;
            let rows = link_intersect::rows(&answer);
            Ok(Bought { answer, rows: u32::try_from(rows).unwrap_or(u32::MAX), changes: Ok(Vec::new()) })
        });
        let paid = paid.await?;
        let sites = paid.answer.items.iter().map(|source| rival(source, &positive)).collect();
        let list = list(sites, paid.rows, next.is_none().then_some(RIVAL_COLUMNS));
        Ok(SiteList { next: paid.answer.next, ..list })
    }

    async fn good_target(&self) -> Result<Target, Failure> {
        let target = self.target().await?;
        let target = target.ok_or_else(|| Failure::new("ask.no_target", Retry::AfterChange))?;
        target.map_err(|error| error.failure())
    }
}

/// The order for a piece that costs at most `most` rows, if that is the price that was shown.
fn order(endpoint: Endpoint, most: u64, shown: u32) -> Result<Order<'static>, Failure> {
    if most != u64::from(shown) {
        return Err(Failure::new("ask.price_changed", Retry::Now));
    }
    Ok(Order { endpoint, most_rows: shown, questions: &[], look_ups: &[] })
}

fn name(name: Option<&String>) -> String {
    bounded(name.map(String::as_str).unwrap_or_default(), 200)
}

/// The piece, with the same as CSV.
fn list<const N: usize>(sites: Vec<(SiteRow, [String; N])>, rows: u32, columns: Option<[&str; N]>) -> SiteList {
    let (sites, cells): (Vec<SiteRow>, Vec<[String; N]>) = sites.into_iter().unzip();
    SiteList { sites, csv: report::table(columns, &cells), rows, next: None }
}

fn linking(domain: &LinkingDomain) -> (SiteRow, [String; 5]) {
    let count = |count: Option<u64>| u32::try_from(count.unwrap_or_default()).unwrap_or(u32::MAX);
    let (linking, gone) = (count(domain.to_target.pages), count(domain.to_target.deleted_pages));
    let pages = Phrase::new("site_pages").count(linking);
    let says = if gone > 0 {
        Phrase::new("site_pages_gone").phrase(pages).phrase(Phrase::new("site_gone").count(gone))
    } else {
        pages
    };
    let row = SiteRow {
        name: name(domain.root_domain.as_ref()),
        authority: domain.domain_authority,
        spam: domain.spam_score,
        says,
    };
    let [site, authority, spam] = cells(&row);
    (row, [site, authority, spam, linking.to_string(), gone.to_string()])
}

fn rival(source: &Source, rivals: &[link_intersect::Target<'_>]) -> (SiteRow, [String; 4]) {
    let linked = source.matching_target_indexes.iter().filter_map(|at| rivals.get(*at)).map(|rival| rival.target);
    let linked = bounded(&linked.collect::<Vec<_>>().join(", "), 200);
    let row = SiteRow {
        name: name(source.root_domain.as_ref().or(source.page.as_ref())),
        authority: source.domain_authority,
        spam: source.spam_score,
        says: Phrase::new("site_links_to").text(linked.clone()),
    };
    let [site, authority, spam] = cells(&row);
    (row, [site, authority, spam, linked])
}

fn cells(row: &SiteRow) -> [String; 3] {
    let score = |score: Option<u8>| score.map(|score| score.to_string()).unwrap_or_default();
    [row.name.clone(), score(row.authority), score(row.spam)]
}
