//! What looks at placements found, the last of each; and what sites let programs fetch, for a day.

use serde::{Deserialize, Serialize};
use url::Url;

use super::put;
use crate::address::Address;
use crate::check::Robots;
use crate::ports::{Change, Database, Durability, Order, Range, StoreFault, Table};
use crate::scope::{Scope, Target};
use crate::verdict::Finding;

/// The newest form of either record. One that older versions would misread takes a new `SCHEMA`.
const NEWEST: u32 = 1;
/// How long the rules of a site hold, in milliseconds: a day, as RFC 9309 has it.
const RULES_HOLD: f64 = 86_400_000.0;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Found {
    v: u32,
    finding: Finding,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Rules {
    v: u32,
    at: f64,
    robots: Robots,
}

/// The key of a placement: the source as asked, behind the target as asked and how wide it is meant.
pub(super) fn key(source: &Address, target: &Target) -> String {
    let scope = match target.scope {
        Scope::Page => 'p',
        Scope::Subdomain => 's',
        Scope::RootDomain => 'r',
    };
    format!("{scope} {} {}", target.sent, source.url())
}

/// What the last look at each source found of the target, if there was one. A record that cannot be read counts as none.
pub async fn findings(
    db: &impl Database,
    sources: &[Address],
    target: &Target,
) -> Result<Vec<Option<Finding>>, StoreFault> {
    let keys: Vec<String> = sources.iter().map(|source| key(source, target)).collect();
    let read = |text: Option<String>| {
        let found: Found = serde_json::from_slice(text?.as_bytes()).ok()?;
        (found.v == NEWEST).then_some(found.finding)
    };
    Ok(db.get_many(Table::Findings, &keys).await?.into_iter().map(read).collect())
}

/// Keeps what a look at the source found of the target, in place of what the one before found.
pub async fn keep_finding(
    db: &impl Database,
    source: &Address,
    target: &Target,
    finding: &Finding,
) -> Result<(), StoreFault> {
    let record = Found { v: NEWEST, finding: finding.clone() };
    let changes = vec![put(Table::Findings, &key(source, target), &record)?];
    db.write(changes, Durability::Relaxed).await
}

/// Most findings that are read at once.
const MOST_FINDINGS: u32 = 20_000;

/// All that looks found last, each with its source's address.
pub async fn all_findings(db: &impl Database) -> Result<Vec<(String, Finding)>, StoreFault> {
    let found = db.range(&Range::all(Table::Findings), Order::Ascending, MOST_FINDINGS).await?;
    let read = |(key, text): (String, String)| {
        let source = key.rsplit(' ').next()?.to_owned();
        let found: Found = serde_json::from_slice(text.as_bytes()).ok()?;
        (found.v == NEWEST).then_some((source, found.finding))
    };
    Ok(found.into_iter().filter_map(read).collect())
}

/// Where a site's rules are kept: they hold for a scheme, host and port.
fn site(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The rules of the site that `url` is of, if they are known and hold.
pub async fn known_rules(db: &impl Database, url: &Url, now: f64) -> Result<Option<Robots>, StoreFault> {
    let text = db.get_one(Table::Rules, &site(url)).await?;
    let rules: Option<Rules> = text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
    let holds = |rules: &Rules| rules.v == NEWEST && now - rules.at < RULES_HOLD && rules.at <= now;
    Ok(rules.filter(holds).map(|rules| rules.robots))
}

/// Keeps the rules of the site that `url` is of.
pub async fn keep_rules(db: &impl Database, url: &Url, robots: Robots, now: f64) -> Result<(), StoreFault> {
    let changes: Vec<Change> = vec![put(Table::Rules, &site(url), &Rules { v: NEWEST, at: now, robots })?];
    db.write(changes, Durability::Relaxed).await
}
