//! Addresses and scopes as the index sees them (moz-api 1, "URL forms and normalisation").
//!
//! Not the extension's own address code on purpose: a stand-in that shared it could not catch its mistakes.

use serde::Deserialize;
use url::{Host, Url};

/// One page, with the two wider names the index files it under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Address {
    /// `host/path?query` without scheme and fragment, as Moz echoes it (moz-api 1).
    pub page: String,
    /// The host, lower case, `www.` kept.
    pub host: String,
    /// The registrable domain by the Public Suffix List.
    pub root: String,
}

impl Address {
    /// Reads an address with or without a scheme; a bare host becomes its home page (moz-api 7.8).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // `mailto:` and the like; a scheme with a dot is a host with a port.
        if Url::parse(text).is_ok_and(|url| url.cannot_be_a_base() && !url.scheme().contains('.')) {
            return None;
        }
        let url = if text.contains("://") {
            Url::parse(text).ok()?
        } else {
            Url::parse(&format!("https://{}", text.trim_start_matches("//"))).ok()?
        };
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?.trim_end_matches('.').to_owned();
        let root = match url.host()? {
            Host::Domain(_) => psl::domain_str(&host).unwrap_or(&host).to_owned(),
            Host::Ipv4(_) | Host::Ipv6(_) => host.clone(),
        };
        let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
        let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
        let page = format!("{host}{port}{}{query}", url.path());
        Some(Self { page, host, root })
    }

    /// The set of pages that `scope` spans around this address.
    pub fn place(&self, scope: Scope) -> Place {
        match scope {
            Scope::Page => Place::Page(self.page.clone()),
            Scope::Subdomain => Place::Host(self.host.clone()),
            Scope::RootDomain => Place::Root(self.root.clone()),
        }
    }
}

impl TryFrom<String> for Address {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is not a web address"))
    }
}

/// The scope words of V2 (moz-api 2.1); `page` is the default everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The exact page.
    #[default]
    Page,
    /// Any page of the host.
    Subdomain,
    /// Any page of the registrable domain.
    RootDomain,
}

/// A set of pages named in a question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// One page.
    Page(String),
    /// Every page whose address starts so; only JSON-RPC has it (moz-api 4, "subfolder").
    Folder(String),
    /// Every page of a host.
    Host(String),
    /// Every page of a registrable domain.
    Root(String),
}

impl Place {
    /// Whether `address` belongs to the set.
    pub fn holds(&self, address: &Address) -> bool {
        match self {
            Self::Page(page) => address.page == *page,
            Self::Folder(start) => address.page.starts_with(start.as_str()),
            Self::Host(host) => address.host == *host,
            Self::Root(root) => address.root == *root,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Scope};

    fn page(text: &str) -> String {
        Address::parse(text).unwrap().page
    }

    #[test]
    fn normalises_as_the_recordings_show() {
        assert_eq!(page("moz.com"), "moz.com/");
        assert_eq!(page("https://Moz.COM/blog#top"), "moz.com/blog");
        assert_eq!(page("http://moz.com/researchtools/ose/"), "moz.com/researchtools/ose/");
        assert_eq!(page("wordpress.com/?ref=footer_blog"), "wordpress.com/?ref=footer_blog");
        assert_eq!(page("https://user:pass@www.facebook.com/a"), "www.facebook.com/a");
        assert_eq!(page("bücher.example/ä"), "xn--bcher-kva.example/%C3%A4");
    }

    #[test]
    fn knows_hosts_and_registrable_domains() {
        let address = Address::parse("https://www.shop.example.co.uk/x").unwrap();
        assert_eq!((address.host.as_str(), address.root.as_str()), ("www.shop.example.co.uk", "example.co.uk"));
        assert_eq!(Address::parse("127.0.0.1/x").unwrap().root, "127.0.0.1");
    }

    #[test]
    fn refuses_what_is_no_web_address() {
        for text in ["", "http://[bad", "mailto:a@b.example", "javascript:void(0)", "ftp://a.example/", "two words"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn wider_scopes_hold_more() {
        let here = Address::parse("blog.acme.example/a").unwrap();
        let other_page = Address::parse("blog.acme.example/b").unwrap();
        let other_host = Address::parse("shop.acme.example/a").unwrap();
        let held = |scope| [&here, &other_page, &other_host].map(|a| here.place(scope).holds(a));
        assert_eq!(held(Scope::Page), [true, false, false]);
        assert_eq!(held(Scope::Subdomain), [true, true, false]);
        assert_eq!(held(Scope::RootDomain), [true, true, true]);
    }
}
