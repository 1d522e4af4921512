//! The history of a placement in words and as spans of time.

use url::Url;

use crate::address::{safe_text, show_raw, show_url};
use crate::check::failure;
use crate::phrase::Phrase;
use crate::protocol::{Lamp, Lane, SpanView};
use crate::watch::{Event, Followed, Record, State};

/// Longest text of an anchor in a line, in characters.
const LONGEST: usize = 80;

/// An event in words.
pub(super) fn event_says(event: &Event) -> Phrase {
    let gone = |why: &Option<String>, plain: &str, with: &str| match why {
        Some(code) => Phrase::new(with).phrase(failure(code).says),
        None => Phrase::new(plain),
    };
    let text = |text: &str| safe_text(text, LONGEST);
    match event {
        Event::Began => Phrase::new("event_began"),
        Event::Appeared => Phrase::new("event_appeared"),
        Event::Suspected(why) => gone(why, "event_suspected", "event_suspected_gone"),
        Event::Lost(why) => gone(why, "event_lost", "event_lost_gone"),
        Event::Back => Phrase::new("event_back"),
        Event::Follow(from, to) => Phrase::new("event_follow").phrase(followed(from)).phrase(followed(to)),
        Event::Anchor(from, to) => Phrase::new("event_anchor").text(text(from)).text(text(to)),
        Event::Address(from, to) => Phrase::new("event_address").text(shown(from)).text(shown(to)),
        Event::Canonical(_, Some(to)) => Phrase::new("event_canonical").text(shown(to)),
        Event::Canonical(_, None) => Phrase::new("event_canonical_none"),
        Event::Noindex(true) => Phrase::new("event_noindex"),
        Event::Noindex(false) => Phrase::new("event_noindex_gone"),
        Event::Moved(_, to) => Phrase::new("event_moved").text(shown(to)),
        Event::Redirected(_, to) => Phrase::new("event_redirected").text(shown(to)),
        Event::TargetGone(true) => Phrase::new("event_target_gone"),
        Event::TargetGone(false) => Phrase::new("event_target_back"),
        Event::Unreadable(why) => Phrase::new("event_unreadable").phrase(failure(why).says),
        Event::Readable => Phrase::new("event_readable"),
        Event::Gained => Phrase::new("event_gained"),
        Event::Dropped => Phrase::new("event_dropped"),
        Event::Other => Phrase::new("event_unknown"),
    }
}

fn followed(follow: &Followed) -> Phrase {
    match follow.by.split_once(' ') {
        _ if follow.followed => Phrase::new("follow_followed"),
        Some(("rel", tokens)) => Phrase::new("follow_rel").text(tokens.replace(' ', ", ")),
        Some(("meta", name)) => Phrase::new("follow_meta").text(name),
        Some((_, bot)) => Phrase::new("follow_header_bot").text(bot),
        None => Phrase::new("follow_header"),
    }
}

fn shown(url: &str) -> String {
    let shown = Url::parse(url).map_or_else(|_| show_raw(url), |url| show_url(&url));
    format!("{}{}{}", shown.before, shown.domain, shown.after)
}

/// A state as a lamp.
pub(super) fn lamp(state: State) -> Lamp {
    match state {
        State::Yes => Lamp::Yes,
        State::No => Lamp::No,
        State::Suspected | State::Unknown => Lamp::Unknown,
    }
}

/// How matters stood over time, by records of which the newest comes first: each holds until the next of its lane.
pub(super) fn spans(records: &[Record], now: f64) -> Vec<SpanView> {
    let Some(start) = records.iter().map(|record| record.at).reduce(f64::min) else { return Vec::new() };
    let whole = (now - start).max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1000")]
    let place = |at: f64| ((at - start) / whole * 1000.0).clamp(0.0, 1000.0).round() as u32;
    let mut spans: Vec<SpanView> = Vec::new();
    for lane in [Lane::Live, Lane::Index] {
        let mut own = records.iter().rev().filter(|record| record.lane == lane).peekable();
        while let Some(record) = own.next() {
            let (from, to) = (place(record.at), own.peek().map_or(1000, |next| place(next.at)));
            let state = lamp(record.state);
            match spans.last_mut().filter(|last| last.lane == lane && last.state == state) {
                Some(last) => last.to = to,
                None => spans.push(SpanView { lane, state, from, to }),
            }
        }
    }
    spans
}
