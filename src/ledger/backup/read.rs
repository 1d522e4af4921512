//! Reads a backup piece by piece, and believes nothing of it. Pure.

use super::{Head, NAME, SETTINGS, Sum, Tail, VERSION, is_good, is_setting, tables};
use crate::phrase::{Failure, Retry};
use crate::ports::{SCHEMA, Table};

/// Longest line, in bytes: one record.
const LONGEST_LINE: usize = 4 << 20;
/// Longest key, in bytes.
const LONGEST_KEY: usize = 16 << 10;
/// Most that a file may have, in bytes: it has to fit into memory while it is put in place.
const MOST_BYTES: usize = 256 << 20;
/// Most that all settings together may have, in bytes: browsers give extension storage ten million.
const MOST_SETTINGS: usize = 4 << 20;
/// Most records.
const MOST_RECORDS: u32 = 1_000_000;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// It is something else.
    NotOurs,
    /// A newer version of the extension wrote it.
    Newer,
    /// It ends too early.
    CutOff,
    /// This line is no record, or one that nothing could read.
    Line(u32),
    /// The lines are not those that were written.
    Changed,
    /// It is larger than any backup can be.
    TooLarge,
}

impl From<Damage> for Failure {
    fn from(damage: Damage) -> Self {
        match damage {
            Damage::NotOurs => Self::new("backup.not_ours", Retry::AfterChange),
            Damage::Newer => Self::new("backup.newer", Retry::AfterChange),
            Damage::CutOff => Self::new("backup.cut_off", Retry::AfterChange),
            Damage::Line(line) => Self::new("backup.line", Retry::AfterChange).about(line.to_string()),
            Damage::Changed => Self::new("backup.changed", Retry::AfterChange),
            Damage::TooLarge => Self::new("backup.too_large", Retry::AfterChange),
        }
    }
}

/// A backup that was read whole and is good.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Backup {
    /// When it was written, in milliseconds since 1970.
    pub written: f64,
    /// Its records; none if they were only looked at.
    pub records: Vec<(Table, String, String)>,
    /// Its settings, likewise.
    pub settings: Vec<(String, String)>,
    /// How many it has of each kind.
    pub counts: Vec<(&'static str, u32)>,
}

/// Reads a backup.
#[derive(Debug)]
pub struct Reader {
    keep: bool,
    rest: String,
    bytes: usize,
    settings_bytes: usize,
    line: u32,
    records: u32,
    sum: Sum,
    begun: bool,
    ended: bool,
    backup: Backup,
}

impl Reader {
    /// Reads to `keep` what is in it, or only to look at it.
    pub fn new(keep: bool) -> Self {
        let counts = [SETTINGS].into_iter().chain(tables().map(Table::name)).map(|kind| (kind, 0)).collect();
        Self {
            keep,
            rest: String::new(),
            bytes: 0,
            settings_bytes: 0,
            line: 0,
            records: 0,
            sum: Sum::default(),
            begun: false,
            ended: false,
            backup: Backup { counts, ..Backup::default() },
        }
    }

    /// Records read so far.
    pub fn records(&self) -> u32 {
        self.records
    }

    /// Reads the next piece.
    pub fn piece(&mut self, piece: &str) -> Result<(), Damage> {
        self.bytes = self.bytes.saturating_add(piece.len());
        if self.bytes > MOST_BYTES {
            return Err(Damage::TooLarge);
        }
        let mut lines = piece.split('\n');
        let last = lines.next_back().unwrap_or_default();
        for line in lines {
            let mut whole = std::mem::take(&mut self.rest);
            whole.push_str(line);
            self.line(whole.strip_suffix('\r').unwrap_or(&whole))?;
        }
        self.rest.push_str(last);
        if self.rest.len() > LONGEST_LINE {
            return Err(self.odd());
        }
        Ok(())
    }

    /// What was read, if it is whole.
    pub fn end(mut self) -> Result<Backup, Damage> {
        let rest = std::mem::take(&mut self.rest);
        if !rest.trim().is_empty() {
            // A cut goes through a line, most likely; one whose last line break is gone is whole.
            let is_tail = serde_json::from_str::<Tail>(&rest).is_ok();
            if self.begun && !self.ended && !is_tail {
                return Err(Damage::CutOff);
            }
            self.line(&rest)?;
        }
        match (self.begun, self.ended) {
            (false, _) => Err(Damage::NotOurs),
            (true, false) => Err(Damage::CutOff),
            (true, true) => Ok(self.backup),
        }
    }

    /// What a line means that is none of ours.
    fn odd(&self) -> Damage {
        if self.begun { Damage::Line(self.line) } else { Damage::NotOurs }
    }

    fn line(&mut self, line: &str) -> Result<(), Damage> {
        self.line = self.line.saturating_add(1);
        if line.len() > LONGEST_LINE {
            return Err(self.odd());
        }
        if !self.begun {
            return self.head(line);
        }
        if self.ended {
            return if line.trim().is_empty() { Ok(()) } else { Err(self.odd()) };
        }
        if line.starts_with('{') {
            let tail: Tail = serde_json::from_str(line).map_err(|_| self.odd())?;
            self.ended = true;
            let is_whole = tail.records == self.records && tail.sum == self.sum.text();
            return if is_whole { Ok(()) } else { Err(Damage::Changed) };
        }
        self.sum.add(line);
        let (kind, key, text): (String, String, String) = serde_json::from_str(line).map_err(|_| self.odd())?;
        self.record(&kind, key, text)
    }

    fn head(&mut self, line: &str) -> Result<(), Damage> {
        let head: serde_json::Value = serde_json::from_str(line).map_err(|_| Damage::NotOurs)?;
        let number = |name: &str| head.get(name).and_then(serde_json::Value::as_u64);
        if head.get("schema").and_then(serde_json::Value::as_str) != Some(NAME) {
            return Err(Damage::NotOurs);
        }
        // Looked at before the rest, which a newer version may have written otherwise.
        if number("version").is_some_and(|version| version > u64::from(VERSION))
            || number("database").is_some_and(|schema| schema > u64::from(SCHEMA))
        {
            return Err(Damage::Newer);
        }
        let head: Head = serde_json::from_value(head).map_err(|_| Damage::Line(1))?;
        self.sum.add(line);
        self.begun = true;
        self.backup.written = head.written;
        Ok(())
    }

    fn record(&mut self, kind: &str, key: String, text: String) -> Result<(), Damage> {
        self.records = self.records.saturating_add(1);
        if self.records > MOST_RECORDS {
            return Err(Damage::TooLarge);
        }
        if key.is_empty() || key.len() > LONGEST_KEY || !is_good(kind, &key, &text) {
            return Err(self.odd());
        }
        let table = tables().find(|table| table.name() == kind);
        let count = self.backup.counts.iter_mut().find(|(name, _)| *name == kind);
        match (count, table) {
            (Some((_, count)), _) => *count = count.saturating_add(1),
            // A table that no backup holds: the token's, say.
            (None, _) => return Err(self.odd()),
        }
        match table {
            Some(table) if self.keep => self.backup.records.push((table, key, text)),
            None => {
                self.settings_bytes = self.settings_bytes.saturating_add(key.len()).saturating_add(text.len());
                if !is_setting(&key) || self.settings_bytes > MOST_SETTINGS {
                    return Err(self.odd());
                }
                if self.keep {
                    self.backup.settings.push((key, text));
                }
            }
            Some(_) => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A file of these lines behind a head, with its last line.
    fn file(lines: &[&str]) -> String {
        let head = format!(r#"{{"schema":"{NAME}","version":{VERSION},"database":{SCHEMA},"written":1.5,"day":""}}"#);
        let mut sum = Sum::default();
        let mut out = String::new();
        for line in [head.as_str()].iter().chain(lines) {
            sum.add(line);
            out.extend([*line, "\n"]);
        }
        out + &format!("{{\"records\":{},\"sum\":\"{}\"}}\n", lines.len(), sum.text())
    }

    fn read(text: &str, piece: usize) -> Result<Backup, Damage> {
        let mut reader = Reader::new(true);
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(piece.max(1)) {
            reader.piece(&piece.iter().collect::<String>())?;
        }
        reader.end()
    }

    const GOOD: [&str; 3] = [
        r#"["settings","aim","{\"input\":\"a.example\",\"scope\":\"page\"}"]"#,
        r#"["facts","index","{\"id\":\"1\",\"at\":2.0}"]"#,
        r#"["spent","2026-01-01 x","{\"rows\":1,\"maybe_rows\":0,\"calls\":1}"]"#,
    ];

    #[test]
    fn a_good_file_is_read_whole() {
        let backup = read(&file(&GOOD), 7).expect("a backup");
        assert_eq!((backup.written, backup.records.len(), backup.settings.len()), (1.5, 2, 1));
        assert!(backup.counts.contains(&("spent", 1)) && backup.counts.contains(&("answers", 0)));
        for harmless in [file(&GOOD).replace('\n', "\r\n"), file(&GOOD).trim_end().to_owned(), file(&GOOD) + "\n\n"] {
            assert_eq!(read(&harmless, 1000).as_ref(), Ok(&backup), "{harmless}");
        }
        assert_eq!(read(&file(&[]), 9).map(|backup| backup.records.len()), Ok(0));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let good = file(&GOOD);
        let with = |line: &str| file(&[line]);
        let newer = good.replace(&format!("\"database\":{SCHEMA}"), &format!("\"database\":{}", SCHEMA + 1));
        let cases = [
            ("", Damage::NotOurs),
            ("\n", Damage::NotOurs),
            ("a,b\n1,2\n", Damage::NotOurs),
            ("{}\n", Damage::NotOurs),
            ("{\"schema\":\"link-lantern/links\",\"version\":1}\n", Damage::NotOurs),
            ("PK\u{3}\u{4}\u{fffd}\u{fffd}\0\0", Damage::NotOurs),
            ("\u{fffd}\u{fffd}{\0\"\0s\0c\0h\0e\0m\0a\0\"\0", Damage::NotOurs),
            (newer.as_str(), Damage::Newer),
            (&good.replace("\"version\":1", "\"version\":2"), Damage::Newer),
            (&good.replace("\"written\":1.5", "\"written\":[]"), Damage::Line(1)),
            (&good.replace("2.0", "3.0"), Damage::Changed),
            (&good.replace("\"records\":3", "\"records\":2"), Damage::Changed),
            (&(good.clone() + "[]\n"), Damage::Line(6)),
            (&with(r#"["answers","k","{}"]"#), Damage::Line(2)),
            (&with(r#"["secrets","token","\"a-token\""]"#), Damage::Line(2)),
            (&with(r#"["waiting","k","{}"]"#), Damage::Line(2)),
            (&with(r#"["settings","token","1"]"#), Damage::Line(2)),
            (&with(r#"["settings","targets","[]"]"#), Damage::Line(2)),
            (&with(r#"["unheard of","k","{}"]"#), Damage::Line(2)),
            (&with(r#"["facts","","{}"]"#), Damage::Line(2)),
            (&with("nothing"), Damage::Line(2)),
        ];
        for (text, damage) in cases {
            assert_eq!(read(text, 11), Err(damage), "{text}");
        }
    }

    proptest! {
        /// Cut off anywhere, it is refused; and never taken for something whole.
        #[test]
        fn a_part_is_no_backup(cut in 0_usize..600, piece in 1_usize..50) {
            let whole = file(&GOOD);
            let end = whole.trim_end().chars().count();
            prop_assume!(cut < end);
            let part: String = whole.chars().take(cut).collect();
            prop_assert!(matches!(read(&part, piece), Err(Damage::NotOurs | Damage::CutOff)), "{}", part);
        }

        /// One letter changed anywhere, it is refused, unless it says the same.
        #[test]
        fn a_change_is_found(at in 0_usize..600, letter in "[ -~]") {
            let whole = file(&GOOD);
            prop_assume!(at < whole.len());
            let mut changed = whole.clone();
            changed.replace_range(at..=at, &letter);
            prop_assume!(changed != whole);
            prop_assert!(read(&changed, 1000).is_err() || read(&changed, 1000) == read(&whole, 1000), "{}", changed);
        }

        #[test]
        fn nothing_makes_it_panic(text in "(\\PC|[\\[\\]{}\",:\n\r\0]){0,200}", piece in 1_usize..20) {
            let _ = read(&text, piece);
            let _ = read(&file(&[&text]), piece);
        }
    }
}
