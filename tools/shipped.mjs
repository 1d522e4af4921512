// What a package holds that was made by others: the crates that the module is compiled from, lit-html, and the two that come
// by neither registry. The one place that knows; the licences (licences.mjs), the bill of materials (sbom.mjs) and the budgets
// start from it.
//
// Read from the lock files and from what Cargo and npm have unpacked, so nothing is fetched. Macros run at build time only
// and are left out, with what only they need.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} version
 * @property {string} purl what it is called across registries
 * @property {string} licence as an expression of SPDX
 * @property {string} stated the same as its maker wrote it
 * @property {string} source where its sources are
 * @property {string} folder where it is unpacked
 * @property {{ alg: string, content: string }} hash of the archive in the registry
 * @property {string[]} needs the purls of what it is built upon
 */

const root = path.join(import.meta.dirname, "..");
const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), "utf8");
const TARGET = "wasm32-unknown-unknown";
/** The crate that all others are for. */
const OWN = "link-lantern";

/** @returns {{ version: string, needs: string[], parts: Part[] }} the version of our own and what it needs itself; all parts by name */
export function shipped() {
  const { version, needs, parts } = crates();
  const lit = litHtml();
  return { version, needs: [...needs, lit.purl].sort(), parts: [...parts, lit].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** @returns {{ version: string, needs: string[], parts: Part[] }} */
function crates() {
  const args = ["metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET];
  const stdio = /** @type {const} */ (["ignore", "pipe", "ignore"]);
  const { packages, resolve } = JSON.parse(execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio }));
  const byId = new Map(packages.map((/** @type {any} */ one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ one) => [one.id, one]));
  const isMacro = (/** @type {string} */ id) => byId.get(id).targets.some((/** @type {any} */ target) => target.kind.includes("proc-macro"));
  const needed = (/** @type {string} */ id) =>
    nodes
      .get(id)
      .deps.filter((/** @type {any} */ { pkg, dep_kinds }) => dep_kinds.some((/** @type {any} */ { kind }) => kind === null) && !isMacro(pkg))
      .map((/** @type {any} */ { pkg }) => pkg);
  const own = packages.find((/** @type {any} */ one) => one.name === OWN);
  // A set is walked in the order of its making, also over what is added on the way.
  const seen = new Set([own.id]);
  for (const id of seen) {
    for (const other of needed(id)) seen.add(other);
  }
  seen.delete(own.id);
  const purls = (/** @type {string} */ id) => needed(id).map((/** @type {string} */ other) => cratePurl(byId.get(other))).sort();
  const hashes = checksums();
  const parts = [...seen].map((id) => crate(byId.get(id), hashes, purls(id)));
  return { version: own.version, needs: purls(own.id), parts };
}

const cratePurl = (/** @type {{ name: string, version: string }} */ { name, version }) => `pkg:cargo/${name}@${version}`;

/**
 * @param {any} found
 * @param {Map<string, string>} hashes
 * @param {string[]} needs
 * @returns {Part}
 */
function crate({ name, version, license, repository, manifest_path }, hashes, needs) {
  const content = hashes.get(`${name} ${version}`);
  if (!license || !content) {
    throw new Error(`${name} ${version} has no ${license ? "checksum in Cargo.lock" : "licence in its manifest"}`);
  }
  const source = repository ?? `https://crates.io/crates/${name}`;
  const folder = path.dirname(manifest_path);
  return { name, version, purl: cratePurl({ name, version }), licence: spdx(license), stated: license, source, folder, hash: { alg: "SHA-256", content }, needs };
}

/** The slash is how Cargo wrote `OR` before it took expressions. @param {string} licence */
const spdx = (licence) => licence.replaceAll(/\s*\/\s*/g, " OR ");

/** The checksums of Cargo.lock, by `NAME VERSION`. */
function checksums() {
  const entry = /^name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "([0-9a-f]{64})"$/gm;
  return new Map([...read("Cargo.lock").replaceAll("\r", "").matchAll(entry)].map(([, name, version, hash]) => [`${name} ${version}`, String(hash)]));
}

/** @returns {Part} */
function litHtml() {
  const folder = path.join(root, "node_modules/lit-html");
  const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const locked = JSON.parse(read("package-lock.json")).packages["node_modules/lit-html"];
  if (locked.version !== version) {
    throw new Error(`lit-html ${version} is unpacked, and ${locked.version} is locked`);
  }
  // As npm has it: base64, where others write hexadecimal.
  const content = Buffer.from(locked.integrity.replace(/^sha512-/, ""), "base64").toString("hex");
  return { name: "lit-html", version, purl: `pkg:npm/lit-html@${version}`, licence: license, stated: license, source: "https://github.com/lit/lit", folder, hash: { alg: "SHA-512", content }, needs: [] };
}

/** What comes by no registry. @returns {{ name: string, version: string, type: string, licence: string, source: string }[]} */
export function unregistered() {
  const [, rust] = /^channel = "(.+)"$/m.exec(read("rust-toolchain.toml")) ?? [];
  const list = JSON.parse(read("src/address/suffix-list.json"));
  if (!rust || !list.date) {
    throw new Error("rust-toolchain.toml names no channel, or suffix-list.json no date");
  }
  return [
    { name: "Rust standard library", version: rust, type: "library", licence: "MIT OR Apache-2.0", source: "https://github.com/rust-lang/rust" },
    { name: "Public Suffix List", version: list.date, type: "data", licence: "MPL-2.0", source: "https://publicsuffix.org/list/public_suffix_list.dat" },
  ];
}
