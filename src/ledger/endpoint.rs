//! What is asked of Moz, by the names that the spend log has for it.

/// A kind of call, whichever API takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// Is there a link?
    LinkStatus,
    /// Metrics of pages.
    UrlMetrics,
    /// The links to a target.
    Links,
    /// The domains that link to a target.
    LinkingRootDomains,
    /// Who links to others and not to one.
    LinkIntersect,
    /// Where a page redirects to.
    FinalRedirect,
    /// Which index it is.
    IndexMetadata,
    /// What is left of the month.
    Quota,
    /// What was spent, as a check of the token.
    UsageData,
}

impl Endpoint {
    /// All of them: what a day's spending is added up from.
    pub const ALL: [Self; 9] = [
        Self::LinkStatus,
        Self::UrlMetrics,
        Self::Links,
        Self::LinkingRootDomains,
        Self::LinkIntersect,
        Self::FinalRedirect,
        Self::IndexMetadata,
        Self::Quota,
        Self::UsageData,
    ];

    /// Its name in the spend log.
    pub fn name(self) -> &'static str {
        match self {
            Self::LinkStatus => "link_status",
            Self::UrlMetrics => "url_metrics",
            Self::Links => "links",
            Self::LinkingRootDomains => "linking_root_domains",
            Self::LinkIntersect => "link_intersect",
            Self::FinalRedirect => "final_redirect",
            Self::IndexMetadata => "index_metadata",
            Self::Quota => "quota",
            Self::UsageData => "usage_data",
        }
    }
}
