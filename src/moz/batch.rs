//! Many questions in few calls: what is asked twice is paid once, and calls are filled up.

use std::collections::BTreeMap;

use super::{Flavour, link_status};
use crate::scope::Question;

/// How a list of questions is asked. Answers are kept by position in `questions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batches {
    flavour: Flavour,
    questions: Vec<Question>,
    /// For each question of the list, where it stands in `questions`.
    places: Vec<usize>,
    /// How many of `questions` each call takes, in their order.
    sizes: Vec<usize>,
}

impl Batches {
    /// Plans `list`. V2 takes together what shares target and scopes, JSON-RPC takes any (moz-api 2.1, 4); what comes
    /// first in the list is asked first, as far as that costs no more calls.
    pub fn plan(flavour: Flavour, list: &[Question]) -> Self {
        let mut groups: Vec<Vec<&Question>> = Vec::new();
        let mut group_of = BTreeMap::new();
        let mut slot_of = BTreeMap::new();
        let mut slots = Vec::new();
        for question in list {
            let slot = *slot_of.entry(question).or_insert_with(|| {
                let kind = (&question.target, question.source_scope, question.target_scope);
                let kind = (flavour == Flavour::V2).then_some(kind);
                let group = *group_of.entry(kind).or_insert(groups.len());
                groups.resize_with(groups.len().max(group + 1), Vec::new);
                let at = groups.get_mut(group).map_or(0, |group| {
                    group.push(question);
                    group.len() - 1
                });
                (group, at)
            });
            slots.push(slot);
        }
        let starts: Vec<usize> = groups
            .iter()
            .scan(0, |next, group| {
                let start = *next;
                *next += group.len();
                Some(start)
            })
            .collect();
        Self {
            flavour,
            places: slots.iter().filter_map(|(group, at)| Some(starts.get(*group)? + at)).collect(),
            sizes: groups.iter().flat_map(|group| group.chunks(link_status::MOST).map(<[_]>::len)).collect(),
            questions: groups.into_iter().flatten().cloned().collect(),
        }
    }

    /// The questions of each call.
    pub fn calls(&self) -> impl Iterator<Item = &[Question]> {
        let mut rest = self.questions.as_slice();
        self.sizes.iter().map_while(move |size| {
            let (call, after) = rest.split_at_checked(*size)?;
            rest = after;
            Some(call)
        })
    }

    /// All that is asked, each once, call by call.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The most rows that all of it costs.
    pub fn rows(&self) -> u64 {
        link_status::rows(self.flavour, self.questions.len())
    }

    /// What the list would cost asked one by one, duplicates and all, in rows.
    pub fn naive_rows(&self) -> u64 {
        link_status::rows(self.flavour, self.places.len())
    }

    /// Gives each question of the list its answer, if there is one yet: `answers` are those to `questions` in their
    /// order, as far as they came.
    pub fn spread<'a, T>(&self, answers: &'a [T]) -> Vec<Option<&'a T>> {
        self.places.iter().map(|place| answers.get(*place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::scope::Scope;

    fn scope() -> impl Strategy<Value = Scope> {
        prop_oneof![Just(Scope::Page), Just(Scope::Subdomain), Just(Scope::RootDomain)]
    }

    fn list() -> impl Strategy<Value = Vec<Question>> {
        let question =
            (0..90_u8, scope(), 0..3_u8, scope()).prop_map(|(source, source_scope, target, target_scope)| {
                let (source, target) = (format!("s{source}.example"), format!("t{target}.example"));
                Question { source, source_scope, target, target_scope }
            });
        // Mostly of one group, so that calls fill up.
        let plain = (0..150_u8).prop_map(|source| Question {
            source: format!("s{source}.example"),
            source_scope: Scope::Page,
            target: "t.example".into(),
            target_scope: Scope::RootDomain,
        });
        prop::collection::vec(prop_oneof![1 => question, 2 => plain], 0..400)
    }

    proptest! {
        #[test]
        fn each_question_is_asked_once_and_answers_every_double(
            v2: bool,
            list in list(),
        ) {
            let flavour = if v2 { Flavour::V2 } else { Flavour::JsonRpc };
            let plan = Batches::plan(flavour, &list);
            let calls: Vec<&[Question]> = plan.calls().collect();
            prop_assert_eq!(calls.concat(), plan.questions());
            let unique: BTreeSet<&Question> = list.iter().collect();
            prop_assert_eq!(plan.questions().len(), unique.len());
            prop_assert_eq!(plan.questions().iter().collect::<BTreeSet<_>>(), unique.clone());
            for call in &calls {
                prop_assert!((1..=50).contains(&call.len()));
                let kinds: BTreeSet<_> =
                    call.iter().map(|one| (&one.target, one.source_scope, one.target_scope)).collect();
                prop_assert!(!v2 || kinds.len() == 1);
            }
            // No call could be spared: per kind, all but the last are full.
            let kinds: Vec<_> = unique
                .iter()
                .map(|one| if v2 { Some((&one.target, one.source_scope, one.target_scope)) } else { None })
                .collect();
            let least: usize = kinds
                .iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .map(|kind| kinds.iter().filter(|other| *other == kind).count().div_ceil(50))
                .sum();
            prop_assert_eq!(calls.len(), least);
            // The answer to a question is the question itself: each of the list must get its own.
            let answers = plan.questions().to_vec();
            let spread = plan.spread(&answers);
            prop_assert_eq!(spread, list.iter().map(Some).collect::<Vec<_>>());
            prop_assert!(plan.rows() <= plan.naive_rows());
            prop_assert_eq!(plan.naive_rows(), list.len() as u64 * if v2 { 2 } else { 1 });
        }
    }

    #[test]
    fn answers_that_have_not_come_are_none() {
        let question = |source: &str| Question {
            source: source.into(),
            source_scope: Scope::Page,
            target: "t".into(),
            target_scope: Scope::Page,
        };
        let list = ["a", "b", "a", "c"].map(question);
        let plan = Batches::plan(Flavour::V2, &list);
        assert_eq!((plan.rows(), plan.naive_rows(), plan.calls().count()), (6, 8, 1));
        assert_eq!(plan.spread(&[1, 2]), [Some(&1), Some(&2), Some(&1), None]);
        assert_eq!(Batches::plan(Flavour::V2, &[]).calls().count(), 0);
    }
}
