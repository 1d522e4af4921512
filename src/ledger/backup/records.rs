//! Whether a record of a backup can be read by what would read it. A table of which this knows nothing more must hold
//! JSON, as all do.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::super::record::Record;
use super::super::{Aim, List, RunState, Spent, Terms, look_ups, targets::SavedTargets};
use super::SETTINGS;
use crate::address::Sameness;
use crate::ports::Table;
use crate::verdict::Steps;
use crate::watch::{Pause, Watch};

fn is<T: DeserializeOwned>(text: &str) -> bool {
    // An array would do for a struct whose fields all have defaults.
    text.starts_with('{') && serde_json::from_slice::<T>(text.as_bytes()).is_ok()
}

fn is_json(text: &str) -> bool {
    serde_json::from_slice::<IgnoredAny>(text.as_bytes()).is_ok()
}

/// The record as it is put in place: what spends rows by itself is paused, for nobody agreed to that on this machine.
pub fn at_rest(table: Table, text: String) -> String {
    match table {
        Table::Lists => paused_list(&text).unwrap_or(text),
        Table::Watches => paused_watch(&text).unwrap_or(text),
        _ => text,
    }
}

/// None where there is nothing to pause. The draft has a key in this table too, and a form of its own.
fn paused_list(text: &str) -> Option<String> {
    let mut list: List = serde_json::from_slice(text.as_bytes()).ok()?;
    if list.run.state != RunState::Running {
        return None;
    }
    list.run.state = RunState::Paused;
    serde_json::to_string(&list).ok()
}

/// Watches that cost nothing go on: without permission to read their site they pause themselves.
fn paused_watch(text: &str) -> Option<String> {
    let mut watch: Watch = serde_json::from_slice(text.as_bytes()).ok()?;
    if !watch.looks.index() || watch.paused.is_some() {
        return None;
    }
    watch.paused = Some(Pause::Person);
    serde_json::to_string(&watch).ok()
}

/// True if the record can be read.
pub fn is_good(kind: &str, key: &str, text: &str) -> bool {
    match kind {
        SETTINGS => match key {
            "targets" => is::<SavedTargets>(text),
            "sameness" => is::<Sameness>(text),
            "aim" => is::<Aim>(text),
            "steps" => is::<Steps>(text),
            "terms" => is::<Terms>(text),
            _ => is_json(text),
        },
        _ => match Table::ALL.into_iter().find(|table| table.name() == kind) {
            Some(Table::Answers) => Record::read(text).is_some(),
            Some(Table::LookUps) => look_ups::is_record(text),
            Some(Table::Spent) => is::<Spent>(text),
            // What is there could not be read in the first place.
            Some(Table::Aside) => true,
            Some(_) => is_json(text),
            None => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spends_by_itself_is_paused() {
        let list = r#"{"id":1,"title":"x","target":"acme.example","source_scope":"page","target_scope":"page","created":0.0,"sources":1,"run":{"state":"running"}}"#;
        assert!(at_rest(Table::Lists, list.to_owned()).contains(r#""state":"paused""#));
        assert_eq!(at_rest(Table::Answers, list.to_owned()), list);
        let watch = at_rest(Table::Watches, r#"{"looks":"both"}"#.to_owned());
        assert!(watch.contains(r#""paused":"person""#), "{watch}");
        let free = r#"{"looks":"live"}"#;
        assert_eq!(at_rest(Table::Watches, free.to_owned()), free);
        assert_eq!(at_rest(Table::Lists, "{}".to_owned()), "{}");
    }
}
