//! What came of asking a server where a short link leads.

use url::Url;

use super::manners::Ended;
use super::outcome::{Fetched, Unfetched, refusal};
use crate::address::{NoWay, Said, Wrapped, host_of, registrable_domain, unwrap};
use crate::page::packed::{Row, rows};
use crate::page::refresh;

/// What an answer, packed, says of where `asked` leads, and how the fetch ended. `site` is that of the target, which
/// might have been read had it led there.
pub fn said(asked: &Url, packed: &str, site: &str, now: f64) -> (Said, Ended) {
    let not = |why| (Said::Not(why), Ended::Well);
    let (status, address, sends, retry_after) = match rows(packed).next() {
        Some(Row::End(status, address, sends, retry_after)) => (status, address, sends, retry_after),
        Some(Row::Missing(word, ..)) if word == "redirected" => return not(NoWay::Away(site.to_owned())),
        Some(Row::Missing(word, ..)) if word == "too_slow" => return not(NoWay::Slow),
        _ => return not(NoWay::Network),
    };
    let Ok(end) = Url::parse(&address) else { return not(NoWay::Network) };
    if !is_own(&end, asked) {
        return (Said::To(end), Ended::Well);
    }
    match status {
        200..=299 => match refresh(&sends, &end).filter(|to| matches!(to.scheme(), "http" | "https")) {
            Some(to) => (Said::To(to), Ended::Well),
            None => not(NoWay::Stays),
        },
        404 | 410 => not(NoWay::Gone),
        429 | 503 => {
            let retry_after = retry_after.into_owned();
            let ended = refusal(&Fetched::Nothing(Unfetched::Status { status, retry_after }), now);
            (Said::Not(NoWay::Busy), ended)
        }
        _ => not(NoWay::Refused),
    }
}

/// True for a page of the service itself: it led nowhere yet.
fn is_own(end: &Url, asked: &Url) -> bool {
    let site = |url| registrable_domain(host_of(url)).unwrap_or(host_of(url)).to_owned();
    matches!(unwrap(end), Wrapped::NeedsRequest { address } if address == *end) && site(end) == site(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn what_answers_say() {
        let to = |address: &str| Said::To(url(address));
        let end =
            |status: u16, address: &str, sends: &str| format!("\u{1e}E\u{1f}{status}\u{1f}{address}\u{1f}{sends}");
        for (packed, expected) in [
            (end(200, "https://acme.example/x", ""), to("https://acme.example/x")),
            // What is at the end is no matter of the short link.
            (end(404, "https://acme.example/x", ""), to("https://acme.example/x")),
            (end(503, "https://acme.example/x", "0;url=/noscript"), to("https://acme.example/x")),
            (end(200, "https://bit.ly/", ""), to("https://bit.ly/")),
            (end(200, "https://t.co/y", ""), to("https://t.co/y")),
            (end(200, "https://bit.ly/x", "0;URL=https://acme.example/y"), to("https://acme.example/y")),
            (end(200, "https://bit.ly/x", "0;url=javascript:alert(1)"), Said::Not(NoWay::Stays)),
            (end(200, "https://bit.ly/x", ""), Said::Not(NoWay::Stays)),
            (end(200, "https://bit.ly/a/warning?x", ""), Said::Not(NoWay::Stays)),
            (end(200, "https://www.bit.ly/x", ""), Said::Not(NoWay::Stays)),
            (end(404, "https://bit.ly/x", ""), Said::Not(NoWay::Gone)),
            (end(410, "https://bit.ly/x", ""), Said::Not(NoWay::Gone)),
            (end(403, "https://bit.ly/x", ""), Said::Not(NoWay::Refused)),
            (end(500, "https://bit.ly/x", ""), Said::Not(NoWay::Refused)),
            (end(429, "https://bit.ly/x", ""), Said::Not(NoWay::Busy)),
            (end(200, "nonsense", ""), Said::Not(NoWay::Network)),
            ("\u{1e}X\u{1f}redirected".to_owned(), Said::Not(NoWay::Away("acme.example".to_owned()))),
            ("\u{1e}X\u{1f}too_slow".to_owned(), Said::Not(NoWay::Slow)),
            ("\u{1e}X\u{1f}failed\u{1f}TypeError".to_owned(), Said::Not(NoWay::Network)),
            (String::new(), Said::Not(NoWay::Network)),
        ] {
            let (told, ended) = said(&url("https://bit.ly/x"), &packed, "acme.example", 0.0);
            assert_eq!(told, expected, "{packed:?}");
            assert_eq!(ended == Ended::Well, expected != Said::Not(NoWay::Busy), "{packed:?}");
        }
    }
}
