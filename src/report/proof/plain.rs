//! The card as plain text, for a mail.

use super::super::card::{Card, CardLine};

pub(super) fn write(card: &Card<String>) -> String {
    let mut out = String::new();
    out.extend([&line(&card.plain.join(" ")), "\n\n"]);
    for light in &card.lights {
        out.push_str(&line(&light.title));
        for says in &light.says {
            out.extend([" · ", &line(says)]);
        }
        out.push('\n');
    }
    out.push('\n');
    for part in &card.parts {
        let lines: Vec<String> = part.lines.iter().map(of_line).collect();
        out.extend([&line(&part.name), ": ", &lines.join(" · "), "\n"]);
    }
    out.extend(["\n", &line(&card.when), "\n", &line(&card.foot), "\n"]);
    out
}

fn line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn of_line(one: &CardLine<String>) -> String {
    match one {
        CardLine::Says(says) => line(says),
        CardLine::Address { shown, url } => line(&if url.is_empty() { shown.whole() } else { url.clone() }),
        CardLine::Sentence { before, link, after } => line(&[before.as_str(), link, after].concat()),
    }
}
