//! Sources that are the same at their scope are one question.

use std::collections::BTreeMap;

use super::sources::{Source, number};
use crate::scope::{Cell, Question, Target};

/// A list's sources as questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// Each once, in the order in which sources first ask it.
    pub questions: Vec<Question>,
    /// For each source, which of the questions is its own; none if it has none at this scope.
    pub places: Vec<Option<usize>>,
}

impl Fold {
    /// How many sources have a question.
    pub fn asked(&self) -> u32 {
        number(self.places.iter().flatten().count())
    }

    /// How many sources share the question of another one.
    pub fn folded(&self) -> u32 {
        self.asked().saturating_sub(number(self.questions.len()))
    }
}

/// Folds sources at the scopes of `cell`.
pub fn fold<'a>(sources: impl Iterator<Item = &'a Source>, target: &Target, cell: Cell) -> Fold {
    let (mut questions, mut places, mut known) = (Vec::new(), Vec::new(), BTreeMap::new());
    for source in sources {
        let place = Question::new(&source.address, target, cell).map(|question| {
            *known.entry(question).or_insert_with_key(|question| {
                questions.push(question.clone());
                questions.len() - 1
            })
        });
        places.push(place);
    }
    Fold { questions, places }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::clean;
    use crate::scope::Scope;
    use proptest::prelude::*;

    fn scope() -> impl Strategy<Value = Scope> {
        prop_oneof![Just(Scope::Page), Just(Scope::Subdomain), Just(Scope::RootDomain)]
    }

    proptest! {
        /// A partition: every source is in one class, no class is empty, and classes of a wider scope hold whole ones.
        #[test]
        fn folding_parts_the_sources(
            addresses in prop::collection::vec("(www|a|b)\\.(one|two)\\.example/[xy]|192\\.0\\.2\\.[12]/", 0..40),
            at in scope(),
        ) {
            let target = Target::new("t.example", Scope::RootDomain).expect("a target");
            let sources: Vec<Source> = addresses
                .iter()
                .map(|text| Source { line: 1, address: clean(text, &[]).expect("an address").address })
                .collect();
            let folded = |scope| fold(sources.iter(), &target, Cell { source: scope, target: Scope::Page });
            let (here, page) = (folded(at), folded(Scope::Page));
            prop_assert_eq!(here.places.len(), sources.len());
            for place in 0..here.questions.len() {
                prop_assert!(here.places.contains(&Some(place)));
            }
            for (one, (own, on_page)) in here.places.iter().zip(&page.places).enumerate() {
                for (other, also) in here.places.iter().zip(&page.places).skip(one) {
                    prop_assert!(on_page != also || own == other);
                }
            }
            prop_assert_eq!(here.folded() + number(here.questions.len()), here.asked());
        }
    }
}
