//! Frames that were seen and not read: whose they are, and which permission would open them.

use url::{Host, Url};

use super::Page;

/// Most sites that are asked for at once.
const MOST_SITES: usize = 20;

/// A host that frames come from, and the browsers' name of a permission to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The host.
    pub host: String,
    /// The match pattern, such as `https://example.com/*`.
    pub pattern: String,
}

impl Page {
    /// The hosts of frames that were not read and may be with a permission that is not in `granted`. A frame that leads
    /// elsewhere than its address says, or that is sandboxed, may be none of them.
    pub fn unread_sites(&self, granted: &[String]) -> Vec<Site> {
        if self.frames_unread == 0 {
            return Vec::new();
        }
        let read: Vec<Site> = self.frames.iter().filter_map(|frame| site(frame.url.as_ref()?)).collect();
        let mut out: Vec<Site> = Vec::new();
        for site in self.frame_addresses.iter().filter_map(site) {
            let open = !read.contains(&site) && !granted.contains(&site.pattern) && !out.contains(&site);
            if open && out.len() < MOST_SITES {
                out.push(site);
            }
        }
        out
    }
}

impl Site {
    /// The site of an address; none if no permission can name it.
    pub fn of(url: &Url) -> Option<Self> {
        site(url)
    }
}

/// The site of an address that a permission can name. Patterns know no ports.
fn site(url: &Url) -> Option<Site> {
    let host = match url.host()? {
        Host::Domain("") => return None,
        host => host.to_string(),
    };
    matches!(url.scheme(), "http" | "https").then(|| Site { pattern: format!("{}://{host}/*", url.scheme()), host })
}
