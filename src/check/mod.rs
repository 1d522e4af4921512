//! Looking at pages that no tab shows: whether a site lets us, how many at a time, and what came of it. Pure.

mod grants;
mod manners;
mod outcome;
mod robots_txt;
mod way;

pub use grants::{covers, patterns};
pub use manners::{Ended, Manners, May, Queue, Turn};
pub use outcome::{Fetched, Unfetched, failure, finding, is_settled, refusal};
pub use robots_txt::{AGENT, Robots};
pub use way::said;
