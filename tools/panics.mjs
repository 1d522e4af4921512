// panics.mjs MODULE.wasm: the places in our own code at which a module could panic, by kind, with what stands there; it is
// budgets.test.mjs that says how many there may be. The sources must be those that the module was built from.
//
// Rust gives each panic a `Location` in the module's data: address and length of the file's name, line, column. Our files have
// names from the crate's root on (`src/…`); those of crates and of Rust's own library begin with `/cargo` and `/rustc`.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const OWN = /^src\/[a-z0-9_/]+\.rs$/;
const SIZE = 16;
/** By what stands at the place. The first that fits. @type {[string, RegExp][]} */
const KINDS = [
  // The body of an async function or block, which panics if it is polled after its end, as no executor does.
  ["resumed", /^(\{|async\b)/],
  // A RefCell that is borrowed already. No borrow is held over an await; clippy holds that.
  ["borrowed", /^(borrow|borrow_mut|replace)\(/],
  ["other", /^/],
];

/** @typedef {{ place: string, kind: string, code: string }} Panic */

/**
 * @param {Buffer} module
 * @returns {Panic[]} by place
 */
export function panicsIn(module) {
  const memory = memoryOf(module);
  /** @type {Map<string, Panic>} */
  const found = new Map();
  for (let at = 0; at + SIZE <= memory.length; at += 4) {
    const [start, length, line, column] = [0, 4, 8, 12].map((step) => memory.readUInt32LE(at + step));
    if (start === 0 || length < 8 || length > 200 || start + length > memory.length || line === 0 || line > 10_000 || column === 0 || column > 1_000) {
      continue;
    }
    const file = memory.toString("latin1", start, start + length);
    if (OWN.test(file)) {
      const code = codeAt(file, line, column);
      const place = `${file}:${line}:${column}`;
      // A file of that name may also be in Rust's own library or in a crate.
      if (code !== undefined) found.set(place, { place, kind: KINDS.find(([, fits]) => fits.test(code))?.[0] ?? "other", code });
    }
  }
  return [...found.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/**
 * @param {string} file
 * @param {number} line
 * @param {number} column
 */
function codeAt(file, line, column) {
  const at = path.join(root, file);
  return existsSync(at) ? readFileSync(at, "utf8").split("\n")[line - 1]?.slice(column - 1) : undefined;
}

/** What the memory holds at first, by the segments of the data section (WebAssembly core, 5.5.14). @param {Buffer} module */
function memoryOf(module) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = module[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  /** @type {[number, Buffer][]} */
  const parts = [];
  while (at < module.length) {
    const section = module[at++];
    const end = number() + at;
    if (section === 11) {
      for (let left = number(); left > 0; left -= 1) {
        if (number() !== 0 || module[at++] !== 0x41) {
          throw new Error("a segment that does not lie at a fixed address, and this reads no other");
        }
        const start = number();
        at += 1;
        const length = number();
        parts.push([start, module.subarray(at, at + length)]);
        at += length;
      }
    }
    at = end;
  }
  const memory = Buffer.alloc(Math.max(0, ...parts.map(([start, bytes]) => start + bytes.length)));
  for (const [start, bytes] of parts) {
    bytes.copy(memory, start);
  }
  return memory;
}

if (import.meta.filename === process.argv[1]) {
  const [, , file] = process.argv;
  if (!file) {
    throw new Error("usage: panics.mjs MODULE.wasm");
  }
  const found = panicsIn(readFileSync(file));
  for (const [kind] of KINDS) {
    const these = found.filter((one) => one.kind === kind);
    console.log(`${kind}: ${these.length}`);
    for (const { place, code } of these) console.log(`  ${place.padEnd(40)} ${code.slice(0, 80)}`);
  }
}
