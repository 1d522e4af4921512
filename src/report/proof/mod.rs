//! A card as a file: HTML, Markdown, plain text.

mod html;
mod markdown;
mod plain;

use super::card::{Card, ProofFormat};

/// Longest picture that is written, in characters: two million bytes or so.
pub const LONGEST_PICTURE: usize = 3 << 20;
const PICTURE: &str = "data:image/jpeg;base64,";

/// The language that a card's words are in.
#[derive(Debug, Clone, Copy)]
pub struct Tongue<'a> {
    /// As BCP 47 has it.
    pub language: &'a str,
    /// True if it is written from right to left.
    pub is_rtl: bool,
}

/// True for a picture as this extension takes them: nothing but a JPEG, in a form that nothing else can hide in.
pub fn is_picture(data: &str) -> bool {
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    data.len() <= LONGEST_PICTURE
        && data.strip_prefix(PICTURE).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(base64))
}

/// Writes a card. A picture goes into HTML only.
pub fn write_proof(card: &Card<String>, format: ProofFormat, picture: Option<&str>, tongue: Tongue<'_>) -> String {
    match format {
        ProofFormat::Html => html::write(card, picture.filter(|picture| is_picture(picture)), tongue),
        ProofFormat::Markdown => markdown::write(card),
        ProofFormat::Text => plain::write(card),
    }
}

/// The ending of the file's name, and its media type.
pub fn proof_file(format: ProofFormat) -> (&'static str, &'static str) {
    match format {
        ProofFormat::Html => ("html", "text/html;charset=utf-8"),
        ProofFormat::Markdown => ("md", "text/markdown;charset=utf-8"),
        ProofFormat::Text => ("txt", "text/plain;charset=utf-8"),
    }
}

/// A name for the file without its ending, of plain letters only: whose links, to whom, when.
pub fn proof_name(source: &str, target: &str, at: f64) -> String {
    format!("proof-{}-{}-{}", plain_name(source, 80), plain_name(target, 80), crate::day::day(at))
}

/// The letters of a text that every file system takes.
pub fn plain_name(text: &str, longest: usize) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '-' };
    let name: String = text.chars().map(plain).take(longest).collect();
    let name = name.trim_matches(['-', '.']);
    if name.is_empty() { "proof".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::card::tests::card;
    use super::*;
    use proptest::prelude::*;

    const TONGUE: Tongue<'static> = Tongue { language: "en", is_rtl: false };
    /// What the writer writes; a tag that is none of these came from outside.
    const TAGS: [&str; 28] = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "dl",
        "div",
        "dt",
        "dd",
        "blockquote",
        "mark",
        "figure",
        "img",
        "figcaption",
        "footer",
        "a",
        "b",
        "svg",
        "path",
        "circle",
    ];

    proptest! {
        #[test]
        fn no_text_becomes_a_tag(text in "(\\PC|[<>&\"'=/ -]|<script>|</style>|<!--|javascript:|https://){0,40}") {
            let written = write_proof(&card(&text), ProofFormat::Html, Some(&text), TONGUE);
            for tag in written.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(TAGS.contains(&name.as_str()) || tag.starts_with("!doctype html>"), "{}", tag);
                prop_assert!(!tag.contains("onerror=") && !tag.contains("src=\"j"), "{}", tag);
            }
            for (_, rest) in written.match_indices("href=\"").map(|(at, found)| written.split_at(at + found.len())) {
                prop_assert!(rest.starts_with("http://") || rest.starts_with("https://"), "{}", rest);
            }
        }

        /// A line of Markdown begins as the writer has it, so that no text makes a heading, a list or a rule of its own.
        #[test]
        fn no_text_begins_a_block(text in "(\\PC|[#>*_`|~\r\n-]|\\d\\. ){0,40}") {
            let written = write_proof(&card(&text), ProofFormat::Markdown, None, TONGUE);
            let lines = written.lines().filter(|line| !line.is_empty()).count();
            let expected = write_proof(&card("x"), ProofFormat::Markdown, None, TONGUE);
            prop_assert_eq!(lines, expected.lines().filter(|line| !line.is_empty()).count(), "{}", written);
        }
    }

    #[test]
    fn only_pictures_are_pictures() {
        assert!(is_picture("data:image/jpeg;base64,/9j/4AAQ=="));
        for no in [
            "",
            "data:image/jpeg;base64,",
            "data:text/html,<p>",
            "data:image/svg+xml;base64,AA",
            "https://a.example/x.jpg",
            "data:image/jpeg;base64,A\"A",
        ] {
            assert!(!is_picture(no), "{no}");
        }
        let card = card("x");
        assert!(
            write_proof(&card, ProofFormat::Html, Some("data:image/jpeg;base64,AAAA"), TONGUE)
                .contains("<img src=\"data:image/jpeg;base64,AAAA\"")
        );
        assert!(!write_proof(&card, ProofFormat::Html, Some("https://a.example/x.jpg"), TONGUE).contains("<img"));
        assert!(!write_proof(&card, ProofFormat::Html, None, TONGUE).contains("<figure"));
    }

    #[test]
    fn a_card_says_its_texts_once_each() {
        let mut card = card("x");
        card.plain = vec!["The page links to you.".into(), "Search engines may follow the link.".into()];
        for format in [ProofFormat::Html, ProofFormat::Markdown, ProofFormat::Text] {
            let written = write_proof(&card, format, None, TONGUE);
            assert_eq!(
                written.matches("The page links to you.").count(),
                1 + usize::from(format == ProofFormat::Html),
                "{written}"
            );
            assert_eq!(written.matches("Search engines may follow the link.").count(), 1, "{written}");
        }
    }

    #[test]
    fn names_are_plain() {
        assert_eq!(proof_name("news.example", "acme.example", 0.0), "proof-news.example-acme.example-1970-01-01");
        assert_eq!(plain_name("../../x\u{202e}y.html", 80), "x-y.html");
        assert_eq!(plain_name("...", 80), "proof");
    }
}
