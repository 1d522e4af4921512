//! Placements that change, looked at by a browser that is often off, over fetches that often fail: what the watches tell
//! against what truly happened. The clock is virtual and chance is seeded.

use link_lantern::page::Place;
use link_lantern::verdict::{Finding, FoundLink, FoundPage, There};
use link_lantern::watch::{BETWEEN, DAY, Event, Every, Looks, PER_WAKE, Watch, take_due};

const START: f64 = 1_790_000_000_000.0;
/// Days between two true changes of a placement at least, so that each can be seen.
const APART: u64 = 12;

/// What came of it.
#[derive(Debug, Default)]
pub struct Figures {
    /// Changes that truly happened.
    pub happened: usize,
    /// Of those, told exactly once.
    pub told_once: usize,
    /// Told although nothing happened, or more than once.
    pub false_alarms: usize,
    /// Of these, losses that were confirmed.
    pub false_losses: usize,
    /// Looks taken.
    pub looks: usize,
    /// Looks that failed.
    pub failed: usize,
    /// Wakings.
    pub wakings: usize,
    /// Most looks in one waking.
    pub most_at_once: usize,
    /// Most looks within an hour.
    pub most_in_an_hour: usize,
    /// Records that the history keeps.
    pub records: usize,
    /// Days until a change is told, at most; of losses until they are confirmed.
    pub slowest: f64,
}

/// A small generator of numbers (xorshift), the same every time.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

#[expect(clippy::struct_excessive_bools, reason = "independent facts of a page")]
#[derive(Clone, PartialEq)]
struct Truth {
    there: bool,
    followed: bool,
    anchor: u64,
    noindex: bool,
    canonical: bool,
}

struct Placement {
    key: String,
    watch: Watch,
    truth: Truth,
    /// When the next change is.
    next: f64,
    /// The changes, by name and time, and how often each was told.
    happened: Vec<(&'static str, f64, usize)>,
}

impl Placement {
    fn new(number: usize, chance: &mut Chance) -> Self {
        let watch = Watch { every: Every::Day, looks: Looks::Live, since: START, ..Watch::default() };
        let truth = Truth { there: true, followed: true, anchor: 0, noindex: false, canonical: false };
        let next = START + (3 + chance.below(60)) as f64 * DAY;
        Self { key: format!("p acme.example https://press-{number}.example/"), watch, truth, next, happened: vec![] }
    }

    /// Lets what is to happen by `now` happen.
    fn live(&mut self, now: f64, end: f64, chance: &mut Chance) {
        while self.next <= now {
            let at = self.next;
            self.next += (APART + chance.below(60)) as f64 * DAY + chance.below(86_400_000) as f64;
            // What happens too late cannot be told any more.
            if at > end - APART as f64 * DAY {
                continue;
            }
            let truth = &mut self.truth;
            let kind = if truth.there { chance.below(5) } else { 4 };
            let mut note = |name| self.happened.push((name, at, 0));
            match kind {
                0 => {
                    truth.followed = !truth.followed;
                    note("follow");
                }
                1 => {
                    truth.anchor += 1;
                    note("anchor");
                }
                2 => {
                    truth.noindex = !truth.noindex;
                    note("noindex");
                }
                3 => {
                    truth.canonical = !truth.canonical;
                    note("canonical");
                }
                _ if truth.there => {
                    truth.there = false;
                    note("suspected");
                    note("lost");
                }
                _ => {
                    truth.there = true;
                    note("back");
                }
            }
        }
    }

    fn look(&self, at: f64, failed: bool) -> Finding {
        if failed {
            return Finding { at, there: There::Unknown, why: Some("check.network".into()), link: None, page: None };
        }
        let Truth { there, followed, anchor, noindex, canonical } = self.truth.clone();
        let link = there.then(|| FoundLink {
            anchor: format!("text {anchor}"),
            followed,
            decided_by: if followed { String::new() } else { "rel nofollow".into() },
            place: Place::default(),
            wrapped: false,
            links: 1,
            address: "https://acme.example/".into(),
        });
        let canonical = canonical.then(|| "https://other.example/".to_owned());
        let page = FoundPage { status: 200, address: "https://press.example/".into(), canonical, noindex };
        let there = if there { There::Yes } else { There::No };
        Finding { at, there, why: None, link, page: Some(page) }
    }

    /// Holds an event that was told against what happened; false if nothing did.
    fn told(&mut self, event: &Event, now: f64, figures: &mut Figures) -> bool {
        let name = match event {
            Event::Follow(..) => "follow",
            Event::Anchor(..) => "anchor",
            Event::Noindex(_) => "noindex",
            Event::Canonical(..) => "canonical",
            Event::Suspected(_) => "suspected",
            Event::Lost(_) => "lost",
            Event::Back => "back",
            _ => return false,
        };
        let Some(one) = self.happened.iter_mut().rev().find(|(other, _, _)| *other == name) else { return false };
        one.2 += 1;
        figures.slowest = figures.slowest.max((now - one.1) / DAY);
        one.2 == 1
    }
}

/// So many placements over so many days, of whose fetches one in `fails` fails.
pub fn simulate(placements: usize, days: u64, fails: u64, seed: u64) -> Figures {
    let mut chance = Chance(seed);
    let mut all: Vec<Placement> = (0..placements).map(|number| Placement::new(number, &mut chance)).collect();
    let mut figures = Figures::default();
    let end = START + days as f64 * DAY;
    let mut now = START;
    let mut hour: Vec<f64> = Vec::new();
    while now < end {
        figures.wakings += 1;
        let (taken, next) = take_due(all.iter().map(|one| (one.key.as_str(), &one.watch)), now);
        assert!(taken.len() <= PER_WAKE);
        figures.most_at_once = figures.most_at_once.max(taken.len());
        hour.retain(|at| now - at < 3_600_000.0);
        hour.extend(taken.iter().map(|_| now));
        figures.most_in_an_hour = figures.most_in_an_hour.max(hour.len());
        for number in taken {
            let one = &mut all[number];
            one.live(now, end, &mut chance);
            let failed = chance.below(fails) == 0;
            figures.looks += 1;
            figures.failed += usize::from(failed);
            let Some(record) = one.watch.look_live(&one.look(now, failed), None) else { continue };
            figures.records += 1;
            for event in record.events.iter().filter(|event| event.is_news()) {
                let unreadable = matches!(event, Event::Unreadable(_));
                if !one.told(event, now, &mut figures) && !unreadable {
                    figures.false_alarms += 1;
                    figures.false_losses += usize::from(matches!(event, Event::Lost(_)));
                }
            }
        }
        now = next.unwrap_or(now + DAY).max(now + 30_000.0);
        // The computer is off at night, and for three days now and then; the alarm rings when it is on again.
        let hour_of_day = (now % DAY) / 3_600_000.0;
        if hour_of_day < 7.0 {
            now += (7.0 - hour_of_day) * 3_600_000.0;
        }
        if chance.below(20_000) == 0 {
            now += 3.0 * DAY;
        }
        let _ = BETWEEN;
    }
    for one in &all {
        figures.happened += one.happened.len();
        figures.told_once += one.happened.iter().filter(|(_, _, told)| *told == 1).count();
    }
    figures
}
