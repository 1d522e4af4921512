//! Writes packed snapshots as the collector does.

/// A packed snapshot of a frame, as the collector writes it.
pub fn snapshot(page: &str, base: &str, rows: &[[&str; 5]], metas: &[[&str; 2]]) -> String {
    let mut packed = format!("\u{1e}D\u{1f}2\u{1f}{page}\u{1f}{base}\u{1f}text/html\u{1f}A title\u{1f}0\u{1f}0");
    let metas = metas.iter().map(|[name, content]| ["M", name, content].join("\u{1f}"));
    for row in metas.chain(rows.iter().map(|row| row.join("\u{1f}"))) {
        packed += "\u{1e}";
        packed += &row;
    }
    packed
}
