// licences.mjs OUT.txt: the licences of all that is shipped and was made by others (shipped.mjs). The same lock files give the
// same bytes.
//
// Where a crate is offered under several licences, MIT is taken if it is among them.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { shipped } from "./shipped.mjs";

/** @typedef {{ name: string, licence: string, source: string, texts: string[] }} Part */

const LICENCE = /^(un)?licen[cs]e|^copying|^notice/i;
/** Other files of the same licence choice, once MIT is there. */
const OTHER = /apache|unlicense/i;
// What a crate without a file of its own offers as MIT.
const MIT = readFileSync("LICENSE", "utf8").replace(/^Copyright.*$/m, "").replace(/\n{3,}/g, "\n\n");

const [out] = process.argv.slice(2);
if (!out) {
  throw new Error("usage: licences.mjs OUT.txt");
}

const parts = shipped().parts.map(({ name, version, stated, source, folder }) => ({ name: `${name} ${version}`, licence: stated, source, texts: textsIn(folder, stated) }));
writeFileSync(out, `${head(parts)}\n${texts(parts)}`);

/**
 * @param {string} folder
 * @param {string} licence
 */
function textsIn(folder, licence) {
  const files = readdirSync(folder).filter((name) => LICENCE.test(name) && /^[^.]*(\.(md|txt))?$/.test(name)).sort();
  const chosen = /\bMIT\b/.test(licence) && files.some((name) => !OTHER.test(name)) ? files.filter((name) => !OTHER.test(name)) : files;
  if (chosen.length) {
    return chosen.map((name) => readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n").trim());
  }
  if (!/\bMIT\b/.test(licence)) {
    throw new Error(`${folder} has no text of its licence, ${licence}`);
  }
  return [MIT.trim()];
}

/** @param {Part[]} parts */
function head(parts) {
  const rows = parts.map(({ name, licence, source }) => `- ${name}: ${licence}; ${source}`);
  return `What Link Lantern ships and others made. Its own licence is in LICENSE.

${rows.join("\n")}
- The Rust standard library, which the module contains in part: MIT OR Apache-2.0; https://github.com/rust-lang/rust
- The Public Suffix List, compiled into a table in the module: MPL-2.0 (https://mozilla.org/MPL/2.0/); its source form is at
  https://publicsuffix.org/list/public_suffix_list.dat

Where several licences are offered, MIT is taken. The texts:
`;
}

/** Each text once, with the names of all it belongs to. @param {Part[]} parts */
function texts(parts) {
  /** @type {Map<string, { text: string, names: string[] }>} */
  const found = new Map();
  for (const { name, texts } of parts) {
    for (const text of texts) {
      const key = text.replace(/\s+/g, " ");
      const entry = found.get(key) ?? { text, names: [] };
      entry.names.push(name);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ text, names }) => `${"=".repeat(80)}\n${names.join(", ")}\n${"=".repeat(80)}\n\n${text}\n`).join("\n");
}
