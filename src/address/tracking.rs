//! Parameters that tell a visit apart, not a page. A short list of well-known names; anything else stays.

use std::borrow::Cow;

const NAMES: [&str; 24] = [
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "dclid",
    "epik",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "hsctatracking",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "srsltid",
    "ttclid",
    "twclid",
    "wbraid",
    "yclid",
];

/// True if a parameter of that name only tells where a visitor came from: by the list above, or by `own`, names in lower
/// case of which one that ends in a star stands for all that begin so.
pub fn is_tracking(name: &str, own: &[String]) -> bool {
    let name = name.to_ascii_lowercase();
    let is_own = |own: &String| match own.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == *own,
    };
    name.starts_with("utm_") || NAMES.binary_search(&name.as_str()).is_ok() || own.iter().any(is_own)
}

/// The name of a raw `name=value` piece of a query.
pub fn name_of(piece: &str) -> &str {
    piece.split_once('=').map_or(piece, |(name, _)| name)
}

/// The query without tracking parameters, everything else as it was written; and the names that were left out.
pub fn without_tracking<'a>(query: &'a str, own: &[String]) -> (Cow<'a, str>, Vec<&'a str>) {
    let removed: Vec<&str> = query.split('&').map(name_of).filter(|name| is_tracking(name, own)).collect();
    if removed.is_empty() {
        return (Cow::Borrowed(query), removed);
    }
    let kept: Vec<&str> = query.split('&').filter(|piece| !is_tracking(name_of(piece), own)).collect();
    (Cow::Owned(kept.join("&")), removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn keeps_the_rest_as_written() {
        let (kept, removed) = without_tracking("b=2&UTM_Source=x&&a=%20&gclid", &[]);
        assert_eq!(kept, "b=2&&a=%20");
        assert_eq!(removed, ["UTM_Source", "gclid"]);
        assert_eq!(without_tracking("utm=1", &[]).1, Vec::<&str>::new());
        let own = ["ref".to_owned(), "aff_*".to_owned()];
        assert_eq!(without_tracking("Ref=1&refer=2&aff_id=3&aff=4", &own).1, ["Ref", "aff_id"]);
    }
}
