//! A port that gives the next answer of a script and keeps what it was sent.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;

use futures_util::FutureExt;
use link_lantern::moz::{Client, Http, HttpFault, HttpRequest, HttpResponse, Random, Ticket, Token};
use link_lantern::scope::{Question, Scope};
use serde_json::Value;

/// The port.
pub struct Script {
    answers: RefCell<VecDeque<Result<HttpResponse, HttpFault>>>,
    sent: RefCell<Vec<(String, Value)>>,
    drawn: Cell<u8>,
    token: Token,
}

impl Script {
    /// Gives these answers in turn.
    pub fn new(answers: impl IntoIterator<Item = Result<HttpResponse, HttpFault>>) -> Self {
        let answers = RefCell::new(answers.into_iter().collect());
        let token = Token::parse("a-token-for-tests").expect("a token");
        Self { answers, sent: RefCell::default(), drawn: Cell::new(0), token }
    }

    /// Gives one answer of success.
    pub fn of(body: &str) -> Self {
        Self::new([Ok(HttpResponse::new(200, body))])
    }

    /// Gives one answer of JSON-RPC.
    pub fn result(result: &Value) -> Self {
        Self::of(&serde_json::json!({"id": "any", "jsonrpc": "2.0", "result": result}).to_string())
    }

    /// A client over it.
    pub fn client(&self) -> Client<'_, Self> {
        Client { port: self, token: &self.token, ticket: 1 }
    }

    /// Addresses and bodies sent.
    pub fn sent(&self) -> Vec<(String, Value)> {
        self.sent.borrow().clone()
    }

    /// The one body sent.
    pub fn body(&self) -> Value {
        let sent = self.sent();
        assert_eq!(sent.len(), 1);
        sent[0].1.clone()
    }
}

impl Http for Script {
    async fn send(&self, request: HttpRequest<'_>) -> Result<HttpResponse, HttpFault> {
        assert!(request.headers.contains(&("x-moz-token", "a-token-for-tests")));
        let body = serde_json::from_str(&request.body).expect("JSON");
        self.sent.borrow_mut().push((request.url.to_owned(), body));
        self.answers.borrow_mut().pop_front().expect("no more requests than answers")
    }

    fn cancel(&self, _: Ticket) {}
}

impl Random for Script {
    fn bytes(&self) -> [u8; 16] {
        self.drawn.set(self.drawn.get() + 1);
        [self.drawn.get(); 16]
    }
}

/// What comes of it; the script answers at once.
pub fn now<F: Future>(future: F) -> F::Output {
    future.now_or_never().expect("the port answers at once")
}

/// A question of page to page.
pub fn question(source: &str, target: &str) -> Question {
    let (source, target) = (source.to_owned(), target.to_owned());
    Question { source, source_scope: Scope::Page, target, target_scope: Scope::Page }
}
