//! What is known and must outlive the worker: answers, questions in flight, the token, targets. Over the store port.

mod answers;
mod settings;
mod targets;

pub use answers::{forget_flight, known_all, write_answer, write_flight};
pub use settings::{Aim, load_aim, load_token, remove_token, save_aim, save_token};
pub use targets::{SavedTarget, SavedTargets, load_sameness, load_targets, save_sameness, save_targets};
