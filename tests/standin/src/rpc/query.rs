//! Site queries: an address with a scope, and how an answer repeats it (moz-api 4, "Site query").

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::address::{Address, Place};
use crate::graph::Graph;
use crate::refusal::Refusal;

/// JSON-RPC's scope words; V2's page, subdomain and `root_domain` are url, subdomain and domain here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Domain,
    Subdomain,
    Subfolder,
    Url,
}

/// What a client sends.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SiteQuery {
    /// An address, scheme optional.
    pub query: String,
    scope: Scope,
}

impl SiteQuery {
    /// The address in it.
    pub fn address(&self, key: &str) -> Result<Address, Refusal> {
        Address::parse(&self.query)
            .ok_or_else(|| Refusal::invalid(key, format!("`{}` is not a valid URL.", self.query)))
    }

    /// The pages it spans.
    pub fn place(&self, key: &str) -> Result<Place, Refusal> {
        let address = self.address(key)?;
        Ok(match self.scope {
            Scope::Domain => Place::Root(address.root),
            Scope::Subdomain => Place::Host(address.host),
            Scope::Subfolder => Place::Folder(address.page),
            Scope::Url => Place::Page(address.page),
        })
    }

    /// The same query as an answer repeats it: with a scheme, narrowed to the scope, beside the original.
    pub fn echo(&self, graph: &Graph) -> Value {
        let (scheme, rest) = self.query.split_once("://").unwrap_or(("https", &self.query));
        let address = Address::parse(&self.query);
        let narrowed = match (self.scope, &address) {
            (Scope::Domain, Some(address)) => &address.root,
            (Scope::Subdomain, Some(address)) => &address.host,
            _ => rest,
        };
        let redirect = address.as_ref().filter(|_| self.scope == Scope::Url).and_then(|from| {
            let to = graph.final_redirect(from)?;
            Some(json!({
                "query": format!("https://{}", to.page),
                "scope": self.scope,
                "explanation": "The address redirects.",
                "issue": "redirect",
            }))
        });
        json!({
            "query": format!("{scheme}://{narrowed}"),
            "scope": self.scope,
            "original_site_query": self,
            "site_query_suggestion": redirect,
        })
    }
}
