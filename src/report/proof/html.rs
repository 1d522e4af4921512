//! The card as one page of HTML: its style within, its picture within, no script, nothing that is fetched. A policy in its
//! head says so to the browser as well.

use super::super::card::{Card, CardLight, CardLine, CardPart, is_web};
use super::super::html::Html;
use super::Tongue;
use crate::verdict::Lamp;

const STYLE: &str = include_str!("proof.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/// The lamps of the views, drawn once more: a file has none of their style sheets.
const YES: &str = r#"<path class="tick" d="M7.9 12.4l2.8 2.8 5.4-6"/>"#;
const NO: &str = r#"<path d="M8 12h8"/>"#;
const UNKNOWN: &str = r#"<path d="M9.7 9.9a2.35 2.35 0 1 1 3.5 2.05c-.75.43-1.2.95-1.2 1.75"/><circle class="dot" cx="12" cy="16.2" r="1.05"/>"#;

pub(super) fn write(card: &Card<String>, picture: Option<&str>, tongue: Tongue<'_>) -> String {
    let mut html = Html::new();
    let direction = if tongue.is_rtl { "rtl" } else { "ltr" };
    html.open("html", &[("lang", tongue.language), ("dir", direction)]);
    html.open("head", &[]);
    html.open("meta", &[("charset", "utf-8")]);
    html.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    html.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    html.open("meta", &[("name", "referrer"), ("content", "no-referrer")]);
    let (first, others) =
        card.plain.split_first().map_or(("", [].as_slice()), |(first, others)| (first.as_str(), others));
    html.element("title", &[], &[card.title.as_str(), first].join(": "));
    html.open("style", &[]);
    html.own(STYLE);
    html.close("style");
    html.close("head");
    html.open("body", &[]);
    html.open("main", &[]);
    html.open("header", &[]);
    html.element("p", &[("class", "what")], &card.title);
    html.element("p", &[("class", "when")], &card.when);
    html.close("header");
    html.element("h1", &[("dir", "auto")], first);
    if !others.is_empty() {
        html.element("p", &[("class", "plain"), ("dir", "auto")], &others.join(" "));
    }
    html.open("ul", &[("class", "lights")]);
    for one in &card.lights {
        light(&mut html, one);
    }
    html.close("ul");
    html.open("dl", &[]);
    for one in &card.parts {
        part(&mut html, one);
    }
    html.close("dl");
    if let Some(picture) = picture {
        html.open("figure", &[]);
        html.open("img", &[("src", picture), ("alt", &card.picture)]);
        html.element("figcaption", &[], &card.picture);
        html.close("figure");
    }
    html.element("footer", &[], &card.foot);
    html.close("main");
    html.close("body");
    html.close("html");
    html.done() + "\n"
}

fn light(html: &mut Html, light: &CardLight<String>) {
    let (class, mark) = match light.state {
        Lamp::Yes => ("lamp yes", YES),
        Lamp::No => ("lamp", NO),
        Lamp::Unknown => ("lamp dashed", UNKNOWN),
        Lamp::None | Lamp::Busy => ("lamp", ""),
    };
    html.open("li", &[]);
    html.open("svg", &[("class", class), ("viewBox", "0 0 24 24"), ("role", "img"), ("aria-label", &light.answer)]);
    html.own(r#"<circle class="rim" cx="12" cy="12" r="8.5"/>"#);
    html.own(mark);
    html.close("svg");
    html.open("div", &[]);
    html.element("h2", &[], &light.title);
    for says in &light.says {
        html.element("p", &[("dir", "auto")], says);
    }
    html.close("div");
    html.close("li");
}

fn part(html: &mut Html, part: &CardPart<String>) {
    html.open("div", &[]);
    html.element("dt", &[], &part.name);
    for one in &part.lines {
        line(html, one);
    }
    html.close("div");
}

fn line(html: &mut Html, line: &CardLine<String>) {
    match line {
        CardLine::Says(says) => html.element("dd", &[("dir", "auto")], says),
        CardLine::Address { shown, url } => {
            html.open("dd", &[("class", "address"), ("dir", "ltr")]);
            let is_link = is_web(url);
            if is_link {
                html.open("a", &[("href", url), ("rel", "noopener noreferrer nofollow")]);
            }
            html.text(&shown.before);
            html.element("b", &[], &shown.domain);
            html.text(&shown.after);
            if is_link {
                html.close("a");
            }
            html.close("dd");
        }
        CardLine::Sentence { before, link, after } => {
            html.open("dd", &[]);
            html.open("blockquote", &[("dir", "auto")]);
            html.text(before);
            html.element("mark", &[], link);
            html.text(after);
            html.close("blockquote");
            html.close("dd");
        }
    }
}
