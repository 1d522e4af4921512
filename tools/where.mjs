// where.mjs MODULE.wasm: what the bytes of a module are, by the names of its functions, which it must still have.
// What was inlined counts for the function that it is in.

import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
if (!file) {
  throw new Error("usage: where.mjs MODULE.wasm");
}

// The first that fits. Names are those of functions, or of the types that they are of.
const KINDS = [
  ["taking apart what is no longer used", /drop_in_place/],
  ["reading JSON", /Deserializ|serde_core::de|serde_json::de|Visitor|__Field/],
  ["writing JSON", /Serializ|serde_core::ser|serde_json::ser/],
  ["what is started from JS, and the dispatcher", /future_to_promise/],
  ...["app", "ledger", "browser", "moz", "page", "address", "scope", "verdict", "report", "protocol"].map((room) => [room, new RegExp(`link_lantern::${room}`)]),
  ["the rest of our own", /link_lantern/],
  ["url, percent-encoding", /url::|percent_encoding|form_urlencoded/],
  ["idna and its Unicode crates", /idna|icu_|smallvec|utf8_iter/],
  ["sorting", /::sort::|sort_unstable/],
  ["writing numbers and texts", /fmt|flt2dec|zmij/],
  ["memory", /dlmalloc|__r(ust|dl)_/],
  ["Rust's own library", /core(\[\w+\])?::|alloc(\[\w+\])?::|std(\[\w+\])?::|hashbrown|memcmp|memcpy/],
  ["bindings", /js_sys|web_sys|wasm_bindgen|gloo/],
];

const { functions, sections } = read(readFileSync(file));
const sums = new Map();
for (const { name, bytes } of functions) {
  const kind = KINDS.find(([, fits]) => fits.test(name))?.[0] ?? "all else";
  sums.set(kind, (sums.get(kind) ?? 0) + bytes);
}
print("code", sections.get(10), sums);
console.log(`data ${kilobytes(sections.get(11))}, names of bindings and types ${kilobytes(sections.get(1) + sections.get(2) + sections.get(3))}`);
console.log("\nthe largest functions");
for (const { name, bytes } of functions.toSorted((one, other) => other.bytes - one.bytes).slice(0, 20)) {
  console.log(`${kilobytes(bytes).padStart(8)}  ${name.replace(/::h[0-9a-f]{16}$/, "").slice(0, 140)}`);
}

function print(title, all, parts) {
  console.log(`${title} ${kilobytes(all)}`);
  for (const [name, bytes] of [...parts].toSorted(([, one], [, other]) => other - one)) {
    console.log(`${kilobytes(bytes).padStart(8)}  ${name}`);
  }
}

function kilobytes(bytes = 0) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** The functions with their sizes and names, and the sizes of all sections by number (WebAssembly core, 5.5). */
function read(module) {
  const sections = new Map();
  const names = new Map();
  const sizes = [];
  let imported = 0;
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = module[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return module.toString("utf8", at - length, at);
  };
  const each = (count, act) => {
    for (let index = 0; index < count; index += 1) act();
  };
  while (at < module.length) {
    const section = module[at++];
    const length = number();
    const end = at + length;
    if (section) sections.set(section, length);
    if (section === 2) {
      each(number(), () => {
        const name = [text(), text()].join(".");
        if (module[at++] !== 0) throw new Error(`${name} is no function, and this reads no other imports`);
        number();
        imported += 1;
      });
    } else if (section === 10) {
      each(number(), () => {
        sizes.push(number());
        at += sizes.at(-1);
      });
    } else if (section === 0 && text() === "name") {
      while (at < end) {
        const kind = module[at++];
        const rest = number() + at;
        if (kind === 1) each(number(), () => names.set(number(), text()));
        at = rest;
      }
    }
    at = end;
  }
  if (names.size === 0) {
    throw new Error("the functions have no names any more");
  }
  return { sections, functions: sizes.map((bytes, index) => ({ bytes, name: names.get(imported + index) ?? "?" })) };
}
