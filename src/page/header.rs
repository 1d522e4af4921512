//! The `Link` header (<https://www.rfc-editor.org/rfc/rfc8288>), as far as canonical addresses go.

use url::Url;

/// Most addresses that are taken from a header.
const MOST: usize = 20;

/// The canonical addresses that a `Link` header names, resolved against `base`. Links with an anchor speak for another page.
pub fn canonicals(value: &str, base: &Url) -> Vec<Url> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((target, after)) = after.split_once('>') else { break };
        let (params, next) = until_comma(after);
        rest = next;
        let is_canonical = params.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("rel")
                && value.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
        });
        let elsewhere = params.iter().any(|(name, _)| name.eq_ignore_ascii_case("anchor"));
        if is_canonical && !elsewhere && found.len() < MOST {
            found.extend(base.join(target.trim()).ok());
        }
    }
    found
}

/// The parameters of a link and what comes behind the comma that ends it. Commas and semicolons in quotes are text.
fn until_comma(text: &str) -> (Vec<(&str, String)>, &str) {
    let (mut params, mut name, mut value): (Vec<(&str, String)>, Option<&str>, String) =
        (Vec::new(), None, String::new());
    let (mut quoted, mut escaped, mut from) = (false, false, 0);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => {
                escaped = false;
                value.push(c);
            }
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => value.push(c),
            '=' if name.is_none() => {
                name = text.get(from..at).map(str::trim);
                value.clear();
            }
            ';' | ',' => {
                let bare = text.get(from..at).unwrap_or_default().trim();
                params.push((name.take().unwrap_or(bare), std::mem::take(&mut value).trim().to_owned()));
                from = at + 1;
                if c == ',' {
                    return (params, text.get(from..).unwrap_or_default());
                }
            }
            _ => value.push(c),
        }
    }
    let bare = text.get(from..).unwrap_or_default().trim();
    params.push((name.unwrap_or(bare), value.trim().to_owned()));
    (params, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(value: &str) -> Vec<String> {
        let base = Url::parse("https://a.example/x/y").unwrap_or_else(|error| panic!("{error}"));
        canonicals(value, &base).into_iter().map(String::from).collect()
    }

    #[test]
    fn canonical_links_are_found_and_no_others() {
        let cases: [(&str, &[&str]); 12] = [
            ("", &[]),
            (r#"<https://b.example/>; rel="canonical""#, &["https://b.example/"]),
            ("<https://b.example/>;rel=canonical", &["https://b.example/"]),
            (r#"< /z >; REL="Canonical""#, &["https://a.example/z"]),
            (r#"<https://b.example/>; rel="alternate"; hreflang="de""#, &[]),
            (r#"<https://b.example/a,b;c>; rel="canonical""#, &["https://b.example/a,b;c"]),
            (r#"</style.css>; rel=preload; as=style, </c>; rel="canonical""#, &["https://a.example/c"]),
            (r#"</c>; title="a, <b>; rel=canonical"; rel=next"#, &[]),
            (
                r#"</c>; title="a \" b"; rel="nofollow canonical", </d>; rel=canonical"#,
                &["https://a.example/c", "https://a.example/d"],
            ),
            (r##"</c>; rel="canonical"; anchor="#foo""##, &[]),
            ("</c; rel=canonical", &[]),
            (r#"</c>; canonical, <>; rel="canonical""#, &["https://a.example/x/y"]),
        ];
        for (value, expected) in cases {
            assert_eq!(found(value), expected, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(value in "(\\PC|[<>;,=\"\\\\]|rel=canonical){0,60}") {
            found(&value);
        }
    }
}
