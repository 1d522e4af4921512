//! Answers of Moz by question. A question is written down as in flight before it is sent, so that one whose answer
//! never came is known to be perhaps billed, whatever happened to the worker.

use super::record::{Answer, Record};
use super::{aside, put, spent};
use crate::moz::Flavour;
use crate::ports::{Change, Database, Durability, StoreFault, Table};
use crate::scope::Question;
use crate::verdict::{Freshness, Known};

/// The endpoint that answers questions, as the spend log names it.
const ENDPOINT: &str = "link_status";

/// What to write about a question about which that text was written before.
type Write<'a> = &'a mut dyn FnMut(&Question, Option<&str>) -> Result<Change, StoreFault>;

/// What is known about each question. A record that cannot be read counts as nothing.
pub async fn known_all(
    db: &impl Database,
    questions: &[Question],
    freshness: &Freshness,
) -> Result<Vec<Known>, StoreFault> {
    let keys: Vec<String> = questions.iter().map(Question::key).collect();
    let texts = db.get_many(Table::Answers, &keys).await?;
    Ok(texts.into_iter().map(|text| known(text.as_deref(), freshness)).collect())
}

fn known(text: Option<&str>, freshness: &Freshness) -> Known {
    match text.and_then(Record::read) {
        None => Known::Nothing,
        Some(Record { answer: None, asked, .. }) => Known::Unfinished { at: asked },
        Some(Record { answer: Some(Answer { at, exists, rows, index, .. }), asked, .. }) => Known::Answer {
            exists,
            at,
            rows,
            unfinished: (asked > at).then_some(asked),
            stale: freshness.stale(at, index.as_deref()),
        },
    }
}

/// Questions that are in flight: written down as such, and so fit to be sent, all in one request.
#[derive(Debug)]
pub struct InFlight {
    questions: Vec<Question>,
    flavour: Flavour,
    asked: f64,
    /// What was written about each before.
    before: Vec<Option<String>>,
}

impl InFlight {
    /// Writes the questions down as in flight, and their price as perhaps spent. An answer that is there stays there
    /// until a newer one comes.
    pub async fn write(
        db: &impl Database,
        questions: &[Question],
        flavour: Flavour,
        now: f64,
    ) -> Result<Self, StoreFault> {
        let flight = Self { questions: questions.to_vec(), flavour, asked: now, before: Vec::new() };
        // Strict, for what follows is paid for: it must be known even if the machine loses its power just then.
        let before = flight
            .update(db, Durability::Strict, spent::Spent::sent, &mut |question, text| {
                let answer = text.and_then(Record::read).and_then(|record| record.answer);
                let record = Record::new(now, question.rows(), flavour, answer);
                put(Table::Answers, &question.key(), &record)
            })
            .await?;
        Ok(Self { before, ..flight })
    }

    /// Writes down the answers, one for each question in their order, and that they were paid for. `index` is the
    /// newest index known of.
    pub async fn answered(
        &self,
        db: &impl Database,
        exists: &[bool],
        index: Option<&str>,
        now: f64,
    ) -> Result<(), StoreFault> {
        let mut exists = exists.iter().copied();
        let flavour = self.flavour;
        let mut write = |question: &Question, _: Option<&str>| {
            let rows = question.rows();
            let missing = || StoreFault::Failed("fewer answers than questions".to_owned());
            let exists = exists.next().ok_or_else(missing)?;
            let answer = Answer { at: now, exists, rows, flavour, index: index.map(str::to_owned) };
            // Asked when answered: what came in between is of no interest, and the two would be told apart as unfinished.
            put(Table::Answers, &question.key(), &Record::new(now, rows, flavour, Some(answer)))
        };
        // Lost with the machine's power, it would be "may have been billed", which is true.
        self.update(db, Durability::Relaxed, spent::Spent::billed, &mut write).await.map(drop)
    }

    /// Takes back that the questions are in flight, since they certainly were not billed. All is as it was before.
    pub async fn not_billed(self, db: &impl Database) -> Result<(), StoreFault> {
        let mut before = self.before.iter().cloned();
        let mut write = |question: &Question, _: Option<&str>| {
            let key = question.key();
            Ok(match before.next().flatten() {
                Some(text) => Change::Put(Table::Answers, key, text),
                None => Change::Delete(Table::Answers, key),
            })
        };
        self.update(db, Durability::Relaxed, spent::Spent::not_billed, &mut write).await.map(drop)
    }

    /// Changes the record of each question and the spend log's entry in one transaction; returns the records as they
    /// were. Those that cannot be read are kept aside.
    async fn update(
        &self,
        db: &impl Database,
        durability: Durability,
        log: fn(spent::Spent, u32) -> spent::Spent,
        write: Write<'_>,
    ) -> Result<Vec<Option<String>>, StoreFault> {
        let entry = spent::key(self.asked, ENDPOINT);
        let mut reads = vec![(Table::Spent, entry.clone())];
        reads.extend(self.questions.iter().map(|question| (Table::Answers, question.key())));
        let rows = self.questions.iter().map(Question::rows).fold(0, u32::saturating_add);
        let mut before = Vec::new();
        db.update(&reads, durability, &mut |texts| {
            let mut texts = texts.into_iter();
            let mut changes = spent::changed(&entry, texts.next().flatten(), |spent| log(spent, rows))?;
            before = texts.collect();
            for (question, text) in self.questions.iter().zip(&before) {
                let unreadable = text.as_ref().filter(|text| Record::read(text).is_none());
                changes.extend(unreadable.map(|text| aside(Table::Answers.name(), &question.key(), text.clone())));
                changes.push(write(question, text.as_deref())?);
            }
            Ok(changes)
        })
        .await?;
        Ok(before)
    }
}
