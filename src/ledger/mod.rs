//! What is known and must outlive the worker: answers, questions in flight, the token, the target. Over the store port.

mod answers;
mod settings;

pub use answers::{forget_flight, known_all, write_answer, write_flight};
pub use settings::{Aim, load_aim, load_token, remove_token, save_aim, save_token};
