//! What must hold of anything whatsoever that comes from outside: no panic, bounds kept, and what was made safe is safe.
//! One function for each fuzz target of `fuzz/`; `tests/corpus.rs` holds its corpora against them on every run.

use futures_util::FutureExt;
use link_lantern::address::{Sameness, clean, registrable_domain, show_raw, show_url, unwrap, warnings};
use link_lantern::check::Robots;
use link_lantern::ledger::Reader;
use link_lantern::list::{Separator, decode, read};
use link_lantern::moz::{
    Client, Filter, Flavour, Http, HttpFault, HttpRequest, HttpResponse, Limit, Random, RetryAfter, Ticket, Token,
    link_intersect, linking_root_domains, links,
};
use link_lantern::page::Page;
use link_lantern::page::packed::rows;
use link_lantern::phrase::Shown;
use link_lantern::scope::{Cell, Question, Scope, Target};
use url::Url;

/// What must hold of some bytes; panics where it does not.
pub type Property = fn(&[u8]);

/// The targets, by the names of their files and corpora.
pub const TARGETS: [(&str, Property); 6] = [
    ("snapshot", snapshot),
    ("address", address),
    ("rules", rules),
    ("answer", answer),
    ("table", table),
    ("backup", backup),
];

const SCOPES: [Scope; 3] = [Scope::Page, Scope::Subdomain, Scope::RootDomain];
/// The most that a text shown of an address may have, its three parts together.
const LONGEST_SHOWN: usize = 10_000;

/// No character that turns or hides others; joiners are letters of some scripts.
fn is_safe(text: &str) -> bool {
    let turns = |c| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !text.chars().any(|c| c.is_control() || turns(c))
}

fn shown_is_safe(shown: &Shown) {
    let all = format!("{}{}{}", shown.before, shown.domain, shown.after);
    assert!(is_safe(&all), "{all:?}");
    assert!(all.len() <= LONGEST_SHOWN, "{} bytes shown", all.len());
}

/// A packed snapshot, its frames separated by a zero.
pub fn snapshot(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let frames: Vec<(i64, &str)> = (0..).zip(text.split('\0')).collect();
    rows(&text).count();
    let _ = Page::fetched(&text);
    let Ok(mut page) = Page::read(&frames) else { return };
    let target = Target::new("acme.example/x", Scope::RootDomain);
    for (id, link) in (0..).zip(&page.links) {
        assert!(is_safe(&link.text()), "{:?}", link.text());
        if let Some(url) = link.url() {
            shown_is_safe(&show_url(url));
            warnings(url);
        }
        link.notes();
        link.why();
        link.through();
        page.locate(id).expect("each link stands in a frame");
        if let Ok(target) = &target {
            link_lantern::verdict::hit(id, link, target);
        }
    }
    assert!(page.links.len() <= 200_000);
    page.print();
    page.behind();
    page.unread_sites(&[]);
    page.compare(&text);
}

/// An address, as typed, pasted or linked.
pub fn address(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let own = Sameness::default();
    if let Ok(cleaned) = clean(&text, &own.tracking) {
        let once = cleaned.address.url().as_str();
        let again = clean(once, &own.tracking).expect("what is clean can be cleaned");
        assert_eq!(again.address.url().as_str(), once, "cleaning twice changes nothing: {text:?}");
        assert!(once.is_ascii() && !once.contains(['#', ' ', '\n']), "{once:?}");
        let host = cleaned.address.host();
        assert!(!host.is_empty() && cleaned.address.site().len() <= host.len());
        shown_is_safe(&show_url(cleaned.address.url()));
    }
    for scope in SCOPES {
        if let Ok(target) = Target::new(&text, scope) {
            let cell = Cell { source: scope, target: scope };
            let _ = Question::new(target.address(), &target, cell).map(|question| question.key());
            assert!(target.compare(target.address().url()).is_some(), "a target is like itself: {text:?}");
        }
    }
    shown_is_safe(&show_raw(&text));
    registrable_domain(&text);
    if let Ok(url) = Url::parse(&text) {
        shown_is_safe(&show_url(&url));
        warnings(&url);
        unwrap(&url);
    }
}

/// Rules for robots, rel attributes and headers.
pub fn rules(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let robots = Robots::parse(&text);
    for address in ["https://a.example/", "https://a.example/x/y.html?z=1", "https://a.example/%41*$"] {
        robots.allows(&Url::parse(address).expect("an address"));
    }
    let _ = RetryAfter::parse(&text).map(|after| after.wait(1_700_000_000_000));
    let field: String = text.chars().filter(|c| !('\u{1d}'..='\u{1f}').contains(c)).collect();
    let start = "\u{1e}D\u{1f}2\u{1f}https://a.example/\u{1f}https://a.example/\u{1f}text/html";
    let headers =
        ["x-robots-tag", "link", "content-language", "refresh"].map(|name| format!("\u{1e}H\u{1f}{name}\u{1f}{field}"));
    let metas = format!("\u{1e}M\u{1f}robots\u{1f}{field}\u{1e}M\u{1f}{field}\u{1f}nofollow\u{1e}R\u{1f}{field}");
    snapshot(format!("{start}{}{metas}\u{1e}a\u{1f}/x\u{1f}{field}\u{1f}{field}", headers.concat()).as_bytes());
}

struct Canned(HttpResponse);

impl Http for Canned {
    async fn send(&self, _: HttpRequest<'_>) -> Result<HttpResponse, HttpFault> {
        Ok(self.0.clone())
    }

    fn cancel(&self, _: Ticket) {}
}

impl Random for Canned {
    fn bytes(&self) -> [u8; 16] {
        [7; 16]
    }
}

/// What Moz answers: the first byte chooses the status, the rest is the body.
pub fn answer(data: &[u8]) {
    let (first, body) = data.split_first().unwrap_or((&0, &[]));
    let status = [200, 200, 200, 200, 400, 401, 403, 404, 429, 500, 302].get(usize::from(*first) % 16).copied();
    let port = Canned(HttpResponse::new(status.unwrap_or(200), body));
    let token = Token::parse("a-token-for-tests").expect("a token");
    let client = Client { port: &port, token: &token, ticket: 1 };
    let target = Target::new("b.example", Scope::Page).expect("a target");
    let sources =
        ["https://a.example/x", "https://a.example/y"].map(|source| clean(source, &[]).expect("clean").address);
    let page = Cell { source: Scope::Page, target: Scope::Page };
    let questions: Vec<Question> = sources.iter().filter_map(|source| Question::new(source, &target, page)).collect();
    let asked: Vec<String> = vec!["a.example/x".into(), "b.example".into()];
    let limit = Limit::MOST;
    let several = async {
        for flavour in [Flavour::V2, Flavour::JsonRpc] {
            if let Ok(answered) = client.link_status(flavour, &questions).await {
                assert_eq!(answered.each.len(), questions.len(), "an answer for each question, whatever came");
            }
            if let Ok(answered) = client.url_metrics(flavour, &asked).await {
                assert_eq!(answered.each.len(), asked.len());
            }
            let _ = client.index_id(flavour).await;
            let _ = client.final_redirect(flavour, "a.example/x").await;
        }
        let _ = client.usage_data(None).await;
        let _ = client.quota().await.map(|quota| quota.remaining());
        let query = links::Query {
            target: "b.example",
            target_scope: Scope::RootDomain,
            source_root_domain: None,
            source_scope: Scope::Page,
            filter: Filter::default(),
            limit,
            next_token: None,
        };
        let _ = client.links(&query).await.map(|listing| links::rows(&listing));
        let query = linking_root_domains::Query {
            target: "b.example",
            target_scope: Scope::RootDomain,
            filter: Filter::default(),
            limit,
            next_token: None,
        };
        let _ = client.linking_root_domains(&query).await.map(|listing| linking_root_domains::rows(&listing));
        let aim = |target| link_intersect::Target { target, scope: Scope::RootDomain };
        let query = link_intersect::Query {
            positive_targets: &[aim("c.example"), aim("d.example")],
            negative_targets: &[aim("b.example")],
            min_matching_targets: Some(1),
            source_scope: Scope::RootDomain,
            limit,
            next_token: None,
        };
        if let Ok(listing) = client.link_intersect(&query).await {
            assert!(listing.items.iter().flat_map(|source| &source.matching_target_indexes).all(|at| *at < 2));
            link_intersect::rows(&listing);
        }
    };
    several.now_or_never().expect("the port answers at once");
}

/// A file of sources.
pub fn table(data: &[u8]) {
    let Ok(text) = decode(data) else { return };
    let lines = text.split(['\n', '\r']).count();
    let each = [Separator::Lines, Separator::Comma, Separator::Semicolon, Separator::Tab].map(Some);
    for wanted in each.into_iter().chain([None]) {
        let Ok(reading) = read(&text, wanted, &[]) else { continue };
        let mut seen = std::collections::BTreeSet::new();
        for source in &reading.sources {
            assert!(source.line >= 1 && source.line as usize <= lines, "line {} of {lines}", source.line);
            assert!(seen.insert(source.address.url().as_str()), "each once");
        }
        assert!(reading.problems.len() <= reading.wrong as usize);
    }
}

/// A backup as it came, and its lines as the records of one that is whole: who forges a file can reckon a sum.
pub fn backup(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    any_backup(&text);
    let lines: Vec<&str> = text.lines().collect();
    let head = r#"{"schema":"link-lantern/backup","version":1,"database":4,"written":1.5,"day":""}"#;
    let bytes = std::iter::once(head).chain(lines.iter().copied()).flat_map(|line| line.bytes().chain([b'\n']));
    let sum =
        bytes.fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let tail = format!("{{\"records\":{},\"sum\":\"{sum:016x}\"}}\n", lines.len());
    any_backup(&[&[head], lines.as_slice(), &[tail.as_str()]].concat().join("\n"));
}

fn any_backup(text: &str) {
    let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (first, second) = text.split_at(half);
    let whole = |keep, pieces: &[&str]| {
        let mut reader = Reader::new(keep);
        pieces.iter().try_for_each(|piece| reader.piece(piece)).and_then(|()| reader.end())
    };
    let (halves, one, looked) = (whole(true, &[first, second]), whole(true, &[text]), whole(false, &[text]));
    assert_eq!(halves.is_ok(), one.is_ok(), "where it is cut changes nothing");
    assert_eq!(one.is_ok(), looked.is_ok(), "what can be looked at can be kept");
    if let (Ok(halves), Ok(one)) = (halves, one) {
        assert_eq!(halves.records, one.records);
        assert!(one.records.iter().all(|(table, ..)| table.name() != "secrets"), "no backup brings a token");
    }
}
