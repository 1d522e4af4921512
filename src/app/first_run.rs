//! Who is new is told how to begin, until they have begun.

use super::App;
use crate::ledger;
use crate::phrase::Failure;
use crate::ports::Ports;
use crate::protocol::Answer;

impl<P: Ports> App<P> {
    /// Whether to tell the person how to begin, after what they have `read`.
    pub(super) async fn first_run(&self, read: bool) -> Result<Answer, Failure> {
        // Who has had a token once is not new, even if it is removed later.
        if read || ledger::load_token(&self.ports).await?.is_some() {
            if ledger::is_first_run(&self.ports).await? {
                ledger::end_first_run(&self.ports).await?;
            }
            return Ok(Answer::FirstRun(false));
        }
        Ok(Answer::FirstRun(ledger::is_first_run(&self.ports).await?))
    }
}
