//! Permissions to read hosts, as match patterns
//! (<https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns>).

use url::{Host, Url};

use crate::address::Address;

/// Whether patterns that were granted let `url` be read.
pub fn covers(granted: &[String], url: &Url) -> bool {
    granted.iter().any(|pattern| matches(pattern, url))
}

fn matches(pattern: &str, url: &Url) -> bool {
    if !matches!(url.scheme(), "http" | "https") {
        return false;
    }
    if pattern == "<all_urls>" {
        return true;
    }
    let Some((scheme, rest)) = pattern.split_once("://") else { return false };
    let Some((host, path)) = rest.split_once('/') else { return false };
    let named = url.host_str().unwrap_or_default();
    let same_host = match host.strip_prefix("*.") {
        Some(domain) => named == domain || named.strip_suffix(domain).is_some_and(|before| before.ends_with('.')),
        None => host == "*" || host == named,
    };
    // Permissions are for whole hosts; one for a part of a host is not ours.
    path == "*" && (scheme == "*" || scheme == url.scheme()) && same_host
}

/// How many hosts are missing, and the patterns to ask for so that the sources can be read, by host, without those that are granted. Both schemes, and
/// the host with `www.` and without: sites send one to the other, and a permission for one does not reach to the other.
pub fn patterns(sources: &[Address], granted: &[String]) -> (u32, Vec<String>) {
    let mut out: Vec<String> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for source in sources {
        let host = match source.url().host() {
            Some(Host::Domain(host)) => host,
            _ => source.url().host_str().unwrap_or_default(),
        };
        if seen.contains(&host) || covers(granted, source.url()) {
            continue;
        }
        seen.push(host);
        let other = match (host.strip_prefix("www."), source.root_domain() == Some(host)) {
            (Some(bare), _) => Some(bare.to_owned()),
            (None, true) => Some(format!("www.{host}")),
            (None, false) => None,
        };
        for host in [Some(host.to_owned()), other].into_iter().flatten() {
            let both = ["https", "http"].map(|scheme| format!("{scheme}://{host}/*"));
            out.extend(both.into_iter().filter(|pattern| !granted.contains(pattern)));
        }
    }
    out.sort_unstable();
    out.dedup();
    (u32::try_from(seen.len()).unwrap_or(u32::MAX), out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Url::parse(text).ok().and_then(Address::new).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn what_patterns_cover() {
        let cases = [
            ("<all_urls>", "https://a.example/x", true),
            ("*://*/*", "http://a.example/x", true),
            ("https://*/*", "http://a.example/x", false),
            ("https://a.example/*", "https://a.example/x?y", true),
            ("https://a.example/*", "https://a.example:8443/x", true),
            ("https://a.example/*", "https://b.a.example/", false),
            ("https://*.a.example/*", "https://b.a.example/", true),
            ("https://*.a.example/*", "https://a.example/", true),
            ("https://*.a.example/*", "https://ba.example/", false),
            ("https://a.example/part/*", "https://a.example/part/x", false),
            ("https://a.example", "https://a.example/", false),
            ("file:///*", "https://a.example/", false),
            ("nonsense", "https://a.example/", false),
        ];
        for (pattern, url, expected) in cases {
            assert_eq!(covers(&[pattern.to_owned()], address(url).url()), expected, "{pattern} {url}");
        }
        let Ok(file) = Url::parse("file:///x") else { panic!() };
        assert!(!covers(&["<all_urls>".to_owned()], &file));
    }

    #[test]
    fn what_is_asked_for() {
        let sources =
            ["https://a.example/x", "http://a.example/y", "https://blog.b.example/", "https://www.c.example/"];
        let sources = sources.map(address);
        let granted = ["https://blog.b.example/*".to_owned(), "https://c.example/*".to_owned()];
        let expected = [
            "http://a.example/*",
            "http://c.example/*",
            "http://www.a.example/*",
            "http://www.c.example/*",
            "https://a.example/*",
            "https://www.a.example/*",
            "https://www.c.example/*",
        ];
        assert_eq!(patterns(&sources, &granted), (2, expected.map(str::to_owned).into()));
        assert_eq!(patterns(&sources, &["*://*/*".to_owned()]), (0, Vec::new()));
    }
}
