//! A target: an address, how wide it is meant, and which links of a page lead to it.

use thiserror::Error;
use url::Url;

use super::{Scope, named};
use crate::address::{
    Address, CleanError, Cleaned, Difference, Pattern, Sameness, bounded, clean, host_of, registrable_domain,
};
use crate::phrase::{Failure, Phrase, Retry, Shown};

/// A target that can be looked for on a page and asked of Moz.
#[derive(Debug, Clone)]
pub struct Target {
    /// How wide.
    pub scope: Scope,
    /// The string sent to Moz.
    pub sent: String,
    /// What was done to the input to get there.
    pub notes: Vec<Phrase>,
    /// What could deceive in the input.
    pub warnings: Vec<Phrase>,
    address: Address,
    pattern: Pattern,
}

/// Why there is no such target.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoTarget {
    /// The text is no address.
    #[error(transparent)]
    Clean(#[from] CleanError),
    /// An IP address has no root domain.
    #[error("{0} has no root domain")]
    NoRoot(String),
    /// The host is a public suffix: nobody's, or everybody's.
    #[error("{0} is a public suffix")]
    Suffix(String),
}

impl NoTarget {
    /// The failure that a person reads.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Clean(error) => error.failure(),
            Self::NoRoot(host) => Failure::new("target.no_root", Retry::AfterChange).about(bounded(host, 80)),
            Self::Suffix(host) => Failure::new("target.suffix", Retry::AfterChange).about(bounded(host, 80)),
        }
    }
}

impl Target {
    /// The target that `input` names at `scope`, with every small difference let pass.
    pub fn new(input: &str, scope: Scope) -> Result<Self, NoTarget> {
        Self::by(input, scope, &Sameness::default())
    }

    /// The target that `input` names at `scope`, links to be compared with it as `sameness` has it.
    pub fn by(input: &str, scope: Scope, sameness: &Sameness) -> Result<Self, NoTarget> {
        let Cleaned { address, notes, warnings } = clean(input, &sameness.tracking)?;
        let Some(sent) = named(&address, scope) else {
            let host = address.host().to_owned();
            let is_name = matches!(address.url().host(), Some(url::Host::Domain(_)));
            return Err(if is_name { NoTarget::Suffix(host) } else { NoTarget::NoRoot(host) });
        };
        let mut notes: Vec<Phrase> = notes.iter().map(crate::address::Note::phrase).collect();
        let url = address.url();
        if scope == Scope::RootDomain && address.host() != sent {
            notes.push(Phrase::new("note_subdomain_dropped"));
        }
        if scope != Scope::Page && (url.path() != "/" || url.query().is_some()) {
            notes.push(Phrase::new("note_path_dropped"));
        }
        let warnings = warnings.iter().map(crate::address::Warning::phrase).collect();
        let pattern = Pattern::new(address.clone(), sameness.clone());
        Ok(Self { scope, sent, notes, warnings, address, pattern })
    }

    /// The address as picked, whatever the scope.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// What is sent, ready to show.
    pub fn shown(&self) -> Shown {
        let domain = self.address.site().to_owned();
        match self.sent.find(&domain) {
            Some(at) => Shown {
                before: self.sent.get(..at).unwrap_or_default().to_owned(),
                after: bounded(self.sent.get(at + domain.len()..).unwrap_or_default(), 300),
                domain,
                // Cleaning said what was typed.
                letters: None,
            },
            None => Shown { after: bounded(&self.sent, 300), ..Shown::default() },
        }
    }

    /// Whose site it is, for passing over the many links that lead to others.
    pub fn site(&self) -> &str {
        self.address.site()
    }

    /// What differs, if `link` leads here. At page scope small differences are allowed and named; at the wider
    /// scopes the host must be the same, or end in the registrable domain behind a dot.
    pub fn compare(&self, link: &Url) -> Option<Vec<Difference>> {
        if !matches!(link.scheme(), "http" | "https") {
            return None;
        }
        let same = match self.scope {
            Scope::Page => return self.pattern.compare(link),
            Scope::Subdomain => host_of(link) == self.sent,
            Scope::RootDomain => registrable_domain(host_of(link)) == Some(self.sent.as_str()),
        };
        same.then(Vec::new)
    }
}
