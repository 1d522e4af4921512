// zip.mjs FOLDER OUT.zip: packs a folder so that the same files always give the same bytes.
//
// Files are sorted, have one fixed time and mode 0644. fflate compresses in JavaScript, so not even the zlib that a Node
// version happens to carry makes a difference.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { zipSync } from "fflate";
import { filesUnder } from "./files.mjs";

// The first moment that a zip can hold. Zip times have no zone: fflate writes the local one, so a local one is given.
const TIME = new Date(1980, 0, 1);
const UNIX = 3;
const MODE = (0o100644 << 16) >>> 0;

const [folder, out] = process.argv.slice(2);
if (!folder || !out) {
  throw new Error("usage: zip.mjs FOLDER OUT.zip");
}

/** @type {import("fflate").Zippable} */
const entries = {};
for (const file of filesUnder(folder)) {
  entries[file] = [readFileSync(path.join(folder, file)), { level: 9, mtime: TIME, os: UNIX, attrs: MODE }];
}
writeFileSync(out, zipSync(entries));
