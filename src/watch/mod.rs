//! Watching placements: what is watched, when it is looked at, and which differences between looks are changes worth
//! telling. Pure; times are milliseconds since 1970, as the caller's clock has them.

mod event;
mod history;
mod landing;
mod live;
mod record;
mod schedule;

pub use event::{Event, Followed};
pub use history::{Lane, Record, State};
pub use landing::{End, Landing};
pub use live::{Absent, LiveState, Standing, Unread};
pub use record::{Every, IndexState, Looks, MonthRows, Pause, Retention, Watch};
pub use schedule::{BETWEEN, PER_WAKE, due, is_due, take_due};

/// A day, in milliseconds.
pub const DAY: f64 = 86_400_000.0;
