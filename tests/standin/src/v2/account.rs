//! The endpoints about the account and the index itself, and the redirect look-up (moz-api 2.9-2.11).

use serde::Deserialize;
use serde_json::{Value, json};

use crate::account::Accounts;
use crate::address::Address;
use crate::graph::{Graph, Token};
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::v2::read;
use crate::world::Now;

/// `index_metadata`: 1 row (moz-api 2.9).
pub fn index_metadata(graph: &Graph) -> Answer {
    let value = json!({
        "index_id": graph.index_id,
        "spam_score_update_days": graph.spam_score_update_days,
    });
    Answer { value, rows: 1 }
}

/// The question of `final_redirect`.
#[derive(Deserialize)]
pub struct RedirectQuestion {
    page: String,
}

/// `final_redirect`: an empty page if no redirect is known; 1 row is an inference (moz-api 2.10).
pub fn final_redirect(graph: &Graph, question: &RedirectQuestion) -> Result<Answer, Refusal> {
    let from = Address::parse(&question.page).ok_or_else(|| Refusal::invalid("page", "Not a valid URL."))?;
    let page = graph.final_redirect(&from).map_or("", |to| to.page.as_str());
    Ok(Answer { value: json!({ "page": page }), rows: 1 })
}

/// The question of `usage_data`: Unix seconds as strings.
#[derive(Deserialize)]
struct UsageQuestion {
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    end: Option<String>,
}

/// `usage_data`: free, and answered even when no rows are left (moz-api 2.11).
pub fn usage_data(accounts: &Accounts, token: &Token, body: Value, now: Now) -> Result<Answer, Refusal> {
    let question: UsageQuestion = read(body)?;
    let start = seconds("start", question.start)?;
    let end = seconds("end", question.end)?.unwrap_or_else(|| now.seconds());
    if start.is_some_and(|start| start >= end) {
        return Err(Refusal::invalid("start", "`start` must be before `end`."));
    }
    let billed = accounts.billed_between(token, start.unwrap_or(0), end);
    // Rows of before the start have no date; they count in every span that reaches the present.
    let rows = if end >= now.seconds() { token.used + billed } else { billed };
    Ok(Answer { value: json!({ "rows_consumed": rows }), rows: 0 })
}

fn seconds(key: &str, text: Option<String>) -> Result<Option<u64>, Refusal> {
    text.map(|text| text.parse().map_err(|_| Refusal::invalid(key, "Give Unix seconds as a string."))).transpose()
}
