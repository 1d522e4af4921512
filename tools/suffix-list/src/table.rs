//! Packs the rules into the table that `src/address/` of the core reads.
//!
//! # Format of `suffix-list.fst`
//!
//! An [`fst::Map`] from names to small integers.
//!
//! - **Key**: the name in punycode and lower case, its labels from the last to the first, joined with
//!   `.`: `co.uk` is stored at `uk.co`. A reader walks a host from its top-level domain down
//!   and so meets every rule that could apply, the shortest first.
//! - **Value**: the sum of these bits. One name may carry several rules.
//!
//! | bit | name | meaning |
//! |---|---|---|
//! | 1 | `NORMAL` | the name is a suffix |
//! | 2 | `WILDCARD` | every direct child of the name is a suffix: `*.kawasaki.jp` is stored at `jp.kawasaki` |
//! | 4 | `EXCEPTION` | the name is none, though its parent has `WILDCARD`: `!city.kawasaki.jp` at `jp.kawasaki.city` |
//! | 8 | `PRIVATE_NORMAL` | the `NORMAL` rule is from the private section |
//! | 16 | `PRIVATE_WILDCARD` | the `WILDCARD` rule is from the private section |
//!
//! To read it for a host of labels `l1` (the top level) to `ln`: for each `i`, with `key(i)` = `l1.….li`:
//! 1. `NORMAL` at `key(i)`: the suffix is `i` labels long;
//! 2. `WILDCARD` at `key(i)` and `i < n`: the suffix is `i + 1` labels long;
//! 3. `EXCEPTION` at `key(i)`: the suffix is `i - 1` labels long, and that is final.
//!
//! The longest wins; none at all means the suffix is the top level alone (the list's own default rule `*`).
//! To leave the private rules out, pass over `NORMAL` where 8 is set and `WILDCARD` where 16 is; an exception counts only
//! where the wildcard above it does.

use std::collections::BTreeMap;

use fst::MapBuilder;

use crate::list::{Kind, Rule};

const NORMAL: u64 = 1;
const WILDCARD: u64 = 2;
const EXCEPTION: u64 = 4;
const PRIVATE_NORMAL: u64 = 8;
const PRIVATE_WILDCARD: u64 = 16;

/// The bytes of the table. The order of the rules makes no difference to them.
pub fn compile(rules: &[Rule]) -> Result<Vec<u8>, fst::Error> {
    let mut entries: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
    for rule in rules {
        entries.entry(key(&rule.name)).or_default().push(rule);
    }
    let mut builder = MapBuilder::memory();
    for (key, rules) in &entries {
        builder.insert(key, value(rules))?;
    }
    builder.into_inner()
}

fn key(name: &str) -> String {
    let labels: Vec<&str> = name.rsplit('.').collect();
    labels.join(".")
}

fn value(rules: &[&Rule]) -> u64 {
    let has = |kind| rules.iter().any(|rule| rule.kind == kind);
    // Should a rule ever stand in both sections, the registry's word is the stronger one.
    let private = |kind| !rules.iter().any(|rule| rule.kind == kind && !rule.private);
    let bit = |set: bool, bit| if set { bit } else { 0 };
    bit(has(Kind::Normal), NORMAL)
        | bit(has(Kind::Wildcard), WILDCARD)
        | bit(has(Kind::Exception), EXCEPTION)
        | bit(has(Kind::Normal) && private(Kind::Normal), PRIVATE_NORMAL)
        | bit(has(Kind::Wildcard) && private(Kind::Wildcard), PRIVATE_WILDCARD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fst::Map;

    fn rule(name: &str, kind: Kind, private: bool) -> Rule {
        Rule { name: name.to_owned(), kind, private }
    }

    fn map(rules: &[Rule]) -> Map<Vec<u8>> {
        Map::new(compile(rules).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_the_labels_from_the_top_down() {
        let map = map(&[rule("uk", Kind::Normal, false), rule("co.uk", Kind::Normal, false)]);
        assert_eq!(map.get("uk"), Some(NORMAL));
        assert_eq!(map.get("uk.co"), Some(NORMAL));
        assert_eq!(map.get("co.uk"), None);
    }

    #[test]
    fn wildcard_and_exception_stand_at_their_names() {
        let map = map(&[rule("kawasaki.jp", Kind::Wildcard, false), rule("city.kawasaki.jp", Kind::Exception, false)]);
        assert_eq!(map.get("jp.kawasaki"), Some(WILDCARD));
        assert_eq!(map.get("jp.kawasaki.city"), Some(EXCEPTION));
        assert_eq!(map.get("jp"), None);
    }

    #[test]
    fn one_name_may_carry_rules_of_both_sections() {
        let map = map(&[
            rule("example", Kind::Normal, false),
            rule("example", Kind::Wildcard, true),
            rule("only.private", Kind::Normal, true),
        ]);
        assert_eq!(map.get("example"), Some(NORMAL | WILDCARD | PRIVATE_WILDCARD));
        assert_eq!(map.get("private.only"), Some(NORMAL | PRIVATE_NORMAL));
    }

    #[test]
    fn the_registry_wins_where_both_sections_have_a_rule() {
        let both = [rule("example", Kind::Normal, true), rule("example", Kind::Normal, false)];
        assert_eq!(map(&both).get("example"), Some(NORMAL));
    }

    #[test]
    fn the_order_of_the_rules_makes_no_difference() {
        let mut rules =
            vec![rule("b.a", Kind::Normal, false), rule("a", Kind::Wildcard, true), rule("a", Kind::Normal, false)];
        let first = compile(&rules).unwrap();
        rules.reverse();
        assert_eq!(first, compile(&rules).unwrap());
    }
}
