//! JSON-RPC `data.site.link.status.fetch` and `.fetch.multiple` (moz-api 4): scopes of its own for each question, and
//! answers that are told apart by the queries they repeat.

use serde::{Deserialize, Serialize};

use super::MOST;
use crate::moz::client::json;
use crate::moz::rpc::{self, RpcError};
use crate::moz::site_query::{Echo, SiteQuery, matched};
use crate::moz::{Answered, Client, Http, MozError, Random, Unanswered};
use crate::scope::Question;

#[derive(PartialEq, Serialize)]
struct Pair<'a> {
    target_site_query: SiteQuery<'a>,
    source_site_query: SiteQuery<'a>,
}

#[derive(Serialize)]
struct Pairs<'a> {
    queries: &'a [Pair<'a>],
}

/// A result or an error, and the pair that it repeats. One type for both, since each costs code.
#[derive(Deserialize)]
struct Outcome {
    target_site_query: Option<Echo>,
    source_site_query: Option<Echo>,
    exists: Option<bool>,
    error: Option<RpcError>,
}

#[derive(Deserialize)]
struct Answer {
    results_by_query: Vec<Outcome>,
    #[serde(default)]
    errors_by_query: Vec<Outcome>,
}

impl<P: Http + Random> Client<'_, P> {
    pub(super) async fn link_status_rpc(&self, questions: &[Question]) -> Result<Answered<bool>, Unanswered> {
        let asked: Vec<Pair> = questions.iter().map(Pair::new).collect();
        match asked.as_slice() {
            // The call for one is the one whose price is documented per call.
            [one] => {
                let answer = self.rpc("data.site.link.status.fetch", json(one)).await?;
                let found: Outcome = rpc::parse(&answer)?;
                let exists = found.exists.ok_or(MozError::Shape)?;
                // There is nothing it could be mistaken for, so an echo that is missing does no harm.
                let fits = found.pair().is_none_or(|pair| pair == *one);
                let each = vec![if fits { Ok(exists) } else { Err(MozError::Shape) }];
                Ok(Answered { each, rows: 1, strays: u64::from(!fits) })
            }
            several => {
                let few = (1..=MOST).contains(&several.len());
                let body = few.then(|| json(&Pairs { queries: several })).flatten();
                let answer = self.rpc("data.site.link.status.fetch.multiple", body).await?;
                let answer: Answer = rpc::parse(&answer)?;
                let results = answer.results_by_query.into_iter().map(|found| (found.exists, found.pair()));
                let results = results.map(|(exists, pair)| (pair, exists.ok_or(MozError::Shape)));
                let errors = answer.errors_by_query.into_iter();
                let errors = errors.map(|mut failed| (failed.error.take(), failed.pair()));
                let errors = errors.map(|(error, pair)| (pair, error.unwrap_or_default().of_question()));
                Ok(matched(several, results.collect(), errors.collect()))
            }
        }
    }
}

impl<'a> Pair<'a> {
    fn new(question: &'a Question) -> Self {
        Self {
            target_site_query: SiteQuery::new(&question.target, question.target_scope),
            source_site_query: SiteQuery::new(&question.source, question.source_scope),
        }
    }
}

impl Outcome {
    fn pair(self) -> Option<Pair<'static>> {
        Some(Pair {
            target_site_query: self.target_site_query?.original_site_query?,
            source_site_query: self.source_site_query?.original_site_query?,
        })
    }
}
