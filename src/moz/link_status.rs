//! Link status (moz-api 2.1, 4): does the index have a link from this source to this target? A `false` means "not in
//! the index, or lost".

mod by_echo;
mod by_position;

pub use by_position::read;

use super::{Answered, Client, Flavour, Http, Random, Unanswered};
use crate::scope::Question;

/// Most questions in one call: for V2 documented (moz-api 2.1), for JSON-RPC not stated and 50 is usual (moz-api 4).
pub const MOST: usize = 50;

/// Rows that `count` questions cost: 2 each on V2, 1 each by JSON-RPC, where one that fails costs none (moz-api 5).
/// Whether the answer is yes or no makes no difference.
pub fn rows(flavour: Flavour, count: usize) -> u64 {
    let each = match flavour {
        Flavour::V2 => 2,
        Flavour::JsonRpc => 1,
    };
    count as u64 * each
}

impl<P: Http + Random> Client<'_, P> {
    /// Asks whether the index has each of `questions`, 1 to 50 of them. V2 wants them to share target and scopes, and
    /// an answer of another length is refused whole; JSON-RPC takes any and answers each for itself.
    pub async fn link_status(&self, flavour: Flavour, questions: &[Question]) -> Result<Answered<bool>, Unanswered> {
        match flavour {
            Flavour::V2 => self.link_status_v2(questions).await,
            Flavour::JsonRpc => self.link_status_rpc(questions).await,
        }
    }
}
