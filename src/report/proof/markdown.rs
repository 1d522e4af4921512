//! The card in Markdown, for a ticket or a message.

use super::super::card::{Card, CardLine, is_web};
use super::super::markdown::{cell, escape};

pub(super) fn write(card: &Card<String>) -> String {
    let mut out = String::new();
    let (first, others) =
        card.plain.split_first().map_or(("", [].as_slice()), |(first, others)| (first.as_str(), others));
    out.extend(["# ", &line(first), "\n\n"]);
    if !others.is_empty() {
        out.extend([&line(&others.join(" ")), "\n\n"]);
    }
    for light in &card.lights {
        out.extend(["- **", &line(&light.title), "**"]);
        for says in &light.says {
            out.extend([" · ", &line(says)]);
        }
        out.push('\n');
    }
    out.push('\n');
    for part in &card.parts {
        out.extend(["- ", &line(&part.name), ": "]);
        let lines: Vec<String> = part.lines.iter().map(of_line).collect();
        out.extend([&lines.join(" · "), "\n"]);
    }
    out.extend(["\n", &line(&card.when), "  \n", &line(&card.foot), "\n"]);
    out
}

/// Text on one line, without a meaning at its begin either.
fn line(text: &str) -> String {
    let text = escape(text.trim());
    match text.chars().next() {
        Some('-' | '+' | '=' | ':') => format!("\\{text}"),
        // A number and a dot make a list.
        Some(first) if first.is_ascii_digit() => {
            text.replacen('.', "\\.", 1).replacen(')', "\\)", 1).replace("\\\\)", "\\)")
        }
        Some(_) => text,
        None => "–".to_owned(),
    }
}

fn of_line(one: &CardLine<String>) -> String {
    match one {
        CardLine::Says(says) => line(says),
        CardLine::Address { url, .. } if is_web(url) => cell(url),
        CardLine::Address { shown, .. } => line(&shown.whole()),
        CardLine::Sentence { before, link, after } => {
            let link = link.trim();
            let marked = if link.is_empty() { String::new() } else { format!("**{}**", escape(link)) };
            format!("{}{marked}{}", escape(before), escape(after))
        }
    }
}
