//! What the index costs, as `./build.sh bench` prints it: rows that settle all nine cells of the scope ladder, and rows
//! for a list of sources with duplicates. Counts, not times: the same on every machine.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "it prints, and a wrong figure must not be printed")]

use link_lantern::address::clean;
use link_lantern::moz::{Batches, Flavour, link_status};
use link_lantern::scope::{Cell, Ladder, Question, Scope, Target};

const TRUTHS: u32 = 10_000;
const SOURCES: u32 = 500;

fn main() {
    let mut chance = Chance(20_261_122);
    let v2 = u32::try_from(link_status::rows(Flavour::V2, 1)).expect("a small number");
    println!("rows on V2 to settle all nine scopes, {TRUTHS} random truths (the naive nine: {})\n", 9 * v2);
    println!("{:<44}{:>8}{:>8}{:>8}", "", "mean", "worst", "share");
    for (name, expect) in [("the page shows the link, and so does the index", true), ("neither has it", false)] {
        // The guess is right where the corner that it stakes on settles all.
        print_row(name, v2, (0..TRUTHS).map(|_| settle(&[if expect { 0 } else { 3 }; 3], expect)));
    }
    let truths: Vec<[usize; 3]> = (0..TRUTHS).map(|_| chance.truth()).collect();
    for (name, expect) in [("any truth, the page shows the link", true), ("any truth, the page does not", false)] {
        print_row(name, v2, truths.iter().map(|truth| settle(truth, expect)));
        let wrong = truths.iter().filter(|truth| settle(truth, expect) > 1);
        print_row("    of these, where the first guess is wrong", v2, wrong.map(|truth| settle(truth, expect)));
    }

    let target = Target::new("acme-lamps.example/spring-range", Scope::Page).expect("a target");
    println!("\nrows for {SOURCES} sources, of which some are named twice and many share a host\n");
    println!("{:<44}{:>8}{:>8}{:>8}", "", "naive", "paid", "calls");
    let list: Vec<String> =
        (0..SOURCES).map(|_| format!("https://site-{}.example/{}", chance.below(60), chance.below(40))).collect();
    for (name, scope) in
        [("by page", Scope::Page), ("by host", Scope::Subdomain), ("by root domain", Scope::RootDomain)]
    {
        for (flavour, api) in [(Flavour::V2, "V2"), (Flavour::JsonRpc, "JSON-RPC")] {
            let cell = Cell { source: scope, target: Scope::Page };
            let ask = |source: &String| Question::new(&clean(source, &[]).expect("an address").address, &target, cell);
            let batches = Batches::plan(flavour, &list.iter().filter_map(ask).collect::<Vec<_>>());
            let row = format!("{name}, {api}");
            println!("{row:<44}{:>8}{:>8}{:>8}", batches.naive_rows(), batches.rows(), batches.calls().count());
        }
    }
}

/// Questions until all nine cells of the truth are known. A truth is, for each source scope, the narrowest target scope
/// with a yes; 3 for none.
fn settle(truth: &[usize; 3], expect: bool) -> u32 {
    let (mut answers, mut asked) = (Vec::new(), 0);
    while let Some(cell) = Ladder::new(answers.iter().copied()).next(expect) {
        let border = truth.get(cell.source as usize).copied().unwrap_or(3);
        answers.insert(0, (cell, cell.target as usize >= border));
        asked += 1;
    }
    asked
}

fn print_row(name: &str, rows: u32, asked: impl Iterator<Item = u32>) {
    let asked: Vec<u32> = asked.map(|questions| questions * rows).collect();
    let count = u32::try_from(asked.len()).expect("few");
    let mean = f64::from(asked.iter().sum::<u32>()) / f64::from(count.max(1));
    let worst = asked.iter().max().copied().unwrap_or_default();
    println!("{name:<44}{mean:>8.1}{worst:>8}{:>7.0}%", 100.0 * mean / f64::from(9 * rows));
}

/// A small generator of numbers (xorshift), the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    /// A random monotone truth: as the source widens, the border moves to narrower targets or stays.
    fn truth(&mut self) -> [usize; 3] {
        let mut border = [0; 3].map(|_: i32| usize::try_from(self.below(4)).expect("under four"));
        border.sort_unstable_by(|a, b| b.cmp(a));
        border
    }
}
