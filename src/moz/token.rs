//! The user's Moz token: read where it is sent, masked everywhere else.

use std::fmt;

use serde::Deserialize;
use thiserror::Error;

/// Longest token that is taken, in bytes. Known ones are under 100 (moz-api 1: base64 of id and secret).
const LONGEST: usize = 1024;

/// A token. It prints masked and cannot be serialised, so it gets into no reply, error or log by accident.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

/// Why a text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a token is one word of visible ASCII characters")]
pub struct TokenError;

impl Token {
    /// The token that `text` is, without the white space and quotes that come with copying.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let text = text.trim().trim_matches(['"', '\'']);
        let fits = (8..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text.to_owned())) } else { Err(TokenError) }
    }

    /// The token itself. For the request header and the store, and nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// All but its last four characters hidden, and how long it is hidden too.
    pub fn masked(&self) -> String {
        format!("••••••••{}", self.0.get(self.0.len().saturating_sub(4)..).unwrap_or_default())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_visible_word() {
        for bad in ["", "short", "two words here", "umläute-im-token", "line\nbreak-in-it"] {
            assert_eq!(Token::parse(bad), Err(TokenError), "{bad}");
        }
        assert!(Token::parse(&"x".repeat(LONGEST + 1)).is_err());
        assert_eq!(Token::parse(" \"bW96c2NhcGU=\"\n").expect("a token").reveal(), "bW96c2NhcGU=");
    }

    #[test]
    fn prints_masked() {
        let token = Token::parse("bW96c2NhcGUtMTIzNDU2Nzg5MDpzZWNyZXQ=").expect("a token");
        assert_eq!(format!("{token:?} {}", token.masked()), "Token(••••) ••••••••ZXQ=");
    }
}
