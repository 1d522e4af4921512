//! What a person should know before trusting an address: that it looks like another, or leads elsewhere than it seems.

use percent_encoding::percent_decode_str;
use url::{Host, Position, Url};

use super::letters::Script;
use super::scripts::{are_mixed, passes_for, scripts};
use super::show::is_hidden;
use super::{host_of, safe_text};
use crate::phrase::Phrase;

/// Something about an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// What stands before an `@` looks like the host, and is a user name.
    NotThere {
        /// Where it leads.
        host: String,
        /// Where it seems to.
        seems: String,
    },
    /// The host passes for another one in Latin letters.
    LooksLike(String),
    /// A label mixes letters of these scripts, which no language does.
    MixedScripts(Script, Script),
    /// Characters that are invisible, or that change the order in which others are read.
    Hidden,
    /// A user name, or a password, is in it.
    Userinfo,
    /// Its host ends in a dot.
    TrailingDot,
    /// It names a port.
    Port(u16),
}

impl Warning {
    /// In words.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NotThere { host, seems } => Phrase::new("warn_not_there").text(host).text(seems),
            Self::LooksLike(like) => Phrase::new("warn_looks_like").text(like),
            Self::MixedScripts(one, other) => Phrase::new("warn_mixed_scripts").phrase(name(*one)).phrase(name(*other)),
            Self::Hidden => Phrase::new("warn_hidden"),
            Self::Userinfo => Phrase::new("about_userinfo"),
            Self::TrailingDot => Phrase::new("about_trailing_dot"),
            Self::Port(port) => Phrase::new("about_port").text(port.to_string()),
        }
    }

    /// True if somebody may be deceived; else it is only worth knowing.
    pub fn is_grave(&self) -> bool {
        matches!(self, Self::NotThere { .. } | Self::LooksLike(_) | Self::MixedScripts(..) | Self::Hidden)
    }
}

/// What there is to say of `url`, the gravest first; nothing of nearly all.
pub fn warnings(url: &Url) -> Vec<Warning> {
    if !url.has_host() {
        return Vec::new();
    }
    let host = unicode(url);
    let mut found = Vec::new();
    let userinfo = !url.username().is_empty() || url.password().is_some();
    let seems = [url.username(), url.password().unwrap_or_default()].into_iter().find_map(host_like);
    let deceives = seems.is_some();
    found.extend(seems.map(|seems| Warning::NotThere { host: safe_text(host_of(url), 120), seems }));
    found.extend(host.as_deref().and_then(of_letters));
    if host.as_deref().is_some_and(|host| host.contains(is_joiner)) || hides(url) {
        found.push(Warning::Hidden);
    }
    if userinfo && !deceives {
        found.push(Warning::Userinfo);
    }
    if url.host_str().is_some_and(|host| host.ends_with('.')) {
        found.push(Warning::TrailingDot);
    }
    found.extend(url.port().map(Warning::Port));
    found
}

/// The host in the letters of its language; none if those are ASCII, or could deceive.
pub fn letters_of(url: &Url) -> Option<String> {
    let host = unicode(url)?;
    let may_deceive = of_letters(&host).is_some() || host.contains(|c| is_hidden(c) || is_joiner(c) || c.is_control());
    (!may_deceive).then(|| safe_text(&host, 120))
}

/// True if a text that was typed or pasted has characters in it that cannot be seen.
pub fn has_hidden(text: &str) -> bool {
    text.contains(is_hidden)
}

/// The host in Unicode; none if it is ASCII, or is not properly encoded.
fn unicode(url: &Url) -> Option<String> {
    let Some(Host::Domain(_)) = url.host() else { return None };
    let host = host_of(url);
    if !host.contains("xn--") {
        return None;
    }
    let (unicode, result) = idna::domain_to_unicode(host);
    (result.is_ok() && unicode != host).then_some(unicode)
}

/// What the letters of a host in Unicode give away.
fn of_letters(host: &str) -> Option<Warning> {
    let top = scripts(host.rsplit('.').next().unwrap_or_default());
    let mut mixed = None;
    let mut like = Vec::new();
    let mut deceives = false;
    for label in host.split('.') {
        let found = scripts(label);
        if let [one, other, ..] = found.as_slice()
            && are_mixed(&found)
        {
            mixed = mixed.or(Some(Warning::MixedScripts(*one, *other)));
        }
        // Nobody expects Latin letters before an ending of the same script.
        let at_home = found.len() == 1 && found == top && found != [Script::Latin];
        match passes_for(label) {
            Some(passes) if !at_home => {
                deceives = true;
                like.push(passes);
            }
            _ => like.push(label.to_owned()),
        }
    }
    deceives.then(|| Warning::LooksLike(safe_text(&like.join("."), 120))).or(mixed)
}

/// The host that a user name or password begins with, if it could be taken for one.
fn host_like(part: &str) -> Option<String> {
    let text = percent_decode_str(part).decode_utf8_lossy();
    let host = text.split(['/', '\\', '?', '#', ':', '@']).next().unwrap_or_default();
    let dotted = host.split_once('.').is_some_and(|(before, after)| !before.is_empty() && !after.is_empty());
    (dotted && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))).then(|| safe_text(host, 120))
}

/// True if characters that cannot be seen are written in what follows the host.
fn hides(url: &Url) -> bool {
    let rest = &url[Position::BeforePath..];
    // Those that are looked for begin with these bytes.
    let may = ["%C2%AD", "%D8%9C", "%E2", "%EF", "%F3"]
        .iter()
        .any(|start| rest.as_bytes().windows(start.len()).any(|window| window.eq_ignore_ascii_case(start.as_bytes())));
    may && has_hidden(&percent_decode_str(rest).decode_utf8_lossy())
}

/// Invisible too, but some languages need them; a host never does.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// A script by name.
fn name(script: Script) -> Phrase {
    Phrase::new(match script {
        Script::Latin => "script_latin",
        Script::Greek => "script_greek",
        Script::Cyrillic => "script_cyrillic",
        Script::Armenian => "script_armenian",
        Script::Hebrew => "script_hebrew",
        Script::Arabic => "script_arabic",
        Script::Han => "script_han",
        _ => "script_unnamed",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_address_is_looked_at_without_harm(text in "https?://\\PC{0,60}|https?://(\\PC{0,6}@)?[a-zа-яα-ωא-ת一-三.-]{1,20}(:[0-9]{1,5})?/\\PC{0,20}") {
            if let Ok(url) = Url::parse(&text) {
                for warning in warnings(&url) {
                    let shown = serde_json::to_string(&warning.phrase()).expect("JSON");
                    prop_assert!(!has_hidden(&shown) && shown.chars().count() < 600, "{}", shown);
                }
                if let Some(letters) = letters_of(&url) {
                    prop_assert!(!letters.is_ascii() && !has_hidden(&letters), "{}", letters);
                    let again = Url::parse(&format!("https://{letters}/")).map(|again| host_of(&again).trim_matches('.').to_owned());
                    let same = again.is_ok_and(|again| again == host_of(&url).trim_matches('.'));
                    prop_assert!(same || letters.chars().count() > 120, "{}", letters);
                }
            }
        }

        #[test]
        fn plain_hosts_never_warn(host in "([a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?\\.){1,4}[a-z]{2,6}", rest in "(/[!-~]{0,20})?") {
            prop_assume!(!host.contains("xn--") && !rest.contains('%'));
            if let Ok(url) = Url::parse(&format!("https://{host}{rest}")) {
                prop_assert_eq!(warnings(&url), Vec::new());
                prop_assert_eq!(letters_of(&url), None);
            }
        }

        #[test]
        fn what_stands_before_an_at_sign_is_never_where_it_leads(seems in "[a-z]{2,8}\\.[a-z]{2,4}", leads in "[a-z]{2,8}\\.test") {
            let url = Url::parse(&format!("https://{seems}@{leads}/")).expect("a URL");
            prop_assert_eq!(warnings(&url), vec![Warning::NotThere { host: leads, seems }]);
        }
    }
}
