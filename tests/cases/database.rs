//! What every database does, the one in memory and the browser's: run natively by `ledger.rs`, in a service worker by
//! `wasm.rs`.

use link_lantern::ports::{Change, Database, Durability, Order, Range, StoreFault, Table};

fn put(table: Table, key: &str, text: &str) -> Change {
    Change::Put(table, key.to_owned(), text.to_owned())
}

async fn keys(db: &impl Database, range: &Range, order: Order, limit: u32) -> Vec<String> {
    let found = db.range(range, order, limit).await.expect("a range");
    found
        .into_iter()
        .map(|(key, text)| {
            assert_eq!(text, format!("\"{key}\""), "the text is the key's own");
            key
        })
        .collect()
}

/// Reads, ranges and counts what was written.
pub async fn keeps(db: &impl Database) {
    db.clear_all().await.expect("cleared");
    // In the order of their UTF-16 units, where the emoji, a pair of surrogates, comes before U+FF5E.
    let names = ["", "a", "a 1", "a 2", "a\u{1F3EE}", "a\u{FF5E}", "b"];
    let changes = names.iter().map(|name| put(Table::Spent, name, &format!("\"{name}\"")));
    db.write(changes.collect(), Durability::Relaxed).await.expect("written");
    db.write(vec![put(Table::Facts, "a", "1")], Durability::Strict).await.expect("written");

    let all = Range::all(Table::Spent);
    assert_eq!(keys(db, &all, Order::Ascending, 100).await, names);
    assert_eq!(db.count(&all).await, Ok(7));
    let mut back = names;
    back.reverse();
    assert_eq!(keys(db, &all, Order::Descending, 100).await, back);
    let some = Range::prefix(Table::Spent, "a");
    assert_eq!(keys(db, &some, Order::Ascending, 2).await, ["a", "a 1"]);
    assert_eq!(keys(db, &some, Order::Descending, 2).await, ["a\u{FF5E}", "a\u{1F3EE}"]);
    assert_eq!(db.count(&Range::prefix(Table::Spent, "a ")).await, Ok(2));
    let between = Range { table: Table::Spent, from: "a".into(), to: "a 2".into() };
    assert_eq!(keys(db, &between, Order::Descending, 9).await, ["a 1", "a"]);
    for nothing in [
        Range { table: Table::Spent, from: "b".into(), to: "a".into() },
        Range { table: Table::Spent, from: "b".into(), to: "b".into() },
        Range::all(Table::Answers),
    ] {
        assert_eq!(keys(db, &nothing, Order::Ascending, 9).await, [""; 0]);
        assert_eq!(keys(db, &nothing, Order::Descending, 9).await, [""; 0]);
        assert_eq!(db.count(&nothing).await, Ok(0));
    }
    assert_eq!(keys(db, &all, Order::Ascending, 0).await, [""; 0]);

    let wanted = ["b".to_owned(), "none".to_owned(), "a".to_owned()];
    let found = db.get_many(Table::Spent, &wanted).await.expect("read");
    assert_eq!(found, [Some("\"b\"".to_owned()), None, Some("\"a\"".to_owned())]);
    assert_eq!(db.get_many(Table::Spent, &[]).await, Ok(Vec::new()));

    let changes = vec![Change::Delete(Table::Spent, "b".into()), Change::Delete(Table::Spent, "none".into())];
    db.write(changes, Durability::Relaxed).await.expect("deleted");
    assert_eq!(db.count(&all).await, Ok(6));
    db.write(vec![Change::Clear(Table::Spent)], Durability::Relaxed).await.expect("cleared");
    assert_eq!(db.count(&all).await, Ok(0));
    assert_eq!(db.get_one(Table::Facts, "a").await, Ok(Some("1".to_owned())));
    db.clear_all().await.expect("cleared");
    assert_eq!(db.get_one(Table::Facts, "a").await, Ok(None));
}

/// A transaction happens whole or not at all, and sees what was there when it began.
pub async fn changes_whole(db: &impl Database) {
    db.clear_all().await.expect("cleared");
    let places = [(Table::Facts, "n".to_owned()), (Table::Spent, "n".to_owned())];
    let refusal = StoreFault::Failed("no".to_owned());
    for round in 0..3 {
        let counted = |texts: Vec<Option<String>>| {
            let count = |text: &Option<String>| text.as_ref().map_or(0, |text| text.parse::<u32>().expect("a number"));
            let [facts, spent] = texts.as_slice() else { panic!("two texts") };
            assert_eq!((count(facts), count(spent)), (round, round));
            let next = (round + 1).to_string();
            Ok(vec![put(Table::Facts, "n", &next), put(Table::Spent, "n", &next)])
        };
        let mut refused = |texts| counted(texts).and(Err(refusal.clone()));
        assert_eq!(db.update(&places, Durability::Relaxed, &mut refused).await, Err(refusal.clone()));
        db.update(&places, Durability::Strict, &mut { counted }).await.expect("changed");
    }
    // Nothing to read and nothing to change is no error.
    assert_eq!(db.write(Vec::new(), Durability::Relaxed).await, Ok(()));
    db.clear_all().await.expect("cleared");
}
