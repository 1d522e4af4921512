//! The demo pages are served as promised, and the graph knows what the README says.

use serde_json::json;

use super::ask::Asker;
use super::wire::Wire;

fn count(body: &[u8], what: &str) -> usize {
    String::from_utf8_lossy(body).matches(what).count()
}

#[tokio::test]
async fn every_page_is_there_over_both_schemes() {
    let wire = Wire::start().await;
    for page in [
        "daily-tribune.example/brass-lamps-return",
        "daily-tribune.example/lamp-guide",
        "review-yard.example/best-lamps",
        "quiet-corner.example/",
        "acme-lamps.example/",
        "acme-lamps.example/spring-range",
        "lamp-forum.example/thread/42",
        "script-notes.example/late",
        "many-links.example/?n=3",
        "awkward.example/no-links",
        "awkward.example/surrogates",
        "awkward.example/text-spoof",
        "awkward.example/strict",
        "awkward.example/sandboxed",
        "awkward.example/x-robots",
        "awkward.example/frames",
        "awkward.example/hiding-places",
        "awkward-frames.example/inner",
    ] {
        let (host, path) = page.split_once('/').unwrap();
        let secure = wire.get(host, &format!("/{path}")).await.unwrap();
        let plain = wire.get_plain(&format!("http://{page}")).await.unwrap();
        assert_eq!((secure.status, plain.status), (200, 200), "{page}");
        assert!(secure.body == plain.body && secure.header("content-type").starts_with("text/html"), "{page}");
    }
    assert_eq!(wire.get("daily-tribune.example", "/../../Cargo.toml").await.unwrap().status, 404);
    let moved = wire.get("old-acme.example", "/spring").await.unwrap();
    assert_eq!((moved.status, moved.header("location")), (301, "https://acme-lamps.example/spring-range"));
}

#[tokio::test]
async fn awkward_documents_have_their_types_and_headers() {
    let wire = Wire::start().await;
    let get = async |path: &str| wire.get("awkward.example", path).await.unwrap();
    let pdf = get("/doc.pdf").await;
    assert!(pdf.header("content-type") == "application/pdf" && pdf.body.starts_with(b"%PDF-"));
    assert_eq!(get("/plain.txt").await.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(get("/feed.xml").await.header("content-type"), "text/xml; charset=utf-8");
    assert!(get("/strict").await.header("content-security-policy").contains("require-trusted-types-for 'script'"));
    assert_eq!(get("/x-robots").await.headers.get_all("x-robots-tag").iter().count(), 3);
    let huge = get("/one-huge-href").await;
    assert!(huge.body.len() > 10 << 20 && count(&huge.body, "<a ") == 3);
}

#[tokio::test]
async fn many_links_are_as_many_as_asked_and_the_same_each_time() {
    let wire = Wire::start().await;
    for n in [0, 1, 12, 13, 25, 499, 500, 501, 10_000] {
        let path = format!("/?n={n}");
        let first = wire.get("many-links.example", &path).await.unwrap().body;
        let again = wire.get("many-links.example", &path).await.unwrap().body;
        assert_eq!(count(&first, "<a "), n);
        assert!(first == again, "{n}");
        for tag in ["nav", "main", "footer", "section", "p"] {
            assert_eq!(count(&first, &format!("<{tag}>")), count(&first, &format!("</{tag}>")), "{tag} of {n}");
        }
    }
}

#[test]
fn the_demo_verdicts_are_possible() {
    let mut asker = Asker::new();
    let mut exists =
        |source: &str, target: &str| asker.exists(&json!({ "target": target, "sources": [source] }))[0] == json!(true);
    let spring = "acme-lamps.example/spring-range";
    assert!(exists("daily-tribune.example/lamp-guide", "acme-lamps.example"));
    assert!(!exists("daily-tribune.example/brass-lamps-return", spring));
    assert!(exists("lamp-forum.example/thread/42", spring));
    assert!(!exists("review-yard.example/best-lamps", spring));
    assert!(exists("quiet-corner.example", "acme-lamps.example"));
    assert!(!exists("script-notes.example/late", spring));
    assert!(exists("lamp-forum.example/thread/42", "old-acme.example/spring"));
}
