//! A call to Moz from its turn to its end, in two transactions. The first takes the turn, holds the price against the
//! day's limit and writes all of it down as in flight; only then may the call be sent. The second writes down what
//! came of it. A worker that is stopped in between leaves rows that may have been billed, and none that are forgotten.

use super::look_ups::{self, PaidLook};
use super::record::{Answer, Record};
use super::spent::{self, OverLimit, Spent, within_limit};
use super::{Endpoint, Terms, aside, put};
use crate::moz::{Flavour, MozError, Pace, Token, Turn, Unanswered, link_status};
use crate::ports::{Change, Database, Durability, StoreFault, Table};
use crate::scope::Question;
use crate::verdict::LookUp;

/// What is to be paid for.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// What kind of call it is.
    pub endpoint: Endpoint,
    /// The most rows that it may cost.
    pub most_rows: u32,
    /// What it asks, if it is a call of link status.
    pub questions: &'a [Question],
    /// What it looks up, if what it finds is kept.
    pub look_ups: &'a [LookUp],
}

/// Whether a call may be sent now.
#[derive(Debug)]
pub enum Admission {
    /// It may, and counts as sent.
    Sent(InFlight),
    /// At that time, in milliseconds since 1970.
    Wait(u64),
    /// Not today.
    OverLimit(OverLimit),
}

/// A call that may be sent: written down as in flight.
#[derive(Debug)]
pub struct InFlight {
    pace: String,
    spent: String,
    rows: u32,
    questions: Vec<Question>,
    flavour: Flavour,
    /// What was written about each question before.
    before: Vec<Option<String>>,
    /// What is looked up, and what was written about it before.
    look_ups: Vec<(LookUp, Option<String>)>,
}

/// Rows that one question costs.
pub fn price(flavour: Flavour) -> u32 {
    u32::try_from(link_status::rows(flavour, 1)).unwrap_or(u32::MAX)
}

impl Order<'_> {
    /// Takes the order's turn, if there is one for it and the day's limit allows it. An answer to one of the questions
    /// that is there stays there until a newer one comes.
    pub async fn admit(
        &self,
        db: &impl Database,
        token: &Token,
        terms: &Terms,
        now: f64,
    ) -> Result<Admission, StoreFault> {
        let pace_key = pace_key(token);
        let entry = spent::key(now, self.endpoint.name());
        let mut reads = vec![(Table::Facts, pace_key.clone())];
        reads.extend(Endpoint::ALL.map(|endpoint| (Table::Spent, spent::key(now, endpoint.name()))));
        let head = reads.len();
        reads.extend(self.questions.iter().map(|question| (Table::Answers, question.key())));
        let first_look_up = reads.len() - head;
        reads.extend(self.look_ups.iter().map(|look_up| (Table::LookUps, look_up.key())));
        let mut admission = Admission::Wait(0);
        // Strict where it is paid for: it must be known even if the machine loses its power just then.
        let durability = if self.most_rows > 0 { Durability::Strict } else { Durability::Relaxed };
        db.update(&reads, durability, &mut |mut texts| {
            let mut before = texts.split_off(head.min(texts.len()));
            let found = before.split_off(first_look_up.min(before.len()));
            let mut texts = texts.into_iter();
            let mut pace = read_pace(texts.next().flatten().as_deref());
            let day: Vec<Option<String>> = texts.collect();
            if let Err(over) = within_limit(terms.daily_limit, spent::sum(&day), self.most_rows) {
                admission = Admission::OverLimit(over);
                return Ok(Vec::new());
            }
            pace.set_plan(terms.plan);
            let put_back = pace.is_ahead(millis(now));
            match pace.turn(millis(now)) {
                Turn::Go => {}
                Turn::Wait(until) | Turn::Stop(until) => {
                    admission = Admission::Wait(until);
                    // Forgotten, a clock that was put back would have each turn wait anew.
                    return if put_back { Ok(vec![put(Table::Facts, &pace_key, &pace)?]) } else { Ok(Vec::new()) };
                }
            }
            let own = Endpoint::ALL.iter().position(|endpoint| *endpoint == self.endpoint);
            let own = own.and_then(|at| day.get(at)).cloned().flatten();
            let mut changes = spent::changed(&entry, own, |spent| spent.sent(self.most_rows))?;
            changes.push(put(Table::Facts, &pace_key, &pace)?);
            for (question, text) in self.questions.iter().zip(&before) {
                let known = text.as_deref().and_then(Record::read);
                let unreadable = text.as_ref().filter(|_| known.is_none());
                changes.extend(unreadable.map(|text| aside(Table::Answers.name(), &question.key(), text.clone())));
                let answer = known.and_then(|record| record.answer);
                let record = Record::new(now, price(terms.flavour), terms.flavour, answer);
                changes.push(put(Table::Answers, &question.key(), &record)?);
                // It waits no longer.
                changes.push(Change::Delete(Table::Waiting, question.key()));
            }
            let found: Vec<_> = self.look_ups.iter().cloned().zip(found).collect();
            for (look_up, text) in &found {
                changes.extend(look_ups::in_flight(look_up, text.as_ref(), now)?);
            }
            admission = Admission::Sent(InFlight {
                pace: pace_key.clone(),
                spent: entry.clone(),
                rows: self.most_rows,
                questions: self.questions.to_vec(),
                flavour: terms.flavour,
                before,
                look_ups: found,
            });
            Ok(changes)
        })
        .await?;
        Ok(admission)
    }
}

impl InFlight {
    /// The changes that write down the answers to the questions, in their order. One that failed without being billed
    /// is as it was before. `index` is the newest index known of.
    pub fn answers(
        &self,
        each: &[Result<bool, MozError>],
        index: Option<&str>,
        now: f64,
    ) -> Result<Vec<Change>, StoreFault> {
        let (rows, flavour) = (price(self.flavour), self.flavour);
        let mut changes = Vec::new();
        for ((question, before), answer) in self.questions.iter().zip(&self.before).zip(each) {
            match answer {
                Ok(exists) => {
                    let answer = Answer { at: now, exists: *exists, rows, flavour, index: index.map(str::to_owned) };
                    // Asked when answered: what came in between is of no interest, and the two would be told apart as
                    // unfinished.
                    let record = Record::new(now, rows, flavour, Some(answer));
                    changes.push(put(Table::Answers, &question.key(), &record)?);
                }
                Err(error) if !error.maybe_billed() => changes.push(restored(question, before.as_ref())),
                Err(_) => {}
            }
        }
        Ok(changes)
    }

    /// The changes that write down what was found, and what came along with it. What was not found is as it was before.
    pub fn found(&self, found: &[PaidLook], index: Option<&str>, now: f64) -> Result<Vec<Change>, StoreFault> {
        let missing = self.look_ups.iter().filter(|(look_up, _)| found.iter().all(|one| one.look_up != *look_up));
        let back = missing.map(|(look_up, before)| Ok(look_ups::restored(look_up, before.as_ref())));
        back.chain(found.iter().map(|one| one.put(index, now))).collect()
    }

    /// The changes that make all as it was before.
    fn back(&self) -> Vec<Change> {
        let questions =
            self.questions.iter().zip(&self.before).map(|(question, before)| restored(question, before.as_ref()));
        let look_ups = self.look_ups.iter().map(|(look_up, before)| look_ups::restored(look_up, before.as_ref()));
        questions.chain(look_ups).collect()
    }

    /// Writes down that the call was answered and billed `rows`, with `changes` for what the answer is.
    pub async fn answered(
        &self,
        db: &impl Database,
        rows: u32,
        changes: Vec<Change>,
        now: f64,
    ) -> Result<(), StoreFault> {
        // Lost with the machine's power, it would be "may have been billed", which is true.
        let log = |spent: Spent| spent.billed(self.rows, rows);
        self.end(db, log, changes, &mut |pace| pace.answered(millis(now))).await
    }

    /// Writes down that there is no answer. If that certainly was not billed, all is as it was before but the pace.
    /// `random` is a fraction in parts of 2³².
    pub async fn failed(
        &self,
        db: &impl Database,
        unanswered: &Unanswered,
        now: f64,
        random: u32,
    ) -> Result<(), StoreFault> {
        let billed = unanswered.error.maybe_billed();
        let log = |spent: Spent| if billed { spent } else { spent.not_billed(self.rows) };
        let changes = if billed { Vec::new() } else { self.back() };
        self.end(db, log, changes, &mut |pace| pace.failed(unanswered, millis(now), random)).await
    }

    /// Takes the call back before it was sent. Its turn is gone all the same.
    pub async fn withdrawn(&self, db: &impl Database) -> Result<(), StoreFault> {
        self.end(db, |spent| spent.withdrawn(self.rows), self.back(), &mut |_| {}).await
    }

    async fn end(
        &self,
        db: &impl Database,
        log: impl Fn(Spent) -> Spent,
        changes: Vec<Change>,
        learn: &mut dyn FnMut(&mut Pace),
    ) -> Result<(), StoreFault> {
        let reads = [(Table::Facts, self.pace.clone()), (Table::Spent, self.spent.clone())];
        let mut changes = Some(changes);
        db.update(&reads, Durability::Relaxed, &mut |texts| {
            let mut texts = texts.into_iter();
            let mut pace = read_pace(texts.next().flatten().as_deref());
            learn(&mut pace);
            let mut all = spent::changed(&self.spent, texts.next().flatten(), &log)?;
            all.push(put(Table::Facts, &self.pace, &pace)?);
            all.extend(changes.take().unwrap_or_default());
            Ok(all)
        })
        .await
    }
}

fn restored(question: &Question, before: Option<&String>) -> Change {
    match before {
        Some(text) => Change::Put(Table::Answers, question.key(), text.clone()),
        None => Change::Delete(Table::Answers, question.key()),
    }
}

/// The token itself has no business outside of its table: the key is a hash of it (FNV-1a), which tells tokens apart
/// and from which none is found again.
fn pace_key(token: &Token) -> String {
    let hash = token
        .reveal()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("pace {hash:016x}")
}

/// What cannot be read is a pace of which nothing is known.
fn read_pace(text: Option<&str>) -> Pace {
    text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
fn millis(now: f64) -> u64 {
    now as u64
}
