//! Parameters that name a person, not a page: what no copy of an address should carry to others.

use std::borrow::Cow;

use url::Url;

use super::host_of;

/// Outlook's wrapper writes the recipient's mail address into these.
const SAFELINKS: &str = "safelinks.protection.outlook.com";
const PARAMETERS: [&str; 2] = ["data", "sdata"];

/// The address without what names a person. Where a wrapper stands inside another one's parameter, that query goes
/// as a whole.
pub fn without_personal(url: &Url) -> Cow<'_, Url> {
    let host = host_of(url);
    let is_wrapper = host.strip_suffix(SAFELINKS).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    let rest = url.as_str().get(url[..url::Position::BeforePath].len()..).unwrap_or_default();
    let inside = rest.to_ascii_lowercase().contains(SAFELINKS);
    if !is_wrapper && !inside {
        return Cow::Borrowed(url);
    }
    let mut url = url.clone();
    let kept: Vec<&str> = match url.query() {
        Some(query) if !inside => query.split('&').filter(|piece| !is_personal(piece)).collect(),
        _ => Vec::new(),
    };
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(kept.as_str()));
    if inside {
        url.set_fragment(None);
    }
    Cow::Owned(url)
}

fn is_personal(piece: &str) -> bool {
    let name = piece.split('=').next().unwrap_or_default();
    PARAMETERS.iter().any(|personal| name.eq_ignore_ascii_case(personal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_names_a_person_goes() {
        let cases = [
            (
                "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.example%2F&Data=05%7C01%7Cme%40x&sdata=k&reserved=0",
                "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.example%2F&reserved=0",
            ),
            ("https://safelinks.protection.outlook.com./?data=me", "https://safelinks.protection.outlook.com./"),
            (
                "https://notsafelinks.protection.outlook.com/?data=1",
                "https://notsafelinks.protection.outlook.com/?data=1",
            ),
            ("https://acme.example/?data=1&sdata=2", "https://acme.example/?data=1&sdata=2"),
            (
                "https://go.example/?q=https%3A%2F%2Feur01.safelinks.protection.outlook.com%2F%3Fdata%3Dme#data=me",
                "https://go.example/",
            ),
        ];
        for (url, expected) in cases {
            let url = Url::parse(url).expect("a URL");
            assert_eq!(without_personal(&url).as_str(), expected);
        }
    }
}
