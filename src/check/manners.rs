//! How many pages are fetched at a time, and when: at most so many of one host and in all, those of a host in their order,
//! and a host that asks for time is given it. Pure: time comes from outside.

/// Most fetches at a time.
const MOST: u32 = 4;
/// Most of them from one host.
const MOST_OF_HOST: u32 = 2;
/// The first wait of a host that asks for time and does not say how much, in milliseconds. It doubles.
const FIRST_WAIT: f64 = 5_000.0;
/// The longest wait, in milliseconds. What a host asks for beyond is not waited for; its pages are given up for now.
pub const LONGEST_WAIT: f64 = 60_000.0;

/// What is under way, and which hosts have asked for time. One for all lists that are looked at.
#[derive(Debug, Default)]
pub struct Manners {
    hosts: Vec<Host>,
    running: u32,
}

#[derive(Debug, Default)]
struct Host {
    name: String,
    running: u32,
    /// Its first fetch has ended, so that its `robots.txt` is known.
    greeted: bool,
    /// Not before this time.
    not_before: f64,
    /// How often in a row it asked for time.
    refusals: u32,
}

/// Whether a fetch may begin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum May {
    /// At once.
    Now,
    /// When another one has ended.
    AfterAnother,
    /// At this time.
    At(f64),
    /// Not in this run: the host asked for more time than is waited.
    GiveUp,
}

/// How a fetch ended, as far as manners go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ended {
    /// The host answered, or nobody did.
    Well,
    /// The host asked for time: so many milliseconds, if it said how many.
    Refused(Option<f64>),
}

impl Manners {
    /// Whether a fetch from the host may begin.
    pub fn may(&self, host: &str, now: f64) -> May {
        let known = self.hosts.iter().find(|known| known.name == host);
        if let Some(known) = known {
            if known.not_before - now > LONGEST_WAIT {
                return May::GiveUp;
            }
            if known.not_before > now {
                return May::At(known.not_before);
            }
        }
        // The first of a host goes alone: until it is back, nobody knows what its `robots.txt` says.
        let most = if known.is_none_or(|known| known.greeted) && known.is_some() { MOST_OF_HOST } else { 1 };
        let here = known.map_or(0, |known| known.running);
        if self.running < MOST && here < most { May::Now } else { May::AfterAnother }
    }

    /// A fetch from the host has begun.
    pub fn begin(&mut self, host: &str) {
        self.running += 1;
        match self.hosts.iter_mut().find(|known| known.name == host) {
            Some(known) => known.running += 1,
            None => self.hosts.push(Host { name: host.to_owned(), running: 1, ..Host::default() }),
        }
    }

    /// It has ended.
    pub fn end(&mut self, host: &str, ended: Ended, now: f64) {
        self.running = self.running.saturating_sub(1);
        if let Some(known) = self.hosts.iter_mut().find(|known| known.name == host) {
            known.running = known.running.saturating_sub(1);
            known.greeted = true;
            match ended {
                Ended::Well => known.refusals = 0,
                Ended::Refused(asked) => {
                    let doubled = FIRST_WAIT * f64::from(1_u32 << known.refusals.min(4));
                    known.refusals += 1;
                    let wait = asked.unwrap_or(doubled).clamp(FIRST_WAIT, 24.0 * 3_600_000.0);
                    known.not_before = known.not_before.max(now + wait);
                }
            }
        }
        // A host that has nothing under way and asked for nothing is begun with anew.
        self.hosts.retain(|known| known.running > 0 || known.not_before > now || known.greeted && self.running > 0);
    }
}

/// The pages of one list that are still to be fetched, in their order.
#[derive(Debug)]
pub struct Queue(Vec<(usize, String)>);

/// What a list does next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Turn {
    /// Fetch the page of this number.
    Start(usize),
    /// Give up the page of this number for now.
    GiveUp(usize),
    /// Wait until this time, or until a fetch ends.
    Wait(f64),
    /// Wait until a fetch ends, of this list or of another.
    WaitForAnother,
    /// Nothing is left to begin.
    Done,
}

impl Queue {
    /// A queue of pages by the host that each is on.
    pub fn new(hosts: impl IntoIterator<Item = (usize, String)>) -> Self {
        Self(hosts.into_iter().collect())
    }

    /// The next turn. A page that is begun is begun in `manners` as well.
    pub fn take(&mut self, manners: &mut Manners, now: f64) -> Turn {
        let mut waits: Option<f64> = None;
        let mut passed: Vec<&str> = Vec::new();
        let mut found = None;
        for (place, (_, host)) in self.0.iter().enumerate() {
            // Those of a host keep their order.
            if passed.contains(&host.as_str()) {
                continue;
            }
            match manners.may(host, now) {
                May::Now => found = Some((place, true)),
                May::GiveUp => found = Some((place, false)),
                May::At(time) => waits = Some(waits.map_or(time, |earlier| earlier.min(time))),
                May::AfterAnother => {}
            }
            if found.is_some() {
                break;
            }
            passed.push(host);
        }
        match found {
            Some((place, may)) => {
                let (number, host) = self.0.remove(place);
                if may {
                    manners.begin(&host);
                }
                if may { Turn::Start(number) } else { Turn::GiveUp(number) }
            }
            None if self.0.is_empty() => Turn::Done,
            None => waits.map_or(Turn::WaitForAnother, Turn::Wait),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone)]
    enum Step {
        /// A list takes its turn.
        Take(usize),
        /// The fetch under way that has this number among them ends.
        End(usize, Ended),
        /// Time passes.
        Pass(f64),
    }

    fn step() -> impl Strategy<Value = Step> {
        let ended = prop_oneof![
            4 => Just(Ended::Well),
            1 => Just(Ended::Refused(None)),
            1 => (0.0..200_000.0_f64).prop_map(|wait| Ended::Refused(Some(wait)))
        ];
        prop_oneof![
            4 => (0..2_usize).prop_map(Step::Take),
            3 => (0..4_usize, ended).prop_map(|(at, ended)| Step::End(at, ended)),
            1 => (0.0..100_000.0_f64).prop_map(Step::Pass)
        ]
    }

    proptest! {
        #[test]
        fn limits_hold_and_nobody_is_forgotten(
            lists in prop::array::uniform2(prop::collection::vec(0..4_u8, 0..12)),
            steps in prop::collection::vec(step(), 0..200),
        ) {
            let mut manners = Manners::default();
            let named = |host: &u8| format!("h{host}.example");
            let mut queues = lists.each_ref().map(|list| Queue::new(list.iter().map(named).enumerate()));
            let mut ended: [Vec<usize>; 2] = Default::default();
            let mut running: Vec<(usize, usize)> = Vec::new();
            let mut begun: Vec<(usize, usize)> = Vec::new();
            let mut asked: [f64; 4] = [0.0; 4];
            let mut now = 0.0;
            // To the end of every list, however the steps were.
            let mut all = steps.clone();
            for _ in 0..60 {
                all.extend([Step::Take(0), Step::Take(1), Step::End(0, Ended::Well), Step::Pass(70_000.0)]);
            }
            for step in all {
                match step {
                    Step::Pass(time) => now += time,
                    Step::End(at, how) => {
                        if at < running.len() {
                            let (list, number) = running.remove(at);
                            let host = lists[list][number];
                            manners.end(&named(&host), how, now);
                            ended[list].push(number);
                            if let Ended::Refused(wait) = how {
                                asked[host as usize] = asked[host as usize].max(now + wait.unwrap_or(FIRST_WAIT).max(FIRST_WAIT));
                            }
                        }
                    }
                    Step::Take(list) => match queues[list].take(&mut manners, now) {
                        Turn::Start(number) => {
                            let host = lists[list][number];
                            prop_assert!(asked[host as usize] <= now, "a host that asked for time is given it");
                            let earlier = begun.iter().filter(|(other, _)| *other == list).all(|(_, one)| lists[list][*one] != host || *one < number);
                            prop_assert!(earlier, "the order of a host is kept");
                            running.push((list, number));
                            begun.push((list, number));
                        }
                        Turn::GiveUp(number) => {
                            prop_assert!(asked[lists[list][number] as usize] - now > LONGEST_WAIT);
                            ended[list].push(number);
                        }
                        Turn::Wait(time) => prop_assert!(time > now && time - now <= LONGEST_WAIT),
                        Turn::WaitForAnother => prop_assert!(!running.is_empty(), "somebody is waited for"),
                        Turn::Done => {}
                    },
                }
                prop_assert!(running.len() <= MOST as usize);
                for host in 0..4 {
                    prop_assert!(running.iter().filter(|(list, number)| lists[*list][*number] == host).count() <= MOST_OF_HOST as usize);
                }
            }
            for (list, mut ended) in lists.iter().zip(ended) {
                ended.sort_unstable();
                prop_assert_eq!(ended, (0..list.len()).collect::<Vec<_>>(), "each ends once");
            }
        }
    }

    #[test]
    fn the_first_of_a_host_goes_alone() {
        let mut manners = Manners::default();
        assert_eq!(manners.may("a", 0.0), May::Now);
        manners.begin("a");
        assert_eq!(manners.may("a", 0.0), May::AfterAnother);
        manners.begin("b");
        manners.end("a", Ended::Well, 0.0);
        for _ in 0..MOST_OF_HOST {
            assert_eq!(manners.may("a", 0.0), May::Now);
            manners.begin("a");
        }
        assert_eq!(manners.may("a", 0.0), May::AfterAnother);
    }

    #[test]
    fn waits_grow_until_a_host_answers() {
        let mut manners = Manners::default();
        let refuse = |manners: &mut Manners, now: f64| {
            manners.begin("a");
            manners.end("a", Ended::Refused(None), now);
            manners.may("a", now)
        };
        assert_eq!(refuse(&mut manners, 0.0), May::At(5_000.0));
        assert_eq!(refuse(&mut manners, 0.0), May::At(10_000.0));
        assert_eq!(refuse(&mut manners, 0.0), May::At(20_000.0));
        manners.begin("a");
        manners.end("a", Ended::Refused(Some(600_000.0)), 0.0);
        assert_eq!(manners.may("a", 0.0), May::GiveUp);
        assert_eq!(manners.may("a", 600_000.0), May::Now);
    }
}
