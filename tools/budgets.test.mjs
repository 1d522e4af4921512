// Budgets that are counts: what may panic in the module, what a view may do with markup, code from elsewhere, how long a file
// may be, and what is shipped of others' work. A budget is raised by a decision, with the reason beside it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { filesUnder } from "./files.mjs";

const root = new URL("../", import.meta.url).pathname;
const read = (path) => readFileSync(root + path, "utf8");
const dist = `${process.env.LINK_LANTERN_DIST ?? `${root}dist`}/`;
const module = `${dist}chromium/wasm/link_lantern_bg.wasm`;
/** `build --quick` leaves in what the release leaves out. */
const RELEASE = 2_500_000;

/** A panic names its file. These rooms have async functions, each of which would panic if polled after its end, which nobody does. */
const ASYNC = /^src\/(app|browser|ledger|moz|ports)(\/|\.rs)/;
/** The others, each with its reason. */
const MAY_PANIC = {
  "src/address/personal.rs": "slices of a URL at its own positions",
  "src/address/show.rs": "slices of a URL at its own positions",
  "src/address/unwrap.rs": "slices of a URL at its own positions",
  "src/address/warn.rs": "slices of a URL at its own positions",
  "src/check/manners.rs": "async",
  "src/page/evidence.rs": "a cell that is borrowed for the length of one call",
  "src/scope/mod.rs": "serde's own code for an enum",
};
/** Messages of panics that nothing of ours writes, but the standard library and serde have; once each, for the linker folds them. */
const MESSAGES = { "called `Option::unwrap()`": 1, "called `Result::unwrap()`": 8, "index out of bounds": 1, "explicit panic": 3, "not yet implemented": 0, "not implemented": 1 };

test("the module has no panic in a file of ours that is not accounted for", (t) => {
  if (!existsSync(module)) return t.skip("nothing is built");
  const text = readFileSync(module).toString("latin1");
  if (text.length > RELEASE) return t.skip("a quick build");
  const files = [...new Set(text.match(/(?<![\w/])src\/[a-z0-9_/]+\.rs/g))];
  const unknown = files.filter((file) => existsSync(root + file) && !ASYNC.test(file) && !MAY_PANIC[file]);
  assert.deepEqual(unknown, [], "find out why, and mend it or name the reason");
  for (const [message, most] of Object.entries(MESSAGES)) {
    const count = text.split(message).length - 1;
    assert.ok(count <= most, `"${message}" ${count} times, ${most} at most`);
  }
});

const scripts = filesUnder(`${root}extension`).filter((file) => file.endsWith(".js"));
const pages = filesUnder(`${root}extension`).filter((file) => file.endsWith(".html"));

test("no text becomes markup or code", () => {
  const MARKUP = /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|unsafeHTML|unsafeSVG|unsafeMathML|unsafeStatic|srcdoc|createContextualFragment)\b|document\.write/;
  const CODE = /\beval\b|\bFunction\s*\(|\bimportScripts\b|set(Timeout|Interval)\(\s*['"`]/;
  for (const script of scripts) {
    const code = read(`extension/${script}`).replaceAll(/\/\/.*|\/\*[^]*?\*\//g, "");
    assert.doesNotMatch(code, MARKUP, script);
    assert.doesNotMatch(code, CODE, script);
  }
  for (const page of pages) {
    assert.doesNotMatch(read(`extension/${page}`), /<script(?![^>]*\ssrc=)|\son\w+=|javascript:/i, page);
  }
});

test("all code is in the package", () => {
  for (const script of scripts) {
    const code = read(`extension/${script}`).replaceAll(/\/\/.*|\/\*[^]*?\*\//g, "");
    for (const [, from] of code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"`][^'"`]*['"`]|\w+)/g)) {
      if (/^['"`]/.test(from)) assert.match(from, /^['"]\.{1,2}\/[\w./-]+\.js['"]$/, `${script} imports ${from}`);
    }
    assert.doesNotMatch(code, /\bimport\s*\(\s*[^'"\s]/, `${script} imports what a variable says`);
  }
  for (const page of pages) {
    for (const [, to] of read(`extension/${page}`).matchAll(/\s(?:src|href)="([^"]*)"/g)) {
      assert.match(to, /^(\.\.?\/|[\w-]+\.)[\w./-]*$/, `${page} loads ${to}`);
    }
  }
});

test("nothing is listened to from outside", () => {
  for (const script of scripts) {
    assert.doesNotMatch(read(`extension/${script}`), /onMessageExternal|onConnectExternal|onConnect\b|externally_connectable|onUserScriptMessage/, script);
  }
});

test("one idea a file: no file of ours is longer than its bound", () => {
  const MOST = { ".rs": 350, ".js": 350 };
  // The language between views and background, which is read as one.
  const LONG = { "src/protocol.rs": 700, "src/protocol/views.rs": 600, "src/protocol/lists.rs": 600, "src/app/lists/run.rs": 420, "src/app/lists/view.rs": 420 };
  const files = [...filesUnder(`${root}src`).map((file) => `src/${file}`), ...scripts.map((file) => `extension/${file}`)];
  for (const file of files) {
    const most = LONG[file] ?? MOST[file.slice(file.lastIndexOf("."))];
    const lines = most ? read(file).split("\n").length : 0;
    assert.ok(lines <= most || !most, `${file} has ${lines} lines, ${most} at most`);
  }
});

/** What may be shipped in a package under the MIT licence without a word to anybody. */
const LICENCES = new Set(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unicode-3.0", "Unlicense", "Zlib", "BSL-1.0", "MPL-2.0"]);

/** True if one way of reading an expression of SPDX takes known licences only. */
const isFree = (expression) =>
  expression
    .replaceAll(/[()]/g, " ")
    .split(/\s+OR\s+|\//)
    .some((choice) => choice.split(/\s+AND\s+/).every((name) => LICENCES.has(name.trim())));

const shipped = () => {
  const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--locked", "--format-version=1", "--filter-platform=wasm32-unknown-unknown"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const packages = new Map(metadata.packages.map((each) => [each.id, each]));
  const own = metadata.packages.find(({ name }) => name === "link-lantern").id;
  const all = new Set([own]);
  for (const id of all) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (kinds.some(({ kind }) => kind === null)) all.add(pkg);
    }
  }
  return [...all].map((id) => packages.get(id));
};

test("dependencies: licences that allow it, from the registry, none twice", () => {
  const all = shipped();
  const strange = all.filter(({ license }) => !license || !isFree(license)).map(({ name, license }) => `${name} ${license}`);
  assert.deepEqual(strange, []);
  const elsewhere = all.filter(({ name, source }) => name !== "link-lantern" && !source?.includes("crates.io")).map(({ name }) => name);
  assert.deepEqual(elsewhere, []);
  // Macros run at build time only, and bring what is not shipped.
  const names = all.map(({ name }) => name).toSorted();
  const twice = names.filter((name, at) => name === names[at - 1]);
  assert.deepEqual(twice, []);
  assert.ok(all.length <= 100, `${all.length} packages`);
  const { dependencies } = JSON.parse(read("package.json"));
  assert.deepEqual(Object.keys(dependencies), ["lit-html"], "the one thing of npm that is shipped");
});
