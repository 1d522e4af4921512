//! A page with any number of links, the same each time for the same number, made while it is sent.

use std::fmt::Write;

use bytes::Bytes;

use crate::reply::{Body, Reply};

/// Its host.
pub const HOST: &str = "many-links.example";

const DEFAULT: usize = 1000;
const MOST: usize = 1_000_000;
/// Links made into one piece of the body.
const PIECE: usize = 500;
const NAV: usize = 12;
const FOOTER: usize = 10;

const WORDS: [&str; 24] = [
    "brass",
    "lamp",
    "workshop",
    "evening",
    "spring",
    "light",
    "maker",
    "street",
    "paper",
    "shade",
    "window",
    "linen",
    "glass",
    "morning",
    "copper",
    "table",
    "market",
    "quiet",
    "harbour",
    "catalogue",
    "winter",
    "studio",
    "thread",
    "amber",
];

/// The page; `query` may hold `n`.
pub fn page(query: &str) -> Reply {
    let asked = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "n");
    let count = asked.and_then(|(_, value)| value.parse().ok()).unwrap_or(DEFAULT).min(MOST);
    let layout = Layout::of(count);
    let pieces = (0..count.div_ceil(PIECE)).map(move |piece| {
        let first = piece * PIECE;
        Bytes::from(layout.links(first, count.min(first + PIECE)))
    });
    let body =
        std::iter::once(Bytes::from(head(count))).chain(pieces).chain(std::iter::once(Bytes::from(layout.end())));
    let mut reply = Reply::new(200, "text/html; charset=utf-8", "");
    reply.body = Body::Stream(Box::new(body));
    reply
}

fn head(count: usize) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{count} links</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <style>body{{font:16px/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222}}\
         nav a,footer a{{margin-right:.8rem}}nav,footer{{font-family:sans-serif;font-size:.85rem}}</style>\n\
         </head>\n<body>\n<nav>\n"
    )
}

/// Where the navigation ends and the footer begins.
#[derive(Clone, Copy)]
struct Layout {
    count: usize,
    main: usize,
    footer: usize,
}

impl Layout {
    fn of(count: usize) -> Self {
        let main = count.min(NAV);
        Self { count, main, footer: count.saturating_sub(FOOTER).max(main) }
    }

    fn links(self, from: usize, to: usize) -> String {
        let mut html = String::with_capacity((to - from) * 160);
        for index in from..to {
            self.turn(&mut html, index);
            let in_text = (self.main..self.footer).contains(&index);
            if in_text && index > self.main && index % 40 == 0 {
                let _ = write!(html, "</p>\n</section>\n<section>\n<h2>{}</h2>\n<p>", words(index, 3));
            } else if in_text && index > self.main && index % 5 == 0 {
                html.push_str("</p>\n<p>");
            }
            link(&mut html, index, self.count);
            if in_text {
                let _ = write!(html, " {}. ", words(index / 2, 6));
            }
        }
        html
    }

    /// What changes just before link `index`; at a page of few links both changes come at once.
    fn turn(self, html: &mut String, index: usize) {
        if index == self.main {
            let _ = write!(html, "</nav>\n<main>\n<h1>{} links</h1>\n<section>\n<p>", self.count);
        }
        if index == self.footer {
            html.push_str("</p>\n</section>\n</main>\n<footer>\n");
        }
    }

    fn end(self) -> String {
        let mut html = String::new();
        self.turn(&mut html, self.count);
        html.push_str("</footer>\n</body>\n</html>\n");
        html
    }
}

/// One link; what kind depends on its number alone, in about the mix of a large real page.
fn link(html: &mut String, index: usize, count: usize) {
    let host = scatter(index) % (count / 20).max(1);
    let text = words(index, 1 + index % 4);
    let rel = match index % 11 {
        2 | 7 => " rel=\"nofollow\"",
        5 => " rel=\"sponsored nofollow\"",
        9 => " rel=\"noopener noreferrer\" target=\"_blank\"",
        _ => "",
    };
    let _ = match index % 10 {
        0 => write!(html, "<a href=\"/section-{}/{index}\">{text}</a>", index % 30),
        1 => write!(html, "<a href=\"story-{index}.html#part-{}\">{text}</a>", index % 7),
        2 => write!(html, "<a href=\"?page={index}\">{text}</a>"),
        3 => write!(html, "<a href=\"//site-{host}.example/story/{index}\"{rel}>{text}</a>"),
        4 => write!(
            html,
            "<a href=\"https://site-{host}.example/item?id={index}&amp;utm_source=many&amp;utm_medium=list\"{rel}>{text}</a>"
        ),
        5 => write!(
            html,
            "<a href=\"https://www.site-{host}.example/picture/{index}\"{rel}><img alt=\"{text}\" width=\"24\" height=\"24\" \
             src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\"></a>"
        ),
        6 => write!(html, "<a href=\"http://blog.site-{host}.example/{}/{index}/\"{rel}>{text}</a>", index % 12),
        _ => write!(html, "<a href=\"https://site-{host}.example/{}/{index}\"{rel}>{text}</a>", index % 50),
    };
    html.push('\n');
}

fn words(seed: usize, count: usize) -> String {
    let picked = (0..count).filter_map(|step| WORDS.get(scatter(seed * 7 + step) % WORDS.len()));
    picked.copied().collect::<Vec<_>>().join(" ")
}

/// Spreads neighbouring numbers far apart, the same way each time (Knuth's multiplicative hash).
fn scatter(number: usize) -> usize {
    number.wrapping_mul(2_654_435_761) >> 7
}
