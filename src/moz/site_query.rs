//! Site queries of JSON-RPC, and finding the question that a result belongs to (moz-api 4): results come in another
//! order than was asked, so only what they echo tells.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Answered, MozError};
use crate::scope::Scope;

/// What is asked about: an address and how wide it is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteQuery<'a> {
    query: Cow<'a, str>,
    scope: Cow<'a, str>,
}

/// What a result says of the query that it answers. The service's own form of it, with a scheme and narrowed to the
/// scope, stands beside and is of no use here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Echo {
    /// As it was sent.
    pub original_site_query: Option<SiteQuery<'static>>,
}

impl<'a> SiteQuery<'a> {
    /// The query for what V2 calls `query` at `scope`.
    pub fn new(query: &'a str, scope: Scope) -> Self {
        let scope = match scope {
            Scope::Page => "url",
            Scope::Subdomain => "subdomain",
            Scope::RootDomain => "domain",
        };
        Self { query: query.into(), scope: scope.into() }
    }
}

/// Gives each of `asked` the outcome that names it. Each row is one returned result (moz-api 4).
///
/// A result for nothing that was asked, or for what was answered already, is a stray; two that contradict each other
/// answer nothing. A question without outcome was not billed, unless a stray may have been meant for it.
pub fn matched<K: PartialEq, T: Clone + PartialEq>(
    asked: &[K],
    results: Vec<(Option<K>, Result<T, MozError>)>,
    errors: Vec<(Option<K>, MozError)>,
) -> Answered<T> {
    let rows = results.len() as u64;
    let mut strays = 0;
    let mut found: Vec<Option<Result<T, MozError>>> = asked.iter().map(|_| None).collect();
    for (key, result) in results {
        let mut fresh = false;
        // All that ask the same are answered by it.
        for (_, slot) in asked.iter().zip(&mut found).filter(|(asked, _)| key.as_ref() == Some(*asked)) {
            match slot {
                None => (fresh, *slot) = (true, Some(result.clone())),
                Some(first) if *first == result => {}
                Some(_) => *slot = Some(Err(MozError::Shape)),
            }
        }
        strays += u64::from(!fresh);
    }
    for (key, error) in errors {
        for (_, slot) in asked.iter().zip(&mut found).filter(|(asked, _)| key.as_ref() == Some(*asked)) {
            slot.get_or_insert(Err(error.clone()));
        }
    }
    let missing = if strays == 0 { MozError::NotAnswered } else { MozError::Shape };
    let each = found.into_iter().map(|outcome| outcome.unwrap_or_else(|| Err(missing.clone()))).collect();
    Answered { each, rows, strays }
}
