//! One link whose address alone is ten megabytes, made while it is sent.

use bytes::Bytes;

use crate::reply::{Body, Reply};

/// Where.
pub const PAGE: &str = "awkward.example/one-huge-href";

const PIECE: usize = 64 * 1024;
const PIECES: usize = 160;

/// The page: the huge link stands between two ordinary ones.
pub fn page() -> Reply {
    let filler = Bytes::from(vec![b'a'; PIECE]);
    let start = b"<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>One huge address</title></head>\n<body>\n\
        <p><a href=\"https://acme-lamps.example/spring-range\">before</a></p>\n<p><a href=\"https://lumen-bros.example/?q=";
    let end = b"\">huge</a></p>\n<p><a href=\"https://glow-and-sons.example/\">after</a></p>\n</body>\n</html>\n";
    let body = std::iter::once(Bytes::from_static(start))
        .chain(std::iter::repeat_n(filler, PIECES))
        .chain(std::iter::once(Bytes::from_static(end)));
    Reply { body: Body::Stream(Box::new(body)), ..Reply::new(200, "text/html; charset=utf-8", "") }
}
