//! Who may ask, how often, and what it costs them (moz-api 1, 3, 5, 7.2-7.5).

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::graph::Token;
use crate::refusal::Refusal;

/// One billed answer.
#[derive(Clone, Debug)]
struct Bill {
    token: String,
    endpoint: String,
    at_seconds: u64,
    rows: u64,
}

/// All accounts and what they have been billed since the last reset.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    tokens: Vec<Token>,
    bills: Vec<Bill>,
    last_call: BTreeMap<String, Instant>,
}

impl Accounts {
    /// Adds accounts; one with a known key replaces the old one.
    pub fn add(&mut self, tokens: impl IntoIterator<Item = Token>) {
        for token in tokens {
            self.tokens.retain(|old| old.key != token.key);
            self.tokens.push(token);
        }
    }

    /// The account behind `x-moz-token`, or behind HTTP Basic (moz-api 1: the same string works in both).
    pub fn authenticate(&self, moz_token: Option<&str>, authorization: Option<&str>) -> Option<&Token> {
        let basic = authorization.and_then(|value| {
            let (scheme, rest) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("basic").then(|| rest.trim())
        });
        let given = moz_token.or(basic)?;
        self.tokens.iter().find(|token| token.key == given)
    }

    /// Refuses a call that comes too soon after the last accepted one (moz-api 7.5).
    pub fn keep_pace(&mut self, token: &Token, now: Instant) -> Result<(), Refusal> {
        let pause = Duration::from_millis(token.pace_ms);
        let too_soon = self.last_call.get(&token.key).is_some_and(|last| now.saturating_duration_since(*last) < pause);
        if too_soon {
            return Err(Refusal::too_many_requests());
        }
        self.last_call.insert(token.key.clone(), now);
        Ok(())
    }

    /// Bills `rows`, or refuses and bills nothing when they are not left (moz-api 7.4). An answer without rows
    /// still needs one to be left: an empty account was refused on every endpoint that costs (moz-api 3).
    pub fn bill(&mut self, token: &Token, endpoint: &str, rows: u64, at_seconds: u64) -> Result<(), Refusal> {
        if self.used(token) + rows.max(1) > token.allotted {
            return Err(Refusal::insufficient_quota());
        }
        let (token, endpoint) = (token.key.clone(), endpoint.to_owned());
        self.bills.push(Bill { token, endpoint, at_seconds, rows });
        Ok(())
    }

    /// Rows gone, those of before the start included.
    pub fn used(&self, token: &Token) -> u64 {
        token.used + self.billed_between(token, 0, u64::MAX)
    }

    /// Rows billed in a span of Unix seconds (moz-api 2.11).
    pub fn billed_between(&self, token: &Token, start: u64, end: u64) -> u64 {
        let span = start..=end;
        self.bills.iter().filter(|b| b.token == token.key && span.contains(&b.at_seconds)).map(|b| b.rows).sum()
    }

    /// The control port's view: rows by token and by endpoint.
    pub fn report(&self) -> Value {
        let mut by_token: BTreeMap<&str, u64> = BTreeMap::new();
        let mut by_endpoint: BTreeMap<&str, u64> = BTreeMap::new();
        for bill in &self.bills {
            *by_token.entry(&bill.token).or_default() += bill.rows;
            *by_endpoint.entry(&bill.endpoint).or_default() += bill.rows;
        }
        let accounts: Vec<Value> = self
            .tokens
            .iter()
            .map(|t| json!({ "token": t.key, "name": t.name, "allotted": t.allotted, "used": self.used(t) }))
            .collect();
        json!({
            "total": by_token.values().sum::<u64>(),
            "byToken": by_token,
            "byEndpoint": by_endpoint,
            "accounts": accounts,
        })
    }
}
