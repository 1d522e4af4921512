// licences.mjs OUT.txt: the licences of all that is shipped and was made by others: the crates that the module is compiled
// from, and lit-html. Read from what Cargo and npm have unpacked, so nothing is fetched; the same lock files give the same bytes.
//
// Where a crate is offered under several licences, MIT is taken if it is among them. Macros run at build time only and
// are left out, with what only they need.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** @typedef {{ name: string, licence: string, source: string, texts: string[] }} Part */

const TARGET = "wasm32-unknown-unknown";
const LICENCE = /^(un)?licen[cs]e|^copying|^notice/i;
/** Other files of the same licence choice, once MIT is there. */
const OTHER = /apache|unlicense/i;
// What a crate without a file of its own offers as MIT.
const MIT = readFileSync("LICENSE", "utf8").replace(/^Copyright.*$/m, "").replace(/\n{3,}/g, "\n\n");

const [out] = process.argv.slice(2);
if (!out) {
  throw new Error("usage: licences.mjs OUT.txt");
}

const parts = [...crates(), litHtml()].sort((a, b) => (a.name < b.name ? -1 : 1));
writeFileSync(out, `${head(parts)}\n${texts(parts)}`);

/** @returns {Part[]} */
function crates() {
  const args = ["metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET];
  const { packages, resolve } = JSON.parse(execFileSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 28 }));
  const byId = new Map(packages.map((/** @type {any} */ one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ one) => [one.id, one]));
  const own = packages.find((/** @type {any} */ one) => one.name === "link-lantern");
  const seen = new Set([own.id]);
  const queue = [own.id];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      const isMacro = byId.get(pkg).targets.some((/** @type {any} */ target) => target.kind.includes("proc-macro"));
      const isShipped = dep_kinds.some((/** @type {any} */ { kind }) => kind === null);
      if (isShipped && !isMacro && !seen.has(pkg)) {
        seen.add(pkg);
        queue.push(pkg);
      }
    }
  }
  seen.delete(own.id);
  return [...seen].map((id) => crate(byId.get(id)));
}

/**
 * @param {any} found
 * @returns {Part}
 */
function crate({ name, version, license, repository, manifest_path }) {
  return { name: `${name} ${version}`, licence: license, source: repository ?? `https://crates.io/crates/${name}`, texts: textsIn(path.dirname(manifest_path), license) };
}

/** @returns {Part} */
function litHtml() {
  const folder = "node_modules/lit-html";
  const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return { name: `lit-html ${version}`, licence: license, source: "https://github.com/lit/lit", texts: textsIn(folder, license) };
}

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
