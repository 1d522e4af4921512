//! Addresses and texts made safe to show: bounded, and without characters that hide, reorder or break what is read.

use url::Url;

use super::warn::letters_of;
use super::{Address, host_of};
use crate::phrase::Shown;

/// Longest address that is shown, in characters.
const LONGEST: usize = 300;
/// Longest host that is shown: the longest that a name can be (RFC 1035, 2.3.4). Addresses may hold longer ones.
const LONGEST_HOST: usize = 253;

/// True for characters that change how the text around them is read, or that cannot be seen: bidirectional overrides
/// and isolates, zero-width spaces, separators of lines, tags. Joiners stay, since scripts need them.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

/// The same and controls.
fn is_unsafe(c: char) -> bool {
    c.is_control() || is_hidden(c)
}

/// The first `longest` characters, with an ellipsis if there are more.
pub fn bounded(text: &str, longest: usize) -> String {
    // No text has more characters than bytes.
    if text.len() <= longest {
        return text.to_owned();
    }
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A text of the page for showing: white space folded, unsafe characters replaced by `�`, at most `longest` characters.
pub fn safe_text(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len().min(longest.saturating_mul(2)));
    let mut space = false;
    for (count, c) in text.trim().chars().enumerate() {
        if count >= longest {
            out.push('…');
            break;
        }
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(if is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c });
    }
    out
}

/// An href as it was written, for showing.
pub fn show_raw(href: &str) -> Shown {
    Shown { after: safe_text(href, LONGEST), ..Shown::default() }
}

/// An address for showing. The scheme is left out where it is `https`.
pub fn show_url(url: &Url) -> Shown {
    let Some(address) = Address::new(url.clone()) else { return show_raw(url.as_str()) };
    let host = host_of(url);
    let domain = address.site().to_owned();
    let subdomain = host.strip_suffix(domain.as_str()).unwrap_or_default();
    let scheme = if url.scheme() == "http" { "http://" } else { "" };
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let rest = url.as_str().get(url[..url::Position::BeforePath].len()..).unwrap_or_default();
    let after = bounded(&format!("{port}{rest}"), LONGEST);
    let before = format!("{scheme}{}", bounded(subdomain, LONGEST_HOST));
    Shown { letters: letters_of(url), before, domain: bounded(&domain, LONGEST_HOST), after }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_reorder_or_hide() {
        assert_eq!(safe_text("  a\n\t b  ", 10), "a b");
        assert_eq!(safe_text("moc.\u{202e}live\u{0}", 20), "moc.\u{fffd}live\u{fffd}");
        assert_eq!(safe_text("abcdef", 3), "abc…");
        assert_eq!(safe_text("می\u{200c}خواهم", 20), "می\u{200c}خواهم");
    }

    #[test]
    fn addresses_are_bounded_in_every_part() {
        let url =
            Url::parse(&format!("https://{}{}.example/{}", "a.".repeat(9_000), "b".repeat(9_000), "c".repeat(9_000)));
        let shown = show_url(&url.expect("a URL"));
        for part in [shown.before, shown.domain, shown.after] {
            assert!(part.chars().count() <= LONGEST + 1, "{} characters", part.len());
        }
    }

    #[test]
    fn addresses_are_cut_at_the_registrable_domain() {
        let show = |text: &str| {
            let shown = show_url(&Url::parse(text).expect("a URL"));
            [shown.before, shown.domain, shown.after].join("|")
        };
        assert_eq!(show("https://a.b.example.co.uk/x?y#z"), "a.b.|example.co.uk|/x?y#z");
        assert_eq!(show("http://example.com:8080/"), "http://|example.com|:8080/");
        assert_eq!(show("https://192.0.2.1/x"), "|192.0.2.1|/x");
        assert_eq!(show("mailto:a@b.example"), "||mailto:a@b.example");
        assert!(show(&format!("https://a.example/{}", "x".repeat(1000))).chars().count() < 330);
    }
}
