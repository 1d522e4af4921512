//! All that is stored, taken together: how much there is, a backup of it, and erasing it.

use super::App;
use crate::ledger::{self, Cursor};
use crate::phrase::{Failure, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, BackupPiece, StoredKind, StoredView};

/// Records in a piece.
const PIECE: u32 = 5_000;

impl<P: Ports> App<P> {
    /// How much there is of each kind.
    pub(super) async fn stored(&self) -> Result<Answer, Failure> {
        let kinds = ledger::stored(&self.ports).await?.into_iter().filter(|(_, records)| *records > 0);
        let kinds = kinds.map(|(kind, records)| StoredKind { kind: kind.to_owned(), records }).collect();
        let token = ledger::load_token(&self.ports).await?.is_some();
        Ok(Answer::Stored(StoredView { kinds, token }))
    }

    /// The next piece of a backup.
    pub(super) async fn backup(&self, next: Option<String>) -> Result<Answer, Failure> {
        let malformed = |_| Failure::new("request.malformed", Retry::Never);
        let cursor: Option<Cursor> = next.map(|text| serde_json::from_str(&text)).transpose().map_err(malformed)?;
        let now = self.ports.now();
        let token = ledger::load_token(&self.ports).await?;
        let secret = token.as_ref().map(|(token, _)| token.reveal());
        let (text, cursor, done) = ledger::write_backup(&self.ports, cursor, PIECE, now, secret).await?;
        let next = cursor.map(|cursor| serde_json::to_string(&cursor)).transpose().map_err(malformed)?;
        let total = ledger::stored(&self.ports).await?.into_iter().map(|(_, records)| records);
        Ok(Answer::Backup(BackupPiece {
            text,
            next,
            done,
            total: total.fold(0, u32::saturating_add).max(done),
            name: format!("link-lantern-backup-{}.jsonl", ledger::day(now)),
            media_type: "application/jsonl".to_owned(),
        }))
    }

    /// Erases everything.
    pub(super) async fn erase(&self) -> Result<Answer, Failure> {
        self.nothing_under_way()?;
        ledger::erase(&self.ports).await?;
        self.ports.clear_alarms();
        self.pages.borrow_mut().clear();
        self.forget_all();
        self.stored().await
    }

    /// An answer on its way would be written down behind the back of what replaces or erases everything.
    pub(super) fn nothing_under_way(&self) -> Result<(), Failure> {
        let looking = !self.checks.borrow().runs.is_empty();
        let looking = looking || !self.watching.borrow().is_empty();
        let idle = self.calls.borrow().is_empty() && self.runs.borrow().is_empty() && !self.desk.is_busy() && !looking;
        if idle { Ok(()) } else { Err(Failure::new("data.busy", Retry::Later)) }
    }

    /// Forgets what is known beside the ledger, which says otherwise by now.
    pub(super) fn forget_all(&self) {
        self.recent.borrow_mut().clear();
        self.recent_looks.borrow_mut().clear();
        self.receipt.replace(None);
        self.quota_failed.set(false);
        self.picture.replace(None);
        self.desk.forget();
        self.next_watch.set(None);
    }
}
