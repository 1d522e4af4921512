//! The few wrappers that write their target in a way of their own.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Proofpoint 2: `https-3A__acme.example_x`.
pub(super) fn proofpoint2(text: &str) -> String {
    let text = text.replace('-', "%").replace('_', "/");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// Proofpoint 3: `https://acme.example/x*y__;Kw!!…`. A star stands for a character, `**` and a letter for several;
/// the characters themselves are base64 behind `__;`.
pub(super) fn proofpoint3(text: &str) -> Option<String> {
    let (url, rest) = text.split_once("__;")?;
    let hidden = base64(rest.split('!').next().unwrap_or_default());
    let mut hidden = std::str::from_utf8(&hidden).ok()?.chars();
    let mut out = String::with_capacity(url.len());
    let mut chars = url.chars();
    while let Some(c) = chars.next() {
        if c != '*' {
            out.push(c);
        } else if let Some(run) = chars.as_str().strip_prefix('*') {
            chars = run.chars();
            // Runs begin at two.
            let length = 2 + sextet(u8::try_from(chars.next()?).ok()?)?;
            out.extend(hidden.by_ref().take(length as usize));
        } else {
            out.push(hidden.next()?);
        }
    }
    // Some mail programs fold two slashes into one; the URL parser knows what is meant.
    Some(out)
}

/// Bing's `a1aHR0cHM6Ly9hY21lLmV4YW1wbGUv`.
pub(super) fn bing(text: &str) -> Option<String> {
    String::from_utf8(base64(text.strip_prefix("a1")?)).ok()
}

/// Base64 in either alphabet, up to the first character of neither. A decoder of a library would be ten times as long.
fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let (mut bits, mut held) = (0_u32, 0);
    for sextet in text.bytes().map_while(sextet) {
        bits = bits << 6 | sextet;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xff) as u8);
        }
    }
    out
}

fn sextet(byte: u8) -> Option<u32> {
    let from = |first: u8, value: u32| Some(u32::from(byte - first) + value);
    match byte {
        b'A'..=b'Z' => from(b'A', 0),
        b'a'..=b'z' => from(b'a', 26),
        b'0'..=b'9' => from(b'0', 52),
        b'-' | b'+' => Some(62),
        b'_' | b'/' => Some(63),
        _ => None,
    }
}

/// `s/acme.example/x` of an AMP cache as an address. `cache` is the first label of the cache's host, which names the
/// publisher's host too: <https://developers.google.com/amp/cache/overview>.
pub(super) fn amp(path: &str, cache: Option<&str>) -> Option<String> {
    let (scheme, rest) = path.strip_prefix("s/").map_or(("http", path), |rest| ("https", rest));
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let agrees = cache.is_none_or(|label| names_host(label, host));
    (host.contains('.') && agrees).then(|| format!("{scheme}://{rest}"))
}

/// True unless `label` is surely another host's. International hosts and long ones are written in ways that need
/// more than a look: punycode of the whole, or a hash of 52 letters.
fn names_host(label: &str, host: &str) -> bool {
    let coded = label.starts_with("xn--") || label.starts_with("0-") || (label.len() == 52 && !label.contains('-'));
    let own = |label: &str| label.eq_ignore_ascii_case(&host.replace('-', "--").replace('.', "-"));
    coded || matches!(label, "cdn" | "www" | "amp") || own(label)
}

/// `text`, percent-decoded if its scheme is, as in `https%3A%2F%2Facme.example`.
pub(super) fn once(text: &str) -> Cow<'_, str> {
    let scheme = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let rest = text.get(scheme..).unwrap_or_default();
    if rest.starts_with("://") || (rest.starts_with(":/") && !rest.starts_with(":/%")) {
        return Cow::Borrowed(text);
    }
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_in_either_alphabet() {
        assert_eq!(base64("aHR0cHM6Ly8"), b"https://");
        assert_eq!(base64("-_+/"), [0xfb, 0xff, 0xbf]);
        assert_eq!(base64("===="), b"");
    }

    #[test]
    fn runs_of_hidden_characters() {
        assert_eq!(proofpoint3("http://a/*b__;Kw!!x").as_deref(), Some("http://a/+b"));
        assert_eq!(proofpoint3("http://a/**Ab__;Kys!!x").as_deref(), Some("http://a/++b"));
        assert_eq!(proofpoint3("http://a/*b__;!!x"), None);
        assert_eq!(proofpoint3("http://a/"), None);
    }

    #[test]
    fn the_cache_names_its_publisher() {
        assert_eq!(amp("s/a-b.example/x?y", Some("a--b-example")).as_deref(), Some("https://a-b.example/x?y"));
        assert_eq!(amp("a.example/", Some("cdn")).as_deref(), Some("http://a.example/"));
        assert_eq!(amp("s/a.example/", Some("b-example")), None);
        assert_eq!(amp("s/nohost", None), None);
    }
}
