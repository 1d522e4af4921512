//! Whether a record of a backup can be read by what would read it. A table of which this knows nothing more must hold
//! JSON, as all do.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::super::record::Record;
use super::super::{Aim, Spent, Terms, look_ups, targets::SavedTargets};
use super::SETTINGS;
use crate::address::Sameness;
use crate::ports::Table;
use crate::verdict::Steps;

fn is<T: DeserializeOwned>(text: &str) -> bool {
    // An array would do for a struct whose fields all have defaults.
    text.starts_with('{') && serde_json::from_slice::<T>(text.as_bytes()).is_ok()
}

fn is_json(text: &str) -> bool {
    serde_json::from_slice::<IgnoredAny>(text.as_bytes()).is_ok()
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
