//! Addresses that carry another one: where they lead in the end, without asking anybody.
//!
//! The rules are `wrappers.txt`; see [`super::wrappers`]. A layer is decoded once, at most five layers are opened, and
//! only an absolute `http` or `https` address is taken out.

use memchr::memchr2;
use url::{Position, Url};

use super::encoded::{amp, bing, once, proofpoint2, proofpoint3};
use super::host_of;
use super::way::NoWay;
use super::wrappers::{Kind, Rule, fit, of_any_site, of_host};

/// Most layers that are opened.
const MOST_LAYERS: u8 = 5;

/// Where an address leads in the end.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrapped {
    /// Where it says.
    Direct,
    /// To the address it carries.
    Through {
        /// That address. It carries no further one.
        target: Url,
        /// How many addresses stood around it.
        layers: u8,
        /// Host of the outermost wrapper.
        via: String,
    },
    /// Only a server knows, and would tell.
    NeedsRequest {
        /// What to ask for: the address, or one that it carries.
        address: Url,
    },
    /// To the address that a server told.
    Told {
        /// That address. It carries no further one.
        target: Url,
        /// The server's host.
        via: String,
        /// When it was asked, in milliseconds since 1970.
        at: f64,
    },
    /// A server was asked and did not tell.
    Untold {
        /// What it was asked for.
        address: Url,
        /// Why it did not.
        why: NoWay,
        /// When, in milliseconds since 1970.
        at: f64,
    },
    /// Only a server knows, and does not redirect everybody; or there are more layers than are opened.
    CannotKnow {
        /// Its host.
        via: String,
    },
    /// To a window that offers an address to others: no link to that address.
    Share {
        /// Host of that window.
        via: String,
    },
}

/// What the table knows of a host; looked up once for many addresses of it.
#[derive(Debug, Clone, Copy)]
pub struct Wrapper(&'static [Rule]);

impl Wrapper {
    /// What is known of `host`.
    pub fn of_host(host: &str) -> Self {
        Self(of_host(host))
    }

    /// False if no address of that host, here as text, can be anything but direct.
    pub fn may_wrap(self, address: &str) -> bool {
        !self.0.is_empty() || address.get("https://".len()..).is_some_and(carries)
    }

    /// Where `url`, an address of that host, leads in the end.
    pub fn unwrap(self, url: &Url) -> Wrapped {
        let via = || host_of(url).to_owned();
        let mut step = self.step(url);
        let mut layers = 0;
        let mut last: Option<Url> = None;
        loop {
            let at = || host_of(last.as_ref().unwrap_or(url)).to_owned();
            match step {
                Step::Stay => break,
                Step::To(_) if layers == MOST_LAYERS => return Wrapped::CannotKnow { via: via() },
                Step::To(next) => {
                    layers += 1;
                    step = Self::of_host(host_of(&next)).step(&next);
                    last = Some(next);
                }
                Step::Ask => return Wrapped::NeedsRequest { address: last.unwrap_or_else(|| url.clone()) },
                Step::Lost => return Wrapped::CannotKnow { via: at() },
                Step::Share => return Wrapped::Share { via: at() },
            }
        }
        last.map_or(Wrapped::Direct, |target| Wrapped::Through { target, layers, via: via() })
    }

    fn step(self, url: &Url) -> Step {
        let rules = match self.0 {
            // Hardly any address carries one: a look at the characters spares the rules.
            [] if !carries(&url[Position::BeforePath..Position::AfterQuery]) => return Step::Stay,
            [] => of_any_site(),
            rules => rules,
        };
        let whole = &url[Position::BeforePath..Position::AfterQuery];
        // Of an address in the path, nothing speaks for the wrapper: neither its `/login` nor its `/share`.
        let path = url.path().get(..embedded(url.path()).unwrap_or(usize::MAX)).unwrap_or(url.path());
        let step = rules.iter().find_map(|rule| {
            let text = if rule.pattern.contains(['?', '@']) { whole } else { path };
            take(rule.kind, url, fit(rule.pattern, text)?)
        });
        step.unwrap_or(Step::Stay)
    }
}

/// Where `url` leads in the end.
pub fn unwrap(url: &Url) -> Wrapped {
    Wrapper::of_host(host_of(url)).unwrap(url)
}

/// What one layer says.
enum Step {
    /// It is none.
    Stay,
    /// It carries this.
    To(Url),
    /// A server knows.
    Ask,
    /// Nobody tells.
    Lost,
    /// It shares.
    Share,
}

/// What a rule makes of `url`, of which its pattern took `taken`; none if it does not apply after all.
fn take(kind: Kind, url: &Url, taken: &str) -> Option<Step> {
    let target = match kind {
        Kind::None => return Some(Step::Stay),
        Kind::Lost => return Some(Step::Lost),
        Kind::Share => return Some(Step::Share),
        // The front page of a service is a page.
        Kind::Short => return (url.path().len() > 1).then_some(Step::Ask),
        Kind::Query(names) => value(url, names, address),
        Kind::Bare(names) => value(url, names, |text| page(text, "https")),
        Kind::Capture => address(&once(taken)),
        Kind::Http => address(&once(&format!("http{taken}"))),
        Kind::Page => page(&once(taken), "http"),
        Kind::Amp => address(&amp(taken, None)?),
        Kind::AmpCache => address(&amp(taken, host_of(url).split('.').next())?),
        Kind::Embedded => {
            let whole = &url[Position::BeforePath..Position::AfterQuery];
            address(&once(whole.get(embedded(url.path())? + 1..)?))
        }
        Kind::Proofpoint2 => value(url, "u", |text| address(&proofpoint2(text))),
        Kind::Proofpoint3 => address(&proofpoint3(taken)?),
        Kind::Bing => value(url, "u", |text| address(&bing(text)?)),
    };
    target.map(Step::To)
}

/// The first value of a parameter of those names that `read` makes an address of. Values are decoded once.
fn value(url: &Url, names: &str, read: fn(&str) -> Option<Url>) -> Option<Url> {
    for (key, value) in url.query_pairs() {
        if names.split(',').any(|name| key.eq_ignore_ascii_case(name))
            && let Some(target) = read(&value)
        {
            return Some(target);
        }
    }
    None
}

/// The address that `text` is, if it is an absolute one of the web.
fn address(text: &str) -> Option<Url> {
    let rest = strip_scheme(text.trim_ascii())?;
    // `https:path` would be an address too; servers take it for a path.
    rest.starts_with('/').then(|| Url::parse(text.trim_ascii()).ok())?
}

/// The same, with `scheme` before it if it has none and begins with a host.
fn page(text: &str, scheme: &str) -> Option<Url> {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains(':') || !host.contains('.') {
        return address(text);
    }
    Url::parse(&format!("{scheme}://{text}")).ok()
}

/// What follows `http:` or `https:`.
fn strip_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(rest)
}

/// Where in a path the slash before an address is.
fn embedded(path: &str) -> Option<usize> {
    path.match_indices("/http").map(|(at, _)| at).find(|at| {
        let rest = path.get(at + "/http".len()..).unwrap_or_default();
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        [":/", "%3A", "%3a", ":%2F", ":%2f"].iter().any(|colon| rest.starts_with(colon))
    })
}

/// False if no part of an address, here without its scheme, can be another one.
fn carries(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    if memchr2(b':', b'%', bytes).is_none() {
        return false;
    }
    let colon = bytes.contains(&b':') || rest.contains("%3");
    colon && (rest.contains("http") || rest.contains("HTTP"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Addresses of the table's hosts and of others, with much that the rules look for.
    fn links() -> impl Strategy<Value = String> {
        let host = "google\\.com|l\\.facebook\\.com|a\\.safelinks\\.protection\\.outlook\\.com|urldefense\\.com|t\\.co\
            |urldefense\\.proofpoint\\.com|web\\.archive\\.org|a-example\\.cdn\\.ampproject\\.org|www\\.bing\\.com\
            |shareasale\\.com|href\\.li|r\\.search\\.yahoo\\.com|x\\.com|[a-z]{1,6}\\.example";
        let rest = "(/(url|amp|c|v|go|web|2020|l\\.php|s|v2|v3|__|ck|a|r\\.cfm|share|login|RU=|[a-z*%_.;!-]{0,6})){0,4}\
            (\\?((url|u|q|urllink|data|sdata|to)=(a1)?[A-Za-z0-9+/%_:*.;-]{0,12}&?){0,4})?";
        let wrap = "(/(go|web/2020|c/s|v3/_)/|/url\\?q=|/l\\.php\\?u=|/\\?url=|/\\?data=05\\|me@x\\.example&url=)";
        (proptest::collection::vec(("https?://", host, wrap), 0..8), "https?://|javascript:|//|", host, rest).prop_map(
            |(layers, scheme, host, rest)| {
                let layers: String = layers.into_iter().map(|(scheme, host, wrap)| scheme + &host + &wrap).collect();
                layers + &scheme + &host + &rest
            },
        )
    }

    fn holds(link: &str) -> Result<(), TestCaseError> {
        let Ok(url) = Url::parse(link) else { return Ok(()) };
        if let Wrapped::Through { target, layers, via } = unwrap(&url) {
            prop_assert!(matches!(target.scheme(), "http" | "https") && target.has_host(), "{target}");
            prop_assert!((1..=MOST_LAYERS).contains(&layers));
            prop_assert_eq!(via, host_of(&url));
            prop_assert_eq!(unwrap(&target), Wrapped::Direct, "{} of {}", target, url);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text(link in "\\PC{0,60}|https?://[a-z.]{1,12}/\\PC{0,60}") {
            holds(&link)?;
        }

        #[test]
        fn any_wrapper(link in links()) {
            holds(&link)?;
        }

        #[test]
        fn addresses_without_one_are_direct(link in "https?://[a-z]{1,8}\\.example(/[a-z0-9._~-]{0,8}){0,4}(\\?[a-z]{1,6}=[a-z0-9/%2C]{0,8})?") {
            prop_assert_eq!(unwrap(&Url::parse(&link).expect("a URL")), Wrapped::Direct);
        }

        #[test]
        fn personal_data_of_mail_is_dropped(who in "[a-z]{3,8}", data in "[a-z0-9]{6,12}") {
            let link = format!(
                "https://eur01.safelinks.protection.outlook.com/?data=05%7C02%7C{who}%40corp.example%7C{data}\
                 &url=https%3A%2F%2Facme.test%2F&sdata={data}%3D&reserved=0"
            );
            let Wrapped::Through { target, .. } = unwrap(&Url::parse(&link).expect("a URL")) else {
                return Err(TestCaseError::fail("it is a wrapper"));
            };
            prop_assert_eq!(target.as_str(), "https://acme.test/");
        }
    }
}
