//! What a page tells crawlers about itself: robots meta tags and the `X-Robots-Tag` header
//! (<https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Robots-Tag>).
//!
//! Rules add up, so the most restrictive one wins. A rule for one crawler never applies to another: only those for all,
//! or for Moz's own crawlers, decide anything here; the others are facts to be told.

use crate::address::bounded;
use crate::phrase::Phrase;

use super::rel::Follow;

/// Moz's crawlers.
const MOZ: [&str; 2] = ["rogerbot", "dotbot"];
/// Directives with a value behind a colon. All others before a colon are names of crawlers.
const VALUED: [&str; 4] = ["max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"];
/// Most tags and headers that are kept, and the longest text of one.
const MOST: usize = 40;
const LONGEST: usize = 500;

/// Where a rule was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// In a meta tag.
    Meta,
    /// In the `X-Robots-Tag` header.
    Header,
}

/// What crawlers are told not to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Where.
    pub by: By,
    /// Which crawler, in lower case; none for all of them.
    pub bot: Option<String>,
    /// Not to keep the page.
    pub noindex: bool,
    /// Not to follow its links.
    pub nofollow: bool,
}

impl Rule {
    /// True if it speaks to Moz's crawlers, alone or among all.
    fn is_for_moz(&self) -> bool {
        self.bot.as_deref().is_none_or(|bot| MOZ.contains(&bot))
    }

    /// True if it was found in a meta tag.
    pub fn is_meta(&self) -> bool {
        self.by == By::Meta
    }

    /// Where it was found, in words.
    pub fn phrase(&self) -> Phrase {
        match (self.by, &self.bot) {
            (By::Meta, bot) => Phrase::new("by_meta").text(bot.as_deref().unwrap_or("robots")),
            (By::Header, None) => Phrase::new("by_header"),
            (By::Header, Some(bot)) => Phrase::new("by_header_bot").text(bot),
        }
    }
}

/// All that a document and its headers say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Robots {
    /// Name, in lower case, and content of each meta tag.
    pub metas: Vec<(String, String)>,
    /// Each header as it came.
    pub headers: Vec<String>,
    rules: Vec<Rule>,
}

impl Robots {
    /// Adds a meta tag.
    pub fn meta(&mut self, name: &str, content: &str) {
        if self.metas.len() >= MOST {
            return;
        }
        let name = bounded(name.trim(), 60).to_ascii_lowercase();
        let bot = (name != "robots").then(|| name.clone());
        for directive in content.split(',') {
            self.add(By::Meta, bot.as_deref(), directive);
        }
        self.metas.push((name, bounded(content.trim(), LONGEST)));
    }

    /// Adds an `X-Robots-Tag` header; several may come as one, joined by commas.
    ///
    /// A rule that follows a crawler's name is taken to be for that crawler, for this is what lines such as
    /// `badbot: noindex, nofollow` mean. Where headers were joined this may miss a rule for all, never make one up.
    pub fn header(&mut self, value: &str) {
        if self.headers.len() >= MOST {
            return;
        }
        let mut bot: Option<String> = None;
        let mut date_goes_on = false;
        for item in value.split(',') {
            let mut rest = item.trim();
            // "unavailable_after: Tue, 25 Jun 2030 15:00:00 GMT" is one directive, colons, comma and all.
            if std::mem::take(&mut date_goes_on) && rest.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            while let Some((name, after)) = rest.split_once(':') {
                let name = name.trim().to_ascii_lowercase();
                if VALUED.contains(&name.as_str()) {
                    date_goes_on = name == "unavailable_after" && !after.contains(|c: char| c.is_ascii_digit());
                    rest = "";
                    break;
                }
                bot = Some(bounded(&name, 60));
                rest = after.trim();
            }
            self.add(By::Header, bot.as_deref(), rest);
        }
        self.headers.push(bounded(value.trim(), LONGEST));
    }

    fn add(&mut self, by: By, bot: Option<&str>, directive: &str) {
        let is = |word: &str| directive.trim().eq_ignore_ascii_case(word);
        let (noindex, nofollow) = (is("noindex") || is("none"), is("nofollow") || is("none"));
        if !noindex && !nofollow {
            return;
        }
        if let Some(rule) = self.rules.iter_mut().find(|rule| rule.by == by && rule.bot.as_deref() == bot) {
            (rule.noindex, rule.nofollow) = (rule.noindex || noindex, rule.nofollow || nofollow);
        } else if self.rules.len() < MOST {
            self.rules.push(Rule { by, bot: bot.map(str::to_owned), noindex, nofollow });
        }
    }

    /// The rule by which Moz's crawlers are told not to keep the page; a meta tag's before a header's.
    pub fn noindex(&self) -> Option<&Rule> {
        self.decides(|rule| rule.noindex)
    }

    /// The rule by which Moz's crawlers are told not to follow its links.
    pub fn nofollow(&self) -> Option<&Rule> {
        self.decides(|rule| rule.nofollow)
    }

    fn decides(&self, says: impl Fn(&Rule) -> bool) -> Option<&Rule> {
        let deciding = self.rules.iter().filter(|rule| rule.is_for_moz() && says(rule));
        deciding.min_by_key(|rule| (rule.by == By::Header, rule.bot.is_some()))
    }

    /// Whether links that say nothing themselves are followed.
    pub fn follow(&self) -> Follow {
        match self.nofollow() {
            None => Follow::Followed,
            Some(Rule { by: By::Meta, bot, .. }) => Follow::Meta(bot.as_deref().unwrap_or("robots").to_owned()),
            Some(Rule { by: By::Header, bot, .. }) => Follow::Header(bot.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(metas: &[(&str, &str)], headers: &[&str]) -> Robots {
        let mut robots = Robots::default();
        for (name, content) in metas {
            robots.meta(name, content);
        }
        for value in headers {
            robots.header(value);
        }
        robots
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(name in "\\PC{0,30}", text in "(\\PC|[:,0-9]|none|dotbot){0,60}") {
            of(&[(&name, &text)], &[&text]).follow();
        }

        /// Whatever another crawler is told, wherever the line is cut, Moz's are told nothing.
        #[test]
        fn a_rule_for_another_never_decides(
            bot in "[a-z][a-z0-9-]{0,12}",
            rules in proptest::collection::vec("(?i)noindex|nofollow|none|all|max-snippet: ?[0-9]|unavailable_after: Tue, 25 Jun 2030 15:00:00 GMT", 1..6),
            before in proptest::option::of("all|max-image-preview: large|unavailable_after: 2030-06-25"),
        ) {
            prop_assume!(!MOZ.contains(&bot.as_str()) && bot != "robots");
            let line = format!("{}{bot}: {}", before.map(|rule| rule + ", ").unwrap_or_default(), rules.join(", "));
            let robots = of(&[(&bot, &rules.join(","))], &[&line]);
            prop_assert_eq!((robots.noindex(), robots.nofollow()), (None, None), "{}", line);
        }

        /// More rules never allow more.
        #[test]
        fn rules_add_up(content in "(noindex|nofollow|none|all|index|follow)(,(noindex|nofollow|none|all|index|follow)){0,3}", more in "(all|index|follow|none)") {
            let (one, two) = (of(&[("robots", &content)], &[]), of(&[("robots", &content), ("dotbot", &more)], &[]));
            prop_assert!(one.nofollow().is_none() || two.nofollow().is_some());
            prop_assert!(one.noindex().is_none() || two.noindex().is_some());
        }
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let robots = of(&[("robots", "none")], &[&"googlebot: none, ".repeat(100_000), &"x".repeat(1_000_000)]);
        assert!(robots.headers.iter().all(|header| header.chars().count() <= LONGEST + 1));
        let mut robots = robots;
        for number in 0..1_000 {
            robots.meta(&format!("bot{number}"), "none");
        }
        assert!(robots.metas.len() <= MOST && robots.rules.len() <= MOST);
    }
}
