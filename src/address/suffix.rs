//! The registrable domain of a host, by the whole Public Suffix List.
//!
//! The table `suffix-list.fst` is made by `tools/suffix-list`, which documents its format: an `fst` map from reversed
//! labels (`uk.co`) to the bits below. Algorithm: <https://github.com/publicsuffix/list/wiki/Format#algorithm>.

use std::sync::LazyLock;

use fst::Map;
use fst::raw::Output;

static TABLE: &[u8] = include_bytes!("suffix-list.fst");
static INFO: &[u8] = include_bytes!("suffix-list.json");
static LIST: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| Map::new(TABLE).ok());

const NORMAL: u64 = 1;
const WILDCARD: u64 = 2;
const EXCEPTION: u64 = 4;

/// Which list is in use.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct SuffixListInfo {
    /// The date its publisher gives it, `YYYY-MM-DD`.
    pub date: String,
    /// How many rules it has.
    pub rules: u32,
}

/// Date and size of the list in use.
pub fn suffix_list_info() -> SuffixListInfo {
    serde_json::from_slice(INFO).unwrap_or_default()
}

/// The public suffix of `host` and the label before it. `host` is in punycode and lower case, without a dot at its
/// end. None if the host is itself a public suffix, or has an empty label.
pub fn registrable_domain(host: &str) -> Option<&str> {
    if host.split('.').any(str::is_empty) {
        return None;
    }
    let suffix = suffix_labels(host);
    match host.rmatch_indices('.').nth(suffix) {
        Some((dot, _)) => host.get(dot + 1..),
        None => (host.split('.').count() == suffix + 1).then_some(host),
    }
}

/// How many labels of `host`, counted from its end, are its public suffix. The rule `*` is the default.
fn suffix_labels(host: &str) -> usize {
    let Some(list) = LIST.as_ref() else { return 1 };
    let fst = list.as_fst();
    let mut node = fst.root();
    let mut sum = Output::zero();
    let mut longest = 1;
    let mut depth = 0;
    for label in host.rsplit('.') {
        let dot = if depth == 0 { "" } else { "." };
        for byte in dot.bytes().chain(label.bytes()) {
            let Some(at) = node.find_input(byte) else { return longest };
            let step = node.transition(at);
            sum = sum.cat(step.out);
            node = fst.node(step.addr);
        }
        depth += 1;
        if !node.is_final() {
            continue;
        }
        let bits = sum.cat(node.final_output()).value();
        if bits & EXCEPTION != 0 {
            return depth - 1;
        }
        if bits & NORMAL != 0 {
            longest = depth;
        }
        // Any label may stand for the star, known to the table or not; an exception there is seen one step later.
        if bits & WILDCARD != 0 {
            longest = depth + 1;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_the_one_described() {
        let list = LIST.as_ref().expect("the table loads");
        assert!(list.len() > 9_000 && list.len() <= suffix_list_info().rules as usize);
        assert_eq!(suffix_list_info().date.len(), 10);
    }

    #[test]
    fn wildcard_needs_a_label() {
        // `*.ck` makes `foo.ck` a suffix, and `ck` alone stays one by default.
        assert_eq!(registrable_domain("ck"), None);
        assert_eq!(registrable_domain("foo.ck"), None);
        assert_eq!(registrable_domain("bar.foo.ck"), Some("bar.foo.ck"));
        assert_eq!(registrable_domain("www.ck"), Some("www.ck"));
    }

    proptest! {
        #[test]
        fn is_a_suffix_of_the_host_on_a_dot(host in "[a-z0-9.-]{0,40}") {
            if let Some(domain) = registrable_domain(&host) {
                let before = host.strip_suffix(domain).expect("a suffix");
                prop_assert!(before.is_empty() || before.ends_with('.'));
                prop_assert_eq!(registrable_domain(domain), Some(domain));
            }
        }
    }
}
