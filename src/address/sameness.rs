//! Which small differences leave an address the same, as the person has it.

use serde::{Deserialize, Serialize};

use super::Difference;

/// Most tracking parameters of a person's own, and most characters of a name.
const MOST_NAMES: usize = 100;
const LONGEST_NAME: usize = 60;

/// How addresses are compared. At first every small difference is let pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Sameness {
    /// Differences that make a link lead to another page.
    pub strict: Vec<Difference>,
    /// Names of tracking parameters besides the well-known ones. One that ends in a star stands for all that begin so.
    pub tracking: Vec<String>,
}

impl Sameness {
    /// The same with names as they are compared: in lower case, each once, none empty, none that stands for every
    /// parameter there is. What people paste (`?ref=`, `&ref=1`) is taken for the name in it; commas and spaces
    /// separate.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        let mut names: Vec<String> = Vec::new();
        let pieces =
            self.tracking.iter().flat_map(|text| text.split(|c: char| c.is_whitespace() || ",;?&".contains(c)));
        for piece in pieces {
            let name: String = piece.split('=').next().unwrap_or_default().chars().take(LONGEST_NAME).collect();
            let name = name.to_ascii_lowercase();
            let says_something = !name.trim_matches('*').is_empty();
            if says_something && names.len() < MOST_NAMES && !names.contains(&name) {
                names.push(name);
            }
        }
        self.tracking = names;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_what_is_pasted() {
        let pasted = ["?Ref=abc&src=1", "aff_*, ref", "*", " ", "=x"].map(str::to_owned).to_vec();
        let tidy = Sameness { tracking: pasted, ..Sameness::default() }.tidy();
        assert_eq!(tidy.tracking, ["ref", "src", "aff_*"]);
        assert_eq!(tidy.clone().tidy(), tidy);
    }
}
