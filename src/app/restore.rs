//! Puts a backup in the place of what is stored. The file comes in pieces, twice: once to be looked at, and once more when
//! the person has seen what it would replace. Nothing is changed before the last piece of the second time was found good.

use super::App;
use crate::ledger::{self, Backup, Reader};
use crate::phrase::{Failure, Phrase, Retry};
use crate::ports::Ports;
use crate::protocol::{Answer, ReplacedKind, RestorePiece, RestoreView, RestoreWhole};

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Restoring {
    /// The piece that comes next.
    number: u32,
    apply: bool,
    reader: Reader,
}

impl<P: Ports> App<P> {
    /// Reads the next piece.
    pub(super) async fn restore(&self, piece: RestorePiece) -> Result<Answer, Failure> {
        let RestorePiece { text, number, last, apply } = piece;
        let found = self.restoring.take();
        let mut restoring = match found {
            _ if number == 0 => Restoring { number: 0, apply, reader: Reader::new(apply) },
            Some(restoring) if restoring.number == number && restoring.apply == apply => restoring,
            // The worker was stopped in between, or another window reads a file too.
            _ => return Err(Failure::new("backup.interrupted", Retry::Now)),
        };
        restoring.reader.piece(&text)?;
        restoring.number = restoring.number.saturating_add(1);
        let records = restoring.reader.records();
        if !last {
            self.restoring.replace(Some(restoring));
            return Ok(Answer::Restore(RestoreView { records, whole: None }));
        }
        let backup = restoring.reader.end()?;
        let here = ledger::stored(&self.ports).await?;
        let kinds = replaced(&here, &backup);
        let written = Phrase::new("restore_written").date(backup.written);
        if apply {
            self.nothing_under_way()?;
            ledger::restore(&self.ports, backup).await?;
            self.forget_all();
            // What watches and waits wanted is another thing now; the alarm that rings for nothing does no harm.
            let _ = self.rearm().await;
        }
        Ok(Answer::Restore(RestoreView { records, whole: Some(RestoreWhole { written, kinds, applied: apply }) }))
    }
}

/// The kinds of which there is something on either side.
fn replaced(here: &[(&'static str, u32)], backup: &Backup) -> Vec<ReplacedKind> {
    let there = |kind: &str| backup.counts.iter().find(|(name, _)| *name == kind).map_or(0, |(_, count)| *count);
    let kinds =
        here.iter().map(|(kind, here)| ReplacedKind { kind: (*kind).to_owned(), here: *here, there: there(kind) });
    kinds.filter(|kind| kind.here > 0 || kind.there > 0).collect()
}
