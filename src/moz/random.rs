//! The port of chance, and what is made of it: request ids.

/// Gives bytes that nobody guesses.
pub trait Random {
    /// Sixteen bytes, new ones each time.
    fn bytes(&self) -> [u8; 16];

    /// A random fraction, in parts of 2³²: what jitter wants, and no float needed.
    fn fraction(&self) -> u32 {
        let [a, b, c, d, ..] = self.bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}

/// A UUID of version 4: 36 characters, where JSON-RPC asks for at least 24 (moz-api 4).
pub(super) fn uuid(bytes: [u8; 16]) -> String {
    let bits = u128::from_be_bytes(bytes);
    // Version 4 and variant 1, by RFC 9562 5.4.
    let bits = bits & !(0xf000_u128 << 64) & !(0xc000_u128 << 48) | (0x4000_u128 << 64) | (0x8000_u128 << 48);
    let mut id = String::with_capacity(36);
    for (at, digit) in format!("{bits:032x}").chars().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            id.push('-');
        }
        id.push(digit);
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_of_version_4() {
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
        let bytes = std::array::from_fn(|at| u8::try_from(at * 17).unwrap_or_default());
        assert_eq!(uuid(bytes), "00112233-4455-4677-8899-aabbccddeeff");
    }
}
