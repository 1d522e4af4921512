//! What is known and must outlive the worker: answers, questions in flight or waiting, rows spent, the newest index, the
//! token. These are in the database; settings, such as the targets saved and the one last picked, are in the store.

mod always;
mod answers;
mod at_once;
mod backup;
mod bills;
mod endpoint;
mod findings;
mod import;
mod index;
mod lists;
mod look_ups;
mod managed;
mod order;
mod quota;
mod record;
mod setting;
mod settings;
mod spent;
mod targets;
mod terms;
mod token;
mod waiting;
mod watches;
mod ways;

pub use crate::day::day;
pub use always::{load_always, save_always};
pub use answers::known_all;
pub use at_once::AtOnce;
pub use backup::{
    Backup, Cursor, Damage, Reader, SETTINGS, erase, finish_restore, restore, stored, tables as backed_up,
    write as write_backup,
};
pub use bills::{Bills, bills};
pub use endpoint::Endpoint;
pub use findings::{all_findings, findings, keep_finding, keep_rules, known_rules};
pub use import::import_old;
pub use index::{
    Index, index_is_due, index_is_sure, index_is_wanted, learn_index, newest_index, note_index_asked,
    take_wanted_index, want_index,
};
pub use lists::{
    Draft, DraftProblem, Item, List, Lost, Run, RunState, Why, add_list, change_items, change_list, drop_draft,
    list_items, lists, load_draft, load_list, purge_lists, put_draft, save_list,
};
pub use look_ups::{PaidLook, looked_up};
pub use managed::{Managed, load_managed};
pub use order::{Admission, InFlight, Order, price};
pub use quota::{Left, forget_left, keep_left, load_left};
pub use record::upgraded_answer;
pub use settings::{Aim, end_first_run, is_first_run, load_aim, load_steps, save_aim, save_steps};
pub use spent::{OverLimit, Spent, spent, within_limit};
pub use targets::{SavedTarget, SavedTargets, load_sameness, load_targets, save_sameness, save_targets};
pub use terms::{Terms, Wrong, load_terms, save_terms};
pub use token::{load_token, remove_token, save_token};
pub use waiting::{Waiting, all_waiting, stop_waiting, wait_for, waiting_for};
pub use ways::{keep_way, ways};

pub use watches::{
    MOST_WATCHES, Told, Watching, changes, edit_watch, forget_watch, history, load_watching, prune, save_watching,
    saw_changes, unseen, watch, watch_key, watches,
};

use findings::key as placement_key;
use serde::Serialize;

use crate::ports::{Change, StoreFault, Table};

/// The change that writes a record down.
fn put(table: Table, key: &str, record: &impl Serialize) -> Result<Change, StoreFault> {
    let text = serde_json::to_string(record).map_err(|error| StoreFault::Failed(error.to_string()))?;
    Ok(Change::Put(table, key.to_owned(), text))
}

/// The change that keeps a text that cannot be read out of the way of the one that takes its place. Of each
/// place the last one is kept.
fn aside(from: &str, key: &str, text: String) -> Change {
    Change::Put(Table::Aside, format!("{from} {key}"), text)
}
