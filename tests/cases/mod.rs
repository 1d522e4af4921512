//! The tables of `tests/data`, run natively by `tables.rs` and in the browser's service worker by `wasm.rs`.

pub mod fixtures;
pub mod lists;
pub mod reasons;
pub mod robots;
pub mod robots_txt;
pub mod warn;
pub mod watch;
pub mod wrappers;

use crate::snapshot::snapshot;
use futures_util::FutureExt;
use link_lantern::address::{Sameness, clean as clean_address, registrable_domain};
use link_lantern::moz::{Http, HttpFault, HttpRequest, HttpResponse, Ticket, Token, ask_link_status};
use link_lantern::page::{Class, Page};
use link_lantern::phrase::{Arg, Phrase};
use link_lantern::scope::{Cell, Question, Scope, Target};
use serde::Deserialize;
use serde::de::DeserializeOwned;

fn table<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("the table is well-formed")
}

fn keys(phrases: &[Phrase]) -> Vec<&str> {
    phrases.iter().map(|phrase| phrase.key.as_str()).collect()
}

/// Targets typed and what is sent for them.
pub fn clean() {
    #[derive(Deserialize)]
    struct Case {
        input: String,
        scope: Scope,
        sent: Option<String>,
        #[serde(default)]
        notes: Vec<String>,
        error: Option<String>,
    }
    for case in table::<Vec<Case>>(include_str!("../data/clean.json")) {
        let result = Target::new(&case.input, case.scope);
        let sent = result.as_ref().ok().map(|target| target.sent.clone());
        let error = result.as_ref().err().map(|error| error.failure().code);
        assert_eq!((sent, error), (case.sent, case.error), "{}", case.input);
        if let Ok(target) = result {
            assert_eq!(keys(&target.notes), case.notes, "{}", case.input);
            let shown = target.shown();
            assert_eq!(format!("{}{}{}", shown.before, shown.domain, shown.after), target.sent);
        }
    }
}

/// Hosts and their registrable domains.
pub fn suffix() {
    for (host, domain) in table::<Vec<(String, Option<String>)>>(include_str!("../data/suffix.json")) {
        assert_eq!(registrable_domain(&host), domain.as_deref(), "{host}");
    }
}

/// A page of links: what each resolves to.
#[derive(Deserialize)]
pub struct LinkTable {
    /// Address of the page.
    pub page: String,
    /// Its base address.
    pub base: String,
    /// Its links.
    pub links: Vec<Linked>,
}

/// An href and what is expected of it.
#[derive(Deserialize)]
pub struct Linked {
    /// The attribute.
    pub href: String,
    class: String,
    /// What it resolves to; none if it is unusable.
    pub url: Option<String>,
    /// Why the browser resolves it otherwise; none if it does not.
    pub browser_differs: Option<String>,
}

/// The page of `classify.json`.
pub fn links() -> LinkTable {
    table(include_str!("../data/classify.json"))
}

/// Links of a page and of which kind they are.
pub fn classify() {
    let LinkTable { page, base, links } = links();
    let rows: Vec<[&str; 5]> = links.iter().map(|link| ["a", link.href.as_str(), "", "text", ""]).collect();
    let read = Page::read(&[(0, snapshot(&page, &base, &rows, &[]))]).expect("a page");
    assert_eq!(read.links.len(), links.len(), "none is dropped");
    for (link, expected) in read.links.iter().zip(&links) {
        let class = match link.class {
            Class::SameHost => "same_host",
            Class::SameSite => "same_site",
            Class::Outbound => "outbound",
            Class::NotWeb => "not_web",
            Class::Unusable => "unusable",
        };
        assert_eq!(class, expected.class, "{}", expected.href);
        assert_eq!(link.url().map(url::Url::as_str), expected.url.as_deref(), "{}", expected.href);
        let differs = expected.browser_differs.as_deref();
        assert!(differs.is_none_or(|why| why.contains("spec.")), "{}: a difference has a reason", expected.href);
        assert_eq!(link.why().is_some(), matches!(link.class, Class::NotWeb | Class::Unusable), "{}", expected.href);
    }
}

/// Targets and links that lead to them, or not.
pub fn matching() {
    #[derive(Deserialize)]
    struct Case {
        target: String,
        scope: Scope,
        link: String,
        differs: Option<Vec<String>>,
        #[serde(default)]
        sameness: Sameness,
    }
    for case in table::<Vec<Case>>(include_str!("../data/match.json")) {
        let target = Target::by(&case.target, case.scope, &case.sameness).expect("a target");
        let link = url::Url::parse(&case.link).expect("a URL");
        let differs = target.compare(&link);
        let differs = differs.map(|found| found.iter().map(|difference| difference.phrase().key).collect::<Vec<_>>());
        assert_eq!(differs, case.differs, "{} {:?} {}", case.target, case.scope, case.link);
    }
}

/// Rel attributes and robots tags, and what they decide.
pub fn rel() {
    #[derive(Deserialize)]
    struct Case {
        rel: String,
        meta: Option<[String; 2]>,
        follow: String,
        says: Option<String>,
    }
    for case in table::<Vec<Case>>(include_str!("../data/rel.json")) {
        let meta = case.meta.as_ref().map(|pair| pair.each_ref().map(String::as_str));
        let rows = [["a", "https://b.example/", &case.rel, "text", ""]];
        let packed = snapshot("https://a.example/", "https://a.example/", &rows, meta.as_slice());
        let page = Page::read(&[(0, packed)]).expect("a page");
        let follow = page.links.first().expect("a link").follow.phrase();
        let says = follow.args.first().map(|arg| match arg {
            Arg::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        });
        assert_eq!((follow.key, says), (case.follow, case.says), "{} {:?}", case.rel, case.meta);
    }
}

/// An HTTP port that gives one answer.
pub struct Canned(pub HttpResponse);

impl Http for Canned {
    async fn send(&self, _: HttpRequest<'_>) -> Result<HttpResponse, HttpFault> {
        Ok(self.0.clone())
    }

    fn cancel(&self, _: Ticket) {}
}

/// Answers of `link_status` and what is made of them.
pub fn answers() {
    #[derive(Deserialize)]
    struct Case {
        status: u16,
        body: String,
        gives: String,
    }
    let token = Token::parse("a-token-for-tests").expect("a token");
    let target = Target::new("b.example", Scope::Page).expect("a target");
    let source = clean_address("https://a.example/x", &[]).expect("an address").address;
    let page = Cell { source: Scope::Page, target: Scope::Page };
    let question = Question::new(&source, &target, page).expect("a question");
    for case in table::<Vec<Case>>(include_str!("../data/answers.json")) {
        let http = Canned(HttpResponse::new(case.status, case.body.as_str()));
        let asking = ask_link_status(&http, &token, std::slice::from_ref(&question), 1);
        let gives = match asking.now_or_never().expect("the port answers at once") {
            Ok(exists) if exists == [true] => "yes".to_owned(),
            Ok(exists) if exists == [false] => "no".to_owned(),
            Ok(exists) => panic!("{exists:?}"),
            Err(error) => error.failure().code,
        };
        assert_eq!(gives, case.gives, "{} {}", case.status, case.body);
    }
}
