//! The scope ladder: the nine questions that one source and one target make, and how few of them must be asked.
//!
//! Scopes hold one another, page ⊂ subdomain ⊂ root domain, so answers are monotone: a yes is a yes at every wider
//! cell, a no is a no at every narrower one. What follows from an answer is never asked.

use super::Scope;

/// The scopes, narrowest first.
pub const SCOPES: [Scope; 3] = [Scope::Page, Scope::Subdomain, Scope::RootDomain];

/// One of the nine questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// How wide the source is meant.
    pub source: Scope,
    /// How wide the target is meant.
    pub target: Scope,
}

/// What is known of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// Nothing.
    Open,
    /// It was asked.
    Asked(bool),
    /// It follows from the answer at another cell.
    Implied(bool, Cell),
}

/// Answers at some of the nine cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ladder {
    /// Newest first.
    answers: Vec<(Cell, bool)>,
}

impl Cell {
    /// The nine cells, from page → page to root domain → root domain, source by source.
    pub fn all() -> impl Iterator<Item = Self> {
        SCOPES.into_iter().flat_map(|source| SCOPES.into_iter().map(move |target| Self { source, target }))
    }

    /// True if every link that counts here counts at `other` too.
    pub fn is_within(self, other: Self) -> bool {
        self.source <= other.source && self.target <= other.target
    }
}

impl Ladder {
    /// The ladder with these answers, the newest first. Where two answers contradict each other, since the index
    /// changed in between, the newer one counts.
    pub fn new(answers: impl IntoIterator<Item = (Cell, bool)>) -> Self {
        let mut ladder = Self::default();
        for (cell, exists) in answers {
            let newer = ladder.at(cell);
            if !matches!(newer, Rung::Asked(_)) && newer.answer().is_none_or(|known| known == exists) {
                ladder.answers.push((cell, exists));
            }
        }
        ladder
    }

    /// What is known of `cell`.
    pub fn at(&self, cell: Cell) -> Rung {
        if let Some((_, exists)) = self.answers.iter().find(|(asked, _)| *asked == cell) {
            return Rung::Asked(*exists);
        }
        let implies =
            |(asked, exists): &&(Cell, bool)| if *exists { asked.is_within(cell) } else { cell.is_within(*asked) };
        self.answers.iter().find(implies).map_or(Rung::Open, |(by, exists)| Rung::Implied(*exists, *by))
    }

    /// How many cells are open.
    pub fn open(&self) -> usize {
        Cell::all().filter(|cell| self.at(*cell) == Rung::Open).count()
    }

    /// The cell to ask next to settle all nine; none if all are. `expect` is what the page makes likely.
    ///
    /// The first question stakes on the expectation: if the page shows the link, a yes at page → page settles all nine;
    /// if it does not, a no at root domain → root domain does. A wrong guess costs one question. After it the border
    /// between no and yes is walked from its one corner, page → root domain: each answer there settles the rest of a
    /// row or of a column, so five questions are enough for any truth, and no order needs fewer in the worst case.
    pub fn next(&self, expect: bool) -> Option<Cell> {
        let corner = |scope| Cell { source: scope, target: scope };
        let guess = if expect { corner(Scope::Page) } else { corner(Scope::RootDomain) };
        if self.answers.is_empty() {
            return Some(guess);
        }
        let walk =
            SCOPES.into_iter().flat_map(|source| SCOPES.into_iter().rev().map(move |target| Cell { source, target }));
        walk.into_iter().find(|cell| self.at(*cell) == Rung::Open)
    }

    /// The most questions that settling all nine may still take.
    pub fn worst(&self, expect: bool) -> usize {
        let Some(cell) = self.next(expect) else { return 0 };
        let after = |exists| {
            let answers = std::iter::once((cell, exists)).chain(self.answers.iter().copied());
            Self { answers: answers.collect() }.worst(expect)
        };
        1 + after(true).max(after(false))
    }
}

impl Rung {
    /// The answer, asked or implied.
    pub fn answer(self) -> Option<bool> {
        match self {
            Self::Open => None,
            Self::Asked(exists) | Self::Implied(exists, _) => Some(exists),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The twenty monotone truths: for each source scope the narrowest target scope with a yes (3 for none), never
    /// wider as the source widens.
    fn truths() -> Vec<impl Fn(Cell) -> bool> {
        let borders = (0..4_usize).flat_map(|a| (0..=a).flat_map(move |b| (0..=b).map(move |c| [a, b, c])));
        let truth = |border: [usize; 3]| move |cell: Cell| cell.target as usize >= border[cell.source as usize];
        borders.map(truth).collect()
    }

    /// The questions that settle a truth.
    fn settle(truth: &impl Fn(Cell) -> bool, expect: bool) -> (usize, Ladder) {
        let mut answers = Vec::new();
        loop {
            let ladder = Ladder::new(answers.iter().rev().copied());
            let Some(cell) = ladder.next(expect) else { return (answers.len(), ladder) };
            assert_eq!(ladder.at(cell), Rung::Open, "what is implied is never asked");
            answers.push((cell, truth(cell)));
        }
    }

    #[test]
    fn closure_is_sound_and_complete() {
        let truths = truths();
        assert_eq!(truths.len(), 20);
        for truth in &truths {
            for asked in 0..(1 << 9) {
                let chosen = Cell::all().enumerate().filter(|(at, _)| asked & (1 << at) != 0);
                let answers: Vec<(Cell, bool)> = chosen.map(|(_, cell)| (cell, truth(cell))).collect();
                let ladder = Ladder::new(answers.iter().copied());
                let fitting: Vec<_> =
                    truths.iter().filter(|other| answers.iter().all(|(cell, is)| other(*cell) == *is)).collect();
                for cell in Cell::all() {
                    let known = fitting.iter().all(|other| other(cell) == truth(cell)).then(|| truth(cell));
                    assert_eq!(ladder.at(cell).answer(), known, "{answers:?} {cell:?}");
                }
            }
        }
    }

    #[test]
    fn five_questions_settle_any_truth_and_six_after_a_wrong_guess() {
        for truth in truths() {
            for expect in [true, false] {
                let (questions, ladder) = settle(&truth, expect);
                let page = Cell { source: Scope::Page, target: Scope::Page };
                let root = Cell { source: Scope::RootDomain, target: Scope::RootDomain };
                let right = if expect { truth(page) } else { !truth(root) };
                assert!(questions <= 6 && (!right || questions == 1), "{questions}");
                assert!(Cell::all().all(|cell| ladder.at(cell).answer() == Some(truth(cell))));
            }
        }
        assert_eq!(Ladder::default().worst(true), 6);
        assert_eq!(Ladder::default().worst(false), 6);
    }

    #[test]
    fn a_newer_answer_goes_before_an_older_one_it_contradicts() {
        let cell = |source, target| Cell { source, target };
        let newest_no = cell(Scope::RootDomain, Scope::RootDomain);
        let old_yes = cell(Scope::Page, Scope::Page);
        let ladder = Ladder::new([(newest_no, false), (old_yes, true)]);
        assert_eq!(ladder.at(old_yes), Rung::Implied(false, newest_no));
        assert_eq!(ladder.open(), 0);
    }
}
