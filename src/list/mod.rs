//! Lists of sources as people have them: files and pastes in, cleaned addresses and problems by line out. Pure.

mod decode;
mod fold;
mod progress;
mod sources;
mod table;

pub use decode::{MOST_BYTES, Undecodable, decode, judge_size};
pub use fold::{Fold, fold};
pub use progress::{Progress, time_left_ms};
pub use sources::{MOST_PROBLEMS, MOST_SOURCES, Problem, Reading, Source, TooMany, Wrong, read};
pub use table::{How, Separator, Table};
